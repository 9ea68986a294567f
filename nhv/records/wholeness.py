"""Whether the database's own bookkeeping is whole: an index that has lost its rows hides them from every page that asks
by it, while the tables and all words of the schema are as they were.

SQLite reads through itself. PostgreSQL does by its own extension `amcheck`, which is put in for the question and taken
out again; where the role may not do that, the rows that an index leads to are counted instead.
"""

from collections.abc import Iterator

from django.db import DatabaseError, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

# A whole index that is gone has a line for each row.
MOST = 100

_AMCHECK = "CREATE EXTENSION IF NOT EXISTS amcheck"
# Name, table, condition (if any), what it is sorted by, and whether it is in use.
_INDEXES = """
SELECT x.indexrelid::regclass::text, x.indrelid::regclass::text, coalesce(pg_get_expr(x.indpred, x.indrelid), 'true'),
  (SELECT string_agg(pg_get_indexdef(x.indexrelid, n, true), ', ' ORDER BY n) FROM generate_series(1, x.indnkeyatts) n),
  x.indisvalid AND x.indisready
FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_am a ON a.oid = i.relam
WHERE i.relnamespace = current_schema()::regnamespace AND a.amname = 'btree' ORDER BY 1
"""


def faults(connection: BaseDatabaseWrapper) -> Iterator[str]:
    """What the database says is wrong with its own pages and indexes, at most 100 Swedish sentences. Reads all of it
    and changes nothing."""
    told = _sqlite if connection.vendor == "sqlite" else _postgresql
    for line in told(connection)[:MOST]:
        yield f"databasen ({connection.alias}) är inte hel: {line}"


def _sqlite(connection: BaseDatabaseWrapper) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA integrity_check({MOST})")
        return [line for (line,) in cursor.fetchall() if line != "ok"]


def _postgresql(connection: BaseDatabaseWrapper) -> list[str]:
    with transaction.atomic(using=connection.alias):
        found = _of_indexes(connection, by_amcheck=_done(connection, _AMCHECK) is None)
        transaction.set_rollback(True, using=connection.alias)
    return found


def _of_indexes(connection: BaseDatabaseWrapper, *, by_amcheck: bool) -> list[str]:
    """What is wrong with each index, as the end of a sentence."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute(_INDEXES)
        indexes = cursor.fetchall()
    for name, table, condition, columns, is_on in indexes:
        if not is_on:
            found.append(f"indexet {name} är avstängt")
        elif by_amcheck:
            wrong = _done(connection, f"SELECT bt_index_check('{name}'::regclass, true)")
            found += [f"indexet {name}: {wrong}"] if wrong else []
        elif not _as_many(connection, f"{table} WHERE {condition} ORDER BY {columns}"):
            found.append(f"indexet {name} leder inte till alla rader i {table}")
    return found


def _as_many(connection: BaseDatabaseWrapper, rows: str) -> bool:
    """Whether rows in an index's own order are as many by it as row by row."""
    numbers: list[int] = []
    for by_index, by_row in (("on", "off"), ("off", "on")):
        ways = {
            "indexscan": by_index,
            "indexonlyscan": by_index,
            "seqscan": by_row,
            "sort": by_row,
            "bitmapscan": "off",
        }
        with connection.cursor() as cursor:
            for way, use in ways.items():
                cursor.execute(f"SET LOCAL enable_{way} = {use}")
            cursor.execute(f"SELECT count(*) FROM (SELECT 1 FROM {rows}) counted")  # noqa: S608 (the database's names)
            numbers.append(cursor.fetchone()[0])
    return numbers[0] == numbers[1]


def _done(connection: BaseDatabaseWrapper, statement: str) -> str | None:
    """Nothing, or the first line of what the database answers instead of doing it."""
    try:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError as error:
        return str(error).splitlines()[0]
    return None
