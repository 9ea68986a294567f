"""How the country's highly specialised care is spread on a day, and what a hospital or a region has held over time."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from nhv.derived.portfolio import years
from nhv.followup.memory import FOLLOW_UP
from nhv.followup.reported import reported_patients
from nhv.pictures.picture import Picture
from nhv.pictures.timeline import Span, TimelineWords, draw_timeline
from nhv.register.models import Organisation
from nhv.register.portfolio import Held, Holding, competences_of, holding_of, losses_of, portfolio_on
from nhv.register.queries import SNAPSHOT, today
from nhv.website.caching import public_page
from nhv.website.copied import holds_results
from nhv.website.errors import NotHere
from nhv.website.public.days import asked_day
from nhv.website.public.maps import hospital_places, map_of
from nhv.website.templatetags.nhv import day as day_in_words
from nhv.website.templatetags.nhv import day as in_words
from nhv.website.words import HELD_STATES

KINDS = (Organisation.Kind.HOSPITAL, Organisation.Kind.REGION)


@public_page(depends_on=SNAPSHOT, knows=("datum",))
def show_country(request: HttpRequest) -> HttpResponse:
    """The whole country on a day: hospitals, permits without one, and how old the permits are. Two queries when the
    register has been read, and three more when not."""
    asked = asked_day(request)
    found = portfolio_on(asked)
    hospitals = [holding for holding in found.hospitals if holding.current or holding.decided]
    page = {
        "day": asked,
        "shown_day": found.day,
        "hospitals": hospitals,
        "unnamed": [holding for holding in found.unnamed if holding.current or holding.decided],
        "number_unnamed": sum(len(holding.current) for holding in found.unnamed),
        "number": sum(one.is_current for one in found.held),
        "by_year": by_year(found.held),
        **map_of(
            _("Karta: sjukhus med tillstånd %(day)s") % {"day": in_words(found.day)},
            hospital_places(holding.place for holding in hospitals),
        ),
    }
    return render(request, "public/portfolio_country.html", page)


@public_page(depends_on=(*SNAPSHOT, FOLLOW_UP), knows=("datum",))
def show_place(request: HttpRequest, key: str) -> HttpResponse:
    """One hospital, or one region, over time; what its loss would mean; the competences gathered there; reported
    patients. Four queries when register and editions have been read."""
    asked = asked_day(request)
    found = portfolio_on(asked)
    place = next((each for each in found.organisations if each.key == key and each.kind in KINDS), None)
    if place is None:
        raise NotHere(_("Registret har inget sjukhus och ingen region med adressen ”%(key)s”.") % {"key": key[:80]})
    holding, reported = holding_of(found, place), reported_patients()
    page = {
        "day": asked,
        "shown_day": found.day,
        "place": place,
        "is_hospital": place.kind == Organisation.Kind.HOSPITAL,
        "holding": holding,
        "has_results": holds_results(),
        "rows": [(one, reported.get(one.reports_as)) for one in holding.held],
        "years": years(holding.held, max(found.day.year, today().year)),
        "unknown_start": [one for one in holding.held if one.valid_from is None],
        "losses": losses_of(place, holding.held) if place.kind == Organisation.Kind.HOSPITAL else [],
        "competences": competences_of(holding.held),
        "picture": over_time(holding, found.day),
    }
    return render(request, "public/portfolio_place.html", page)


def by_year(held: tuple[Held, ...]) -> list[tuple[int | None, int, int]]:
    """How many permits in force began in each year, the oldest first, and how many of them the former system gave; the
    year is None for those without a known first day."""
    current = [one for one in held if one.is_current]
    known = sorted({one.valid_from.year for one in current if one.valid_from})
    begun: list[int | None] = [*known, *([None] if any(one.valid_from is None for one in current) else [])]
    return [(year, len(own), sum(one.is_legacy for one in own)) for year in begun for own in [_of_year(current, year)]]


def _of_year(held: list[Held], year: int | None) -> list[Held]:
    return [one for one in held if (one.valid_from.year if one.valid_from else None) == year]


def over_time(holding: Holding, day: date) -> Picture | None:
    """The permits with a known first day on a scale of time, a row an area."""
    spans = [
        Span(one.row.name, str(HELD_STATES[one.state]), one.valid_from, one.valid_until)
        for one in holding.held
        if one.valid_from
    ]
    if not spans:
        return None
    said = TimelineWords(
        head=(_("Område"), _("Tillstånd"), _("Från och med"), _("Till och med")),
        today=_("I dag") if day == today() else day_in_words(day),
        description=_("En rad för varje område, på en gemensam tidsskala. Det som kommer är ofyllt."),
        day=day_in_words,
    )
    return draw_timeline(
        _("Över tid: %(name)s") % {"name": holding.place.name}, spans, today=day, key="tid", words=said
    )
