"""All permits and all conditions of a year at the authority: what is not met, what is planned, and what is late."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from nhv.followup.unmet import Unmet, conditions_of_year
from nhv.specification.deadlines import SWEDEN
from nhv.website.downloads import as_csv, as_sheet
from nhv.website.followup.rounds import round_of
from nhv.website.requests import SignedIn

HEADINGS = (
    "Område", "Enhet", "Villkor", "Vad enheten säger", "Plan", "Ansvarig", "Klart senast", "Försenad", "Förra året",
    "Planen förra året", "Skulle då vara klart",
)  # fmt: skip
LATE, NOT_MET = "forsenade", "inte"


def show_conditions(request: SignedIn, year: int) -> HttpResponse:
    """Each unit with how many of its conditions are met, and each that is not with its plan. Eleven queries."""
    found, today = conditions_of_year(year), _today()
    shown = request.GET.get("visa", "")
    rows = [(one, one.is_overdue(today)) for one in found.unmet]
    page = {
        "round": round_of(year),
        "units": [one for one in found.units if one.reported],
        "silent": sum(not one.reported for one in found.units),
        "shown": shown,
        "late": sum(is_late for _one, is_late in rows),
        "not_met": sum(one.said == "not" for one, _is_late in rows),
        "all": len(rows),
        "heads": (_("Uppfyllda"), _("Delvis uppfyllda"), _("Inte uppfyllda"), _("Obesvarade")),
        "rows": [
            (one, is_late)
            for one, is_late in rows
            if (shown != LATE or is_late) and (shown != NOT_MET or one.said == "not")
        ],
    }
    return render(request, "followup/conditions.html", page)


def conditions_csv(request: SignedIn, year: int) -> HttpResponse:
    """What is not wholly met, a row each."""
    round_of(year)
    return as_csv(HEADINGS, _cells(conditions_of_year(year).unmet), f"villkor-{year}")


def conditions_sheet(request: SignedIn, year: int) -> HttpResponse:
    """The same as a spreadsheet."""
    round_of(year)
    return as_sheet(HEADINGS, _cells(conditions_of_year(year).unmet), f"villkor-{year}", title=f"Villkor {year}")


def _cells(unmet: Sequence[Unmet]) -> Iterator[Sequence[object]]:
    today = _today()
    for one in unmet:
        yield (
            one.area,
            one.duty.place.name,
            one.now.condition.text,
            one.now.said,
            one.now.plan,
            one.now.owner,
            one.now.done_by or "",
            "ja" if one.is_overdue(today) else "",
            one.before.said if one.before else "",
            one.before.plan if one.before else "",
            (one.before.done_by if one.before else None) or "",
        )


def _today() -> date:
    return timezone.localdate(timezone=SWEDEN)
