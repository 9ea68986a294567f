"""Which figures to hide, so that no small group can be found: cheapest first, by a secret seed, in one system.

A figure that may move without contradicting anything that stays shown protects a small group. What must move is
hidden; what need not is shown again.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from nhv.disclosure.solver import Impossible, Numbers, Solver
from nhv.disclosure.system import ENDLESS, Row, Sum, System
from nhv.disclosure.targets import Attacker, Target

_A_HAIR = 1e-6


class Unprotectable(ArithmeticError):
    """A small group that no hiding of these figures protects: it follows from what was published before."""


@dataclass
class Figures:
    """What might be shown: each different sum once, its value and what hiding it costs."""

    sums: list[Sum]
    values: list[int]
    prices: Numbers
    hidden: set[int] = field(default_factory=set)


class Covers:
    """Hides figures until each target may be as it is and something else, T apart."""

    def __init__(self, system: System, figures: Figures, targets: Sequence[Target], attacker: Attacker) -> None:
        self.figures, self.targets, self.size = figures, list(targets), system.size
        self.threshold = system.documents[-1].threshold
        bound = [*system.rows(), *attacker.knows]
        self.first = len(bound) + len(figures.sums)
        aims = [Row(one.sum, -ENDLESS, ENDLESS) for one in targets]
        self.solver = Solver(self.size + 2 * len(figures.sums), [*bound, *self._figures(), *aims])
        self.moved: dict[int, set[int]] = {}

    def _figures(self) -> Iterator[Row]:
        """A figure is its value, and what it moved up, less what it moved down."""
        count = len(self.figures.sums)
        for number, (one, value) in enumerate(zip(self.figures.sums, self.figures.values, strict=True)):
            slack = {self.size + number: -1.0, self.size + count + number: 1.0}
            yield Row(one | slack, float(value), float(value))

    def hide(self) -> None:
        """Hide what protects each target. Raises Unprotectable."""
        for number in range(len(self.targets)):
            moved = self._protected(number, self._prices(1.0))
            if moved is None:
                raise Unprotectable(self.targets[number].name)
            self.moved[number] = moved
            self.figures.hidden |= moved

    def may_show(self, figure: int) -> bool:
        """Whether each target keeps a protection when this figure, hidden until now, is shown."""
        self.figures.hidden.discard(figure)
        again = {}
        for number in [one for one, moved in self.moved.items() if figure in moved]:
            moved = self._protected(number, self._prices(0.0), still=True)
            if moved is None:
                self.figures.hidden.add(figure)
                return False
            again[number] = moved
        self.again = again
        return True

    def show(self) -> None:
        """Let what `may_show` found stand."""
        self.moved |= self.again

    def _prices(self, least: float) -> Numbers:
        own = self.figures.prices.copy() if least else np.ones(len(self.figures.prices))
        own[list(self.figures.hidden)] = 0.0
        return np.concatenate([np.zeros(self.size), own, own])

    def _protected(self, number: int, prices: Numbers, still: bool = False) -> set[int] | None:
        """The figures that move for a target: all the way up, else part of it down."""
        value = self.targets[number].value
        for down in range(value + 1):
            ways = [value - down] * bool(down) + [value + self.threshold - down]
            found = [self._move(number, way, prices, still) for way in ways]
            if None not in found:
                return set().union(*(one for one in found if one is not None))
        return None

    def _move(self, number: int, value: int, prices: Numbers, still: bool) -> set[int] | None:
        self.solver.bind(self.first + number, value, value)
        try:
            found = self.solver.least(prices)
        except Impossible:
            return None
        finally:
            self.solver.bind(self.first + number, -ENDLESS, ENDLESS)
        if still and found @ prices > _A_HAIR:
            return None
        up, down = np.split(found[self.size :], 2)
        return set(np.flatnonzero(np.abs(up - down) > _A_HAIR).tolist())


def choose(
    system: System, figures: Figures, aims: Sequence[tuple[Attacker, Sequence[Target]]], small: set[int]
) -> None:
    """Hide in `figures` what protects every target from every attacker, and no more. `small` stay hidden."""
    covers = [Covers(system, figures, targets, attacker) for attacker, targets in aims if targets]
    for one in covers:
        one.hide()
    dearest_first = sorted(figures.hidden - small, key=lambda number: -figures.prices[number])
    for number in dearest_first:
        if all(one.may_show(number) for one in covers):
            for one in covers:
                one.show()
        else:
            figures.hidden.add(number)
