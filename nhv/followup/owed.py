"""What a place owes of the year's follow-up: for the unit that is to report, and for its region's coordinator; and
what has come and waits for the authority."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, QuerySet, Subquery

from nhv.accounts.access import reach
from nhv.accounts.desk import Part, counted
from nhv.derived.annual_report import KIND
from nhv.filings.models import Filing
from nhv.filings.states import FilingState
from nhv.followup.marks import Marks, marks_of
from nhv.followup.models import Duty
from nhv.followup.queries import closings, with_area
from nhv.rules.actor import Actor

MOST = 200


@dataclass(frozen=True)
class Owed:
    """A report that is not accepted yet, until when it is to come, and how far it has come: `filing` is the key of the
    one that is begun, or empty. `marks` are what is special about it."""

    duty: Duty
    closes_at: datetime
    filing: str
    is_received: bool
    marks: Marks


def owed(by: Actor, activity: str) -> list[Owed]:
    """What the places owe that `by` reaches with this activity, the latest year first. Eight queries at most. What was
    noted as not made is owed no more."""
    reached = reach(by, activity)
    open_ = Duty.objects.filter(acceptances__isnull=True, not_reported__isnull=True)
    within = open_ if reached.everything else open_.filter(place__in=reached.organisations)
    duties = list(with_area(within).order_by("-round__year", "area__key", "place__key")[:MOST])
    keys = [duty.key for duty in duties]
    # Of two that were begun at once the first is the report.
    begun = {one.about: one for one in Filing.objects.filter(kind=KIND, about__in=keys).order_by("-pk")}
    until, marks = closings(keys), marks_of(duties)
    return [_owed(duty, until[duty.key], begun.get(duty.key), marks[duty.key]) for duty in duties]


def _owed(duty: Duty, closes_at: datetime, begun: Filing | None, marks: Marks) -> Owed:
    is_received = begun is not None and begun.received_at is not None
    return Owed(duty, closes_at, begun.key if begun else "", is_received, marks)


def _of_region(by: Actor, now: datetime) -> Sequence[Owed]:
    return owed(by, "region.follow")


def _to_accept(by: Actor, now: datetime) -> "QuerySet[Filing]":
    """The reports that have come and are neither accepted nor sent back, the first that came first. Each with the
    `area` and `unit` that it is of, and its `year`."""
    duty = Duty.objects.filter(key=OuterRef("about"))
    received = Filing.objects.filter(kind=KIND, state=FilingState.RECEIVED)
    return received.annotate(
        area=Subquery(duty.values("document__name")[:1]),
        unit=Subquery(duty.values("place__name")[:1]),
        year=Subquery(duty.values("round__year")[:1]),
    ).order_by("received_at", "pk")


WAITING = Part(
    "reports_waiting",
    "annual_report.accept",
    _to_accept,
    came="received_at",
    words=counted("%(number)s årsrapport har kommit in", "%(number)s årsrapporter har kommit in"),
)
WEEK = Part("week_owed", "region.follow", _of_region, most=MOST)
