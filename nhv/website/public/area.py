"""One area: everything its document says and everything that follows from it, on a day. And one clause of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from nhv.derived.scope_by_verdict import Part, part_with, scope_by_verdict
from nhv.derived.timeline import timeline
from nhv.derived.units_in_words import narrower_in_words, units_in_words, units_in_words_then
from nhv.followup.conditions import newest_year
from nhv.followup.memory import FOLLOW_UP
from nhv.followup.queries import result_years
from nhv.process.board.queries import cooperations_in_force, published_of_calls
from nhv.process.board.seats import BOARD_KIND
from nhv.process.corrections.acts import CORRECTION
from nhv.process.corrections.queries import corrections
from nhv.process.decisions.queries import decisions_on_area
from nhv.process.permits.acts import MATTER_KIND
from nhv.process.permits.queries import original_decisions
from nhv.process.permits.told import Told, decisions_told, events_of
from nhv.process.placements.queries import published_comparisons_in
from nhv.register import queries
from nhv.register.memory import CALL, REFERRAL, REGIONAL_CARE
from nhv.register.models import AreaDocument, Call, Organisation
from nhv.register.regional_care import with_regional_care
from nhv.register.search import search, spoken
from nhv.specification.area import Area, Clause, Condition, SubPermit, exclusion_with
from nhv.specification.deadlines import SWEDEN
from nhv.specification.document import PermitFacts
from nhv.specification.holding import Concentration, Known, how_read, known_units
from nhv.website import words
from nhv.website.caching import public_page
from nhv.website.errors import NotHere
from nhv.website.public.days import asked_day
from nhv.website.public.maps import map_of, place_of
from nhv.website.public.results_brief import met_in_words
from nhv.website.public.search import asked_region, asking_from, with_reasons
from nhv.website.public.timelines import timeline_picture
from nhv.website.states import state_of
from nhv.website.templatetags.nhv import day as day_in_words

LONGEST_SHOWN = 300  # of a question, when it is shown again


@public_page(
    depends_on=(*queries.SNAPSHOT, CALL, REFERRAL, CORRECTION, FOLLOW_UP, BOARD_KIND, MATTER_KIND),
    knows=("datum", "utskrift", "q"),
)
def show_area(request: HttpRequest, key: str) -> HttpResponse:
    """The whole area. Fourteen queries with the ETag's; one more where there has been a call, and four at most where
    something has been decided in a permit's life, or parties co-operate."""
    view = area_or_not_here(request, key)
    told, granted = decisions_told(view.document.area.key), published_of_calls(key)
    page = area_page(request, view) | {
        **timeline_of(view.document.specification, view, told),
        "life": [one for one in told if one.day <= view.day],
        "result_years": result_years(key),
        "met": [(one.year, met_in_words(one)) for one in newest_year([key]).values()],
        "originals": original_decisions(view.document.area),
        "defined": decisions_on_area(key, view.day),
        "granted": granted,
        "together": cooperations_in_force(
            [one for one in granted if timezone.localdate(one.decision.decided_at, SWEDEN) <= view.day],
            {holder.region.key for holder in view.holders if not holder.has_ended},
        ),
        "comparisons": published_comparisons_in(key) if view.calls else [],
    }
    return render(request, "public/area.html", page)


@public_page(
    depends_on=(*queries.SNAPSHOT, CALL, REFERRAL, REGIONAL_CARE, CORRECTION),
    knows=("datum", "utskrift", "q", "region"),
)
def show_clause(request: HttpRequest, key: str, clause: str) -> HttpResponse:
    """One clause at its permanent address: what it says, what it means, where, and since when.

    With a question in `q` the whole answer is shown again, as long as the document is still the one in force.
    """
    view = area_or_not_here(request, key)
    area = view.document.specification
    part = area.part(clause)
    if part is None:
        raise NotHere(
            _("Området ”%(area)s” har ingen punkt med adressen ”%(clause)s”.")
            % {"area": area.name, "clause": clause[:80]},
            wanted=key,
        )
    under = part_with(area, clause)
    verdict = under.verdict if under else "area"
    asker = asked_region(request)
    # What is not national has no units: those of the area as a whole are shown beside it.
    page = area_page(request, view, clause if verdict != "excluded" else "") | {
        "clause": part,
        "clause_key": clause,
        "clause_title": getattr(part, "text", None) or getattr(part, "heading", None) or area.name,
        "verdict": verdict,
        "under": under,
        "answer": answer_again(request, view, clause, asker),
        "exclusion": exclusion_told(view, clause, asker),
        **asking_from(asker),
    }
    return render(request, "public/clause.html", page)


def exclusion_told(view: queries.AreaView, clause: str, asker: Organisation | None) -> dict[str, Any] | None:
    """For an exclusion on today's page that the regions do themselves: what is told of it in and around the region."""
    exclusion = exclusion_with(view.document.specification, clause)
    if exclusion is None or exclusion.is_done_elsewhere or view.day != queries.today():
        return None
    rests_on = {"area": view.document.area.key, "exclusion_key": exclusion.key}
    return next(iter(with_regional_care([rests_on], asker)))


def answer_again(
    request: HttpRequest, view: queries.AreaView, clause: str, asker: Organisation | None
) -> dict[str, Any] | None:
    """The answer that the question in the address gets with this clause, or nothing when it no longer does."""
    question = request.GET.get("q", "")
    if not question.strip():
        return None
    if view.day != queries.today():
        now = queries.area_on(view.document.area.key)
        if now is None or now.document.pk != view.document.pk:
            return None
    found = search(question)
    same = (a for a in found["answers"] if (a["area"], a["clause_key"]) == (view.document.area.key, clause))
    return next(iter(with_reasons(with_regional_care(islice(same, 1), asker))), None)


def area_or_not_here(request: HttpRequest, key: str) -> queries.AreaView:
    """The area on the day asked for. NotHere says whether the key or the day was wrong."""
    day = asked_day(request)
    view = queries.area_on(key, day)
    if view is not None:
        return view
    if day is not None and (newest := queries.area_on(key)) is not None:
        # Every version has a day here: one without would have been valid on the day asked about.
        first = min(version.in_force_from for version in newest.versions if version.in_force_from)
        raise NotHere(
            _("Området ”%(area)s” fanns inte den %(day)s. Den första versionen gäller från %(first)s.")
            % {"area": newest.document.name, "day": day_in_words(day), "first": day_in_words(first)},
            wanted=key,
        )
    raise NotHere(_("Registret har inget område med adressen ”%(key)s”.") % {"key": key[:80]}, wanted=key)


def coming_version(view: queries.AreaView) -> AreaDocument | None:
    """The version that is decided and takes over from the one that is shown."""
    later = [one for one in view.versions if one.version > view.document.version and one.in_force_from]
    return next((one for one in later if one.in_force_from and one.in_force_from > view.day), None)


def what_lies_ahead(request: HttpRequest, view: queries.AreaView) -> dict[str, Any]:
    """For parts/ahead.html: whether the definition is decided and not in force yet, or another takes over from it."""
    return {
        "is_ahead": view.document.specification.begins_after(view.day),
        "coming": coming_version(view) if asked_day(request) is None else None,
    }


def area_page(request: HttpRequest, view: queries.AreaView, clause: str = "") -> dict[str, Any]:
    """What the templates of area and clause show: the units are those known to do the clause with this key."""
    area = view.document.specification
    concentration = Concentration.of(area)
    known, read = (
        known_units(concentration, view.holders, view.day, clause),
        how_read(concentration, view.holders, view.day),
    )
    shown = known.holders
    places = list(dict.fromkeys(place_of(holder) for holder in shown))
    known_as = {"holders": read, "conditions": area.conditions_read, "pathways": area.pathways_read}
    return {
        "view": view,
        "area": area,
        "day": asked_day(request),
        "state": state_of(view.row),
        "repealed": area.has_ended(view.day),
        **what_lies_ahead(request, view),
        # What is shared and printed is of a day on which there is something to show.
        "shared_day": area.in_force_from if area.begins_after(view.day) else view.day,
        "today": queries.today(),
        "verdicts": verdict_sections(area),
        "holders": [(places.index(place_of(holder)) + 1, holder) for holder in shown],
        "ended": known.ended,
        "turned": known.turned,
        "units_note": (units_in_words_then if area.has_ended(view.day) else units_in_words)(known, spoken()),
        "narrower": [
            narrower_in_words(part, sub_permit, spoken())
            for sub_permit, part in view.row.parts
            if sub_permit in known.narrower
        ],
        "sub_permits_are_read": view.row.sub_permits_are_read,
        **map_of(_("Karta: enheter med tillstånd för %(area)s") % {"area": area.name}, places),
        **referrals_of(shown, view),
        "sub_permits": sub_permit_rows(area, view),
        "conditions": condition_groups(area),
        "corrections": corrections(area.key),
        "board_days": sorted({holder.decided_on for holder in view.holders if holder.decided_on}),
        "proposed_only": all(condition.stage == "proposed" for condition in area.conditions),
        "holders_read": read,
        "completeness": [
            (name, known_as.get(name) or getattr(area.completeness, name))
            for name in words.PARTS
            if not (name == "holders" and read == "not_decided" and area.has_ended(view.day))
        ],
        "query": request.GET.get("q", "")[:LONGEST_SHOWN],
        "printed": "utskrift" in request.GET,
    }


def timeline_of(area: Area, view: queries.AreaView, told: Sequence[Told] = ()) -> dict[str, Any]:
    """The known days as a list, and as a picture where there are enough of them."""
    permits = [facts_of(holder) for holder in view.holders]
    # A call that was taken back has no last day to apply.
    calls = [call.facts for call in view.calls if call.state != Call.State.WITHDRAWN]
    is_today = view.day == queries.today()
    also = list(events_of(told))
    return {
        "timeline": timeline(area, permits, calls, view.decided_on, also),
        "timeline_picture": timeline_picture(
            area, permits, calls, view.decided_on, also, day=view.day, is_today=is_today
        ),
    }


def referrals_of(holders: Iterable[queries.Holder], view: queries.AreaView) -> dict[str, Any]:
    """What the units tell those who refer: `told`, and `silent` with what their regions tell instead, each place once.
    On another day nothing is told."""
    places = {holder.place: holder for holder in holders}
    return {
        "told": [(place, holder.referral) for place, holder in places.items() if holder.referral],
        "silent": [(place, holder.contact) for place, holder in places.items() if not holder.referral],
        "other_day": view.day != queries.today(),
    }


def verdict_sections(area: Area) -> list[tuple[str, list[Part]]]:
    """The scope gathered under its verdicts, in the order a reader asks."""
    return [(verdict, list(parts)) for verdict, parts in groupby(scope_by_verdict(area), key=lambda part: part.verdict)]


def sub_permit_rows(area: Area, view: queries.AreaView) -> list[tuple[SubPermit, list[Clause], Known[queries.Holder]]]:
    """Each sub-permit with the clauses it covers and who is known to hold it."""
    return [
        (
            sub_permit,
            [clause for key in sub_permit.covers.points if isinstance(clause := area.part(key), Clause)],
            known,
        )
        for sub_permit, known in view.row.parts
    ]


@dataclass(frozen=True)
class ConditionGroup:
    """Conditions under one heading. `force` and `stage` are said once when all members share them."""

    name: str
    heading: str | None
    lead: str | None
    members: list[Condition]
    force: str | None
    stage: str | None


def condition_groups(area: Area) -> list[ConditionGroup]:
    """The conditions in the order of the document; headings as its source has them."""
    said = {group.group: group for group in area.condition_groups}
    groups = []
    for name, conditions in groupby(area.conditions, key=lambda condition: condition.group):
        members = list(conditions)
        groups.append(
            ConditionGroup(
                name,
                getattr(said.get(name), "heading", None),
                getattr(said.get(name), "lead", None),
                members,
                shared([condition.force for condition in members]),
                shared([condition.stage for condition in members]),
            )
        )
    return groups


def shared(values: list[str]) -> str | None:
    """The value, when all are the same."""
    return values[0] if len(set(values)) == 1 else None


def facts_of(holder: queries.Holder) -> PermitFacts:
    """The days of a permit, for the timeline."""
    return PermitFacts(
        region=holder.region.name,
        decided_on=holder.decided_on,
        valid_from=holder.valid_from,
        valid_until=holder.valid_until,
    )
