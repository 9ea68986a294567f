"""A backup on disk: a folder with the database, the received files, the keys, and a signed manifest of it all.

manifest.json   what is here (sha256 and size of each), when it was made, and how far each diary had come
secret_key
default/        and a folder like it for each other memory:
  database.sqlite3 or database.dump
  files/        received files by hash
  keys/         receipt keys, private one included
"""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from nhv.program.faults import InputFault

DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}


def copy_private(source: Path, target: Path) -> None:
    """Copy a file to a place that only its owner may read, so that it is there after a power cut too."""
    _make_private(target.parent)
    with (
        source.open("rb") as read,
        os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as write,
    ):
        shutil.copyfileobj(read, write, 1 << 20)
        write.flush()
        os.fsync(write.fileno())


def _make_private(folder: Path) -> None:
    """With all that is missing above it: `mkdir` gives its mode to the last folder only."""
    if not folder.exists():
        _make_private(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)


def copy_database(vendor: str, connection: Any, target: Path) -> None:
    """A whole copy of the database as it is at one moment, while others go on writing. Raises InputFault."""
    target.touch(mode=0o600)
    if vendor == "sqlite":
        connection.ensure_connection()
        try:
            with closing(sqlite3.connect(target)) as copy:
                connection.connection.backup(copy)
                copy.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.Error as error:
            raise InputFault(
                f"{target}: databasen gick inte att kopiera ({error}); se till att det finns plats, ta bort mappen och "
                "gör en ny kopia"
            ) from None
    else:
        _run("pg_dump", ["--format=custom", "--no-owner", f"--file={target}"], connection.settings_dict)


def put_database(vendor: str, settings: Mapping[str, Any], source: Path) -> None:
    """Make an empty database hold what the copy holds. Raises InputFault when it is not empty."""
    if vendor == "sqlite":
        if Path(settings["NAME"]).exists():
            raise InputFault(f"{settings['NAME']}: databasen finns redan; återställ bara till en tom plats")
        copy_private(source, Path(settings["NAME"]))
        return
    import psycopg

    server = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    with psycopg.connect(**{name: settings[key] for name, key in server.items() if settings[key]}) as raw:
        query = "SELECT count(*) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
        if raw.execute(query).fetchone() != (0,):
            raise InputFault("DATABASE_URL: databasen är inte tom; återställ bara till en tom databas")
    _run("pg_restore", ["--exit-on-error", "--no-owner", f"--dbname={settings['NAME']}", str(source)], settings)


def _run(program: str, arguments: list[str], settings: Mapping[str, Any]) -> None:
    """Run one of PostgreSQL's programs on this database. The password goes where no other user sees it."""
    names = {"PGDATABASE": "NAME", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGHOST": "HOST", "PGPORT": "PORT"}
    server = {name: str(settings[key]) for name, key in names.items() if settings[key]}
    done = subprocess.run(  # noqa: S603 (PostgreSQL's own program, with our arguments)
        [_found(program), *arguments], env={**os.environ, **server}, capture_output=True, text=True
    )
    if done.returncode:
        words = " ".join(done.stderr.split())[-300:]
        raise InputFault(f"{program}: {words}; inget är färdigt")


def _found(program: str) -> str:
    """The newest of PostgreSQL's programs by this name: an older one refuses a newer server. Raises InputFault."""
    there = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"), key=lambda path: int(path.parts[4]))
    found = str(there[-1]) if there else shutil.which(program)
    if found is None:
        raise InputFault(f"{program}: programmet saknas på datorn; installera PostgreSQL:s klientprogram")
    return found
