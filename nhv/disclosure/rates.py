"""Rates by the number of people who live somewhere, made of the counts that are shown and of nothing else.

A rate stands only with its shown count, and from so many cases on that chance does not make it swing too much. How many
live there is known to everybody.
"""

from collections.abc import Iterator, Mapping

from nhv.disclosure.published import EVERY, Cell, Published, Table
from nhv.disclosure.system import YEAR

HOME = "home"
PER = 100_000
LEAST_CASES = 16


def with_rates(document: Published, inhabitants: Mapping[str, int]) -> Published:
    """The same with a table of rates after each table of a whole population by where people live; none where no rate
    may stand. `inhabitants` are by value of the dimension; those of a group are all of its values'."""
    return document.model_copy(update={"tables": tuple(_with_each_rate(document, with_groups(document, inhabitants)))})


def with_groups(document: Published, inhabitants: Mapping[str, int]) -> dict[str, int]:
    """How many live in each value and in each group all of whose values are known."""
    groups = document.dimensions[HOME].groups if HOME in document.dimensions else {}
    known = {key: values for key, values in groups.items() if set(values) <= set(inhabitants)}
    return {**inhabitants, **{key: sum(inhabitants[one] for one in values) for key, values in known.items()}}


def _with_each_rate(document: Published, inhabitants: Mapping[str, int]) -> Iterator[Table]:
    for table in document.tables:
        yield table
        if table.show == "count" and table.by == (HOME,) and document.populations[table.of].within is None:
            rates = _rates(document, table, inhabitants)
            if any(not cell.hidden for cell in rates.cells):
                yield rates


def _rates(document: Published, table: Table, inhabitants: Mapping[str, int]) -> Table:
    when = table.fixed[YEAR]
    years = len(document.dimensions[YEAR].groups.get(when, (when,)))

    def cell(own: Cell) -> Cell:
        base = inhabitants.get(own.at[0], 0) * years
        if own.value is None or own.value < LEAST_CASES or not base:
            return Cell(at=own.at, hidden=True)
        return Cell(at=own.at, value=round(own.value / base * PER, 1), base=base)

    cells = tuple(cell(one) for one in table.cells if one.at[0] in inhabitants and one.at[0] != EVERY)
    told = {"key": f"{table.key}-rate", "show": "rate", "per": PER, "decimals": 1, "cells": cells}
    return table.model_copy(update=told)
