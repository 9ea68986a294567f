"""A PostgreSQL with a synchronous standby: a commit is done when both have it."""

import os
import secrets
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.support.postgres import as_server, binaries, folder_of_server, initialise, start, stop


@dataclass
class Pair:
    """The two, and what can be done to them. Addresses are without a database name."""

    primary: str
    standby: str
    _first: "subprocess.Popen[bytes]"
    _second: "subprocess.Popen[bytes]"

    def kill_primary(self) -> None:
        """The primary and all its processes are gone at once."""
        os.killpg(self._first.pid, signal.SIGKILL)
        self._first.wait()

    def promote(self) -> None:
        """The standby becomes a primary of its own. Waits until it takes writes."""
        with psycopg.connect(f"{self.standby}/postgres", autocommit=True) as connection:
            connection.execute("SELECT pg_promote(true, 60)")
            connection.execute("ALTER SYSTEM SET synchronous_standby_names = ''")
            connection.execute("SELECT pg_reload_conf()")

    def stop(self) -> None:
        for server in (self._second, self._first):
            if server.poll() is None:
                stop(server)


@contextmanager
def pair() -> Iterator[Pair]:
    """Two servers, the second following the first and waited for at each commit."""
    with folder_of_server() as first, folder_of_server() as second:
        password = secrets.token_hex(16)
        initialise(first, password)
        # fsync as in production: what is promised here must not depend on the machine staying up.
        primary, port = start(first, wal_level="replica", max_wal_senders="5", fsync="on")
        address = f"postgres://nhv:{password}@127.0.0.1:{port}"
        _copy(second, port, password)
        standby, standby_port = start(second, hot_standby="on", fsync="on")
        made = Pair(address, f"postgres://nhv:{password}@127.0.0.1:{standby_port}", primary, standby)
        try:
            _wait_for_each_other(address)
            yield made
        finally:
            made.stop()


def _copy(folder: Path, port: int, password: str) -> None:
    """A copy of the primary's data that goes on following it."""
    told = f"host=127.0.0.1 port={port} user=nhv password={password}"
    command = [binaries() / "pg_basebackup", "-D", folder / "data", "-d", told, "-R", "-X", "stream", "-c", "fast"]
    subprocess.run(command, check=True, cwd=folder, **as_server())


def _wait_for_each_other(address: str) -> None:
    """From now on no commit is done before the standby has it on disk."""
    with psycopg.connect(f"{address}/postgres", autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET synchronous_standby_names = '*'")
        connection.execute("SELECT pg_reload_conf()")
        for _ in range(300):
            row = connection.execute("SELECT 1 FROM pg_stat_replication WHERE sync_state = 'sync'").fetchone()
            if row:
                return
            time.sleep(0.1)
    raise RuntimeError("the standby did not follow within 30 seconds")
