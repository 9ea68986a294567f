"""Everything published about an area, all years and editions, as one system of whole numbers.

A number for each cell of the finest cross-tables; each published figure is a sum of them. Read from the documents
alone, so that whoever has the files can build the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from nhv.disclosure.families import Family, families
from nhv.disclosure.published import Cell, Dimension, Published, Table

Sum = dict[int, float]
At = Mapping[str, str]
UNIT, YEAR = "unit", "year"
ENDLESS = float("inf")


@dataclass(frozen=True)
class Row:
    """A sum, and what it lies between."""

    sum: Sum
    low: float = 0.0
    high: float = 0.0


class System:
    """The numbers and what binds them. `reported`: cross-tables that units are asked for, no secret."""

    def __init__(self, documents: Sequence[Published], reported: Iterable[tuple[str, Family]] = ()) -> None:
        self.documents = sorted(documents, key=lambda one: (one.edition.year, one.edition.number))
        self.reported = tuple(reported)
        self.dimensions = _together(self.documents)
        self.within = {name: one.within for each in self.documents for name, one in each.populations.items()}
        self.versions = _versions(self.documents, self.dimensions[YEAR].values)
        self.families = {name: self._families(name) for name in self.within}
        self.numbers = self._numbered()

    def _families(self, population: str) -> list[Family]:
        wanted = [(UNIT, YEAR), *(family for name, family in self.reported if population in self.up(name))]
        for document in self.documents:
            wanted += [(*table.by, *table.fixed) for table in document.tables if self._concerns(table, population)]
        return families(wanted, (UNIT, YEAR), list(self.dimensions))

    def _concerns(self, table: Table, population: str) -> bool:
        return any(population in self.up(name) for name in (table.of, table.over) if name)

    def up(self, population: str | None) -> list[str]:
        """The population, what it lies within, and so on."""
        return [population, *self.up(self.within[population])] if population else []

    def _numbered(self) -> dict[tuple[str, Family], npt.NDArray[np.int64]]:
        found, first = {}, 0
        for population, each in self.families.items():
            for family in each:
                shape = [len(self.versions) if name == YEAR else len(self.dimensions[name].values) for name in family]
                found[population, family] = np.arange(first, first + np.prod(shape)).reshape(shape)
                first += int(np.prod(shape))
        self.size = first
        return found

    def sum(self, population: str, at: At, edition: int = -1, family: Family | None = None) -> Sum:
        """A group's number as the edition (its place among the documents) knows it; by default the newest."""
        family = family or next(one for one in self.families[population] if set(at) <= set(one))
        picked = np.ix_(*(self._places(name, at.get(name)) for name in family))
        numbers = self.numbers[population, family][picked]
        stands = self.standing[edition]
        rows = [picked[family.index(UNIT)], picked[family.index(YEAR)]]
        return dict.fromkeys(numbers[np.broadcast_to(stands[rows[0], rows[1]], numbers.shape)].tolist(), 1.0)

    def _places(self, name: str, label: str | None) -> list[int]:
        own = self.dimensions[name]
        values = own.values if label is None else own.groups.get(label, (label,))
        if name == YEAR:
            return [place for place, (year, _) in enumerate(self.versions) if year in values]
        return [own.values.index(value) for value in values]

    @cached_property
    def standing(self) -> list[npt.NDArray[np.bool_]]:
        """For each document, by unit and version of a year: whether that version stands."""
        now = np.array([[since < 0 for _, since in self.versions]] * len(self.dimensions[UNIT].values))
        found = []
        for number, document in enumerate(self.documents):
            for one in document.edition.corrected:
                unit = self.dimensions[UNIT].values.index(one.unit)
                now[unit, self._places(YEAR, one.year)] = False
                now[unit, self.versions.index((one.year, number))] = True
            found.append(now.copy())
        return found

    def rows(self) -> list[Row]:
        """All that binds the numbers: margins, populations within others, known zeros and what is published."""
        told = [row for number in range(len(self.documents)) for row in self._told(number)]
        return [*self._ties(), *self._nested(), *told]

    def _ties(self) -> list[Row]:
        found = []
        for population, each in self.families.items():
            for number, family in enumerate(each[1:], start=1):
                other = max(each[:number], key=lambda one: len(set(one) & set(family)))
                for at in self._margin([name for name in family if name in other]):
                    one, two = self._fine(population, family, at), self._fine(population, other, at)
                    found.append(Row(minus(one, two)))
        return found

    def _nested(self) -> list[Row]:
        found = []
        for population, parent in self.within.items():
            for family in self.families[population] if parent else []:
                wide = next(one for one in self.families[str(parent)] if set(family) <= set(one))
                for at in self._margin(list(family)):
                    inner, outer = self._fine(population, family, at), self._fine(str(parent), wide, at)
                    found.append(Row(minus(outer, inner), 0.0, ENDLESS))
        return found

    def _margin(self, names: list[str]) -> list[dict[str, int]]:
        sizes = [len(self.versions) if name == YEAR else len(self.dimensions[name].values) for name in names]
        return [dict(zip(names, place, strict=True)) for place in np.ndindex(*sizes)]

    def _fine(self, population: str, family: Family, at: Mapping[str, int]) -> Sum:
        picked = tuple(at.get(name, slice(None)) for name in family)
        return dict.fromkeys(np.ravel(self.numbers[population, family][picked]).tolist(), 1.0)

    def _told(self, number: int) -> list[Row]:
        document = self.documents[number]
        found = [Row(self.sum(one.of, one.at, number)) for one in document.impossible]
        for table in document.tables:
            for cell in table.cells:
                found += self._said(table, cell, number, zeros_shown=document.zeros == "shown")
        return [row for row in found if row.sum]

    def _said(self, table: Table, cell: Cell, number: int, zeros_shown: bool) -> list[Row]:
        """What a cell tells of the numbers; a magnitude tells nothing."""
        at = table.at(cell)
        if table.show == "count":
            own = self.sum(table.of, at, number)
            if cell.hidden:
                return [Row(own, 1.0, ENDLESS)] if zeros_shown else []
            return [Row(own, *_limits(cell, 0))]
        if cell.hidden or table.show not in {"percent", "rate"}:
            return []
        low, high = _limits(cell, 0.5 * 10**-table.decimals)
        own = self.sum(table.of, at, number)
        if table.show == "rate":
            return [Row(own, low * (cell.base or 0) / table.per, high * (cell.base or 0) / table.per)]
        over = self.sum(table.over, at, number)
        return [Row(minus(own, over, low / 100), 0.0, ENDLESS), Row(minus(own, over, high / 100), -ENDLESS, 0.0)]


def minus(one: Sum, two: Sum, times: float = 1.0) -> Sum:
    """One sum less another, so many times."""
    found = dict(one)
    for place, number in two.items():
        found[place] = found.get(place, 0.0) - times * number
    return {place: number for place, number in found.items() if number}


def _limits(cell: Cell, half: float) -> tuple[float, float]:
    low, high = cell.between or (cell.value or 0.0, cell.value or 0.0)
    return low - half, high + half


def _together(documents: Sequence[Published]) -> dict[str, Dimension]:
    """The dimensions of all documents, with each value and each group that one of them names."""
    found: dict[str, Dimension] = {UNIT: Dimension(values=()), YEAR: Dimension(values=())}
    for document in documents:
        for name, one in document.dimensions.items():
            before = found.get(name, Dimension(values=()))
            values = tuple(dict.fromkeys((*before.values, *one.values)))
            found[name] = Dimension(values=values, groups=before.groups | one.groups)
    return {name: one if one.values else Dimension(values=("",)) for name, one in found.items()}


def _versions(documents: Sequence[Published], years: Sequence[str]) -> list[tuple[str, int]]:
    """Each year as first told (-1), and again for each document that restates a unit's."""
    restated = {(one.year, number) for number, each in enumerate(documents) for one in each.edition.corrected}
    return [*((year, -1) for year in years), *sorted(restated)]
