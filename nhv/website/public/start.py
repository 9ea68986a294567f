"""The start page: the question first, then where the care is, then what is new."""

from collections import Counter
from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from nhv.register import queries
from nhv.website.caching import public_page
from nhv.website.public.maps import PlaceWithPage, map_of, place_of

EXAMPLES = ("ALS", "spinal muskelatrofi 3 år", "matstrupscancer", "fistel matstrupe luftstrupe", "myastenia gravis")
MOST_CHANGES = 6


@public_page
def start(request: HttpRequest) -> HttpResponse:
    """Eight queries at most, whatever the register holds."""
    rows = queries.area_rows()
    hospitals = holding_hospitals(rows)
    the_map = map_of(_("Karta: sjukhus med tillstånd"), [place for place, _number in hospitals])
    page = {
        "query": "",
        "examples": EXAMPLES,
        "number": len(rows),
        "changes": queries.changes(MOST_CHANGES),
        **the_map,
        "hospitals": [(*row, areas) for row, (_place, areas) in zip(the_map["marked"], hospitals, strict=True)],
    }
    return render(request, "public/start.html", page)


def holding_hospitals(rows: Iterable[queries.AreaRow]) -> list[tuple[PlaceWithPage, int]]:
    """Every hospital (or region, when no hospital is named) with a permit in force, and its number of areas."""
    areas: Counter[PlaceWithPage] = Counter()
    for row in rows:
        areas.update({place_of(holder) for holder in row.holders if holder.in_force is not False})
    return sorted(areas.items(), key=lambda entry: (-entry[1], entry[0].name))
