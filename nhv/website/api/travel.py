"""How far people live from an area's holders, for programs: the document that `nhv placement --area` gives."""

from typing import Any

from django.http import HttpRequest
from ninja.decorators import decorate_view

from nhv.placement.flight import with_flight
from nhv.placement.listing import listing
from nhv.placement.measures import Scene
from nhv.register.placement import airports, codes_of, country
from nhv.register.queries import SNAPSHOT, area_rows
from nhv.rules.refusals import Refused
from nhv.website.api.parameters import Day
from nhv.website.api.problems import NotFound, Problem
from nhv.website.api.views import AS_OF, FAULTS, KEY, api
from nhv.website.caching import public_page


@api.get(
    "/areas/{key}/travel",
    response={200: dict[str, Any], FAULTS: Problem},
    tags=["areas"],
    summary="Travel for everybody",
)
@decorate_view(public_page(depends_on=SNAPSHOT, knows=("as_of",)))
def travel(request: HttpRequest, key: str = KEY, as_of: Day | None = AS_OF) -> Any:
    """Minutes by car to the nearest holder, for all and by region; the sha256 of the data that it is made of. Under
    `with_flight` the same where a flight is taken when it is quicker: the best case."""
    row = next((row for row in area_rows(as_of) if row.key == key), None)
    holding = [holder for holder in row.holders if holder.in_force is not False] if row else []
    if not holding:
        raise NotFound(f"No area {key} with permits in force on that day. GET /api/v1/areas lists the areas.")
    try:
        scene = Scene.of(country(), codes_of(holding))
    except Refused:
        raise NotFound(f"Where all holders of {key} stand is not told, so no travel times can be reckoned.") from None
    return listing(scene).as_json() | {"with_flight": listing(with_flight(scene, airports())).as_json()}
