"""Triggers that keep the product's memory append-only, in both databases.

Django rebuilds SQLite tables when a column changes and drops their triggers without a word, so they are put back
after every migration, and the server refuses to start when one is missing.
"""

from collections.abc import Iterable
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

REFUSAL = "raden ingar i minnet och far inte andras"


def put(connection: BaseDatabaseWrapper, append_only: Iterable[str], erasable: dict[str, str]) -> None:
    """Make the triggers of these tables anew. `erasable` maps a payload table to the diary that must allow it."""
    wanted = statements(connection, append_only, erasable)
    with connection.cursor() as cursor:
        for statement in wanted:
            cursor.execute(statement)


def statements(connection: BaseDatabaseWrapper, append_only: Iterable[str], erasable: dict[str, str]) -> list[str]:
    """What makes the triggers of these tables, in the words of the database."""
    wanted = _statements(connection.vendor, list(append_only), erasable)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for table in (*append_only, *erasable):
                wanted += _sqlite_no_replace(table, _unique(cursor, table))
    return wanted


def missing(
    connection: BaseDatabaseWrapper, append_only: Iterable[str], erasable: dict[str, str], others: Iterable[str] = ()
) -> list[str]:
    """The names of these, and of `others` triggers, that should be there and are not (or are switched off)."""
    wanted = [*names(connection.vendor, append_only, erasable), *others]
    if connection.vendor == "sqlite":
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    else:
        query = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')"
    with connection.cursor() as cursor:
        cursor.execute(query)
        there = {name for (name,) in cursor.fetchall()}
    return sorted(set(wanted) - there)


def names(vendor: str, append_only: Iterable[str], erasable: Iterable[str]) -> list[str]:
    """What the triggers of these tables are called."""
    acts = ["update", "delete", "truncate" if vendor == "postgresql" else "replace"]
    return [f"{table}_no_{act}" for table in (*append_only, *erasable) for act in acts]


def _statements(vendor: str, append_only: list[str], erasable: dict[str, str]) -> list[str]:
    make = _sqlite if vendor == "sqlite" else _postgresql
    statements = [] if vendor == "sqlite" else [_POSTGRESQL_REFUSE]
    for table in append_only:
        statements += make(table, None)
    for table, diary in erasable.items():
        statements += make(table, diary)
    return statements


def _sqlite(table: str, diary: str | None) -> list[str]:
    allowed = _allowed(diary, "CAST(OLD.number AS TEXT)")
    return [
        f"DROP TRIGGER IF EXISTS {table}_no_update",
        f"DROP TRIGGER IF EXISTS {table}_no_delete",
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} WHEN {allowed} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    ]


def _sqlite_no_replace(table: str, unique: list[list[str]]) -> list[str]:
    """REPLACE takes away the row that stands in the way, and asks the trigger of deletion only where the connection has
    said `recursive_triggers`. So a row that would stand in the way is looked for first."""
    same = " OR ".join(
        "(" + " AND ".join(f'"{column}" = NEW."{column}"' for column in columns) + ")" for columns in unique
    )
    stands = f"SELECT 1 FROM {table} WHERE {same}"  # noqa: S608 (our own table names)
    return [
        f"DROP TRIGGER IF EXISTS {table}_no_replace",
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN EXISTS ({stands}) "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    ]


def _unique(cursor: Any, table: str) -> list[list[str]]:
    """The columns, or pairs of them, of which no two rows may have the same, and SQLite's own number of the row, which
    whoever inserts may name: where the key is no whole number, it is another one. Of a partial index nothing is said:
    where its condition does not hold, two rows may."""
    cursor.execute(f"SELECT name FROM pragma_table_info('{table}') WHERE pk")  # noqa: S608 (our own table names)
    found = [["rowid"], [name for (name,) in cursor.fetchall()]]
    cursor.execute(f"SELECT name FROM pragma_index_list('{table}') WHERE \"unique\" AND NOT partial")  # noqa: S608
    for (index,) in cursor.fetchall():
        cursor.execute(f"SELECT name FROM pragma_index_info('{index}')")  # noqa: S608 (our own names)
        found.append([name for (name,) in cursor.fetchall()])
    return [columns for columns in found if columns and None not in columns]


_POSTGRESQL_REFUSE = f"""
CREATE OR REPLACE FUNCTION nhv_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$
"""


def _postgresql(table: str, diary: str | None) -> list[str]:
    if diary is None:
        row_delete = f"BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION nhv_refuse()"
        prepare = []
    else:
        # A WHEN clause of a PostgreSQL trigger cannot hold a query, so the question is put in a function.
        prepare = [
            f"CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {_allowed(diary, 'OLD.number::text')} THEN RAISE EXCEPTION '{REFUSAL}'; END IF; RETURN OLD; END $$"
        ]
        row_delete = f"BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_refuse()"
    return [
        *prepare,
        *(f"DROP TRIGGER IF EXISTS {table}_no_{act} ON {table}" for act in ("update", "delete", "truncate")),
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION nhv_refuse()",
        f"CREATE TRIGGER {table}_no_delete {row_delete}",
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION nhv_refuse()",
    ]


def _allowed(diary: str | None, number: str) -> str:
    """The SQL condition under which a delete is refused."""
    if diary is None:
        return "1 = 1"
    return f"NOT EXISTS (SELECT 1 FROM {diary} WHERE act = 'payload_erased' AND subject_key = {number})"  # noqa: S608 (our own table names)
