"""Registers that an earlier release has written, kept as they were: what is released must be able to go on with them.

`python -m tests.support.older VERSION` has today's program make its demonstration on both databases, keeps them under
the name of this release, and freezes the migrations that made them. Run it once for a release.
"""

import hashlib
import os
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import psycopg

from tests.support import kept
from tests.support.postgres import cluster

GOLDEN = Path(__file__).parents[1] / "golden"
FROZEN = GOLDEN / "migrations.txt"
RELEASES = sorted({file.name.rpartition("-")[0] for file in GOLDEN.glob("*.tar.xz")})

# The search index is made anew from the documents, and most of a database's bytes are its.
_WITHOUT_INDEX = (
    "DELETE FROM register_posting",
    "DELETE FROM register_searchtoken",
    "DELETE FROM register_searchentry WHERE id NOT IN (SELECT min(id) FROM register_searchentry GROUP BY document_id)",
    "UPDATE register_searchentry SET language = 'an earlier one'",
)
_DUMP = "dump.sql"
# Letters and secrets are nobody's history: what is kept is what verifies without them.
_KEPT = ("nhv.sqlite3", _DUMP, "files", "demonstration", "keys/public.json", "keys/witness.key")


def bring_out(release: str, data: Path, vendor: str) -> None:
    """Unpack the data directory of this release."""
    with tarfile.open(GOLDEN / f"{release}-{vendor}.tar.xz") as packed:
        packed.extractall(data, filter="data")


def restore(data: Path, address: str) -> None:
    """Put what the data directory holds of PostgreSQL into an empty database."""
    kept.restore(data / _DUMP, address)


def frozen() -> dict[str, str]:
    """The path of each frozen migration: the hash of what it must go on to say."""
    lines = (line.split("  ") for line in FROZEN.read_text(encoding="utf-8").splitlines())
    return {path: said for said, path in lines}


def digest(path: str | Path) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def keep(release: str) -> None:
    """Keep today's demonstration, on both databases, as the registers of this release."""
    GOLDEN.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, cluster() as server:
        _keep_sqlite(release, Path(folder) / "sqlite")
        _keep_postgresql(release, Path(folder) / "postgresql", f"{server}/postgres")
    migrations = sorted(Path("nhv").glob("*/migrations/0*.py"))
    FROZEN.write_text("".join(f"{digest(path)}  {path}\n" for path in migrations), encoding="utf-8")


def _keep_sqlite(release: str, data: Path) -> None:
    _demonstrate(data, f"sqlite:///{data / 'nhv.sqlite3'}")
    connection = sqlite3.connect(data / "nhv.sqlite3", isolation_level=None)
    for statement in (*_WITHOUT_INDEX, "VACUUM"):
        connection.execute(statement)
    connection.close()
    _pack(release, data, "sqlite")


def _keep_postgresql(release: str, data: Path, address: str) -> None:
    _demonstrate(data, address)
    with psycopg.connect(address) as connection:
        for statement in _WITHOUT_INDEX:
            connection.execute(statement)
    kept.dump(address, data / _DUMP)
    _pack(release, data, "postgresql")


def _demonstrate(data: Path, address: str) -> None:
    surroundings = {**os.environ, "NHV_DATA": str(data), "DATABASE_URL": address}
    subprocess.run([sys.executable, "-m", "nhv.program.main", "demo"], env=surroundings, check=True)


def _pack(release: str, data: Path, vendor: str) -> None:
    with tarfile.open(GOLDEN / f"{release}-{vendor}.tar.xz", "w:xz", preset=9) as packed:
        for name in _KEPT:
            if (data / name).exists():
                packed.add(data / name, name, filter=_of_nobody)


def _of_nobody(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    return member


if __name__ == "__main__":
    keep(sys.argv[1])
