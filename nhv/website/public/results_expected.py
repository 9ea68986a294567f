"""What is registered beside what could be expected, as rows, and what has to be said beside them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from django.utils.formats import number_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from nhv.disclosure.expected import Stands, home_of, stands, years_of
from nhv.disclosure.published import EVERY, Cell, Expectation, ExpectedCell, Table
from nhv.pictures.picture import table_of
from nhv.specification.writing import Table as Rows

if TYPE_CHECKING:
    from nhv.website.public.results import Reading

_STANDS: Final = {
    "fewer": gettext_lazy("färre än väntat"),
    "within": gettext_lazy("inom det väntade"),
    "more": gettext_lazy("fler än väntat"),
    "unknown": gettext_lazy("går inte att säga"),
}


def expected_rows(reading: "Reading") -> Rows | None:
    """Each place with what is registered, what is expected and how they stand; nothing where nobody has said what."""
    found = list(_beside(reading))
    if not found:
        return None
    rows = [
        (
            reading.name(home_of(table, cell)),
            reading.said(table, cell),
            _span(one),
            str(_STANDS[_stands(reading, table, cell, one)]),
        )
        for table, cell, one in found
    ]
    title = _("Registrerat och väntat, %(when)s") % {"when": found[0][0].fixed["year"].replace("-", "–")}
    return table_of(title, (_("Hemregion"), _("Registrerat"), _("Väntat"), _("Jämfört")), rows)


def fewer_than_expected(reading: "Reading") -> list[str]:
    """The names of the places where fewer are registered than expected, beyond chance."""
    return [
        reading.name(home_of(table, cell))
        for table, cell, one in _beside(reading)
        if home_of(table, cell) != EVERY and _stands(reading, table, cell, one) == "fewer"
    ]


def expected_of(reading: "Reading", table: Table, cell: Cell) -> tuple[object, object]:
    """The least and the most expected in a cell, for the files; empty where nothing is."""
    told = reading.document.expected
    one = next((one for one in told.cells if one.at == cell.at), None) if told and told.table == table.key else None
    return (one.least, one.most) if one else ("", "")


def of_expected(told: Expectation) -> str:
    """Whom the source counts and how many."""
    english = get_language() == "en"
    words = {
        "least": told.least,
        "most": told.most,
        "counts": (told.counts_en if english else "") or told.counts,
        "source": told.source,
    }
    said = _("Källan räknar %(least)s om året i landet (%(counts)s).")
    if told.least != told.most:
        said = _("Källan räknar %(least)s–%(most)s om året i landet (%(counts)s).")
    shared = _("Det väntade är källans tal, fördelat efter hur många som bor i varje region.")
    return f"{said % words} {shared} {_('Källa: %(source)s.') % words}"


def _beside(reading: "Reading") -> Iterator[tuple[Table, Cell, ExpectedCell]]:
    told = reading.document.expected
    for table in reading.document.tables if told else ():
        by_place = {one.at: one for one in told.cells} if told and told.table == table.key else {}
        yield from ((table, cell, by_place[cell.at]) for cell in table.cells if cell.at in by_place)


def _stands(reading: "Reading", table: Table, cell: Cell, one: ExpectedCell) -> Stands:
    """Of a hidden number by between what anybody knows that it lies; unknown where a unit's report is not there."""
    years = years_of(reading.document, table)
    if any(silent.year in years for silent in reading.document.not_reported):
        return "unknown"
    low, high = reading.interval(table, cell) if cell.hidden else (int(cell.value or 0),) * 2
    return stands(low, high, one)


def _span(one: ExpectedCell) -> str:
    least, most = (number_format(value, 0 if value.is_integer() else 1) for value in (one.least, one.most))
    return least if least == most else f"{least}–{most}"
