"""Reading whatever stands in a database: SQLite keeps as text what is none, PostgreSQL days and times that Python
has not («infinity», before our era), and their readers stop at them."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper


@contextmanager
def any_text(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Read byte by byte, what is no text is seen and told (as lone surrogates), and stops nobody."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    raw: Any = connection.connection
    before, raw.text_factory = raw.text_factory, lambda text: text.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        raw.text_factory = before


@contextmanager
def _any_day(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """On PostgreSQL a day or a time that Python has not is told as it is written."""
    if connection.vendor != "postgresql":
        yield
        return
    connection.ensure_connection()
    adapters: Any = connection.connection.adapters
    from psycopg import DataError
    from psycopg.pq import Format
    from psycopg.types import datetime as kinds

    def as_written(loader: Any) -> Any:
        class AsWritten(loader):  # type: ignore[misc]  # known when it runs
            def load(self, data: Any) -> Any:
                try:
                    return super().load(data)
                except DataError:
                    return bytes(data).decode()

        return AsWritten

    before = {kind: adapters.get_loader(adapters.types[kind].oid, Format.TEXT) for kind in ("date", "timestamptz")}
    # Of the two only Django's own, of times, is written in Python; one in C does not ask what is put above it.
    adapters.register_loader("date", as_written(kinds.DateLoader))
    adapters.register_loader("timestamptz", as_written(before["timestamptz"]))
    try:
        yield
    finally:
        for kind, loader in before.items():
            adapters.register_loader(kind, loader)


@contextmanager
def any_text_everywhere() -> Iterator[None]:
    """The same of every database that is open, and of days too."""
    with ExitStack() as stack:
        for connection in connections.all(initialized_only=True):
            stack.enter_context(any_text(connection))
            stack.enter_context(_any_day(connection))
        yield


def legible(text: object) -> str:
    """What a cell holds as text that can be written and hashed: what is none as escapes, and not without end."""
    return str(text).encode("utf-8", "backslashreplace").decode()[:200]
