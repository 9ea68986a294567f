"""What has changed in the public register since any day: the same log as the signed file holds whole."""

from datetime import date, datetime
from typing import Any, Literal, cast

from django.http import HttpRequest
from ninja import Schema
from ninja.decorators import decorate_view
from ninja.params.functions import Query

from nhv.language.numbers import MOST_DIGITS
from nhv.register.changes import day_of, days_come, public_log
from nhv.register.memory import REGIONAL_CARE, REGISTER_KINDS
from nhv.register.models import DiaryEntry
from nhv.register.queries import today
from nhv.website.api.parameters import Day, Whole
from nhv.website.api.problems import Problem
from nhv.website.api.views import FAULTS, LIMIT, OFFSET, api
from nhv.website.caching import public_page

MOST_NUMBER = 10**MOST_DIGITS - 1
SINCE = Query(None, alias="since", description="From this Swedish day on, YYYY-MM-DD; from the beginning when left out")

AFTER = Query(
    0, ge=0, le=MOST_NUMBER, description="Only what has a greater number: the highest you have seen; all when left out"
)
UNTIL = Query(None, description="To this Swedish day, YYYY-MM-DD; today when left out, and it may be ahead")
What = Literal[
    "definition_begins",
    "definition_has_ended",
    "permit_begins",
    "permit_has_ended",
    "permit_turns_away",
    "sub_permit_begins",
    "sub_permit_has_ended",
]


class ChangeShape(Schema):
    """One entry of the register's diary: what was done (`act`) with which record (`kind` and `key`), and when.
    `number` grows and never comes back; numbers between are of what is not public."""

    number: int
    at: datetime
    act: str
    kind: str
    key: str

    @classmethod
    def of(cls, entry: DiaryEntry) -> "ChangeShape":
        return cls(number=entry.number, at=entry.at, act=entry.act, kind=entry.subject_kind, key=entry.subject_key)


class DayShape(Schema):
    """Something that is otherwise from the day `on` than the day before, by the calendar alone: no act, so no entry of
    the diary. `kind` and `key` are of the record, `part` of a sub-permit."""

    on: date
    what: What
    kind: str
    key: str
    part: str | None


class DayList(Schema):
    """What begins and has ended by itself, the earliest first."""

    since: date | None
    until: date
    total: int
    items: list[DayShape]


class ChangeList(Schema):
    """Changes, oldest first. `days_total` says how much has begun or ended by itself since then (the day of the change
    that `after` names, where `since` is left out), until today: ask /changes/days for it."""

    since: date | None
    total: int
    days_total: int
    items: list[ChangeShape]


@api.get("/changes", response={200: ChangeList, FAULTS: Problem}, tags=["changes"], summary="What has changed since")
@decorate_view(public_page(depends_on=(*REGISTER_KINDS, REGIONAL_CARE), knows=("since", "after", "limit", "offset")))
def changes(
    request: HttpRequest,
    since: Day | None = SINCE,
    after: Whole = AFTER,
    limit: Whole = LIMIT,
    offset: Whole = OFFSET,
) -> Any:
    """Every change of the public register since a day, or after a number, oldest first; never by whom. What a day
    begins or ends by itself is no change here: see /changes/days. Six queries at most."""
    found = public_log(since, after)
    items = [ChangeShape.of(entry) for entry in found[offset : offset + limit]]
    days = len(days_come(since or (day_of(after) if after else None), today()))
    return ChangeList(since=since, total=found.count(), days_total=days, items=items)


@api.get("/changes/days", response={200: DayList, FAULTS: Problem}, tags=["changes"], summary="What a day has begun")
@decorate_view(public_page(depends_on=REGISTER_KINDS, knows=("since", "until", "limit", "offset")))
def changes_by_day(
    request: HttpRequest,
    since: Day | None = SINCE,
    until: Day | None = UNTIL,
    limit: Whole = LIMIT,
    offset: Whole = OFFSET,
) -> Any:
    """Definitions, permits and sub-permits that begin or have ended on a day, and places that take no more referrals
    from it, as the register knows it now. Two queries."""
    last = until or today()
    found = days_come(since, last)
    items = [
        DayShape(on=one.on, what=cast(What, one.what), kind=one.kind, key=one.key, part=one.part or None)
        for one in found[offset : offset + limit]
    ]
    return DayList(since=since, until=last, total=len(found), items=items)
