"""Calls for applications."""

from datetime import date, datetime
from typing import Any, Literal, cast

from ninja import Schema

from nhv.register.models import Call
from nhv.specification.document import TakenPlace


class CallShape(Schema):
    """A call. `state` is where it was put; `is_open` is a matter of the clock too. `closes_at` is the first instant, in
    UTC, that is too late; `deadline` and `deadline_time` are the same in Swedish time. `made_here`: one applies
    here; else a source tells of it. Of an area whose holders are all known, `taken` are the places that somebody held
    when the call went out, and `places_open` how many were left."""

    key: str
    area: str
    area_version: int
    title: str
    state: Literal["published", "closed", "withdrawn"]
    is_open: bool
    made_here: bool
    deadline: date | None
    deadline_time: str | None
    closes_at: datetime | None
    address: str
    taken: list[TakenPlace]
    places_open: int | None

    @classmethod
    def of(cls, call: Call, now: datetime) -> "CallShape":
        facts = call.facts
        return cls(
            key=call.key,
            area=call.area.key,
            area_version=call.document.version,
            title=facts.title,
            state=cast(Any, call.state),
            is_open=call.is_open(now),
            made_here=call.is_made_here,
            deadline=facts.deadline,
            deadline_time=f"{facts.deadline_time:%H:%M}" if facts.deadline_time else None,
            closes_at=call.closes_at,
            address=f"/utlysningar/{call.key}/",
            taken=list(facts.taken),
            places_open=facts.places_open,
        )


class CallList(Schema):
    """All calls, the latest deadline first."""

    total: int
    items: list[CallShape]
