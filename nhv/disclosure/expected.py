"""What is registered beside what could be expected where people live: made of what is published, and of what everybody
knows. No report is read here, so nothing is told of anybody that the tables do not tell.

Of a hidden number is said only what holds for every number that it may be.
"""

from collections.abc import Mapping
from typing import Literal

from nhv.disclosure.intervals import beyond_expected
from nhv.disclosure.published import EVERY, Cell, Expectation, ExpectedCell, Published, Table
from nhv.disclosure.rates import HOME, with_groups
from nhv.disclosure.system import YEAR

FEW = 10
Stands = Literal["fewer", "within", "more", "unknown"]


def with_expected(document: Published, of: str, told: Expectation, inhabitants: Mapping[str, int]) -> Published:
    """The same with what is expected in each cell of the table that tells where those of the population `of` live,
    shared by how many live there; as it was where no table tells. `inhabitants` are by value of the dimension."""
    table = _by_home(document, of)
    if table is None:
        return document
    years, everybody = len(years_of(document, table)), sum(inhabitants.values())
    lives = {**with_groups(document, inhabitants), EVERY: everybody}
    cells = tuple(
        ExpectedCell(at=cell.at, least=_rounded(told.least * part), most=_rounded(told.most * part))
        for cell in table.cells
        if _is_of_all(table, cell) and (living := lives.get(home_of(table, cell)))
        for part in [years * living / everybody]
    )
    return document.model_copy(update={"expected": told.model_copy(update={"table": table.key, "cells": cells})})


def stands(low: int, high: int, expected: ExpectedCell) -> Stands:
    """How a number that lies between these stands beside what is expected: beyond chance, or unknown where the numbers
    that it may be do not stand alike."""
    ends = {beyond_expected(end, expected.least, expected.most) for end in (low, high)}
    return ends.pop() if len(ends) == 1 else "unknown"


def years_of(document: Published, table: Table) -> tuple[str, ...]:
    """The years that a table is of."""
    when = table.fixed[YEAR]
    return document.dimensions[YEAR].groups.get(when, (when,))


def home_of(table: Table, cell: Cell | ExpectedCell) -> str:
    """Where those of a cell live."""
    return cell.at[table.by.index(HOME)]


def _by_home(document: Published, of: str) -> Table | None:
    """That of most years, in which chance is least; then that of the smallest places and of least else."""
    found = [one for one in document.tables if one.show == "count" and one.of == of and HOME in one.by]

    def told(table: Table) -> tuple[int, int, int]:
        places = {home_of(table, cell) for cell in table.cells}
        return len(years_of(document, table)), len(places), -len(table.by)

    return max(found, key=told, default=None)


def _is_of_all(table: Table, cell: Cell) -> bool:
    return all(value == EVERY for name, value in zip(table.by, cell.at, strict=True) if name != HOME)


def _rounded(patients: float) -> float:
    """One decimal where they are few; a source that says «about» knows no more of many than whole ones."""
    return round(patients, 1) if patients < FEW else float(round(patients))
