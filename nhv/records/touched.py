"""Which rows a transaction has touched: triggers note them, and the diary asks before the act ends.

The notes are those of one transaction. What somebody changes beside the program leaves notes that no act takes up: in
PostgreSQL they carry another transaction's number, in SQLite an act begins by throwing them away. So a change from
outside never becomes part of what the next act says that it has done.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "nhv_touched"
ACTS = ("insert", "update", "delete")


@dataclass(frozen=True)
class Columns:
    """A table whose rows are noted when one of these columns changes. `key` is the primary key's column."""

    table: str
    key: str
    names: tuple[str, ...]

    @property
    def triggers(self) -> tuple[str, ...]:
        return tuple(f"{self.table}_touched_{act}" for act in ACTS)


def make_table(connection: BaseDatabaseWrapper) -> None:
    """The table of notes, where it is not there. In PostgreSQL it is kept out of the log: nothing in it outlives its
    transaction."""
    kind = "UNLOGGED TABLE" if connection.vendor == "postgresql" else "TABLE"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE {kind} IF NOT EXISTS {TABLE} (act text, name text, key text)")


def put(connection: BaseDatabaseWrapper, tables: Iterable[Columns]) -> None:
    """Make the triggers of these tables anew."""
    make_table(connection)
    make = _sqlite if connection.vendor == "sqlite" else _postgresql
    with connection.cursor() as cursor:
        for columns in tables:
            for statement in make(columns):
                cursor.execute(statement)


def throw_away(connection: BaseDatabaseWrapper) -> None:
    """Forget what was noted before this transaction, in SQLite; in PostgreSQL it is told apart by its number."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {TABLE}")  # noqa: S608 (our own table name)


def noted(connection: BaseDatabaseWrapper) -> list[tuple[str, str]]:
    """Table and key of each row that this transaction has touched since it was last forgotten, in order."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT name, key FROM {TABLE} {_OWN[connection.vendor]} ORDER BY name, key")  # noqa: S608
        return [(name, key) for name, key in cursor.fetchall()]


def note(connection: BaseDatabaseWrapper, table: str, key: str) -> None:
    """Note a row by hand, as its trigger would have done."""
    act = "pg_current_xact_id()::text" if connection.vendor == "postgresql" else "''"
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {TABLE} VALUES ({act}, %s, %s)", [table, key])  # noqa: S608


def forget(connection: BaseDatabaseWrapper) -> None:
    """What this transaction has touched is now told of."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE} {_OWN[connection.vendor]}")  # noqa: S608


_OWN = {"sqlite": "", "postgresql": "WHERE act = pg_current_xact_id_if_assigned()::text"}


def _sqlite(columns: Columns) -> Sequence[str]:
    note = f"INSERT INTO {TABLE} SELECT '', '{columns.table}', CAST({{}}.\"{columns.key}\" AS TEXT);"
    changed = " OR ".join(f'OLD."{name}" IS NOT NEW."{name}"' for name in columns.names)
    old, new = note.format("OLD"), note.format("NEW")
    parts = {"insert": ("", new), "update": (f"WHEN {changed}", old + new), "delete": ("", old)}
    statements = []
    for act, trigger in zip(ACTS, columns.triggers, strict=True):
        when, what = parts[act]
        statements.append(f"DROP TRIGGER IF EXISTS {trigger}")
        statements.append(f"CREATE TRIGGER {trigger} AFTER {act} ON {columns.table} {when} BEGIN {what} END")
    return statements


def _postgresql(columns: Columns) -> Sequence[str]:
    note = f"INSERT INTO {TABLE} VALUES (pg_current_xact_id()::text, '{columns.table}', {{}}.\"{columns.key}\"::text);"  # noqa: S608
    changed = " OR ".join(f'OLD."{name}" IS DISTINCT FROM NEW."{name}"' for name in columns.names)
    function = f"{columns.table}_touch"
    statements = [
        f"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF TG_OP <> 'INSERT' THEN {note.format('OLD')} END IF; "
        f"IF TG_OP <> 'DELETE' THEN {note.format('NEW')} END IF; RETURN NULL; END $$"
    ]
    for act, trigger in zip(ACTS, columns.triggers, strict=True):
        when = f"WHEN ({changed})" if act == "update" else ""
        statements.append(f"DROP TRIGGER IF EXISTS {trigger} ON {columns.table}")
        statements.append(
            f"CREATE TRIGGER {trigger} AFTER {act} ON {columns.table} FOR EACH ROW {when} EXECUTE FUNCTION {function}()"
        )
    return statements
