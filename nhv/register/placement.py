"""Where holders stand, as combinations of them are measured: municipalities' codes, told and never guessed."""

from collections.abc import Iterable
from datetime import date

from django.conf import settings

from nhv.placement.country import Country, country_in
from nhv.placement.flight import Airports, airports_in
from nhv.register.models import Organisation
from nhv.register.queries import Holder, area_on
from nhv.rules.refusals import Refused


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
        raise Refused("no_area", "Registret har inget område eller ärende med nyckeln ”{key}”.", key=key[:80])
    holding = [holder for holder in area.holders if holder.in_force is not False]
    if not holding:
        raise Refused(
            "no_holders",
            "För ”{area}” är inga gällande tillstånd lästa. Ange kommunerna själv.",
            area=area.document.name,
        )
    return codes_of(holding)


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
