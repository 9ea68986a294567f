"""All areas of a year together: how many patients each hospital has reported, and how many units have reported."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from nhv.followup.memory import FOLLOW_UP
from nhv.followup.models import ThemeEdition
from nhv.followup.queries import owed_of_year, published_years
from nhv.followup.volumes import NO_BOUND, AreaVolumes, Volume, added, volumes_of_year
from nhv.language.order import swedish_order
from nhv.register.general import general
from nhv.register.memory import AREA, GENERAL, ORGANISATION
from nhv.register.models import Organisation
from nhv.specification.measures import TREATED
from nhv.website.caching import public_page
from nhv.website.downloads import as_csv, as_sheet
from nhv.website.errors import NotHere
from nhv.website.public.results import NO_LIMIT
from nhv.website.public.results import in_language as measure_in_language

PARTS = (FOLLOW_UP, AREA, GENERAL, ORGANISATION)


@dataclass
class OfHospital:
    """A hospital, or a region where none is named, with its volume in each area that it had a permit in."""

    key: str
    name: str
    areas: list[tuple[AreaVolumes, Volume]] = field(default_factory=list)

    @property
    def together(self) -> Volume:
        """All that it has reported."""
        return added(volume for _area, volume in self.areas)

    @property
    def silent(self) -> int:
        """How many of its areas it has not reported."""
        return sum(volume.stands == "silent" for _area, volume in self.areas)


@public_page(depends_on=PARTS)
def show_volumes(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """A year, the newest when none is named. Seven queries, however many areas."""
    names, years = _years()
    if year is not None and year not in years:
        raise _not_here(year)
    shown = year or (max(years) if years else None)
    areas = volumes_of_year(shown) if shown else []
    hospitals = _hospitals(areas)
    page = {
        "year": shown,
        "years": years,
        "hospitals": [(one, in_words(one.together)) for one in hospitals],
        "rows": [
            (one, [(area, names[area.area], in_words(volume)) for area, volume in _in_order(one, names)])
            for one in hospitals
        ],
        "areas": [
            (one, names[one.area], in_words(one.whole))
            for one in sorted(areas, key=lambda one: swedish_order(names[one.area]))
        ],
        "reported": sum(one.reported for one in areas),
        "owed": sum(one.owed for one in areas),
        "all_owed": owed_of_year(shown) if shown else None,
        "measure": next((measure_in_language(one) for one in general().measures if one.key == TREATED), ""),
        "theme": _theme_of(shown) if shown else None,
    }
    return render(request, "public/volumes.html", page)


@public_page(depends_on=PARTS)
def volumes_csv(request: HttpRequest, year: int) -> HttpResponse:
    """A row for each hospital and area, hidden ones too, and one for each hospital's sum, as CSV."""
    return as_csv(_headings(), _file_rows(year), f"volymer-{year}")


@public_page(depends_on=PARTS)
def volumes_sheet(request: HttpRequest, year: int) -> HttpResponse:
    """The same rows as a spreadsheet."""
    return as_sheet(_headings(), _file_rows(year), f"volymer-{year}", title=_("Alla områden %(year)s") % {"year": year})


def in_words(volume: Volume) -> str:
    """A number; or that it is hidden and between what; or that nothing is reported, or was to be."""
    if volume.stands == "silent":
        return _("inte rapporterat")
    if volume.stands == "without":
        return _("hade inte tillstånd")
    if volume.stands == "shown":
        return str(volume.low)
    if volume.high > NO_LIMIT:
        return _("dolt (%(low)s eller fler)") % {"low": volume.low}
    return _("dolt (%(low)s–%(high)s)") % {"low": volume.low, "high": volume.high}


def _hospitals(areas: Sequence[AreaVolumes]) -> list[OfHospital]:
    """In the order of their names, and never of their numbers. One query."""
    keys = {place for one in areas for place in one.places}
    rows = Organisation.objects.filter(key__in=keys).select_related("parent")
    of_place = {row.key: row.hospital or row for row in rows}
    found: dict[str, OfHospital] = {}
    for one in areas:
        mine: dict[str, list[Volume]] = {}
        for place, volume in one.places.items():
            if volume.stands != "without" and place in of_place:
                mine.setdefault(of_place[place].key, []).append(volume)
                found.setdefault(of_place[place].key, OfHospital(of_place[place].key, of_place[place].name))
        for key, volumes in mine.items():
            found[key].areas.append((one, added(volumes)))
    return sorted(found.values(), key=lambda one: swedish_order(one.name))


def _in_order(one: OfHospital, names: dict[str, str]) -> list[tuple[AreaVolumes, Volume]]:
    return sorted(one.areas, key=lambda pair: swedish_order(names[pair[0].area]))


def _years() -> tuple[dict[str, str], list[int]]:
    """What each area is called, and the years that are published, the latest first. Two queries."""
    found = published_years()
    return {one.area_key: one.area_name for one in found}, sorted({one.year for one in found}, reverse=True)


def _theme_of(year: int) -> ThemeEdition | None:
    """The published summary of the year's theme. One query."""
    return ThemeEdition.objects.select_related("theme").filter(theme__round__year=year).last()


def _headings() -> tuple[str, ...]:
    words = (_("År"), _("Sjukhus"), _("Område"), _("Patienter"), _("Dolt eller visas"), _("Minst"), _("Högst"))
    # For programs: what a row is found again by, in every language.
    return (*words, "hospital_key", "area_key")


def _file_rows(year: int) -> Iterator[tuple[object, ...]]:
    names, years = _years()
    if year not in years:
        raise _not_here(year)
    for one in _hospitals(volumes_of_year(year)):
        for area, volume in _in_order(one, names):
            yield (year, one.name, names[area.area], *_in_file(volume), one.key, area.area)
        yield (year, one.name, _("alla områden"), *_in_file(one.together), one.key, "")


def _in_file(volume: Volume) -> tuple[object, ...]:
    if volume.stands == "hidden":
        return "", _("dolt"), volume.low, volume.high if volume.high < NO_BOUND else ""
    return ("", in_words(volume), "", "") if volume.number is None else (volume.number, _("visas"), "", "")


def _not_here(year: int) -> NotHere:
    return NotHere(_("Inga resultat är publicerade för %(year)s.") % {"year": year})
