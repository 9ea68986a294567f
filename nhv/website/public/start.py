"""The start page: the question first, then what can be applied for and what has happened, then where the care is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from nhv.register import queries
from nhv.register.happenings import happenings
from nhv.register.memory import CALL
from nhv.website.caching import public_page, this_minute
from nhv.website.public.calls import row_of
from nhv.website.public.maps import map_of, place_at

EXAMPLES = ("ALS", "spinal muskelatrofi 3 år", "matstrupscancer", "fistel matstrupe luftstrupe", "myastenia gravis")
MOST_HAPPENINGS = 6


@public_page(depends_on=(*queries.SNAPSHOT, CALL), also=this_minute)
def start(request: HttpRequest) -> HttpResponse:
    """Eight queries at most, none of which opens an area: the page costs the same however many there are."""
    hospitals = [(place_at(at), number) for at, number in queries.holding_places()]
    the_map = map_of(_("Karta: sjukhus med tillstånd"), [place for place, _number in hospitals])
    now, rows = timezone.now(), queries.area_rows()
    calls = [row_of(call, now) for call in queries.calls() if call.is_open(now)]
    page = {
        "query": "",
        "examples": EXAMPLES,
        "number": len(rows),
        "open_calls": sorted(calls, key=lambda row: row.call.closes_at or now),
        "happenings": happenings(rows, MOST_HAPPENINGS),
        **the_map,
        "hospitals": [(*row, areas) for row, (_place, areas) in zip(the_map["marked"], hospitals, strict=True)],
    }
    return render(request, "public/start.html", page)
