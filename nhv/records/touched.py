"""Which rows a transaction has touched: triggers note them, and the diary asks before the act ends.

The notes are those of one transaction. What somebody changes beside the program leaves notes that no act takes up: in
PostgreSQL they carry another transaction's number, in SQLite an act begins by throwing them away. So a change from
outside never becomes part of what the next act says that it has done. A note of an update names the columns that
became others, so that an act speaks of those alone, and not for what somebody has done to the rest of the row.
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
    if TABLE in connection.introspection.table_names():
        # Asked first: who only runs the program may make no table, not even one that is there.
        return
    kind = "UNLOGGED TABLE" if connection.vendor == "postgresql" else "TABLE"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE {kind} IF NOT EXISTS {TABLE} (act text, name text, key text, columns text)")


def put(connection: BaseDatabaseWrapper, tables: Iterable[Columns]) -> None:
    """Make the triggers of these tables anew."""
    make_table(connection)
    with connection.cursor() as cursor:
        for statement in statements(connection.vendor, tables):
            cursor.execute(statement)


def statements(vendor: str, tables: Iterable[Columns]) -> list[str]:
    """What makes the triggers of these tables, in the words of the database."""
    make = _sqlite if vendor == "sqlite" else _postgresql
    return [statement for columns in tables for statement in make(columns)]


def throw_away(connection: BaseDatabaseWrapper) -> None:
    """Forget what was noted before this transaction, in SQLite; in PostgreSQL it is told apart by its number."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {TABLE}")  # noqa: S608 (our own table name)


def noted(connection: BaseDatabaseWrapper) -> dict[tuple[str, str], set[str]]:
    """Table and key of each row that this transaction has touched since it was last forgotten, in order, with the
    columns that became others; none for a row that is new, gone or vouched for, of which all count."""
    query = f"SELECT DISTINCT name, key, columns FROM {TABLE} {_OWN[connection.vendor]}"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(query)
        notes = sorted(cursor.fetchall())
    found: dict[tuple[str, str], set[str]] = {}
    whole = {(name, key) for name, key, columns in notes if not columns}
    for name, key, columns in notes:
        found.setdefault((name, key), set()).update(() if (name, key) in whole else columns.split())
    return found


def note(connection: BaseDatabaseWrapper, table: str, key: str) -> None:
    """Note a row by hand, as its trigger would have done."""
    act = "pg_current_xact_id()::text" if connection.vendor == "postgresql" else "''"
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {TABLE} VALUES ({act}, %s, %s, '')", [table, key])  # noqa: S608


def note_all(connection: BaseDatabaseWrapper, table: str, key: str) -> None:
    """Note every row of a table by hand."""
    act = "pg_current_xact_id()::text" if connection.vendor == "postgresql" else "''"
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {TABLE} SELECT {act}, '{table}', CAST(\"{key}\" AS TEXT), '' FROM {table}"  # noqa: S608
        )


def forget(connection: BaseDatabaseWrapper) -> None:
    """What this transaction has touched is now told of."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE} {_OWN[connection.vendor]}")  # noqa: S608


_OWN = {"sqlite": "", "postgresql": "WHERE act = pg_current_xact_id_if_assigned()::text"}


def _sqlite(columns: Columns) -> Sequence[str]:
    note = f"INSERT INTO {TABLE} SELECT '', '{columns.table}', CAST({{}}.\"{columns.key}\" AS TEXT), {{}}"
    old, new, update = (
        note.format("OLD", "''"),
        note.format("NEW", "''"),
        note.format("NEW", _changed(columns, "IS NOT")),
    )
    moved = f'{old} WHERE OLD."{columns.key}" IS NOT NEW."{columns.key}"'
    parts = {"insert": ("", new), "update": (_when(columns, "IS NOT"), f"{moved}; {update}"), "delete": ("", old)}
    statements = []
    for act, trigger in zip(ACTS, columns.triggers, strict=True):
        when, what = parts[act]
        statements.append(f"DROP TRIGGER IF EXISTS {trigger}")
        statements.append(f"CREATE TRIGGER {trigger} AFTER {act} ON {columns.table} {when} BEGIN {what}; END")
    return statements


def _postgresql(columns: Columns) -> Sequence[str]:
    into = f"INSERT INTO {TABLE} VALUES (pg_current_xact_id()::text, '{columns.table}'"  # noqa: S608 (our own names)
    old, new = (f"{into}, {row}.\"{columns.key}\"::text, '');" for row in ("OLD", "NEW"))
    update = f'{into}, NEW."{columns.key}"::text, {_changed(columns, "IS DISTINCT FROM")});'
    function = f"{columns.table}_touch"
    statements = [
        f"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF TG_OP = 'INSERT' THEN {new} ELSIF TG_OP = 'DELETE' THEN {old} ELSE {update} "
        f'IF OLD."{columns.key}" IS DISTINCT FROM NEW."{columns.key}" THEN {old} END IF; '
        f"END IF; RETURN NULL; END $$"
    ]
    for act, trigger in zip(ACTS, columns.triggers, strict=True):
        when = _when(columns, "IS DISTINCT FROM") if act == "update" else ""
        statements.append(f"DROP TRIGGER IF EXISTS {trigger} ON {columns.table}")
        statements.append(
            f"CREATE TRIGGER {trigger} AFTER {act} ON {columns.table} FOR EACH ROW {when} EXECUTE FUNCTION {function}()"
        )
    return statements


def _when(columns: Columns, differs: str) -> str:
    changed = " OR ".join(f'OLD."{name}" {differs} NEW."{name}"' for name in columns.names)
    return f"WHEN ({changed})"


def _changed(columns: Columns, differs: str) -> str:
    """The SQL of the names of the columns that an update made others. A row with another key is another row, and all of
    it counts."""
    of_each = " || ".join(
        f"CASE WHEN OLD.\"{name}\" {differs} NEW.\"{name}\" THEN '{name} ' ELSE '' END" for name in columns.names
    )
    return f'CASE WHEN OLD."{columns.key}" {differs} NEW."{columns.key}" THEN \'\' ELSE {of_each} END'
