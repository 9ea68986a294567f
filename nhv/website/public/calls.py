"""Calls for applications: which are open, and one call whole, as page, PDF and Word."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from nhv.derived.call import call_writing
from nhv.process.board.cases import case_of
from nhv.process.board.models import BoardDecision
from nhv.process.board.queries import published_decision
from nhv.process.board.seats import BOARD_KIND
from nhv.process.calls.queries import answered_questions, applicants, confirmed_extensions, published_call
from nhv.process.decisions.queries import decision_behind
from nhv.process.placements.queries import published_comparisons
from nhv.register import queries
from nhv.register.memory import CALL
from nhv.register.models import Call, CallState
from nhv.register.search import spoken
from nhv.specification.writing import Writing
from nhv.website.caching import public_page, this_minute
from nhv.website.deadlines import days_left, deadline_in_words
from nhv.website.downloads import as_pdf, as_word
from nhv.website.errors import NotHere
from nhv.website.public.area import condition_groups
from nhv.website.public.tables import table_asked_for
from nhv.website.templatetags.nhv import absolute

HEADINGS = (
    "call_key", "area_key", "area_name", "state", "last_day", "closes_at", "units", "record_number", "source_address",
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """A call in a list. `state` is one of words.CALL_STATES; `days_left` is 0 on the last day."""

    call: Call
    state: str
    deadline: str
    days_left: int | None


@public_page(depends_on=(CALL,), knows=("format",), also=this_minute)
def list_calls(request: HttpRequest) -> HttpResponse:
    """Open calls first, the nearest deadline first; then the others. Two queries with the tag's."""
    now = timezone.now()
    rows = [row_of(call, now) for call in queries.calls()]
    table = table_asked_for(request, HEADINGS, lambda: map(cells_of, rows), name="utlysningar", day=queries.today())
    if table is not None:
        return table
    is_open = [row for row in rows if row.state == "open"]
    page = {
        "open": sorted(is_open, key=lambda row: row.call.closes_at or now),
        "withdrawn": [row for row in rows if row.state == "withdrawn"],
        "closed": [row for row in rows if row.state not in ("open", "withdrawn")],
    }
    return render(request, "public/calls.html", page)


def cells_of(row: Row) -> tuple[object, ...]:
    """A call as a row of a table."""
    call, facts = row.call, row.call.facts
    closes = call.closes_at.isoformat() if call.closes_at else None
    place = absolute(reverse("call", args=[call.key])) if call.is_made_here else None
    return (
        call.key, call.document.area.key, call.document.name, row.state, facts.deadline, closes, call.document.units,
        call.record_number or None, facts.source_address or place,
    )  # fmt: skip


@public_page(depends_on=(CALL, BOARD_KIND), knows=("utskrift",), also=this_minute)
def show_call(request: HttpRequest, key: str) -> HttpResponse:
    """One call: state, deadline, everything it says, what has been asked, and after the close who applied.

    Nine queries at most with the tag's.
    """
    call = _call_or_not_here(key)
    now = timezone.now()
    row = row_of(call, now)
    page: dict[str, Any] = {
        "call": call,
        "facts": call.facts,
        "row": row,
        "area": call.document.specification,
        "printed": "utskrift" in request.GET,
    }
    if not call.is_made_here:
        return render(request, "public/call.html", page | {"conditions": condition_groups(page["area"])})
    granted = published_decision(call) if call.state == CallState.CLOSED else None
    page |= {
        "writing": writing_of(call),
        "extensions": confirmed_extensions(call),
        "answered": answered_questions(call),
        "applicants": applicants(call) if call.state == CallState.CLOSED else [],
        "comparisons": published_comparisons(call),
        "defined": decision_behind(call.document),
        "granted": granted,
        "places": _places(granted.decision) if granted else (),
        "takes_questions": call.takes_questions(now),
    }
    return render(request, "public/published_call.html", page)


def _places(decision: BoardDecision) -> tuple[str, ...]:
    return case_of(decision.item).places(decision.motion.said, decision.decided_at, spoken())


@public_page(depends_on=(CALL,))
def call_pdf(request: HttpRequest, key: str) -> HttpResponse:
    """The call as a tagged PDF."""
    return as_pdf(writing_of(_call_or_not_here(key)), f"utlysning-{key}")


@public_page(depends_on=(CALL,))
def call_word(request: HttpRequest, key: str) -> HttpResponse:
    """The call as a Word document."""
    return as_word(writing_of(_call_or_not_here(key)), f"utlysning-{key}")


def writing_of(call: Call) -> Writing:
    """The whole call as a text, under the versions of area and general document it is pinned to."""
    return call_writing(call.document.specification, call.facts, call.general.specification)


def row_of(call: Call, now: datetime) -> Row:
    """How a call stands at this moment: open is a matter of the clock."""
    facts = call.facts
    state = "open" if call.is_open(now) else "ended" if has_ended(call, now) else str(call.state)
    left = days_left(facts, timezone.localdate(now)) if state == "open" else None
    return Row(call, state, deadline_in_words(facts), left)


def has_ended(call: Call, now: datetime) -> bool:
    """Whether its time is out though nobody has closed it yet. A published call without a last day is neither open nor
    ended: its source does not say."""
    return call.state == CallState.PUBLISHED and call.closes_at is not None and not call.is_open(now)


def open_case(key: str) -> Call:
    """A call that is or has been out, made here. Raises NotHere."""
    case = published_call(key)
    if case is None:
        raise _not_here(key)
    return case


def _call_or_not_here(key: str) -> Call:
    call = queries.call(key)
    if call is None:
        raise _not_here(key)
    return call


def _not_here(key: str) -> Http404:
    return NotHere(_("Registret har ingen utlysning med adressen ”%(key)s”.") % {"key": key[:80]}, wanted=key)
