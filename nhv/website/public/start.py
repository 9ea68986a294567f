"""The start page: the question first, then where the care is, then what is new."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from nhv.register import queries
from nhv.register.changes import area_changes
from nhv.website.caching import public_page
from nhv.website.public.maps import map_of, place_at

EXAMPLES = ("ALS", "spinal muskelatrofi 3 år", "matstrupscancer", "fistel matstrupe luftstrupe", "myastenia gravis")
MOST_CHANGES = 6


@public_page(depends_on=queries.SNAPSHOT)
def start(request: HttpRequest) -> HttpResponse:
    """Eight queries at most, none of which reads an area: the page costs the same however many there are."""
    hospitals = [(place_at(at), number) for at, number in queries.holding_places()]
    the_map = map_of(_("Karta: sjukhus med tillstånd"), [place for place, _number in hospitals])
    page = {
        "query": "",
        "examples": EXAMPLES,
        "number": queries.number_of_areas(),
        "changes": area_changes(MOST_CHANGES),
        **the_map,
        "hospitals": [(*row, areas) for row, (_place, areas) in zip(the_map["marked"], hospitals, strict=True)],
    }
    return render(request, "public/start.html", page)
