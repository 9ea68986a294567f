"""The proof: between which whole numbers each small group must lie, for one who has every published file.

It reads files as they are published. What is true serves only to say which groups are small.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor

import numpy as np

from nhv.disclosure.alike import Alike
from nhv.disclosure.solver import Numbers, Solver
from nhv.disclosure.system import ENDLESS, System
from nhv.disclosure.targets import ANYBODY, Attacker, Target

_A_HAIR = 1e-6


@dataclass(frozen=True)
class Leak:
    """A small group, and the narrow bounds somebody can find for it."""

    target: Target
    low: int
    high: int
    attacker: str = "anybody"


def disclosed(low: float, high: float, threshold: int) -> bool:
    """Whether bounds tell of a small group: surely enough, or surely nobody, is harmless."""
    return low < threshold and high > 0 and high - low < threshold


def leaks(system: System, targets: Sequence[Target], attacker: Attacker = ANYBODY) -> list[Leak]:
    """The targets found out by this attacker. Raises Impossible when the documents contradict each other."""
    return list(_Search(system, targets, attacker).found())


def bounds(system: System, target: Target, attacker: Attacker = ANYBODY) -> tuple[int, int]:
    """Between which whole numbers a group lies."""
    return _Search(system, [target], attacker).between(0)


def all_bounds(system: System, targets: Sequence[Target]) -> list[tuple[int, int]]:
    """The same of many groups, in their order, for one who has the files alone."""
    search = _Search(system, targets, ANYBODY)
    return [search.between(number) for number in range(len(targets))]


class _Search:
    """One solution tells about all targets: those seen far enough apart are not asked about."""

    def __init__(self, system: System, targets: Sequence[Target], attacker: Attacker) -> None:
        self.targets, self.attacker = targets, attacker
        self.threshold = system.documents[-1].threshold
        alike = Alike([*system.rows(), *attacker.knows], system.size)
        self.solver = Solver(alike.size, alike.rows)
        self.lows, self.highs = alike.ends([one.sum for one in targets])
        # What is true is one solution, or what was published is false.
        self.least = np.array([float(one.value) for one in targets])
        self.most = self.least.copy()

    def found(self) -> Iterator[Leak]:
        for number, target in enumerate(self.targets):
            if self._apart(number) or self._looks_apart(number):
                continue
            low, high = self.between(number)
            if disclosed(low, high, self.threshold):
                yield Leak(target, low, high, self.attacker.name)

    def _apart(self, number: int) -> bool:
        return bool(self.most[number] - self.least[number] >= self.threshold)

    def _looks_apart(self, number: int) -> bool:
        """Whether one search upwards, or one downwards, is enough to see it far apart."""
        self._asked(-self.highs[number], -(self.least[number] + self.threshold))
        if not self._apart(number):
            self._asked(self.lows[number], self.most[number] - self.threshold)
        return self._apart(number)

    def between(self, number: int) -> tuple[int, int]:
        high = float(self._asked(-self.highs[number]) @ self.highs[number])
        low = float(self._asked(self.lows[number]) @ self.lows[number])
        return ceil(low - _A_HAIR), floor(high + _A_HAIR)

    def _asked(self, costs: Numbers, enough: float = -ENDLESS) -> Numbers:
        found = self.solver.least_whole(costs, enough)
        self.least, self.most = np.minimum(self.least, self.lows @ found), np.maximum(self.most, self.highs @ found)
        return found
