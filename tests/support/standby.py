"""A PostgreSQL with a synchronous standby: a commit is done when both have it on disk."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg

from tests.support.patience import until
from tests.support.postgres import Server, make_cluster, server_in_folder


@dataclass
class Pair:
    """The two servers, and what is done with them together."""

    primary: Server
    standby: Server

    def wait_until_followed(self) -> None:
        """From now on no commit is done before the standby has it."""
        with psycopg.connect(f"{self.primary.address}/postgres", autocommit=True) as raw:
            raw.execute("ALTER SYSTEM SET synchronous_standby_names = '*'")
            raw.execute("SELECT pg_reload_conf()")
            follows = "SELECT 1 FROM pg_stat_replication WHERE sync_state = 'sync'"
            until(lambda: raw.execute(follows).fetchone(), else_say="the standby did not follow")

    def promote(self) -> None:
        """The standby becomes a primary that waits for nobody, and takes writes when this returns."""
        with psycopg.connect(f"{self.standby.address}/postgres", autocommit=True) as raw:
            raw.execute("SELECT pg_promote(true, 60)")
            raw.execute("ALTER SYSTEM SET synchronous_standby_names = ''")
            raw.execute("SELECT pg_reload_conf()")


@contextmanager
def pair() -> Iterator[Pair]:
    """A primary and a standby that follows it. They write to disk as in production."""
    durable = {"fsync": "on", "wal_level": "replica", "max_wal_senders": "5"}
    with server_in_folder(**durable) as primary, server_in_folder(**durable) as standby:
        make_cluster(primary)
        primary.start()
        standby.password = primary.password
        told = f"host=127.0.0.1 port={primary.port} user=nhv password={primary.password}"
        standby.run("pg_basebackup", "-D", standby.folder / "data", "-d", told, "-R", "-X", "stream", "-c", "fast")
        standby.start()
        yield Pair(primary, standby)
