"""Medians as units report them, of a year: shown where the patients that they are of are shown and many."""

from collections.abc import Mapping

from nhv.disclosure.policy import may_show_median
from nhv.disclosure.published import Cell, Published, Table
from nhv.disclosure.system import UNIT, YEAR

MOST_DAYS = 10_000.0


def with_medians(
    document: Published, told: Mapping[str, Mapping[str, float]], over: str, earlier: Published | None = None
) -> Published:
    """The same with a table of each measure's medians by unit, `told` as measure → unit → median; none where no median
    may stand. While a correction is held the medians of the `earlier` edition stand too."""
    if earlier is not None:
        tables = [one for one in earlier.tables if one.show == "median"]
    else:
        tables = [_table(document, measure, medians, over) for measure, medians in told.items()]
    shown = [one for one in tables if any(not cell.hidden for cell in one.cells)]
    return document.model_copy(update={"tables": (*document.tables, *shown)})


def _table(document: Published, measure: str, medians: Mapping[str, float], over: str) -> Table:
    year = str(document.edition.year)
    empty = Table(
        key=f"{measure}-{year}-median",
        show="median",
        measure=measure,
        over=over,
        fixed={YEAR: year},
        by=(UNIT,),
        decimals=1,
        range=(0.0, MOST_DAYS),
        cells=tuple(Cell(at=(unit,), hidden=True) for unit in document.dimensions[UNIT].values if unit in medians),
    )

    def cell(one: Cell) -> Cell:
        if not may_show_median(document, empty, one):
            return one
        return Cell(at=one.at, value=round(float(medians[one.at[0]]), 1))

    return empty.model_copy(update={"cells": tuple(map(cell, empty.cells))})
