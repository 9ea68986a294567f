"""The start page: the question first, then where the care is, then what is new."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from nhv.register import queries
from nhv.register.changes import area_changes
from nhv.register.models import Organisation
from nhv.website.caching import public_page
from nhv.website.map.picture import Place, draw

EXAMPLES = ("ALS", "spinal muskelatrofi 3 år", "matstrupscancer", "fistel matstrupe luftstrupe", "myastenia gravis")
MOST_CHANGES = 6


@public_page(depends_on=queries.SNAPSHOT)
def start(request: HttpRequest) -> HttpResponse:
    """Eight queries at most, none of which reads an area: the page costs the same however many there are."""
    hospitals = [(place_at(at), number) for at, number in queries.holding_places()]
    page = {
        "query": "",
        "examples": EXAMPLES,
        "number": queries.number_of_areas(),
        "changes": area_changes(MOST_CHANGES),
        "hospitals": hospitals,
        "picture": draw(_("Karta: sjukhus med tillstånd"), [place for place, _number in hospitals]),
    }
    return render(request, "public/start.html", page)


def place_of(holder: queries.Holder) -> Place:
    """A holder on the map: its hospital, or its region when the source names no hospital."""
    return place_at(holder.hospital or holder.region)


def place_at(organisation: Organisation) -> Place:
    """A hospital on the map, or a region where no hospital is named."""
    if organisation.kind != Organisation.Kind.HOSPITAL:
        return Place(organisation.name, reverse("region", args=[organisation.key]), organisation.code)
    code = organisation.parent.code if organisation.parent else ""
    address = reverse("hospital", args=[organisation.key])
    return Place(organisation.name, address, code, organisation.latitude, organisation.longitude)
