"""One area: everything its document says and everything that follows from it, on a day. And one clause of it."""

from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from nhv.derived.scope_by_verdict import Part, scope_by_verdict
from nhv.derived.timeline import timeline
from nhv.register import queries
from nhv.specification.area import Area, Clause, Condition, SubPermit
from nhv.specification.document import PermitFacts
from nhv.website import words
from nhv.website.caching import public_page
from nhv.website.errors import NotHere
from nhv.website.map.picture import draw
from nhv.website.public.days import asked_day
from nhv.website.public.start import place_of
from nhv.website.states import state_of


@public_page
def show_area(request: HttpRequest, key: str) -> HttpResponse:
    """The whole area. Five queries with the ETag's."""
    view = area_or_not_here(request, key)
    return render(request, "public/area.html", area_page(request, view))


@public_page
def show_clause(request: HttpRequest, key: str, clause: str) -> HttpResponse:
    """One clause at its permanent address: what it says, what it means, where, and since when."""
    view = area_or_not_here(request, key)
    area = view.document.specification
    part = area.part(clause)
    if part is None:
        raise NotHere(
            _("Området «%(area)s» har ingen punkt med nyckeln «%(clause)s».")
            % {"area": area.name, "clause": clause[:80]},
            wanted=key,
        )
    page = area_page(request, view) | {
        "clause": part,
        "clause_key": clause,
        "clause_title": getattr(part, "text", None) or getattr(part, "heading", None) or area.name,
        "verdict": verdict_of(area, clause),
        "under": heading_over(area, clause),
    }
    return render(request, "public/clause.html", page)


def area_or_not_here(request: HttpRequest, key: str) -> queries.AreaView:
    """The area on the day asked for. NotHere says whether the key or the day was wrong."""
    day = asked_day(request)
    view = queries.area_on(key, day)
    if view is not None:
        return view
    if day is not None and (newest := queries.area_on(key)) is not None:
        first = min(version.in_force_from for version in newest.versions)
        raise NotHere(
            _("Området «%(area)s» fanns inte den %(day)s. Den första versionen gäller från %(first)s.")
            % {"area": newest.document.name, "day": day.isoformat(), "first": first.isoformat()},
            wanted=key,
        )
    raise NotHere(_("Registret har inget område med nyckeln «%(key)s».") % {"key": key[:80]}, wanted=key)


def area_page(request: HttpRequest, view: queries.AreaView) -> dict[str, Any]:
    """What the templates of area and clause show."""
    area = view.document.specification
    shown = [holder for holder in view.holders if holder.valid_until is None or holder.valid_until >= view.day]
    places = list(dict.fromkeys(place_of(holder) for holder in shown))
    return {
        "view": view,
        "area": area,
        "day": asked_day(request),
        "state": state_of(view.row, board_is_silent=area.completeness.holders == "not_decided"),
        "verdicts": verdict_sections(area),
        "holders": [(places.index(place_of(holder)) + 1, holder) for holder in shown],
        "picture": draw(_("Karta: enheter med tillstånd för %(area)s") % {"area": area.name}, places),
        "sub_permits": sub_permit_rows(area, view),
        "conditions": condition_groups(area),
        "timeline": timeline(area, [facts_of(holder) for holder in view.holders], [c.facts for c in view.calls]),
        "board_days": sorted({holder.decided_on for holder in view.holders if holder.decided_on}),
        "proposed_only": all(condition.stage == "proposed" for condition in area.conditions),
        "completeness": [(name, getattr(area.completeness, name)) for name in words.PARTS],
        "printed": "utskrift" in request.GET,
    }


def verdict_sections(area: Area) -> list[tuple[str, list[Part]]]:
    """The scope gathered under its verdicts, in the order a reader asks."""
    return [(verdict, list(parts)) for verdict, parts in groupby(scope_by_verdict(area), key=lambda part: part.verdict)]


def sub_permit_rows(area: Area, view: queries.AreaView) -> list[tuple[SubPermit, list[Clause], list[queries.Holder]]]:
    """Each sub-permit with the clauses it covers and those who hold it."""
    return [
        (
            sub_permit,
            [clause for key in sub_permit.covers.points if isinstance(clause := area.part(key), Clause)],
            [holder for holder in view.holders if sub_permit.key in holder.sub_permits],
        )
        for sub_permit in area.sub_permits
    ]


def condition_groups(area: Area) -> list[tuple[str, str | None, str | None, list[Condition]]]:
    """(group, heading, lead, conditions) in the order of the document; headings as its source has them."""
    said = {group.group: group for group in area.condition_groups}
    return [
        (group, getattr(said.get(group), "heading", None), getattr(said.get(group), "lead", None), list(conditions))
        for group, conditions in groupby(area.conditions, key=lambda condition: condition.group)
    ]


def facts_of(holder: queries.Holder) -> PermitFacts:
    """The days of a permit, for the timeline."""
    return PermitFacts(
        region=holder.region.name,
        decided_on=holder.decided_on,
        valid_from=holder.valid_from,
        valid_until=holder.valid_until,
    )


def verdict_of(area: Area, clause: str) -> str:
    """Which verdict this key belongs to; an explanation or a condition belongs to the area as a whole."""
    for part in scope_by_verdict(area):
        if clause == part.key or clause in _keys_under(part):
            return part.verdict
    return "area"


def heading_over(area: Area, clause: str) -> Part | None:
    """The heading and introduction under which the clause stands, without which it may not make sense."""
    return next((part for part in scope_by_verdict(area) if clause in _keys_under(part)), None)


def _keys_under(part: Part) -> set[str]:
    inner = {point.key for clause in part.clauses for point in getattr(clause, "points", ())}
    return inner | {clause.key for clause in part.clauses}
