"""All combinations of a call's applicants side by side: the same measures for each, sorted by one at a time, and one
combination pencilled in. Nothing here is stored, and nobody but those who may see the case sees it."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhv.language.faults import Fault
from nhv.pictures.dots import Column, DotRow, DotWords, draw_dots
from nhv.pictures.picture import Picture
from nhv.placement.capacity import check_share, means_within
from nhv.placement.certainty import EQUAL_MINUTES, EQUAL_SHARE
from nhv.placement.changes import Loss, losses
from nhv.placement.listing import Listing, listing, tables_of
from nhv.placement.measures import Combination, Scene, measure_one
from nhv.process.placements.comparing import compared
from nhv.process.placements.queries import applicants_by_code, frozen_comparisons
from nhv.register.models import Call, Organisation
from nhv.register.placement import codes_of_area, country
from nhv.rules.refusals import Refused
from nhv.website.officer.calls import case_or_not_here
from nhv.website.officer.effects import with_and_without
from nhv.website.public.travel_pictures import curve_of, in_percent, map_of_times
from nhv.website.refusals import in_readers_words, status_of
from nhv.website.requests import SignedIn
from nhv.website.templatetags.travel import largest_load, minutes

PAGE = 25
DRAWN = 12  # rows of the picture: more are not read
LONGEST = 200  # of what is asked in the address

Measure = Callable[[Combination], float]
# Name in the address → what people call it, the measure (less is better), and the difference nobody can be sure of.
SORTS: dict[str, tuple[Any, Measure, float]] = {
    "mean": (gettext_lazy("I medel"), lambda one: one.mean, EQUAL_MINUTES),
    "p95": (gettext_lazy("95 % har högst"), lambda one: one.p95, EQUAL_MINUTES),
    "over_2h": (gettext_lazy("Mer än 2 timmar"), lambda one: one.over_2h, EQUAL_SHARE),
    "over_4h": (gettext_lazy("Mer än 4 timmar"), lambda one: one.over_4h, EQUAL_SHARE),
    "worst_region": (
        gettext_lazy("Värsta regionens medel"),
        lambda one: one.regions[one.worst_region].mean,
        EQUAL_MINUTES,
    ),
    "load": (gettext_lazy("Största andel vid ett sjukhus"), largest_load, EQUAL_SHARE),
}


@dataclass(frozen=True)
class Row:
    """A combination as the table shows it. `equal`: no worse than the first by more than the model can tell."""

    names: str
    codes: str
    one: Combination
    worst_region: str
    without: str
    in_pareto: bool
    is_today: bool
    equal: bool


@dataclass(frozen=True)
class Asked:
    """What the address asks for: how many units, sorted by what, at most which share at one, which one to look at."""

    size: int
    sort: str
    most: float | None
    shown: tuple[str, ...]

    @classmethod
    def of(cls, request: SignedIn, call: Call) -> "Asked":
        """Raises Refused for what cannot be read."""
        told = {name: request.GET.get(name, "").strip()[:LONGEST] for name in ("k", "sortera", "mest", "visa")}
        if told["k"] and not (told["k"].isascii() and told["k"].isdigit()):
            raise Refused("no_number", "”{said}” är inget antal. Skriv ett heltal, till exempel 2.", said=told["k"])
        sort = told["sortera"] if told["sortera"] in SORTS else "mean"
        shown = tuple(sorted({code for code in told["visa"].split(",") if code}))
        return cls(int(told["k"][:6] or call.document.specification.units or 2), sort, _share(told["mest"]), shown)


def show_placement(request: SignedIn, key: str) -> HttpResponse:
    """The comparison. What cannot be reckoned is said in words."""
    call = case_or_not_here(request, key)
    page: dict[str, Any] = {"call": call, "sorts": [(name, told[0]) for name, told in SORTS.items()]}
    try:
        page |= comparison(request, call)
    except Fault as why:
        page |= {"refused": in_readers_words(why)}
    return render(request, "officer/placement.html", page)


def placement_file(request: SignedIn, key: str) -> HttpResponse:
    """The same combinations as a file to keep with the case: with the data's versions and who stands where, so that
    what was seen can be shown to be what was reckoned."""
    call = case_or_not_here(request, key)
    try:
        by_code = applicants_by_code(call.key)
        found = compared(tuple(sorted(by_code)), Asked.of(request, call).size)
    except Fault as why:
        return HttpResponse(in_readers_words(why), status=status_of(why), content_type="text/plain; charset=utf-8")
    hospitals = {code: [hospital.name for hospital in standing] for code, standing in sorted(by_code.items())}
    document = {"case": call.key, "hospitals": hospitals, **found.as_json()}
    return HttpResponse(
        json.dumps(document, ensure_ascii=False, indent=2),
        content_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="kombinationer-{call.key}.json"'},
    )


def comparison(request: SignedIn, call: Call) -> dict[str, Any]:
    """All that the page shows. Raises Refused."""
    asked = Asked.of(request, call)
    by_code = applicants_by_code(call.key)
    names = {code: ", ".join(one.name for one in hospitals) for code, hospitals in by_code.items()}
    found = compared(tuple(sorted(by_code)), asked.size)
    today = _today(call)
    regions = {one.key: one.name for one in Organisation.objects.all()}
    rows = rows_of(found, asked, names, regions, today)
    kept = [row for row in rows if asked.most is None or largest_load(row.one) <= asked.most]
    return {
        "asked": asked,
        "names": names,
        "total": len(found.measured),
        "left_out": found.left_out,
        "filtered": len(rows) - len(kept),
        "pareto": len(found.pareto),
        "found": Paginator(kept, PAGE).get_page(request.GET.get("sida")),
        "picture": dots_of(kept[:DRAWN]) if kept else None,
        "data": tables_of(country()),
        "frozen": frozen_comparisons(call),
        "hospitals": with_and_without(call, by_code, asked.shown),
        **(pencilled(asked, names, regions, today) if asked.shown else {}),
    }


def rows_of(
    found: Listing, asked: Asked, names: Mapping[str, str], regions: Mapping[str, str], today: Sequence[str]
) -> list[Row]:
    """The listed combinations by one measure, the least first."""
    _name, measure, too_near = SORTS[asked.sort]
    measured = zip(found.listed, found.measured.several(found.listed), strict=True)
    ordered = sorted(measured, key=lambda pair: (measure(pair[1]), pair[1].holders))
    least = measure(ordered[0][1])
    return [
        Row(
            names=" + ".join(names[code] for code in one.holders),
            codes=",".join(one.holders),
            one=one,
            worst_region=regions.get(one.worst_region, one.worst_region),
            without=", ".join(regions.get(key, key) for key in one.healthcare_regions_without),
            in_pareto=row in found.pareto,
            is_today=tuple(today) == one.holders,
            equal=measure(one) - least < too_near,
        )
        for row, one in ordered
    ]


def dots_of(rows: Sequence[Row]) -> Picture:
    """The first rows as dots, each measure on its own scale."""
    shown: tuple[tuple[str, Callable[[float], str]], ...] = (
        ("mean", minutes), ("p95", minutes), ("over_4h", in_percent), ("worst_region", minutes),
    )  # fmt: skip
    columns = []
    for name, written in shown:
        values = tuple(SORTS[name][1](row.one) for row in rows)
        columns.append(Column(str(SORTS[name][0]), tuple(written(value) for value in values), values))
    words = DotWords(
        name=_("Kombination"),
        marks=_("Märkt"),
        filled=_("ingen annan är minst lika bra i alla fem"),
        ringed=_("så är det i dag"),
        description=_("En rad för varje kombination och en skala för varje mått. Mindre är till vänster."),
    )
    drawn = [DotRow(row.names, filled=row.in_pareto, ringed=row.is_today) for row in rows]
    return draw_dots(_("Kombinationerna på sina skalor"), drawn, columns, key="punkter", words=words)


def pencilled(
    asked: Asked, names: Mapping[str, str], regions: Mapping[str, str], today: Sequence[str]
) -> dict[str, Any]:
    """One combination looked at: map, curve, regions, load, and one unit falling away. Raises Refused."""
    for code in asked.shown:
        if code not in names:
            raise Refused("no_applicant", "{code_said} är ingen av de sökande. Välj i listan.", code_said=code[:20])
    scene = Scene.of(country(), tuple({*asked.shown, *today}))
    one, before = measure_one(Scene.of(country(), asked.shown)), _measured(today)
    called = " + ".join(names[code] for code in asked.shown)
    curves = {called: asked.shown, **({_("I dag"): today} if today else {})}
    return {
        "pencilled": one,
        "called": called,
        "map": map_of_times(called, scene, asked.shown, key="karta"),
        "curve": curve_of(called, scene, curves, key="kurva"),
        "regions": [
            (regions.get(key, key), figures, before.regions[key] if before else None)
            for key, figures in sorted(one.regions.items(), key=lambda each: -each[1].mean)
        ],
        "load": [(names[code], share) for code, share in one.load.items()],
        "within": _within(asked),
        "losses": [(names[loss.without], loss) for loss in _losses(asked)],
    }


def _losses(asked: Asked) -> tuple[Loss, ...]:
    return losses(Scene.of(country(), asked.shown), asked.shown)


def _within(asked: Asked) -> float | None:
    """The mean when no unit takes more than the asked share."""
    if asked.most is None:
        return None
    found = listing(Scene.of(country(), asked.shown))
    return means_within(found.measured, asked.most, [0])[0]


def _measured(codes: Sequence[str]) -> Combination | None:
    return measure_one(Scene.of(country(), codes)) if codes else None


def _today(call: Call) -> tuple[str, ...]:
    """Where today's holders stand, or none where that is not told."""
    try:
        return codes_of_area(call.area.key)
    except Refused:
        return ()


def _share(written: str) -> float | None:
    if not written:
        return None
    try:
        share = float(written.replace(",", ".").removesuffix("%")) / 100
    except ValueError:
        raise Refused(
            "no_share_said", "”{said}” är ingen andel i procent. Skriv till exempel 55.", said=written
        ) from None
    check_share(share)
    return share
