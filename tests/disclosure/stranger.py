"""Somebody who has every published file of an area and nothing else: no line of `nhv` is read here.

Written from the description of the file alone, as plain JSON. All patients are one table by every dimension at once,
which the product never builds; so that both agree is no accident. What is true is only asked of whoever tests.
"""

import json
from collections.abc import Iterator, Sequence
from itertools import combinations, product
from math import ceil, floor, inf
from typing import Any

import highspy
import numpy as np

FEW = 5
Place = dict[str, str]


class Stranger:
    """What the files say of whole numbers of patients, and between what any group must lie."""

    def __init__(self, texts: Sequence[str]) -> None:
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
        self.stands = list(self._standing())
        self.cells, self.size = self._numbered()
        self.seen: list[np.ndarray] = []
        self.solver = highspy.Highs()
        self.solver.setOptionValue("output_flag", False)
        for _ in range(self.size):
            self.solver.addVar(0.0, 1e5)
        for row in self._rows():
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
        names = list(self.values)
        shape = [len(self.versions) if name == "year" else len(self.values[name]) for name in names]
        count = int(np.prod(shape))
        each = {one: np.arange(count).reshape(shape) + at * count for at, one in enumerate(self.within)}
        return each, count * len(each)

    def group(self, population: str, at: Place, number: int = -1) -> list[int]:
        """The numbers that a group is the sum of, as one file counts."""
        picked = self.cells[population]
        keeps = np.ones(picked.shape, dtype=bool)
        for axis, name in enumerate(self.values):
            if name not in at:
                continue
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

    def _rows(self) -> Iterator[tuple[list[int], list[int], float, float]]:
        for inner, outer in self.within.items():
            if outer:
                pairs = zip(self.cells[outer].ravel(), self.cells[inner].ravel(), strict=True)
                yield from (([int(one)], [int(two)], 0.0, inf) for one, two in pairs)
        for number, one in enumerate(self.files):
            for nobody in one.get("impossible", []):
                yield self.group(nobody["of"], nobody["at"], number), [], 0.0, 0.0
            for table, cell, at in shown(one):
                if table["show"] == "count" and "value" in cell:
                    yield self.group(table["of"], at, number), [], cell["value"], cell["value"]

    def _add(self, plus: list[int], minus: list[int], low: float, high: float) -> None:
        signs = [*[1.0] * len(plus), *[-1.0] * len(minus)]
        self.solver.addRow(low, high, len(signs), np.array([*plus, *minus]), np.array(signs))

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

    def finds(self, population: str, at: Place) -> bool:
        """Whether a group, were it of one to four, is found out. What was seen far apart already is not asked about."""
        own = self.group(population, at)
        sums = [one[own].sum() for one in self.seen] or [0.0]
        return max(sums) - min(sums) < FEW and is_found_out(*self.between(own))

    def hidden(self) -> Iterator[tuple[str, Place]]:
        """Every figure that the newest file hides."""
        for table, cell, at in shown(self.files[-1]):
            if cell.get("hidden"):
                yield table["of"], at

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
            said = zip(table.get("by", []), cell.get("at", []), strict=True)
            at = {**table.get("fixed", {}), **{name: value for name, value in said if value != "*"}}
            yield table, cell, at


def is_found_out(low: int, high: int) -> bool:
    """Whether bounds tell of a group of one to four."""
    return low < FEW and high > 0 and high - low < FEW
