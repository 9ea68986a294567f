"""What gives each new row its number: counted up by one, never below what it has given, and with room above.

In a table that only grows SQLite's counter is the highest number there: what is undone takes its number back. In
PostgreSQL a number that was given to what was undone is not given again, so a counter runs ahead of its rows.
"""

from collections.abc import Collection, Iterator

from django.apps import apps
from django.db import models, router
from django.db.backends.base.base import BaseDatabaseWrapper

# No register comes near it, and a counter at its end refuses every row from then on.
MOST = 10**12
# So far ahead of a table that only grows no counter comes by what was undone.
AHEAD = 1_000_000

_OF_SQLITE = "SELECT name, seq FROM sqlite_sequence"
# The sequence of a column that counts by itself, where it stands, and how it was made.
_OF_POSTGRESQL = """
SELECT t.relname, coalesce(q.last_value, q.start_value), q.increment_by = 1 AND q.min_value = 1 AND NOT q.cycle
  AND q.max_value >= 2147483647 AND q.cache_size = 1
FROM pg_sequences q
JOIN pg_class s ON s.relname = q.sequencename AND s.relnamespace = q.schemaname::regnamespace
JOIN pg_depend d ON d.objid = s.oid AND d.classid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
JOIN pg_class t ON t.oid = d.refobjid
WHERE q.schemaname = current_schema()
"""


def faults(connection: BaseDatabaseWrapper, append_only: Collection[str]) -> Iterator[str]:
    """The counters that somebody has set, one Swedish sentence each. `append_only`: the tables that only grow."""
    given = _given(connection)
    ahead = 0 if connection.vendor == "sqlite" else AHEAD
    with connection.cursor() as cursor:
        cursor.execute(_OF_SQLITE if connection.vendor == "sqlite" else _OF_POSTGRESQL)
        counters = cursor.fetchall()
        # SQLite writes one with the first row; without it the numbers of rows that are gone are given again.
        counted = {table for table, *_rest in counters}
        for table in sorted(given.keys() - counted) if connection.vendor == "sqlite" else ():
            if given[table]:
                yield f"räknaren för tabellen {table} saknas, men rad {given[table]} finns: någon har tagit bort den"
        for table, at, *is_plain in counters:
            highest = given.get(table, 0)
            if not isinstance(at, int) or at > MOST:
                yield f"räknaren för tabellen {table} står på {at}: någon har ställt den så att rader inte får plats"
            elif at < highest:
                yield f"räknaren för tabellen {table} står på {at}, men rad {highest} finns: någon har ställt den"
            elif table in append_only and at > highest + ahead:
                yield (
                    f"räknaren för tabellen {table} står på {at}, men högsta raden är {highest}: någon har ställt den, "
                    "eller så är rader borta"
                )
            elif is_plain and not is_plain[0]:
                yield f"räknaren för tabellen {table} räknar inte som programmet gör den"


def _given(connection: BaseDatabaseWrapper) -> dict[str, int]:
    """Table: the highest number of a row, where the database counts."""
    counted = [
        model._meta
        for model in apps.get_models(include_auto_created=True)
        if isinstance(model._meta.pk, models.AutoField) and router.allow_migrate_model(connection.alias, model)
    ]
    found: dict[str, int] = {}
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        for meta in counted:
            if meta.db_table in there and meta.pk is not None:
                cursor.execute(f'SELECT max("{meta.pk.column}") FROM "{meta.db_table}"')  # noqa: S608 (our own names)
                found[meta.db_table] = cursor.fetchone()[0] or 0
    return found
