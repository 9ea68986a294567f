"""Names in Swedish order, the same on both databases."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models.functions import Collate

from nhv.language.order import swedish_order

# PostgreSQL brings it; SQLite is taught it for each connection, under the same name.
_COLLATION = "sv-x-icu"


def in_swedish(field: str) -> Collate:
    """`rows.order_by(in_swedish("name"))`: for order only. No index and no column has it, so that any program that
    opens the file of SQLite can read it."""
    return Collate(field, _COLLATION)


def teach(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Gives a new connection to SQLite the order."""
    if connection.vendor == "sqlite":
        connection.connection.create_collation(_COLLATION, _compare)


def begin() -> None:
    """From now on every new connection has it."""
    connection_created.connect(teach, dispatch_uid="swedish order")


def _compare(one: str, other: str) -> int:
    mine, theirs = swedish_order(one), swedish_order(other)
    return (mine > theirs) - (mine < theirs)
