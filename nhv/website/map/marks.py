"""Where the numbered marks stand when several hospitals lie close together: each number must be readable."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Mark:
    """A numbered mark: where the place is, and where its number is drawn (the same unless crowded)."""

    number: int
    place: tuple[float, float]
    drawn: tuple[float, float]

    @property
    def moved(self) -> bool:
        return self.place != self.drawn


def spread(places: Sequence[tuple[float, float]], *, apart: float) -> tuple[Mark, ...]:
    """Numbers the places from 1 in their order and moves a mark to the right until it is `apart` from all before it.

    Distances in the units of the map. The same places always give the same marks.
    """
    marks: list[Mark] = []
    for number, place in enumerate(places, 1):
        drawn = place
        while any(_near(drawn, mark.drawn, apart) for mark in marks):
            drawn = (drawn[0] + apart / 2, drawn[1])
        marks.append(Mark(number, place, drawn))
    return tuple(marks)


def _near(one: tuple[float, float], other: tuple[float, float], apart: float) -> bool:
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2 < apart**2
