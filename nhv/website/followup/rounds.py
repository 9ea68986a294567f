"""The round as the authority sees it: who has reported, what is odd, what may be accepted, and publishing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db.models import Max
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhv.filings.models import Filing
from nhv.followup import rounds
from nhv.followup.held import Held
from nhv.followup.kind import ACCEPTED, duty_at
from nhv.followup.lacking import noted
from nhv.followup.marks import marks_of
from nhv.followup.models import Acceptance, Duty, PublishedEdition, Round
from nhv.followup.overview import UnitReport, area_reports
from nhv.followup.queries import duties_of, editions, filings_of
from nhv.register.models import Area
from nhv.website.act_forms import ActForm
from nhv.website.day_fields import LastDayField
from nhv.website.errors import NotHere
from nhv.website.followup.marks import in_a_word, in_sentences
from nhv.website.refusals import NOT_DONE, in_readers_words
from nhv.website.requests import SignedIn
from nhv.website.strict_fields import WholeNumberField


class OpenForm(ActForm):
    """A year to open, and until when."""

    year = WholeNumberField(label=gettext_lazy("År som rapporteras"), min_value=rounds.FIRST_YEAR, max_value=2200)
    last_day = LastDayField(label=gettext_lazy("Sista dag"))


@dataclass(frozen=True)
class Owed:
    """A report that is owed, and what has been received of it."""

    duty: Duty
    filing: Filing | None
    is_noted: bool = False

    @property
    def may_be_accepted(self) -> bool:
        """Whether it waits for the authority."""
        return self.filing is not None and self.filing.state == "received"

    @property
    def is_accepted(self) -> bool:
        """Whether the newest that came is accepted."""
        return self.filing is not None and self.filing.state == ACCEPTED


@dataclass(frozen=True)
class OfArea:
    """An area in a round: what its places owe, the year's newest edition, and the newest edition of any year. `latest`
    is when a report of this year or one before was last accepted."""

    area: Area
    name: str
    owed: list[Owed]
    edition: PublishedEdition | None
    newest: PublishedEdition | None
    latest: datetime | None

    @property
    def is_ready(self) -> bool:
        """Whether all that is owed is accepted or noted as not made, with something accepted since the last edition,
        of this year or of one before: what is found wrong in an earlier year is restated in the newest one's next."""
        is_new = self.newest is None or (self.latest is not None and self.latest > self.newest.published_at)
        done = [one for one in self.owed if one.is_accepted]
        return (is_new or self.edition is None) and bool(done) and all(one in done or one.is_noted for one in self.owed)

    @property
    def later_year(self) -> int | None:
        """The later year that is published already: what is new here is published in its next edition."""
        return (
            self.newest.year if self.newest and self.owed and self.newest.year > self.owed[0].duty.round.year else None
        )

    @property
    def may_be_published(self) -> bool:
        """Whether the next edition is of this year."""
        return self.is_ready and self.later_year is None

    @property
    def waits_in(self) -> int | None:
        """The year in whose next edition it is that something new here is told."""
        return self.later_year if self.is_ready else None

    @property
    def held(self) -> list[str]:
        """The units' years that the newest edition does not show as they are reported."""
        names = {one.duty.place.key: one.duty.place.name for one in self.owed}
        return [f"{names.get(one['unit'], one['unit'])} {one['year']}" for one in self.held_rows]

    @property
    def held_rows(self) -> Sequence[Held]:
        """The same with their numbers."""
        return self.edition.held if self.edition else ()


def list_rounds(request: SignedIn) -> HttpResponse:
    """All rounds, the latest first, and opening another."""
    form = OpenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if form.has_done(
            request,
            lambda: rounds.open_round(
                year=said["year"], last_day=said["last_day"], by=request.actor, now=request.received_at
            ),
        ):
            messages.success(request, _("Uppföljningen är öppnad."))
            return redirect("officer-round", said["year"])
    return render(request, "followup/rounds.html", {"rounds": Round.objects.all()[:100], "form": form})


def show_round(request: SignedIn, year: int) -> HttpResponse:
    """One round, area by area: who has reported, and what is published. Ten queries."""
    found = round_of(year)
    areas = _areas(year)
    marks = marks_of([one.duty for area in areas for one in area.owed])
    received = sum(one.filing is not None for area in areas for one in area.owed)
    page = {
        "round": found,
        "areas": areas,
        "marks": {key: in_a_word(one) for key, one in marks.items()},
        "owed": sum(len(area.owed) for area in areas),
        "received": received,
        "is_lacking": any(one.filing is None and not one.is_noted for area in areas for one in area.owed),
        "begun": [area for area in areas if any(one.filing for one in area.owed)],
        "silent": [area for area in areas if not any(one.filing for one in area.owed)],
    }
    return render(request, "followup/round.html", page)


def show_area(request: SignedIn, year: int, key: str) -> HttpResponse:
    """The reports of one area side by side: numbers, what does not add up, what is odd, conditions not met."""
    found = area_reports(key, year)
    if not found.units:
        raise NotHere(_("Ingen årsrapport väntas för området och året."))
    rows = [
        (
            measure,
            [(_numbers(unit, measure.key), (unit.duty.place.key, measure.key) in found.apart) for unit in found.units],
        )
        for measure in found.measures
    ]
    duties = [unit.duty for unit in found.units]
    marks = marks_of(duties)
    page = {
        "round": round_of(year),
        "published": next((one for one in _areas(year, key)), None),
        "reports": found,
        "rows": rows,
        "name": duties[0].document.name,
        "marks": {duty.key: list(in_sentences(marks[duty.key], duty.document.specification)) for duty in duties},
    }
    return render(request, "followup/area.html", page)


def _numbers(unit: UnitReport, measure: str) -> tuple[object, object]:
    """This year's number and last year's, or a dash for what is not reported."""
    return tuple(said[measure].total if measure in said else "–" for said in (unit.counts, unit.last_year))  # type: ignore[return-value]


def accept_report(request: SignedIn, year: int, key: str) -> HttpResponse:
    """What a unit sent counts from now on."""
    duty = duty_at(key)
    filing = filings_of([duty]).get(duty.key)
    if filing is None:
        raise NotHere(_("Ingen rapport har kommit in."))
    return _done(
        request,
        year,
        lambda: rounds.accept(filing=filing, by=request.actor, now=request.received_at),
        _("Rapporten är godtagen."),
    )


def _done(request: SignedIn, year: int, act: Callable[[], Any], words: str) -> HttpResponse:
    try:
        act()
    except NOT_DONE as told:
        messages.error(request, in_readers_words(told))
    else:
        messages.success(request, words)
    return redirect("officer-round", year)


def round_of(year: int) -> Round:
    found = Round.objects.filter(year=year).first()
    if found is None:
        raise NotHere(_("Uppföljningen av %(year)s är inte öppnad.") % {"year": year})
    return found


def _areas(year: int, area: str = "") -> list[OfArea]:
    """All that are owed for a year, or one of them. Five queries."""
    owed = duties_of(year).filter(area__key=area) if area else duties_of(year)
    duties = list(owed.order_by("document__name", "place__key"))
    filings, silent = filings_of(duties), noted(duties)
    known = editions().defer("basis", "text", "intervals").filter(area__in={duty.area_id for duty in duties})
    in_order = list(known.order_by("year", "number"))
    newest = {one.area_id: one for one in in_order}
    of_year = {one.area_id: one for one in in_order if one.year == year}
    accepted = Acceptance.objects.filter(
        duty__area__in={duty.area_id for duty in duties}, duty__round__year__lte=year
    ).order_by()
    latest = dict(accepted.values_list("duty__area").annotate(latest=Max("accepted_at")))
    found: dict[int, OfArea] = {}
    for duty in duties:
        own = duty.area_id
        fresh = OfArea(duty.area, duty.document.name, [], of_year.get(own), newest.get(own), latest.get(own))
        found.setdefault(duty.area_id, fresh).owed.append(Owed(duty, filings.get(duty.key), duty.pk in silent))
    return list(found.values())
