"""An area's year in a few sentences, for who reads no table: of the protected document alone."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nhv.disclosure.published import EVERY, Cell, Table
from nhv.disclosure.system import UNIT, YEAR
from nhv.followup.conditions import YearOfConditions
from nhv.followup.stands import had_no_permit
from nhv.specification.follow_up import UNKNOWN
from nhv.specification.measures import TREATED
from nhv.website.public.results_expected import fewer_than_expected

if TYPE_CHECKING:
    from nhv.website.public.results import Reading


def brief(reading: "Reading") -> Iterator[tuple[str, str]]:
    """Each sentence, and the place on the page where more stands: how many, from where, who reported, what is met."""
    yield from _patients(reading)
    yield from _homes(reading)
    if fewer := fewer_than_expected(reading):
        yield _("Färre registrerade än väntat: %(places)s.") % {"places": "; ".join(fewer)}, "vantat"
    yield _reported(reading), ""
    yield from _conditions(reading)


def _treated(reading: "Reading") -> list[Table]:
    """The tables of this year's patients alone."""
    year = {YEAR: str(reading.year)}
    tables = reading.document.tables
    return [one for one in tables if one.of == TREATED and one.show == "count" and one.fixed == year]


def _patients(reading: "Reading") -> Iterator[tuple[str, str]]:
    found = ((table, cell) for table in _treated(reading) for cell in table.cells if set(table.at(cell)) == {YEAR})
    for table, cell in list(found)[:1]:
        told = {"year": reading.year, "number": reading.said(table, cell)}
        if cell.hidden:
            yield _("Hur många patienter som fick vården %(year)s: %(number)s.") % told, f"t-{table.key}"
        else:
            yield _("%(number)s patienter fick vården %(year)s.") % told, f"t-{table.key}"


def _homes(reading: "Reading") -> Iterator[tuple[str, str]]:
    """Of the first table that tells where they live: this year's, else that of three years together."""
    told = [one for one in reading.document.tables if one.of == TREATED and "home" in one.by and one.show == "count"]
    for table in [*(one for one in told if one in _treated(reading)), *told][:1]:
        place = table.by.index("home")
        whole = [cell for cell in table.cells if _is_of_all(cell, place) and cell.at[place] != EVERY]
        # Those of whom it is not known are told of last.
        whole.sort(key=lambda cell: cell.at[place] == UNKNOWN)
        said = "; ".join(f"{reading.name(cell.at[place])} {reading.said(table, cell)}" for cell in whole)
        when = table.fixed[YEAR].replace("-", "–")
        yield _("Var de bor, %(when)s: %(said)s.") % {"when": when, "said": said}, f"t-{table.key}"


def _is_of_all(cell: Cell, but: int) -> bool:
    """Whether it is of all in every dimension but this one."""
    return all(value == EVERY for place, value in enumerate(cell.at) if place != but)


def _reported(reading: "Reading") -> str:
    silent = {one.unit for one in reading.document.not_reported if one.year == str(reading.year)}
    told = _told(reading) - silent
    words = {"told": len(told), "all": len(told | silent)}
    return (
        ngettext(
            "%(told)s av %(all)s enhet har rapporterat.", "%(told)s av %(all)s enheter har rapporterat.", words["all"]
        )
        % words
    )


def _told(reading: "Reading") -> set[str]:
    """The units with a permit in the year that have a figure in it, shown or hidden."""
    return {
        unit
        for table in _treated(reading)
        for cell in table.cells
        if (unit := table.at(cell).get(UNIT)) and not had_no_permit(reading.document, table, cell)
    } or set(reading.document.dimensions[UNIT].values)


def _conditions(reading: "Reading") -> Iterator[tuple[str, str]]:
    if reading.met.units:
        yield met_in_words(reading.met), "villkor"


def met_in_words(met: YearOfConditions) -> str:
    """How many of the units that have answered meet all conditions."""
    words = {"year": met.year, "lacking": len(met.with_lack), "all": len(met.units)}
    if not met.with_lack:
        return _("Alla enheter som svarade för %(year)s uppger att de uppfyller villkoren.") % words
    return _("%(lacking)s av %(all)s enheter uppger för %(year)s att något villkor inte är helt uppfyllt.") % words
