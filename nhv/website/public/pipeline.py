"""Where every area stands in the eight steps, what comes next and when, and how to take part: for everybody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nhv.derived.timeline import Event, timeline
from nhv.paper.calendar import CalendarDay, calendar
from nhv.pictures.picture import Picture
from nhv.pictures.steps import State, StepRow, StepWords, draw_steps
from nhv.process.board.queries import published_of_calls
from nhv.process.board.seats import BOARD_KIND
from nhv.process.cases.acts import CASE_KIND
from nhv.process.cases.models import Case, CaseStretch
from nhv.process.cases.moves import CaseState
from nhv.process.cases.queries import (
    Standing,
    by_step,
    case_changes,
    history,
    pipeline,
    standing_of,
)
from nhv.process.decisions.queries import decision_on, what_it_changes
from nhv.process.opinions.queries import opinions_of
from nhv.process.permits.told import decisions_told, events_of
from nhv.process.placements.queries import published_comparisons_in
from nhv.process.proposals.acts import PROPOSAL_KIND
from nhv.process.proposals.queries import MOST_ROWS, gross_list
from nhv.records.diary import DiaryEntryBase
from nhv.register import queries
from nhv.register.memory import AREA, CALL, DIARY, register_state
from nhv.register.models import DiaryEntry
from nhv.register.search import spoken
from nhv.rules.steps import STEPS, Step, number
from nhv.website import words
from nhv.website.caching import public_page
from nhv.website.errors import NotHere
from nhv.website.public.area import facts_of
from nhv.website.templatetags.nhv import absolute, day, plain_name

PIPELINE = (CASE_KIND, *queries.SNAPSHOT, CALL)
MOST_CHANGES = 50
MOST_DAYS = 1_000
# Of a register where nothing has happened yet.
BEGINNING = datetime(2018, 7, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Row:
    """A step with the cases that stand there."""

    step: Step
    number: int
    standings: list[Standing]


@public_page(depends_on=PIPELINE)
def show_pipeline(request: HttpRequest) -> HttpResponse:
    """All cases by step: a picture, and the same as a list. Eight queries at most, however many cases."""
    found = pipeline()
    rows = [Row(step, number(step), there) for step, there in by_step(found).items()]
    page = {
        "rows": rows,
        "picture": _how_many(rows),
        "number": len(found),
        "withdrawn": [one for one in found if one.step is None and one.last_day is None],
        "repealed": [one for one in found if one.last_day],
    }
    return render(request, "public/pipeline.html", page)


@public_page(depends_on=(*PIPELINE, BOARD_KIND))
def show_case(request: HttpRequest, key: str) -> HttpResponse:
    """One case: where it stands, what comes next, its days, and what has happened. Nineteen queries at most."""
    standing = standing_of(key)
    if standing is None:
        raise NotHere(_("Det finns inget ärende med adressen ”%(key)s”.") % {"key": key[:80]}, wanted=key)
    case = standing.case
    decision = decision_on(case)
    page: dict[str, Any] = {
        "standing": standing,
        "case": case,
        "picture": _where(standing),
        "stretches": case.stretches.all(),
        "history": _told(case),
        "known": _of_register(standing),
        "today": standing.day,
        "consultations": case.consultations.all(),
        "decision": decision,
        "changed": [one.sentence(spoken()) for one in what_it_changes(decision)] if decision else [],
        "opinions": opinions_of(case),
        "granted": published_of_calls(case.area.key) if case.area else [],
        "comparisons": published_comparisons_in(case.area.key) if case.area else [],
    }
    return render(request, "public/case.html", page)


@public_page(depends_on=(PROPOSAL_KIND,))
def show_gross_list(request: HttpRequest) -> HttpResponse:
    """What has been proposed, by name and not ranked, and what became of it. Two queries."""
    return render(request, "public/gross_list.html", {"proposals": gross_list()[:MOST_ROWS]})


@public_page(depends_on=(CASE_KIND,))
def feed(request: HttpRequest) -> HttpResponse:
    """What has happened with cases, as Atom, newest first."""
    page = {"changes": case_changes(MOST_CHANGES), "born": DIARY.birth()}
    return render(request, "public/pipeline.atom", page, content_type="application/atom+xml; charset=utf-8")


@public_page(depends_on=(CASE_KIND, CALL, AREA))
def days(request: HttpRequest) -> HttpResponse:
    """All public days that are set, as a calendar to subscribe to. Four queries."""
    last = DiaryEntry.objects.filter(number=register_state((CASE_KIND, CALL, AREA))[0]).first()
    text = calendar(
        _("Nationell högspecialiserad vård: datum"),
        [*_days_of_cases(), *_days_of_calls()],
        changed_at=last.at if last else BEGINNING,
    )
    return HttpResponse(text, content_type="text/calendar; charset=utf-8")


def _days_of_cases() -> list[CalendarDay]:
    stretches = CaseStretch.objects.exclude(case__state=CaseState.WITHDRAWN).select_related("case")
    found = []
    for one in stretches[:MOST_DAYS]:
        address, name = absolute(reverse("case", args=[one.case.key])), one.case.title
        step = str(words.STEPS[one.step])
        begins = _("%(area)s: %(step)s börjar") % {"area": name, "step": step}
        found.append(CalendarDay(f"{one.case.key}-{one.step}-begins@nhv", one.begins, begins, address))
        if one.ends:
            ends = _("%(area)s: %(step)s, sista dagen") % {"area": name, "step": step}
            found.append(CalendarDay(f"{one.case.key}-{one.step}-ends@nhv", one.ends, ends, address))
    return found


def _days_of_calls() -> list[CalendarDay]:
    return [
        CalendarDay(
            f"{call.key}-closes@nhv",
            call.facts.deadline,
            _("%(area)s: sista dag att ansöka") % {"area": plain_name(call.document)},
            absolute(reverse("call", args=[call.key])),
        )
        for call in queries.calls()
        if call.facts.deadline and call.state != "withdrawn"
    ]


def _told(case: Case) -> list[tuple[DiaryEntryBase, int]]:
    """What has happened, the latest first; the same several times on a day, without a reason of its own, is one line
    with how many."""
    rows = groupby(history(case), key=lambda one: (one.act, timezone.localdate(one.at), one.why or ""))
    return [(those[0], len(those)) for _same, group in rows if (those := list(group))]


def _of_register(standing: Standing) -> Sequence[Event]:
    """What the register knows of the area's days, the earliest first."""
    if standing.case.area is None:
        return ()
    view = queries.area_on(standing.case.area.key)
    if view is None:
        return ()
    permits, calls = map(facts_of, view.holders), (call.facts for call in view.calls)
    also = events_of(decisions_told(standing.case.area.key))
    return timeline(view.document.specification, permits, calls, view.decided_on, also)


# --- Pictures ----------------------------------------------------------------------------------------


def _how_many(rows: Sequence[Row]) -> Picture:
    """How many stand at each step. Their names are the table's."""
    drawn = [
        StepRow(str(words.STEPS[row.step]), _amount(len(row.standings)), amount=len(row.standings)) for row in rows
    ]
    said = StepWords(
        (_("Steg"), _("Vad"), _("Områden")),
        _("De åtta stegen uppifrån och ned. Ett streck visar hur många områden som står vid steget."),
    )
    return draw_steps(_("Områden vid varje steg"), drawn, key="steg", words=said)


def _amount(many: int) -> str:
    return ngettext("%(number)d område", "%(number)d områden", many) % {"number": many} if many else _("inget område")


def _where(standing: Standing) -> Picture:
    """Where one case stands among the eight steps, with its days."""
    days = {Step(one.step): (one.begins, one.ends) for one in standing.case.stretches.all()}
    drawn = [
        StepRow(str(words.STEPS[step]), _days_in_words(*days.get(step, (None, None))), _state(standing, step))
        for step in STEPS
    ]
    notes = [" · ".join(filter(None, (row.note, str(words.STEP_POSITIONS[row.state])))) for row in drawn]
    said = StepWords(
        (_("Steg"), _("Vad"), _("När")),
        _("De åtta stegen uppifrån och ned. Fyllda är passerade, det med dubbel ring pågår."),
    )
    return draw_steps(_("Var ärendet står"), drawn, key="steg", words=said, notes=notes)


def _state(standing: Standing, step: Step) -> State:
    if standing.step is None:
        return "ahead"
    place, now = number(step), number(standing.step)
    return "now" if place == now else "passed" if place < now else "ahead"


def _days_in_words(begins: date | None, ends: date | None) -> str:
    if begins is None:
        return ""
    return f"{day(begins)} – {day(ends)}" if ends else day(begins)
