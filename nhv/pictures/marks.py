"""Where the numbered marks stand when several places lie close together: each number must be readable."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, cos, dist, radians, sin

from nhv.pictures.svg import Point

# To the right first, then as little up or down from there as possible.
_TURNS = (0, -30, 30, -60, 60, -90, 90, -120, 120, -150, 150, 180)
_AIR = 1.02  # so that marks side by side do not count as too near by a rounding


@dataclass(frozen=True)
class Mark:
    """A numbered mark: where the place is, and where its number is drawn (the same unless crowded)."""

    number: int
    place: Point
    drawn: Point

    @property
    def moved(self) -> bool:
        return self.place != self.drawn


def spread(places: Sequence[Point], *, apart: float, within: Point) -> tuple[Mark, ...]:
    """Numbers the places from 1 in their order; each mark stands as near its place as it can.

    No two are nearer each other than `apart`, and none nearer the edges of a drawing of the size `within` than half of
    it, while there is room. All in the drawing's units. The same places always give the same marks.
    """
    marks: list[Mark] = []
    for number, place in enumerate(places, 1):
        taken = [mark.drawn for mark in marks]
        free = (spot for spot in _nearby(place, apart, within) if all(dist(spot, other) >= apart for other in taken))
        marks.append(Mark(number, place, next(free, place)))
    return tuple(marks)


def _nearby(place: Point, apart: float, within: Point) -> Iterator[Point]:
    """The place itself, then spots on wider and wider rings about it, until no ring reaches into the drawing."""
    margin = apart / 2
    for ring in range(ceil(max(within) * 2 / apart)):
        for turn in _TURNS if ring else (0,):
            x = round(place[0] + ring * apart * _AIR * cos(radians(turn)), 1)
            y = round(place[1] + ring * apart * _AIR * sin(radians(turn)), 1)
            if margin <= x <= within[0] - margin and margin <= y <= within[1] - margin:
                yield x, y
