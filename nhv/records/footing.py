"""What the tables rest on in PostgreSQL: settings that switch the triggers off or let go of what is written, and tables
and counters that are emptied by a crash. SQLite has none of them. Who may do what stands in `leave`."""

from collections.abc import Iterator

from django.db.backends.base.base import BaseDatabaseWrapper

from nhv.records import touched

# The setting, the values that are right, and what comes of another. What a whole server is set to is its keeper's.
_SETTINGS = {
    "session_replication_role": (("origin",), "utlösarna som skyddar tabellerna är avstängda"),
    "synchronous_commit": (("on", "local", "remote_write", "remote_apply"), "ett givet kvitto kan försvinna"),
    "search_path": (("public", '"$user", public'), "tabellerna kan vara andra än programmets"),
}
_KEPT = """
SELECT coalesce(d.datname, ''), coalesce(r.rolname, ''), c.setting
FROM pg_db_role_setting s LEFT JOIN pg_database d ON d.oid = s.setdatabase LEFT JOIN pg_roles r ON r.oid = s.setrole
CROSS JOIN LATERAL unnest(s.setconfig) AS c(setting)
WHERE s.setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
ORDER BY 1, 2, 3
"""
_UNLOGGED = """
SELECT CASE relkind WHEN 'S' THEN 'räknaren' ELSE 'tabellen' END, relname FROM pg_class
WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'S') AND relpersistence <> 'p'
AND relname <> %s
ORDER BY 2
"""


def faults(connection: BaseDatabaseWrapper) -> Iterator[str]:
    """What of it is not as it must be, one Swedish sentence each."""
    if connection.vendor != "postgresql":
        return
    yield from asleep(connection)
    with connection.cursor() as cursor:
        cursor.execute(_KEPT)
        for database, role, setting in cursor.fetchall():
            name, _, value = setting.partition("=")
            if name in _SETTINGS and value not in _SETTINGS[name][0]:
                whose = " för ".join(filter(None, (f"databasen {database}" if database else "", role))) or "alla"
                yield f"inställningen {name} är «{value}» för {whose}: {_SETTINGS[name][1]}"
        # What a transaction has touched is nothing after it.
        cursor.execute(_UNLOGGED, [touched.TABLE])
        for kind, name in cursor.fetchall():
            yield f"{kind} {name} töms om databasen går ner (UNLOGGED)"


def asleep(connection: BaseDatabaseWrapper) -> list[str]:
    """That the triggers are switched off for whoever asks, in one Swedish sentence; then nothing may begin."""
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SHOW session_replication_role")
        value = cursor.fetchone()[0]
    right, what = _SETTINGS["session_replication_role"]
    return [] if value in right else [f"inställningen session_replication_role är «{value}» i databasen: {what}"]
