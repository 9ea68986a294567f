"""What is new in the register, as the public follows it: read from the diary."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby

from django.db.models import Q, QuerySet
from django.utils import timezone

from nhv.register.memory import AREA, CALL, PERMIT, REGIONAL_CARE, REGISTER_KINDS, latest_entries
from nhv.register.models import AreaDocument, Call, DiaryEntry, Permit
from nhv.register.queries import documents_on

# What the public is told of a call: not what is prepared about it behind the counter.
NEWS_OF_CALLS = ("call_published", "call_extended", "call_closed", "call_withdrawn", "call_question_answered")
# Entries looked through for each change that is shown.
MOST_OF_A_RUN = 10


@dataclass(frozen=True)
class Change:
    """An entry of the diary about an area, as the public reads it. No actor: who did it is not public news."""

    number: int
    at: datetime
    act: str
    area_key: str
    area_name: str
    area_name_en: str


def area_changes(limit: int = 50) -> list[Change]:
    """The latest public changes of areas and their permits, newest first. What was done with an area on one day without
    anything between is one change. Two queries."""
    entries = latest_entries((AREA, PERMIT), MOST_OF_A_RUN * limit)[: MOST_OF_A_RUN * limit]
    runs = [list(run) for _of, run in groupby(entries, key=_area_and_day)][:limit]
    names = _names({_area_and_day(run[0])[0] for run in runs})
    found = []
    for run in runs:
        key, _day = _area_and_day(run[0])
        found.append(Change(run[0].number, run[0].at, _act_of(run), key, *names.get(key, ("", ""))))
    return found


def _area_and_day(entry: DiaryEntry) -> tuple[str, date]:
    # A permit's key begins with its area's.
    return entry.subject_key.partition(":")[0], timezone.localdate(entry.at)


def _act_of(run: Sequence[DiaryEntry]) -> str:
    """What a run of entries is called: by what happened to the document, else by what all its acts were."""
    of_document = [entry.act for entry in run if entry.subject_kind == AREA]
    acts = {entry.act for entry in run}
    return of_document[-1] if of_document else acts.pop() if len(acts) == 1 else "new_facts"


def _names(keys: Iterable[str]) -> dict[str, tuple[str, str]]:
    documents = documents_on().filter(area__key__in=keys)
    return {document.area.key: (document.name, document.name_en) for document in documents}


def call_changes(limit: int = 50) -> list[tuple[DiaryEntry, Call]]:
    """The latest public changes of calls made here, newest first, each with the call as it now is. Two queries."""
    made = DiaryEntry.objects.filter(subject_kind=CALL, act__in=NEWS_OF_CALLS)
    entries = list(made.order_by("-number")[:limit])
    current = Call.objects.filter(key__in={entry.subject_key for entry in entries})
    by_key = {each.key: each for each in current.select_related("document")}
    return [(entry, by_key[entry.subject_key]) for entry in entries if entry.subject_key in by_key]


@dataclass(frozen=True)
class DayCome:
    """Something that is otherwise from this day on than the day before, by the calendar alone: `what` with which record
    (`kind` and `key`), and of a sub-permit which `part`."""

    on: date
    what: str
    kind: str
    key: str
    part: str = ""


def days_come(since: date | None, until: date) -> list[DayCome]:
    """What begins and ends by itself from a day to another, both included, as it is known now: definitions, permits and
    their parts, and when a place takes no more referrals. The earliest first. Two queries."""
    first = since or date.min
    told = [one for one in (*_of_documents(), *_of_permits()) if first <= one.on <= until]
    return sorted(set(told), key=lambda one: (one.on, one.kind, one.key, one.what, one.part))


def _of_documents() -> Iterator[DayCome]:
    rows = AreaDocument.objects.order_by().values_list("area__key", "in_force_from", "in_force_until").distinct()
    for key, begins, ends in rows:
        yield from _begun_and_ended("definition", AREA, key, begins, ends)


def _of_permits() -> Iterator[DayCome]:
    for permit in Permit.objects.known().select_related("area"):
        yield from _begun_and_ended("permit", PERMIT, permit.key, permit.valid_from, permit.valid_until)
        if permit.turned_on:
            yield DayCome(permit.turned_on, "permit_turns_away", PERMIT, permit.key)
        for part, days in permit.part_days.items():
            begins, ends = (date.fromisoformat(days[which]) if days.get(which) else None for which in ("from", "until"))
            yield from _begun_and_ended("sub_permit", PERMIT, permit.key, begins, ends, part)


def _begun_and_ended(
    what: str, kind: str, key: str, begins: date | None, ends: date | None, part: str = ""
) -> Iterator[DayCome]:
    if begins:
        yield DayCome(begins, f"{what}_begins", kind, key, part)
    if ends and ends < date.max:
        # The last day is a day of it: it is otherwise from the next.
        yield DayCome(ends + timedelta(days=1), f"{what}_has_ended", kind, key, part)


def public_log(since: date | None = None, after: int = 0) -> "QuerySet[DiaryEntry]":
    """Every entry about what the public reads, since a Swedish day (that day too) and with a greater number than
    `after`, oldest first: what was done with which record and when. Who did it and why is nobody's to read here."""
    news = Q(subject_kind__in=(*REGISTER_KINDS, REGIONAL_CARE)) & ~Q(subject_kind=CALL)
    found = DiaryEntry.objects.filter(news | Q(subject_kind=CALL, act__in=(*NEWS_OF_CALLS, "call_read")))
    if since is not None:
        found = found.filter(at__gte=timezone.make_aware(datetime.combine(since, time.min)))
    if after:
        found = found.filter(number__gt=after)
    return found.order_by("number")


def day_of(number: int) -> date | None:
    """The Swedish day of the entry with this number, or of the last before it; nothing before the first. One query."""
    found = DiaryEntry.objects.filter(number__lte=number).order_by("-number").values_list("at", flat=True).first()
    return timezone.localdate(found) if found else None
