"""The memory of the default database: its diary, files, outbox and keys."""

from functools import lru_cache, reduce
from operator import or_
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Q, QuerySet

from nhv.records.diary import Diary
from nhv.records.files import Files
from nhv.records.idempotency import IdempotencyKeys
from nhv.records.keys import KeyRing
from nhv.records.memory import Memory, add_memory
from nhv.records.outbox import Outbox
from nhv.records.watch import Watch
from nhv.records.work import Work
from nhv.register.models import (
    Area,
    AreaAlias,
    AreaDocument,
    Call,
    DiaryEntry,
    DiaryPayload,
    DiaryWitness,
    Figure,
    GeneralDocument,
    HospitalFact,
    IdempotencyKey,
    JobRun,
    Organisation,
    OutgoingMessage,
    Permit,
    Posting,
    ReferralInformation,
    RegionalCare,
    RegionContact,
    SearchEntry,
    SearchToken,
    StoredFile,
)

KEYS = KeyRing(Path(settings.DATA) / "keys")
WATCH = Watch(KEYS)
DIARY = Diary(entries=DiaryEntry, payloads=DiaryPayload, witnesses=DiaryWitness, watch=WATCH)
FILES = Files(rows=StoredFile, folder=Path(settings.DATA) / "files")
OUTBOX = Outbox(messages=OutgoingMessage)
IDEMPOTENCY = IdempotencyKeys(rows=IdempotencyKey)
WORK = Work(runs=JobRun)
MEMORY = add_memory(
    Memory(
        database=DEFAULT_DB_ALIAS,
        diary=DIARY,
        outbox=OUTBOX,
        files=FILES,
        idempotency=IDEMPOTENCY,
        work=WORK,
        keys=KEYS,
    )
)
MEMORY.only_grows(AreaDocument, GeneralDocument)
WATCH.add(Area, AreaAlias)
WATCH.add(AreaDocument, shown=("name", "name_en", "decided_hash", "whole_hash"))
WATCH.add(GeneralDocument, shown=("sha256",))
WATCH.add(Call, shown=("key", "title", "state", "origin"))
WATCH.add(Organisation, shown=("name", "short_name", "code", "town", "hsa_id"))
WATCH.add(Figure, shown=("measure", "source", "recorded_by"))
WATCH.add(Permit, shown=("record_number", "origin"))
WATCH.add(HospitalFact, shown=("fact", "attested_by"))
WATCH.add(ReferralInformation, shown=("confirmed_by", "confirmed_role"))
WATCH.add(RegionContact, shown=("confirmed_by",))
WATCH.add(RegionalCare, shown=("clause", "confirmed_by", "confirmed_role"))
WATCH.add(StoredFile, shown=("sha256", "media_type"))
WATCH.leave_out(DiaryEntry, DiaryPayload, DiaryWitness, because="the diary itself: its chain tells")
WATCH.leave_out(SearchEntry, Posting, SearchToken, because="made from the documents, and made anew when they differ")
# How often it was tried says nothing of what was sent.
WATCH.add(OutgoingMessage, shown=("kind",), but=("due_at", "attempts", "last_fault"), late=True)
WATCH.leave_out(JobRun, because="when the worker last did something, written every few seconds")
WATCH.leave_out(IdempotencyKey, because="what a form's key gave: the row that it gave is watched")

# What the register consists of, as its diary entries name it. A page of the public's names those that it is made of;
# entries of other kinds (people, cases) leave every such page as it is.
AREA, PERMIT, ORGANISATION, CALL, GENERAL = "area", "permit", "organisations", "call", "general"
REFERRAL = "referral_information"
REGISTER_KINDS = (AREA, PERMIT, ORGANISATION, CALL, GENERAL, REFERRAL)
# What a region tells of its own care is said beside the register, and is no part of it.
REGIONAL_CARE = "regional_care"


def register_state(kinds: tuple[str, ...] = REGISTER_KINDS) -> tuple[int, str]:
    """Number and hash of the diary's last entry about these parts of the register; the hash holds all before it. One
    query, or none for what is made of no part of it."""
    if not kinds:
        return 0, ""
    with connection.cursor() as cursor:
        cursor.execute(*_state_query(connection.vendor, kinds))
        return cursor.fetchone() or (0, "")


@lru_cache(maxsize=16)
def _state_query(vendor: str, kinds: tuple[str, ...]) -> tuple[str, tuple[Any, ...]]:
    """Written once for each kind of database: every page asks, and Django writes it more slowly than
    a database answers."""
    return latest_entries(kinds, 1).values_list("number", "hash")[:1].query.sql_with_params()


def latest_entries(kinds: tuple[str, ...], most: int) -> QuerySet[DiaryEntry]:
    """The last entries of these kinds, newest first, at least `most` of them where there are so many.

    Of each kind by itself, which is one look into the index: the last of several kinds would be a walk through all.
    """
    of_each = (DiaryEntry.objects.filter(subject_kind=kind).order_by("-number").values("number") for kind in kinds)
    among = reduce(or_, (Q(number__in=entries[:most]) for entries in of_each), Q(pk__in=()))
    return DiaryEntry.objects.filter(among).order_by("-number")
