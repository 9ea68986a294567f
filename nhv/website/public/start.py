"""The start page: the question first, then where the care is, then what is new."""

from collections import Counter
from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from nhv.register import queries
from nhv.website.caching import public_page
from nhv.website.map.picture import Place, draw

EXAMPLES = ("ALS", "spinal muskelatrofi 3 år", "matstrupscancer", "fistel matstrupe luftstrupe", "myastenia gravis")
MOST_CHANGES = 6


@public_page
def start(request: HttpRequest) -> HttpResponse:
    """Eight queries at most, whatever the register holds."""
    rows = queries.area_rows()
    hospitals = holding_hospitals(rows)
    page = {
        "query": "",
        "examples": EXAMPLES,
        "number": len(rows),
        "changes": queries.changes(MOST_CHANGES),
        "hospitals": hospitals,
        "partial": sum(not row.known.is_whole for row in rows),
        "picture": draw(_("Karta: sjukhus med tillstånd"), [place for place, _number in hospitals]),
    }
    return render(request, "public/start.html", page)


def holding_hospitals(rows: Iterable[queries.AreaRow]) -> list[tuple[Place, int]]:
    """Every hospital (or region, when no hospital is named) with a permit in force, and its number of areas."""
    areas: Counter[Place] = Counter()
    for row in rows:
        areas.update({place_of(holder) for holder in row.holders if holder.in_force is not False})
    return sorted(areas.items(), key=lambda entry: (-entry[1], entry[0].name))


def place_of(holder: queries.Holder) -> Place:
    """The holder as a place on the map: the hospital, or the region when the source names no hospital."""
    code = holder.region.code
    if holder.hospital is None:
        return Place(holder.region.name, reverse("region", args=[holder.region.key]), code)
    hospital = holder.hospital
    return Place(hospital.name, reverse("hospital", args=[hospital.key]), code, hospital.latitude, hospital.longitude)
