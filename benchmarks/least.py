"""Least: on areas of at most twelve figures, how many are hidden beside the fewest that could be, found by trying all.

An area is one table of two units by two or three homes with its margins. Every set of figures with all small ones in it
is tried, the smallest sets first, until one is safe by the proof that what is published is held to.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations
from statistics import mean

import numpy as np

from nhv.disclosure.layout import table_by
from nhv.disclosure.published import Dimension, Edition, Published, from_json, to_json
from nhv.disclosure.publishing import Year, prove, publish
from nhv.disclosure.reported import Reported
from tests.disclosure.generated import all_shown

FEW = 5


@dataclass(frozen=True)
class _Area:
    """How many figures of a small area are hidden, at least and by us, of how many."""

    figures: int
    least: int
    ours: int


def main(say: Callable[[str], None] = print, areas: int = 40) -> None:
    """How much more is hidden than must be, in all and at worst; and how often no more."""
    found = [one for number in range(areas) if (one := _measured(number))]
    least, ours = sum(one.least for one in found), sum(one.ours for one in found)
    ratios = [one.ours / one.least for one in found]
    cells = sum(one.figures for one in found)
    say(f"  {areas} areas of 9 or 12 figures; in {len(found)} of them somebody must be hidden")
    say(
        f"  hidden {ours} of {cells} ({100 * ours / cells:.0f} %), at least {least} ({100 * least / cells:.0f} %): "
        f"on the average {mean(ratios):.2f} times, at worst {max(ratios):.2f}; no more than must be in "
        f"{sum(one.ours == one.least for one in found)} of {len(found)}"
    )


def _measured(number: int) -> _Area | None:
    year = _year(number)
    shown = from_json(all_shown(year))
    ours = sum(cell.hidden for table in from_json(publish(year).text).tables for cell in table.cells)
    if not ours:
        return None
    cells = shown.tables[0].cells
    small = {place for place, cell in enumerate(cells) if 0 < (cell.value or 0) < FEW}
    others = [place for place in range(len(cells)) if place not in small]
    for hidden in _smallest_first(small, others):
        if not prove([to_json(_hiding(shown, hidden))], [year.reported]):
            return _Area(len(cells), len(hidden), ours)
    raise AssertionError("hiding all is safe")


def _smallest_first(small: set[int], others: list[int]) -> Iterator[set[int]]:
    for more in range(len(others) + 1):
        for chosen in combinations(others, more):
            yield small | set(chosen)


def _hiding(shown: Published, hidden: set[int]) -> Published:
    (table,) = shown.tables
    cells = [
        cell.model_copy(update={"value": None, "hidden": True}) if place in hidden else cell
        for place, cell in enumerate(table.cells)
    ]
    return shown.model_copy(update={"tables": (table.model_copy(update={"cells": tuple(cells)}),)})


def _year(number: int) -> Year:
    chance = np.random.default_rng(number)
    homes = tuple("nms"[: 2 + number % 2])
    dimensions = {
        "unit": Dimension(values=("a", "b")),
        "year": Dimension(values=("2025",)),
        "home": Dimension(values=homes),
    }
    people = chance.poisson(chance.uniform(2, 12, size=(2, 1, len(homes))))
    reported = Reported(dimensions, {"treated": None}, {("treated", ("unit", "year", "home")): people})
    table = table_by("treated", "2025", ("unit", "home"), dimensions)
    return Year("x", Edition(year=2025), reported, (table,), seed=number + 7919)
