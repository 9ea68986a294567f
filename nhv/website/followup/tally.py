"""The coordinator's count, month by month and without anything about patients, so that March is only to confirm."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from nhv.accounts.access import reach
from nhv.followup.rounds import FIRST_YEAR
from nhv.followup.sources import TALLY, tally_of
from nhv.language.faults import Fault
from nhv.language.numbers import whole_number, written
from nhv.register.acts.figures import record_figures
from nhv.register.general import general
from nhv.register.models import AreaDocument, Organisation, Permit
from nhv.specification.figures import FigureRow
from nhv.specification.follow_up import follow_up
from nhv.specification.measures import Measure
from nhv.website.errors import NotHere
from nhv.website.refusals import in_readers_words
from nhv.website.requests import SignedIn

NEEDS = "figures.record_own"
MOST_LISTED = 300
MOST_IN_A_MONTH = 999_999


@dataclass(frozen=True)
class Counting:
    """An area and a place that counts, with the area's newest document."""

    document: AreaDocument
    place: Organisation

    @property
    def area(self) -> str:
        return self.document.area.key


@dataclass(frozen=True)
class Box:
    """One month of one measure: what stands there, what somebody typed, and why it was not kept."""

    name: str
    label: str
    was: str
    typed: str
    fault: str = ""


def list_tallies(request: SignedIn) -> HttpResponse:
    """What one's own places count: an area and place each."""
    return render(
        request, "followup/tallies.html", {"countings": _countings(request), "year": timezone.localdate().year}
    )


def show_tally(request: SignedIn, area: str, place: str, year: int) -> HttpResponse:
    """One year's count. What is changed is kept, all of it or nothing."""
    counting = next((one for one in _countings(request) if (one.area, one.place.key) == (area, place)), None)
    this_year = timezone.localdate().year
    if counting is None or not FIRST_YEAR <= year <= this_year:
        raise NotHere(_("Det finns ingen månadsräkning där."))
    measures, stands = _measures(counting, year), tally_of(area, place, year)
    faults: dict[str, str] = {}
    if request.method == "POST":
        faults = _kept(request, counting, year, measures, stands)
        if not faults:
            return redirect("tally", area, place, year)
    page = {
        "counting": counting,
        "year": year,
        "years": range(this_year, max(FIRST_YEAR, this_year - 3) - 1, -1),
        "months": _months(year),
        "rows": [(one, list(_boxes(request, one, year, stands, faults))) for one in measures],
        "refused": faults.get("", ""),
        "has_faults": bool(faults),
    }
    return render(request, "followup/tally.html", page)


def _kept(
    request: SignedIn, counting: Counting, year: int, measures: Sequence[Measure], stands: dict[tuple[str, int], int]
) -> dict[str, str]:
    """Keep what was changed; by box, why it cannot be, and then nothing is kept."""
    rows, faults = list[FigureRow](), dict[str, str]()
    for measure in measures:
        for month in _months(year):
            name = _name(measure, month)
            typed, was = request.POST.get(name, "").strip(), request.POST.get(f"{name}.was", "")
            now = stands.get((measure.key, month.month))
            if typed in (was, "" if now is None else str(now)):
                continue
            number = whole_number(typed, digits=len(str(MOST_IN_A_MONTH)))
            if number is None:
                faults[name] = _("Skriv ett heltal från 0 till %(most)s.") % {"most": written(MOST_IN_A_MONTH)}
            elif was != ("" if now is None else str(now)):
                faults[name] = _("Någon annan har skrivit %(number)s under tiden.") % {"number": now}
            else:
                rows.append(FigureRow(counting.area, counting.place.key, measure.key, month, number, len(rows) + 1))
    if faults or not rows:
        return faults
    try:
        record_figures(source=TALLY.name, rows=rows, place=counting.place, by=request.actor)
    except Fault as fault:
        return {"": in_readers_words(fault)}
    messages.success(request, _("Räkningen är sparad."))
    return {}


def _boxes(
    request: SignedIn, measure: Measure, year: int, stands: dict[tuple[str, int], int], faults: dict[str, str]
) -> Iterator[Box]:
    for month in _months(year):
        name = _name(measure, month)
        was = str(stands.get((measure.key, month.month), ""))
        typed = request.POST.get(name, was)[:10] if faults else was
        yield Box(name, f"{measure.text}, {date_format(month, 'F Y')}", was, typed, faults.get(name, ""))


def _name(measure: Measure, month: date) -> str:
    return f"{measure.key}.{month.month}"


def _months(year: int) -> list[date]:
    """Those that have begun."""
    today = timezone.localdate()
    return [first for month in range(1, 13) if (first := date(year, month, 1)) <= today]


def _measures(counting: Counting, year: int) -> tuple[Measure, ...]:
    return follow_up(year, counting.place.name, counting.document.specification, general(), ()).patients


def _countings(request: SignedIn) -> list[Counting]:
    """Those of one's own places that hold or have held a permit. Three queries."""
    mine = reach(request.actor, NEEDS).organisations
    held = Permit.objects.known().with_place().filter(turn_to_id__in=mine).select_related("place", "holder")
    permits = list(held.order_by("area__key", "number")[:MOST_LISTED])
    newest = AreaDocument.objects.filter(area__in={one.area_id for one in permits}).select_related("area")
    documents = {one.area_id: one for one in reversed(newest.newest_first())}
    return list(
        {(one.area_id, one.turn_to.pk): Counting(documents[one.area_id], one.turn_to) for one in permits}.values()
    )
