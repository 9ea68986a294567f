"""All areas, filtered, on any day."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nhv.language.ages import ADULT_FROM, ages_of
from nhv.register import queries
from nhv.register.memory import REFERRAL
from nhv.register.models import Organisation
from nhv.website.api.tables import HEADINGS, cells_of
from nhv.website.caching import public_page
from nhv.website.public.days import asked_day
from nhv.website.public.tables import table_asked_for
from nhv.website.states import state_of

LONGEST_TEXT = 200
ON_A_PAGE = 100
FILTERS = ("text", "sjukvardsregion", "galler", "alder")
IN_FORCE = {"ja": True, "nej": False}


@public_page(
    depends_on=(*queries.SNAPSHOT, REFERRAL),
    knows=("text", "sjukvardsregion", "galler", "alder", "datum", "sida", "format"),
)
def list_areas(request: HttpRequest) -> HttpResponse:
    """Filters: `text`, `sjukvardsregion`, `galler` (ja, nej), `alder` (barn, vuxna), `datum`. Pages: `sida`. As a
    table: `format` (csv, xlsx).

    At most five queries, with the ETag's.
    """
    day = asked_day(request)
    chosen = {name: request.GET.get(name, "").strip()[:LONGEST_TEXT] for name in FILTERS}
    register = queries.snapshot(day)
    rows = register.filtered(
        text=chosen["text"],
        healthcare_region=chosen["sjukvardsregion"],
        in_force=IN_FORCE.get(chosen["galler"]),
    )
    rows = [row for row in rows if may_be_for(row, chosen["alder"])]
    table = table_asked_for(request, HEADINGS, lambda: cells_of(rows), name="omraden", day=day or queries.today())
    if table is not None:
        return table
    shown = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("sida"))
    page = {
        "rows": [(row, state_of(row)) for row in shown],
        "number": len(rows),
        "shown": shown,
        "filters": urlencode({**chosen, "datum": day.isoformat() if day else ""}),
        "chosen": chosen,
        "day": day,
        "day_written": day.isoformat() if day else "",
        "healthcare_regions": register.of_kind(Organisation.Kind.HEALTHCARE_REGION),
    }
    return render(request, "public/areas.html", page)


def may_be_for(row: queries.AreaRow, ages: str) -> bool:
    """Whether children («barn») or adults («vuxna») can be meant. An area that names no age is for both."""
    from_age, below_age = ages_of(row.document.population_text)
    if ages == "barn":
        return from_age is None or from_age < ADULT_FROM
    if ages == "vuxna":
        return below_age is None or below_age > ADULT_FROM
    return True
