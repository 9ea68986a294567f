"""Reading whatever stands in a database: SQLite keeps as text what is none, and its reader stops at it."""

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
def any_text_everywhere() -> Iterator[None]:
    """The same of every database that is open."""
    with ExitStack() as stack:
        for connection in connections.all(initialized_only=True):
            stack.enter_context(any_text(connection))
        yield


def legible(text: object) -> str:
    """What a cell holds as text that can be written and hashed: what is none as escapes, and not without end."""
    return str(text).encode("utf-8", "backslashreplace").decode()[:200]
