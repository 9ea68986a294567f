"""How far people live from those who have a permit for an area: map, curve and table, and from one's own municipality.

The municipality is chosen in the address and kept nowhere: an address that asks is answered to the asker alone.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from nhv.language.order import swedish_order
from nhv.placement.country import Country, Municipality
from nhv.placement.listing import YEARS
from nhv.placement.measures import Combination, Figures, Scene, measure_one
from nhv.register.placement import country, nearest_to, places_of
from nhv.register.queries import SNAPSHOT, AreaRow, snapshot
from nhv.rules.refusals import Refused
from nhv.website.caching import public_page
from nhv.website.errors import NotHere
from nhv.website.public.days import asked_day
from nhv.website.public.travel_pictures import curve_of, map_of_times
from nhv.website.public.travel_ways import ways_of
from nhv.website.refusals import in_readers_words


@public_page(depends_on=SNAPSHOT, knows=("datum", "kommun"))
def show_travel(request: HttpRequest, key: str) -> HttpResponse:
    """How far people live from an area's holders on a day. One query, four where the register has not been read."""
    day = asked_day(request)
    found = snapshot(day)
    row = next((row for row in found.rows if row.key == key), None)
    if row is None:
        raise NotHere(_("Registret har inget område med adressen ”%(key)s”.") % {"key": key[:80]}, wanted=key)
    names = {one.key: one.name for one in found.organisations}
    land = country()
    page = {"row": row, "day": day, "municipalities": by_name(land), "years": YEARS, "names": names}
    return render(request, "public/travel.html", page | travel_of(request, row, land, names))


def travel_of(request: HttpRequest, row: AreaRow, land: Country, names: dict[str, str]) -> dict[str, object]:
    """The figures, or `refused`: in words, why there are none."""
    current = [holder for holder in row.holders if holder.in_force is not False]
    try:
        places = places_of(current)
        scene = Scene.of(land, tuple(places))
    except Refused as why:
        return {"refused": in_readers_words(why) if current else _("Inga gällande tillstånd är inlagda för området.")}
    own = own_municipality(request, land)
    return {
        "measured": (measured := measure_one(scene)),
        "regions": regions_of(measured, names),
        "load": [(places[code], share) for code, share in measured.load.items()],
        "worst": land.municipality(measured.worst_municipality),
        "own": own,
        "nearest": nearest_to(own.code, places) if own else [],
        "ways": ways_of(row, scene),
        "map": map_of_times(row.name, scene, scene.places, key="restid"),
        "curve": curve_of(row.name, scene, {_("De som har tillstånd"): scene.places}, key="kurva"),
    }


def own_municipality(request: HttpRequest, land: Country) -> Municipality | None:
    """The municipality in the address, or nothing. One that is none is NotHere."""
    code = request.GET.get("kommun", "").strip()
    if not code:
        return None
    try:
        return land.municipality(code)
    except Refused as why:
        raise NotHere(in_readers_words(why)) from None


def regions_of(measured: Combination, names: dict[str, str]) -> list[tuple[str, Figures]]:
    """The figures of each region by its name, the longest mean first."""
    named = [(names.get(key, key), figures) for key, figures in measured.regions.items()]
    return sorted(named, key=lambda one: (-one[1].mean, swedish_order(one[0])))


def by_name(land: Country) -> list[Municipality]:
    """All municipalities in the order of their names, as Swedish has it (å, ä, ö last)."""
    return sorted(land.municipalities, key=lambda one: (swedish_order(one.name), one.code))
