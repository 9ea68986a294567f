"""How a figure stands in an edition: a number, hidden, not reported, or no permit to have one of. Never confused."""

from nhv.disclosure.published import Cell, Published, Table
from nhv.disclosure.system import UNIT, YEAR


def years_of(document: Published, table: Table) -> tuple[str, ...]:
    """The years that a table is of: one, or those that stand together."""
    when = table.fixed[YEAR]
    return document.dimensions[YEAR].groups.get(when, (when,))


def silent_units(document: Published, table: Table) -> set[str]:
    """The units that have reported nothing of what a table by units is of: they have no cell in it."""
    told = {table.at(cell).get(UNIT) for cell in table.cells}
    silent = {one.unit for one in document.not_reported if one.year in years_of(document, table)}
    return silent - told if UNIT in table.by else set()


def had_no_permit(document: Published, table: Table, cell: Cell) -> bool:
    """Whether the unit of a cell had no permit in any of its years."""
    unit = table.at(cell).get(UNIT)
    absent = {one.at.get(YEAR) for one in document.impossible if unit and one.at.get(UNIT) == unit}
    return set(years_of(document, table)) <= absent
