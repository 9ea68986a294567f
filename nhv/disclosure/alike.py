"""Numbers that nothing published tells apart, taken together as one: the system is smaller and its bounds the same.

What such numbers are together can lie in any of them. A sum with some of them is then least when they are nought, and
greatest when they are all.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from nhv.disclosure.solver import Numbers
from nhv.disclosure.system import Row, Sum


class Alike:
    """The rows anew, over groups of numbers that stand alike in every one of them."""

    def __init__(self, rows: Sequence[Row], size: int) -> None:
        self.group = _groups(rows, size)
        self.size = int(self.group.max()) + 1
        self.rows = [
            Row({int(self.group[place]): by for place, by in row.sum.items()}, row.low, row.high) for row in rows
        ]

    def ends(self, sums: Sequence[Sum]) -> tuple[Numbers, Numbers]:
        """For each sum, what the groups weigh where it is least and where it is greatest."""
        lows, highs = np.zeros((len(sums), self.size)), np.zeros((len(sums), self.size))
        for number, one in enumerate(sums):
            own = np.zeros(len(self.group))
            own[list(one)] = list(one.values())
            lows[number], highs[number] = self._end(np.minimum, own, np.inf), self._end(np.maximum, own, -np.inf)
        return lows, highs

    def _end(self, which: np.ufunc, own: Numbers, start: float) -> Numbers:
        found = np.full(self.size, start)
        which.at(found, self.group, own)
        return found


def _groups(rows: Sequence[Row], size: int) -> npt.NDArray[np.int64]:
    """For each number, which group it is in."""
    stands: list[list[tuple[int, float]]] = [[] for _ in range(size)]
    for number, row in enumerate(rows):
        for place, by in row.sum.items():
            stands[place].append((number, by))
    names: dict[tuple[tuple[int, float], ...], int] = {}
    return np.array([names.setdefault(tuple(one), len(names)) for one in stands])
