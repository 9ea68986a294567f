"""The memory of the default database: its diary, files, outbox and keys, and the tables that may only grow."""

from pathlib import Path

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

from nhv.records import guards
from nhv.records.diary import Diary
from nhv.records.files import Files
from nhv.records.keys import Ring
from nhv.records.once import Once
from nhv.records.outbox import Outbox
from nhv.records.work import Work
from nhv.register.models import AreaDocument, DiaryEntry, DiaryPayload, JobRun, OnceKey, OutgoingMessage, StoredFile

DIARY = Diary(entries=DiaryEntry, payloads=DiaryPayload)
FILES = Files(rows=StoredFile, folder=Path(settings.DATA) / "files")
OUTBOX = Outbox(messages=OutgoingMessage)
ONCE = Once(keys=OnceKey)
WORK = Work(runs=JobRun)
RING = Ring(Path(settings.DATA) / "keys")

# What the public's pages are made of. Entries of other kinds (people, cases) leave those pages as they are.
REGISTER_KINDS = ("area", "organisations", "call", "referral_information")


def register_state() -> tuple[int, str]:
    """Number and hash of the diary's last entry about the register itself; the hash holds all before it. One query."""
    entries = DiaryEntry.objects.filter(subject_kind__in=REGISTER_KINDS).order_by("-number")
    return entries.values_list("number", "hash").first() or (0, "")


# The apps above add the tables of theirs that may only grow, with `only_grows`.
APPEND_ONLY = [DiaryEntry._meta.db_table, AreaDocument._meta.db_table]
ERASABLE = {DiaryPayload._meta.db_table: DiaryEntry._meta.db_table}


def only_grows(*kept: type[Model]) -> None:
    """Says that the rows of these tables are never changed or removed: triggers hold it in the database."""
    APPEND_ONLY.extend(model._meta.db_table for model in kept if model._meta.db_table not in APPEND_ONLY)


def put_guards(connection: BaseDatabaseWrapper) -> None:
    """Make the triggers anew, where the tables are."""
    there = set(connection.introspection.table_names())
    if DiaryEntry._meta.db_table in there:
        guards.put(connection, [table for table in APPEND_ONLY if table in there], ERASABLE)


def missing_guards(connection: BaseDatabaseWrapper) -> list[str]:
    """The triggers that should be there and are not."""
    return guards.missing(connection, APPEND_ONLY, ERASABLE)
