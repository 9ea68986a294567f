"""A lesser role of PostgreSQL for running: it reads and writes rows, and owns nothing, so that it can neither drop a
trigger nor switch one off nor empty a table. What only grows it may not even ask to change."""

from collections.abc import Iterable, Sequence

from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

# Whoever runs the program reads which migrations there have been; only the owner makes one.
READ_ONLY = ("django_migrations",)
# The most that is given in any table.
MOST = ("SELECT", "INSERT", "UPDATE", "DELETE")


def grant(
    connection: BaseDatabaseWrapper, role: str, *, append_only: Iterable[str], erasable: Iterable[str] = ()
) -> None:
    """Let the role, which is there, run the program on the tables that are there. Asked by their owner, anew after each
    migration. Raises a DatabaseError for a role that is not there."""
    with connection.cursor() as cursor:
        for statement in _statements(role, list(append_only), list(erasable)):
            cursor.execute(statement)


def _statements(role: str, append_only: Sequence[str], erasable: Sequence[str]) -> list[sql.Composed]:
    who = sql.Identifier(role)

    def of(text: str, tables: Sequence[str] = ()) -> sql.Composed:
        names = sql.SQL(", ").join(map(sql.Identifier, tables))
        return sql.SQL(text).format(who=who, tables=names)

    return [
        of("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {who}"),
        of("REVOKE CREATE ON SCHEMA public FROM {who}"),
        # Before release 15 everybody may make tables there, unless it is taken back.
        of("REVOKE CREATE ON SCHEMA public FROM PUBLIC"),
        of("GRANT USAGE ON SCHEMA public TO {who}"),
        of("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {who}"),
        of("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {who}"),
        of("REVOKE UPDATE, DELETE ON {tables} FROM {who}", append_only),
        # What may be erased by decision is deleted, behind its trigger, and never changed.
        of("REVOKE UPDATE ON {tables} FROM {who}", erasable),
        of("REVOKE INSERT, UPDATE, DELETE ON {tables} FROM {who}", READ_ONLY),
    ]
