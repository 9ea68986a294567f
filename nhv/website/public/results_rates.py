"""Rates and medians of an area's year as rows: what is not shown says so, and a rate has the interval of chance."""

from typing import TYPE_CHECKING

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from nhv.disclosure.intervals import rate
from nhv.disclosure.published import Cell, Table
from nhv.pictures.picture import table_of
from nhv.specification.writing import Table as Rows
from nhv.website.words import DIVIDED_BY

if TYPE_CHECKING:
    from nhv.website.public.results import Reading


def rate_rows(reading: "Reading", table: Table, title: str) -> Rows:
    """Each rate with its interval."""
    head = (str(DIVIDED_BY[table.by[0]]).capitalize(), _("Per 100 000 invånare och år (95 % konfidensintervall)"))
    return table_of(title, head, [(reading.name(cell.at[0]), _rate(reading, table, cell)) for cell in table.cells])


def _rate(reading: "Reading", table: Table, cell: Cell) -> str:
    if cell.value is None:
        return too_few()
    seen = int(reading.counts[table.of, frozenset(table.at(cell).items())])
    _found, low, high = rate(seen, cell.base or 1, table.per)
    said, least, most = (_rounded(one, table.decimals) for one in (cell.value, low, high))
    return f"{said} ({least}–{most})"


def _rounded(value: float, decimals: int) -> str:
    """As the file has it: what formats numbers cuts them off."""
    return number_format(round(value, decimals), decimals)


def median_rows(reading: "Reading", table: Table, title: str) -> Rows:
    """Each unit's median."""
    head = (str(DIVIDED_BY[table.by[0]]).capitalize(), _("Median, dagar"))
    said = [(reading.name(cell.at[0]), too_few() if cell.value is None else _days(cell.value)) for cell in table.cells]
    return table_of(title, head, said)


def _days(median: float) -> str:
    return _rounded(median, 0 if median.is_integer() else 1)


def too_few() -> str:
    """What stands where a figure would be of few, or of what is hidden."""
    return _("inget tal: för få, eller dolt")
