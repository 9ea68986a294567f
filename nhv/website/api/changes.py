"""What has changed in the public register since any day: the same log as the signed file holds whole."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from ninja import Schema
from ninja.decorators import decorate_view
from ninja.params.functions import Query

from nhv.register.changes import public_log
from nhv.register.memory import REGIONAL_CARE, REGISTER_KINDS
from nhv.register.models import DiaryEntry
from nhv.specification.parts import Day
from nhv.website.api.problems import Problem
from nhv.website.api.views import FAULTS, LIMIT, OFFSET, Whole, api
from nhv.website.caching import public_page

SINCE = Query(None, alias="since", description="From this Swedish day on, YYYY-MM-DD; from the beginning when left out")


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


class ChangeList(Schema):
    """Changes, oldest first."""

    since: date | None
    total: int
    items: list[ChangeShape]


@api.get("/changes", response={200: ChangeList, FAULTS: Problem}, tags=["changes"], summary="What has changed since")
@decorate_view(public_page(depends_on=(*REGISTER_KINDS, REGIONAL_CARE), knows=("since", "limit", "offset")))
def changes(request: HttpRequest, since: Day | None = SINCE, limit: Whole = LIMIT, offset: Whole = OFFSET) -> Any:
    """Every change of the public register since a day, oldest first; never by whom. Three queries."""
    found = public_log(since)
    items = [ChangeShape.of(entry) for entry in found[offset : offset + limit]]
    return ChangeList(since=since, total=found.count(), items=items)
