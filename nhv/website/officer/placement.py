"""All combinations of a call's applicants side by side: the same measures for each, sorted by one at a time, and one or
two combinations pencilled in. Nothing here is stored, and nobody but those who may see the case sees it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from nhv.language.faults import Fault
from nhv.language.order import swedish_order
from nhv.placement.listing import tables_of
from nhv.process.placements.comparing import Compared, compared
from nhv.process.placements.functions import functions_of
from nhv.process.placements.queries import applicants_by_code, frozen_comparisons
from nhv.register.models import Call, Organisation
from nhv.register.placement import codes_of_area, country
from nhv.rules.refusals import Refused
from nhv.website.downloads import attached
from nhv.website.frozen import as_table
from nhv.website.officer.placement_asked import Asked
from nhv.website.officer.placement_calls import about, compared_or_not_here
from nhv.website.officer.placement_hospitals import volumes_said, with_and_without
from nhv.website.officer.placement_pencilled import pencilled
from nhv.website.officer.placement_rows import SORTS, called, dots_of, rows_of
from nhv.website.refusals import in_readers_words, status_of
from nhv.website.requests import SignedIn
from nhv.website.words import WEIGHTS

PAGE = 25
MOST_OTHERS = 100  # that can be chosen to compare with, the first in the order


def show_placement(request: SignedIn, key: str) -> HttpResponse:
    """The comparison. What cannot be reckoned is said in words."""
    call = compared_or_not_here(request, key)
    page: dict[str, Any] = {**about(request, call), "sorts": [(name, told[0]) for name, told in SORTS.items()]}
    try:
        page |= comparison(request, call)
    except Fault as why:
        page |= {"refused": in_readers_words(why)}
    return render(request, "officer/placement.html", page)


def placement_file(request: SignedIn, key: str, kind: str) -> HttpResponse:
    """The same combinations as a file (json or csv) to keep with the case: with the data's versions and who stands
    where, so that what was seen can be shown to be what was reckoned."""
    call = compared_or_not_here(request, key)
    try:
        by_code = applicants_by_code(call.key)
        asked = Asked.of(request, call)
        found = compared(tuple(sorted(by_code)), asked.size, asked.weight)
    except Fault as why:
        return HttpResponse(in_readers_words(why), status=status_of(why), content_type="text/plain; charset=utf-8")
    hospitals = {code: [hospital.name for hospital in standing] for code, standing in sorted(by_code.items())}
    document = {"case": call.key, "hospitals": hospitals, **found.document}
    name = f"kombinationer-{call.key}"
    if kind == "csv":
        return as_table(document, name)
    return attached(json.dumps(document, ensure_ascii=False, indent=2).encode(), "application/json", f"{name}.json")


def comparison(request: SignedIn, call: Call) -> dict[str, Any]:
    """All that the page shows. Raises Refused."""
    asked = Asked.of(request, call)
    by_code = applicants_by_code(call.key)
    names = _towns(by_code)
    found = compared(tuple(sorted(by_code)), asked.size, asked.weight)
    today = _today(call)
    regions = {one.key: one.name for one in Organisation.objects.filter(kind=Organisation.Kind.REGION)}
    ordered = rows_of(found, asked, names, regions, today)
    shown = Paginator(ordered.rows, PAGE).get_page(request.GET.get("sida"))
    standing = [hospital for code, those in sorted(by_code.items()) for hospital in those if code not in asked.shown]
    looked_at = pencilled(asked, names, regions, today) if asked.shown else {}
    return {
        "asked": asked,
        "weights": WEIGHTS.items(),
        "towns": [(code, name, code in asked.among) for code, name in names.items()],
        "boxes": [(code, name, code in asked.shown, code in asked.against) for code, name in names.items()],
        "shared_towns": [(names[code], standing) for code, standing in by_code.items() if len(standing) > 1],
        "total": len(found),
        "beyond": found.left_out,
        "left_out": ordered.left_out,
        "volumes": volumes_said(found, asked),
        "pareto": len(found.pareto),
        "certain": _certain(found, asked, names),
        "found": shown,
        "picture": dots_of(list(shown.object_list)) if shown.object_list and not looked_at else None,
        "both": [row for row in ordered.rows if row.one.holders in (asked.shown, asked.against)] if looked_at else [],
        "others": [row for row in ordered.rows[:MOST_OTHERS] if row.one.holders != asked.shown],
        "data": tables_of(country()),
        "from": ",".join(sorted(by_code)),
        "frozen": frozen_comparisons(call),
        "hospitals": with_and_without(call, by_code, names, asked, looked_at.get("one"), looked_at.get("other")),
        "functions": functions_of(call, standing),
        "looked_at": looked_at,
    }


def _towns(codes: Iterable[str]) -> dict[str, str]:
    """The names of the towns by code, in the order of the alphabet."""
    named = ((code, country().municipality(code).name) for code in codes)
    return dict(sorted(named, key=lambda one: swedish_order(one[1])))


def _certain(found: Compared, asked: Asked, names: Mapping[str, str]) -> list[tuple[str, float]]:
    """How often which combination came first in the measure that is sorted by, the most often first."""
    drawn = found.certain.get(asked.sort, {})
    first = sorted(drawn.items(), key=lambda one: (-one[1], one[0]))[:4]
    return [(called(codes.split(","), names), share) for codes, share in first]


def _today(call: Call) -> Sequence[str]:
    """Where today's holders stand, or none where that is not told."""
    try:
        return codes_of_area(call.area.key)
    except Refused:
        return ()
