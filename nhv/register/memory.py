"""The register's memory: its diary, and the tables that may only grow."""

from django.db.backends.base.base import BaseDatabaseWrapper

from nhv.records import guards
from nhv.records.diary import Diary
from nhv.register.models import AreaDocument, DiaryEntry, DiaryPayload

DIARY = Diary(entries=DiaryEntry, payloads=DiaryPayload)

APPEND_ONLY = (DiaryEntry._meta.db_table, AreaDocument._meta.db_table)
ERASABLE = {DiaryPayload._meta.db_table: DiaryEntry._meta.db_table}


def put_guards(connection: BaseDatabaseWrapper) -> None:
    """Make the triggers anew, where the tables are."""
    if set(APPEND_ONLY) <= set(connection.introspection.table_names()):
        guards.put(connection, APPEND_ONLY, ERASABLE)


def missing_guards(connection: BaseDatabaseWrapper) -> list[str]:
    """The triggers that should be there and are not."""
    return guards.missing(connection, APPEND_ONLY, ERASABLE)
