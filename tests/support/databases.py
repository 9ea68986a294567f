"""Databases for tests: each test gets its own copy of a template, so nothing is ever flushed or without triggers."""

import itertools
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property, partial
from pathlib import Path
from typing import Any, Literal

import psycopg

from tests.support import kept
from tests.support.postgres import give_to_server, left_running
from tests.support.run import Run

Vendor = Literal["sqlite", "postgresql"]
Template = Literal["empty", "bundled"]


class Databases:
    """Copies, in this process, of the templates of the run. Each template is made when it is first asked for."""

    def __init__(self, folder: Path, run: Run) -> None:
        self._folder = folder
        self._run = run
        self._number = itertools.count(1)

    @cached_property
    def _server(self) -> str:
        return left_running(self._run)

    @contextmanager
    def copy(self, vendor: Vendor, template: Template) -> Iterator[str]:
        """A copy of a template, in use as Django's default database. Gives its address (DATABASE_URL)."""
        source = self._template(vendor, template)
        address = self._duplicate(vendor, source, self._folder)
        try:
            with in_use(address):
                yield address
        finally:
            self._remove(vendor, address)

    @contextmanager
    def on_disk(self, folder: Path, template: Template) -> Iterator[str]:
        """A copy of a template in PostgreSQL whose tables lie in this folder, in use. Gives its address. (Its journal
        lies with the server: without room for that it stops altogether, and its clients meet a lost connection.)"""
        give_to_server(folder)
        source, address = self._template("postgresql", template), self._new("postgresql", self._folder)
        name = _name(address)
        self._on_server(f"CREATE TABLESPACE {name} LOCATION '{folder}'")
        self._on_server(f"CREATE DATABASE {name} TEMPLATE {_name(source)} TABLESPACE {name} STRATEGY FILE_COPY")
        try:
            with in_use(address):
                yield address
        finally:
            self._remove("postgresql", address)
            self._on_server(f"DROP TABLESPACE {name}")

    def for_the_run(self) -> str:
        """The address of one more SQLite register with the bundled areas, which stays as long as the run."""
        return self._duplicate("sqlite", self._template("sqlite", "bundled"), self._run.folder)

    @contextmanager
    def nothing(self, vendor: Vendor) -> Iterator[str]:
        """The address of a database without a table, in use by nobody."""
        address = self._blank(vendor, self._folder)
        try:
            yield address
        finally:
            self._remove(vendor, address)

    def _template(self, vendor: Vendor, template: Template) -> str:
        def make() -> str:
            kept_before = kept.file_of(vendor, template)
            if kept_before.exists():
                return self._brought_back(vendor, kept_before)
            if template == "empty":
                address = self._blank(vendor, self._run.folder)
            else:
                address = self._duplicate(vendor, self._template(vendor, "empty"), self._run.folder)
            with in_use(address):
                MAKERS[template]()
            kept.keep(kept_before, partial(_write, address))
            return address

        return self._run.once(f"{vendor}-{template}", make)

    def _brought_back(self, vendor: Vendor, file: Path) -> str:
        if vendor == "sqlite":
            return self._duplicate(vendor, f"sqlite:///{file}", self._run.folder)
        address = self._blank(vendor, self._run.folder)
        kept.restore(file, address)
        return address

    def _blank(self, vendor: Vendor, folder: Path) -> str:
        address = self._new(vendor, folder)
        if vendor == "postgresql":
            self._on_server(f"CREATE DATABASE {_name(address)}")
        return address

    def _duplicate(self, vendor: Vendor, source: str, folder: Path) -> str:
        address = self._new(vendor, folder)
        if vendor == "sqlite":
            shutil.copyfile(_path(source), _path(address))
        else:
            self._on_server(f"CREATE DATABASE {_name(address)} TEMPLATE {_name(source)} STRATEGY FILE_COPY")
        return address

    def _new(self, vendor: Vendor, folder: Path) -> str:
        """An address that no database of the run has."""
        name = f"nhv_{os.getpid()}_{next(self._number)}"
        return f"sqlite:///{folder / name}.sqlite3" if vendor == "sqlite" else f"{self._server}/{name}"

    def _remove(self, vendor: Vendor, address: str) -> None:
        if vendor == "sqlite":
            for path in self._folder.glob(f"{_path(address).name}*"):
                path.unlink()
        else:
            self._on_server(f"DROP DATABASE {_name(address)} WITH (FORCE)")

    @cached_property
    def _connection(self) -> psycopg.Connection:
        return psycopg.connect(f"{self._server}/postgres", autocommit=True)

    def _on_server(self, statement: str) -> None:
        self._connection.execute(statement)  # type: ignore[call-overload]


def _write(address: str, file: Path) -> None:
    if address.startswith("sqlite"):
        shutil.copyfile(_path(address), file)
    else:
        kept.dump(address, file)


def _path(address: str) -> Path:
    return Path(address.removeprefix("sqlite:///"))


def _name(address: str) -> str:
    return address.rpartition("/")[2]


@contextmanager
def in_use(address: str) -> Iterator[None]:
    """Django's default database is this one, as the product itself would open it."""
    from django.db import connections

    from nhv.program.settings import database

    before = connections.settings["default"]
    _switch({**before, **database(address), "CONN_MAX_AGE": 0})
    if "postgres" in address:
        # A pool would keep connections to a database that the next test cannot copy from or drop.
        connections.settings["default"]["OPTIONS"] = {}
    try:
        yield
        _fold_in_journal()
    finally:
        _switch(before)


def _switch(settings: dict[str, Any]) -> None:
    from django.db import connections

    connections["default"].close()
    del connections["default"]
    connections.settings["default"] = settings


def _fold_in_journal() -> None:
    """Write SQLite's WAL into the file, so that the file alone can be copied."""
    from django.db import connection

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _migrate() -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False, skip_checks=True)


def _load_bundled() -> None:
    from nhv.program.main import main

    assert main(["load"]) == 0


MAKERS: dict[Template, Callable[[], None]] = {"empty": _migrate, "bundled": _load_bundled}
