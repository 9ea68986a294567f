"""Databases for tests: each test gets its own copy of a template, so nothing is ever flushed or un-guarded."""

import itertools
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import psycopg

from tests.support.postgres import cluster

Vendor = Literal["sqlite", "postgresql"]
Template = Literal["empty", "bundled"]


class Databases:
    """The templates of one test process, made when first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stack = ExitStack()
        self._made: dict[tuple[Vendor, Template], str] = {}
        self._number = itertools.count(1)

    def close(self) -> None:
        self._stack.close()

    @cached_property
    def _server(self) -> str:
        return self._stack.enter_context(cluster())

    @contextmanager
    def copy(self, vendor: Vendor, template: Template) -> Iterator[str]:
        """A copy of a template, in use as Django's default database. Gives its address (DATABASE_URL)."""
        source = self._template(vendor, template)
        address = self._duplicate(vendor, source)
        try:
            with in_use(address):
                yield address
        finally:
            self._remove(vendor, address)

    @contextmanager
    def nothing(self, vendor: Vendor) -> Iterator[str]:
        """The address of a database without a table, in use by nobody."""
        address = self._blank(vendor)
        try:
            yield address
        finally:
            self._remove(vendor, address)

    def _template(self, vendor: Vendor, template: Template) -> str:
        if (vendor, template) not in self._made:
            source = self._template(vendor, "empty") if template == "bundled" else self._blank(vendor)
            address = self._duplicate(vendor, source) if template == "bundled" else source
            with in_use(address):
                MAKERS[template]()
            self._made[vendor, template] = address
        return self._made[vendor, template]

    def _blank(self, vendor: Vendor) -> str:
        name = f"blank{next(self._number)}"
        if vendor == "sqlite":
            return f"sqlite:///{self._folder / name}.sqlite3"
        self._on_server(f"CREATE DATABASE {name}")
        return f"{self._server}/{name}"

    def _duplicate(self, vendor: Vendor, source: str) -> str:
        name = f"copy{next(self._number)}"
        if vendor == "sqlite":
            target = self._folder / f"{name}.sqlite3"
            shutil.copyfile(source.removeprefix("sqlite:///"), target)
            return f"sqlite:///{target}"
        self._on_server(f"CREATE DATABASE {name} TEMPLATE {source.rpartition('/')[2]}")
        return f"{self._server}/{name}"

    def _remove(self, vendor: Vendor, address: str) -> None:
        if vendor == "sqlite":
            for path in self._folder.glob(f"{Path(address.removeprefix('sqlite:///')).name}*"):
                path.unlink()
        else:
            self._on_server(f"DROP DATABASE {address.rpartition('/')[2]} WITH (FORCE)")

    def _on_server(self, statement: str) -> None:
        with psycopg.connect(f"{self._server}/postgres", autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[call-overload]


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
