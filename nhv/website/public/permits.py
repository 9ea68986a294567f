"""/omraden/<område>/tillstand/: who could do this on a day, under which conditions, and what was believed then."""

from collections.abc import Mapping
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nhv.process.permits.acts import MATTER_KIND
from nhv.process.permits.queries import exemptions_of
from nhv.process.permits.told import decisions_told
from nhv.register import history
from nhv.register.memory import AREA, ORGANISATION, PERMIT
from nhv.website.caching import public_page
from nhv.website.public.area import area_or_not_here
from nhv.website.public.days import asked_day

LATEST = date(2999, 12, 31)
MOST_SHOWN = 100


@public_page(depends_on=(AREA, PERMIT, ORGANISATION, MATTER_KIND), knows=("datum", "visste"))
def show_permits(request: HttpRequest, key: str) -> HttpResponse:
    """The permits on a day as they were known at the end of another, and all that has been known. Eleven
    queries at most."""
    view = area_or_not_here(request, key)
    known_on = asked_day(request, "visste")
    area = view.document.area.key
    permits = history.permits_as_known(area, view.day, history.end_of(known_on or LATEST))
    sub_permits = {one.key: one.text for one in view.document.specification.sub_permits}
    page = {
        "view": view,
        "day": view.day,
        "known_on": known_on,
        "permits": permits,
        # Only where an empty place means that the permit has none: else that it is without a part is not known.
        "lacks": {one.permit.number: _lacks(one, sub_permits) for one in permits if view.row.sub_permits_are_read},
        "rows": history.rows_of(area),
        "sub_permits": sub_permits,
        "exemptions": exemptions_of(area),
        "life": decisions_told(area)[::-1][:MOST_SHOWN],
        "condition_texts": {one.key: one.text for one in view.document.specification.conditions},
    }
    return render(request, "public/permits.html", page)


def _lacks(one: history.AsKnown, sub_permits: Mapping[str, str]) -> list[str]:
    """The area's sub-permits, by their words, that the permit has never had."""
    return [text for key, text in sub_permits.items() if key not in one.permit.sub_permits]
