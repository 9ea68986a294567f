"""Somebody who has every published file of an area and nothing else: no line of `nhv` is read here.

Written from the description of the file alone, as plain JSON. All patients are one table by every dimension at once
that some table of theirs divides them by, which the product never builds; so that both agree is no accident. Counts,
bands, shares, rates and medians are read, and the sentences that say the same in words. What is true is only asked of
whoever tests; one who is a unit has its own figures besides.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import combinations, product
from math import ceil, floor, inf
from typing import Any

import highspy
import numpy as np

FEW = 5
# A figure in words: «31», «1 204», «8,2», «12 procent».
_SAID = re.compile(r"(\d+(?:[ \u00a0]\d{3})*(?:,\d+)?)(?: procent)?")
_DIGITS = re.compile(r"\d+(?:[ \u00a0]\d{3})*(?:[.,]\d+)?")
Place = dict[str, str]
Weights = dict[int, float]


class Stranger:
    """What the files say of whole numbers of patients, and between what any group must lie. `knows` are figures that
    this one has from elsewhere, by the newest file: of whom, where, and how many. Who believes that corrections have
    `only_added` patients takes no number for smaller than it was."""

    def __init__(
        self, texts: Sequence[str], knows: Iterable[tuple[str, Place, int]] = (), only_added: bool = False
    ) -> None:
        read = [json.loads(text) for text in texts]
        self.files = sorted(read, key=lambda one: (one["edition"]["year"], one["edition"].get("number", 1)))
        self.values = self._values()
        self.groups = {
            name: {k: v for one in self.files for k, v in one["dimensions"].get(name, {}).get("groups", {}).items()}
            for name in self.values
        }
        again = {(one["year"], number) for number, each in self._corrected() for one in each}
        self.versions = [*((year, -1) for year in self.values["year"]), *sorted(again)]
        self.within = {k: v.get("within") for one in self.files for k, v in one["populations"].items()}
        self.known = list(knows)
        self.stands = list(self._standing())
        self.cells, self.size = self._numbered()
        self.seen: list[np.ndarray] = []
        self.solver = highspy.Highs()
        self.solver.setOptionValue("output_flag", False)
        for _ in range(self.size):
            self.solver.addVar(0.0, 1e5)
        for row in self._rows():
            self._add(*row)
        for row in self._added() if only_added else ():
            self._add(*row)

    def _values(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for one in self.files:
            for name, said in one["dimensions"].items():
                own = found.setdefault(name, [])
                own += [value for value in said["values"] if value not in own]
        return found

    def _corrected(self) -> list[tuple[int, list[Place]]]:
        return [(number, one["edition"].get("corrected", [])) for number, one in enumerate(self.files)]

    def _standing(self) -> Iterator[np.ndarray]:
        """By file: of each unit (row), which version of each year it counts by."""
        units = self.values["unit"]
        now = np.array([[since < 0 for _year, since in self.versions]] * len(units))
        for number, each in self._corrected():
            for one in each:
                unit = units.index(one["unit"])
                same = [at for at, (year, _) in enumerate(self.versions) if year == one["year"]]
                now[unit, same] = False
                now[unit, self.versions.index((one["year"], number))] = True
            yield now.copy()

    def _numbered(self) -> tuple[dict[str, np.ndarray], int]:
        """A number for each finest group of each population, by what something divides it by."""
        each, size = {}, 0
        for population in self.within:
            own = self._divided(population)
            shape = [self._length(name) if name in own else 1 for name in self.values]
            count = int(np.prod(shape))
            each[population] = np.arange(count).reshape(shape) + size
            size += count
        return each, size

    def _length(self, name: str) -> int:
        return len(self.versions) if name == "year" else len(self.values[name])

    def _divided(self, population: str) -> set[str]:
        tables = [one for file in self.files for one in file.get("tables", ())]
        ours = [one for one in tables if population in (one.get("of"), one.get("over"))]
        named = {name for one in ours for name in (*one.get("by", ()), *one.get("fixed", ()))}
        named |= {name for of, at, _number in self.known if of == population for name in at}
        return {"unit", "year", *named}

    def group(self, population: str, at: Place, number: int = -1) -> list[int]:
        """The numbers that a group is the sum of, as one file counts."""
        picked = self.cells[population]
        keeps = np.ones(picked.shape, dtype=bool)
        for axis, name in enumerate(self.values):
            if name not in at:
                continue
            if picked.shape[axis] == 1 < self._length(name):
                raise LookupError(f"nothing divides {population} by {name}")
            wanted = self.groups[name].get(at[name], [at[name]])
            own = [year for year, _ in self.versions] if name == "year" else self.values[name]
            shape = [1] * picked.ndim
            shape[axis] = len(own)
            keeps &= np.array([one in wanted for one in own]).reshape(shape)
        names = list(self.values)
        one, two = names.index("unit"), names.index("year")
        stands = self.stands[number] if one < two else self.stands[number].T
        shape = [size if axis in (one, two) else 1 for axis, size in enumerate(picked.shape)]
        return [int(place) for place in picked[keeps & stands.reshape(shape)]]

    def _rows(self) -> Iterator[tuple[Weights, float, float]]:
        for inner in self.within:
            outer = self.within[inner]
            while outer:
                yield from self._steps(inner, outer)
                outer = self.within[outer]
        for of, at, known in self.known:
            yield _ones(self.group(of, at)), known, known
        for number, one in enumerate(self.files):
            for nobody in one.get("impossible", []):
                yield _ones(self.group(nobody["of"], nobody["at"], number)), 0.0, 0.0
            for table, cell, at in shown(one):
                yield from self._told(table, cell, at, number)
            for table, cell, at in spoken(one):
                yield from self._told(table, cell, at, number)

    def _added(self) -> Iterator[tuple[Weights, float, float]]:
        """Of a unit's year that is corrected, each finest number is what it was in the file before, or more."""
        for number, each in self._corrected():
            for one, population in product(each, self.within):
                at = {"unit": one["unit"], "year": one["year"]}
                now, before = (self.group(population, at, which) for which in (number, number - 1))
                yield from ((_ones([new]) | _ones([old], -1.0), 0.0, inf) for new, old in zip(now, before, strict=True))

    def _steps(self, inner: str, outer: str) -> Iterator[tuple[Weights, float, float]]:
        """Of whatever both are divided by, those within are no more than those that they are within."""
        two, one = self.cells[inner], self.cells[outer]
        for place in np.ndindex(*(min(sizes) for sizes in zip(one.shape, two.shape, strict=True))):
            wide, narrow = (
                [int(number) for number in cells[_same(cells.shape, place, other.shape)].ravel()]
                for cells, other in ((one, two), (two, one))
            )
            yield _ones(wide) | _ones(narrow, -1.0), 0.0, inf

    def _told(
        self, table: Mapping[str, Any], cell: Mapping[str, Any], at: Place, number: int
    ) -> Iterator[tuple[Weights, float, float]]:
        """What one figure says of numbers of patients, however it is shown."""
        show, ends = table["show"], _ends(table, cell)
        if ends is None:
            return
        if show == "count":
            yield _ones(self.group(table["of"], at, number)), *ends
        if show == "rate":
            yield _ones(self.group(table["of"], at, number)), *(end * cell["base"] / table["per"] for end in ends)
        if show == "median":
            yield _ones(self.group(table["over"], at, number)), 1.0, inf
        if show == "percent":
            own, base = self.group(table["of"], at, number), self.group(table["over"], at, number)
            yield _ones(own) | _ones(base, -ends[0] / 100), 0.0, inf
            yield _ones(own) | _ones(base, -ends[1] / 100), -inf, 0.0

    def _add(self, row: Weights, low: float, high: float) -> None:
        self.solver.addRow(low, high, len(row), np.array([*row]), np.array([*row.values()]))

    def between(self, plus: list[int], minus: Sequence[int] = ()) -> tuple[int, int]:
        """The least and the most that a sum (less another) can be."""
        ends = []
        for sign in (1.0, -1.0):
            costs = np.zeros(self.size)
            costs[plus] = sign
            costs[list(minus)] -= sign
            self.solver.changeColsCost(self.size, np.arange(self.size, dtype=np.int32), costs)
            self.solver.run()
            assert self.solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
            self.seen.append(np.array(self.solver.getSolution().col_value))
            ends.append(float(costs @ self.seen[-1]))
        return ceil(ends[0] - 1e-6), floor(-ends[1] + 1e-6)

    def finds(self, population: str, at: Place, less: str = "") -> bool:
        """Whether a group, were it of one to four, is found out; or what is left of it without those of another
        population. What was seen far apart already is not asked about."""
        own, without = self.group(population, at), self.group(less, at) if less else []
        sums = [one[own].sum() - one[without].sum() for one in self.seen] or [0.0]
        return max(sums) - min(sums) < FEW and is_found_out(*self.between(own, without))

    def hidden(self) -> Iterator[tuple[str, Place]]:
        """Every number of patients that the newest file hides."""
        for table, cell, at in shown(self.files[-1]):
            if cell.get("hidden") and table["show"] == "count":
                yield table["of"], at

    @cached_property
    def unplaced(self) -> list[str]:
        """The texts that say a number that is no figure shown, in nothing's name, and not the threshold. Where such a
        number belongs nobody but a reader knows."""
        found = []
        for file in self.files:
            named = {name for one in file["dimensions"].values() for name in (*one["values"], *one.get("groups", ()))}
            known = {_number(digits) for name in named for digits in _DIGITS.findall(name)} | {float(file["threshold"])}
            known |= {float(cell["value"]) for _table, cell, _at in shown(file) if "value" in cell}
            found += [
                f"{one['where']}: {digits}"
                for one in file.get("texts", ())
                for digits in _DIGITS.findall(one["text"])
                if _number(digits) not in known
            ]
        return found

    def rests(self, year: str) -> Iterator[tuple[str, str, Place]]:
        """Everybody but those of a population that lies within: of a year, by unit and of all units."""
        for inner, outer in self.within.items():
            for at in ({}, *({"unit": unit} for unit in self.values["unit"])) if outer else ():
                yield outer, inner, {**at, "year": year}

    def pairs(self, population: str, year: str) -> Iterator[Place]:
        """Every group by two dimensions of a year, listed or not."""
        divided = [name for name in self.values if name != "year"]
        for one, two in combinations(divided, 2):
            for values in product(self.values[one], self.values[two]):
                yield {one: values[0], two: values[1], "year": year}


def shown(file: dict[str, Any]) -> Iterator[tuple[dict[str, Any], dict[str, Any], Place]]:
    """Each cell of a file with its table and its place."""
    for table in file.get("tables", []):
        for cell in table.get("cells", []):
            yield table, cell, place_of(table, cell)


def place_of(table: Mapping[str, Any], cell: Mapping[str, Any]) -> Place:
    """Where a cell stands, by dimension; what is absent is all values."""
    said = zip(table.get("by", []), cell.get("at", []), strict=True)
    return {**table.get("fixed", {}), **{name: value for name, value in said if value != "*"}}


def spoken(file: Mapping[str, Any]) -> Iterator[tuple[dict[str, Any], dict[str, Any], Place]]:
    """Each figure that an alternative text says, with its table and its place: after the title, a sentence names every
    cell in its order."""
    said = {one["where"]: one["text"] for one in file.get("texts", ())}
    for table in file.get("tables", ()):
        words = said.get(f"alt of {table['key']}", "").removeprefix(said.get(f"title of {table['key']}", "") + ". ")
        parts = words.removesuffix(".").split("; ") if words else []
        for part, cell in zip(parts, table["cells"] if parts else (), strict=True):
            said_of = _SAID.fullmatch(part.rpartition(": ")[2])
            if said_of:
                yield table, {**cell, "value": _number(said_of[1])}, place_of(table, cell)


def _ends(table: Mapping[str, Any], cell: Mapping[str, Any]) -> tuple[float, float] | None:
    """Between what an unrounded figure lies."""
    if "between" in cell:
        return tuple(cell["between"])
    if "value" not in cell:
        return None
    half = 0.0 if table["show"] == "count" else 0.5 * 10.0 ** -table.get("decimals", 0)
    return cell["value"] - half, cell["value"] + half


def _same(own: Sequence[int], place: Sequence[int], other: Sequence[int]) -> tuple[Any, ...]:
    """Where both are divided, the place; where one is not, all of the other."""
    return tuple(slice(None) if mine != theirs else at for mine, at, theirs in zip(own, place, other, strict=True))


def _ones(numbers: Iterable[int], weight: float = 1.0) -> Weights:
    return dict.fromkeys(numbers, weight)


def _number(digits: str) -> float:
    return float(digits.replace(" ", "").replace("\u00a0", "").replace(",", "."))


def is_found_out(low: int, high: int) -> bool:
    """Whether bounds tell of a group of one to four."""
    return low < FEW and high > 0 and high - low < FEW
