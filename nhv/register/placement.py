"""Where holders stand, as combinations of them are measured: municipalities' codes, told and never guessed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.conf import settings

from nhv.language.places import PlaceNames
from nhv.placement.country import Country, country_in
from nhv.placement.flight import Airports, airports_in
from nhv.placement.travel import times_to
from nhv.register.models import Organisation
from nhv.register.queries import Holder, area_on
from nhv.rules.refusals import Refused

MOST_NEAREST = 3


@dataclass(frozen=True)
class Near:
    """A hospital with a permit, and how many minutes there are to it from a municipality."""

    hospital: Organisation
    minutes: int


def country() -> Country:
    """Where people live and which roads there are, by the tables that the program brings along."""
    return country_in(settings.AREAS)


def airports() -> Airports:
    """Where there are flights, by the table that the program brings along."""
    return airports_in(settings.AREAS)


def codes_of_area(key: str, day: date | None = None) -> tuple[str, ...]:
    """The codes of the municipalities where an area's holders stand on a day, each once. Raises Refused."""
    area = area_on(key[:80], day)
    if area is None:
        raise Refused(
            "no_area",
            "Registret har inget område eller ärende med nyckeln ”{key}”. Rätta nyckeln, eller ange kommunerna själv.",
            key=key[:80],
        )
    holding = [holder for holder in area.holders if holder.in_force is not False]
    if not holding:
        raise Refused(
            "no_holders",
            "För ”{area}” är inga gällande tillstånd lästa. Ange kommunerna själv.",
            area=area.document.name,
        )
    return codes_of(holding)


def places_of(holders: Iterable[Holder]) -> dict[str, list[Organisation]]:
    """The hospitals by the code of the municipality they stand in. Raises Refused."""
    places: dict[str, list[Organisation]] = {}
    for holder in holders:
        code, hospital = code_of(holder.hospital, holder.region), holder.hospital
        if hospital is not None and hospital not in places.setdefault(code, []):
            places[code].append(hospital)
    return dict(sorted(places.items()))


def nearest_to(code: str, places: Mapping[str, Sequence[Organisation]]) -> list[Near]:
    """The hospitals nearest to the municipality with the code, at most MOST_NEAREST towns, with minutes rounded to
    ten. `places` are the hospitals by the code of their municipality. Raises Refused."""
    land, codes = country(), list(places)
    times = dict(zip(codes, times_to(land, codes)[land.at[land.municipality(code).code]], strict=True))
    order = sorted(codes, key=lambda place: (int(times[place]), place))
    return [
        Near(hospital, round(int(times[place]) / 100) * 10)
        for place in order[:MOST_NEAREST]
        for hospital in places[place]
    ]


@lru_cache(maxsize=2)
def names_of_places(regions: tuple[tuple[str, str], ...]) -> PlaceNames:
    """The names of all municipalities and their seats, each with the municipality's code, and of the regions (name and
    key): where somebody may ask from."""
    land = country().municipalities
    names = [(one.name, one.code) for one in land] + [(one.town, one.code) for one in land]
    return PlaceNames.of((*names, *regions))


def codes_of(holders: Iterable[Holder]) -> tuple[str, ...]:
    """The codes of the municipalities where the holders stand, each once: several units in one town are one place to
    travel to. Raises Refused for a holder without a known one."""
    return tuple(sorted({code_of(holder.hospital, holder.region) for holder in holders}))


def code_of(hospital: Organisation | None, region: Organisation) -> str:
    """The code of the hospital's municipality. Raises Refused when no hospital, or no code of it, is told."""
    if hospital is None:
        raise Refused(
            "no_hospital",
            "Ett tillstånd eller en ansökan från {region} anger inget sjukhus, så ingen restid kan räknas. Ange "
            "kommunerna själv.",
            region=region.name,
        )
    if not hospital.municipality:
        raise Refused(
            "no_municipality_code",
            "{hospital} har ingen kommunkod, och den gissas inte. Lägg till den bland organisationerna, eller ange "
            "kommunerna själv.",
            hospital=hospital.name,
        )
    return hospital.municipality
