"""Which tables a year gets: few, by a size known before the year, and never by what the cells turned out to be."""

from collections.abc import Mapping, Sequence
from itertools import product

from nhv.disclosure.published import EVERY, Cell, Dimension, Table

SMALL, LARGE = 30, 100  # patients a year; England gives no patient numbers below 30 for such care
Grouped = Mapping[str, Sequence[str]]

# By size class: what each year is divided by, and what three years together are. "regions" are health-care regions.
YEARLY: dict[str, tuple[tuple[str, ...], ...]] = {
    "small": (("unit",),),
    "middle": (("unit",), ("regions",), ("age",), ("sex",)),
    "large": (("unit", "regions"), ("unit", "age"), ("unit", "sex")),
}
POOLED: dict[str, tuple[tuple[str, ...], ...]] = {
    "small": (("unit",), ("regions",), ("age",), ("sex",)),
    "middle": (("unit",), ("regions",), ("age", "sex")),
    "large": (("home",), ("age", "sex"), ("unit", "regions")),
}


def size_class(before: Sequence[int], estimate: int) -> str:
    """By the mean of the two years before, else by the estimate."""
    patients = sum(before[-2:]) / len(before[-2:]) if before else estimate
    return "small" if patients < SMALL else "middle" if patients < LARGE else "large"


def layout(size: str, year: str, pooled: str | None, dimensions: Mapping[str, Dimension], of: str) -> list[Table]:
    """The tables of a population, with each cell still hidden. `pooled` names the group of years."""
    wanted = [(year, by) for by in YEARLY[size]] + [(pooled, by) for by in POOLED[size] if pooled]
    return [table_by(of, str(when), by, dimensions) for when, by in wanted]


def table_by(of: str, year: str, by: Sequence[str], dimensions: Mapping[str, Dimension]) -> Table:
    """An empty table with its margins."""
    names = tuple("home" if name == "regions" else name for name in by)
    labels = [_labels(name, dimensions["home" if name == "regions" else name]) for name in by]
    key = "-".join([of, year, *by])
    cells = tuple(Cell(at=at, hidden=True) for at in product(*labels))
    return Table(key=key, show="count", of=of, fixed={"year": year}, by=names, cells=cells)


def _labels(name: str, dimension: Dimension) -> tuple[str, ...]:
    if name != "regions":
        return (*dimension.values, EVERY)
    grouped = {value for values in dimension.groups.values() for value in values}
    return (*(value for value in dimension.values if value not in grouped), *dimension.groups, EVERY)


def fewer(tables: Sequence[Table]) -> list[Table]:
    """Without the finest; when only those by unit are left, without the units; at last none."""
    if len(tables) > 1:
        finest = max(tables, key=lambda table: (len(table.by), len(table.cells)))
        return [table for table in tables if table is not finest]
    return [_national(table) for table in tables if table.by]


def _national(table: Table) -> Table:
    return table.model_copy(update={"by": (), "cells": (Cell(at=(), hidden=True),), "key": f"{table.key}-all"})
