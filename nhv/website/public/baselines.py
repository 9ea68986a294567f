"""What was believed of the country's care in a chosen year, and what has become of it since, for everybody."""

import re
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from nhv.placement.baseline import HEADINGS, rows_of, since
from nhv.process.placements.baselines import BASELINE, baseline, baselines
from nhv.process.placements.models import Baseline
from nhv.register.baseline import placed_on
from nhv.register.queries import SNAPSHOT, today
from nhv.website.caching import public_page
from nhv.website.downloads import as_csv, attached
from nhv.website.errors import NotHere
from nhv.website.frozen import LARGEST_NUMBER

LARGEST_YEAR = 9_999


@public_page(depends_on=(BASELINE,))
def list_baselines(request: HttpRequest) -> HttpResponse:
    """All that are kept. One query."""
    return render(request, "public/baselines.html", {"kept": baselines()})


@public_page(depends_on=(*SNAPSHOT, BASELINE), knows=("mot",))
def show_baseline(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """One edition beside today, or beside another. Three queries when the register has been read."""
    kept = baseline_or_not_here(year, number)
    other = _asked(request)
    before, after = kept.document, other.document if other else placed_on(today())
    page = {
        "kept": kept,
        "other": other,
        "before": before,
        "then": date.fromisoformat(before["day"]),
        "now": date.fromisoformat(after["day"]),
        "since": since(before, after),
        "others": [one for one in baselines() if one.pk != kept.pk],
    }
    return render(request, "public/baseline.html", page)


@public_page(depends_on=(BASELINE,))
def baseline_json(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """The kept bytes themselves."""
    kept = baseline_or_not_here(year, number)
    return attached(kept.content.encode(), "application/json", f"utgangslage-{kept.name}.json")


@public_page(depends_on=(BASELINE,))
def baseline_csv(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """The same numbers for a spreadsheet."""
    kept = baseline_or_not_here(year, number)
    return as_csv(HEADINGS, rows_of(kept.document), f"utgangslage-{kept.name}")


def baseline_or_not_here(year: int, number: int) -> Baseline:
    """Raises NotHere."""
    found = baseline(year, number) if year <= LARGEST_YEAR and number <= LARGEST_NUMBER else None
    if found is None:
        raise NotHere(_("Det finns inget sådant utgångsläge."))
    return found


def _asked(request: HttpRequest) -> Baseline | None:
    """The edition to hold it against, or none for today. Raises NotHere."""
    said = request.GET.get("mot", "").strip()
    if not said:
        return None
    read = re.fullmatch(r"([0-9]{4})-([0-9]{1,4})", said)
    if read is None:
        raise NotHere(_("Det finns inget sådant utgångsläge."))
    return baseline_or_not_here(int(read[1]), int(read[2]))
