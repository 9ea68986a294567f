"""What a combination of holders means for everybody: the same measures for each, and none weighed against another.

Many combinations are measured at once; `Measured.one` gives a combination's own.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nhv.placement.country import Country
from nhv.placement.travel import times_to

LIMITS = {"over_2h": 1_200, "over_4h": 2_400}  # tenths of a minute
CHUNK = 512  # combinations at a time, so that memory stays small
Numbers = NDArray[Any]


@dataclass(frozen=True)
class Figures:
    """Of those in a region under a combination: minutes to the nearest holder."""

    mean: float
    p95: float


@dataclass(frozen=True)
class Combination:
    """A combination and its measures: minutes and shares, exact until they are written.

    `mean` and `p95` (the least time that at least 95 % have, or less) are of the time to the nearest holder; `load` is
    each holder's share of those who are counted, by its code.
    """

    holders: tuple[str, ...]
    mean: float
    p95: float
    over_2h: float
    over_4h: float
    worst_municipality: str
    worst_minutes: float
    regions: Mapping[str, Figures]
    load: Mapping[str, float]
    healthcare_regions_without: tuple[str, ...]

    @cached_property
    def worst_region(self) -> str:
        """The key of the region with the highest mean; of several, the first in the alphabet."""
        return max(sorted(self.regions), key=lambda key: self.regions[key].mean)


@dataclass(frozen=True, eq=False)
class Scene:
    """What combinations are measured against: the places they are made of, who is counted, and the tenths of minutes
    to each place (columns) from each municipality (rows). `airports` is the sha256 of their table where times are with
    flight (nhv/placement/flight.py), else empty.

    The places stand in the order of their codes, so that the order they were given in changes nothing: of two that are
    as near, the first in it is the nearest.
    """

    country: Country
    places: tuple[str, ...]
    weight: str
    times: Numbers
    airports: str = ""

    @classmethod
    def of(cls, country: Country, places: Sequence[str], weight: str = "population") -> "Scene":
        """Raises Refused for a place or a weight that cannot be used."""
        country.weights(weight)
        in_order = tuple(sorted(places))
        return cls(country, in_order, weight, times_to(country, in_order))

    @cached_property
    def counted(self) -> Numbers:
        """How much each municipality counts."""
        return self.country.weights(self.weight)

    @cached_property
    def total(self) -> int:
        """How much all of them count together."""
        return int(self.counted.sum())

    @cached_property
    def by_region(self) -> Numbers:
        """How much each municipality (columns) counts in each region (rows)."""
        of = [self.country.regions.index(one.region) for one in self.country.municipalities]
        return np.eye(len(self.country.regions), dtype=np.int64)[:, of] * self.counted

    @cached_property
    def healthcare_regions(self) -> tuple[str, ...]:
        """All of them by key, in the order of the alphabet."""
        return tuple(sorted(set(self.country.healthcare_regions.values())))

    @cached_property
    def standing_in(self) -> Numbers:
        """Which healthcare region (columns) each place (rows) stands in."""
        of = [self.healthcare_regions.index(self.country.healthcare_region_of(code)) for code in self.places]
        return np.eye(len(self.healthcare_regions), dtype=bool)[of]


@dataclass(frozen=True, eq=False)
class Measured:
    """Combinations (rows of `chosen`, columns of the scene's places) with their measures, as sums not divided yet.

    Sums are of tenths of minutes by ten thousandths of persons; a float holds each of these whole numbers exactly.
    """

    scene: Scene
    chosen: Numbers
    sums: Numbers
    p95: Numbers
    over_2h: Numbers
    over_4h: Numbers
    worst: Numbers
    worst_tenths: Numbers
    region_sums: Numbers
    load: Numbers
    standing: Numbers

    def __len__(self) -> int:
        return len(self.chosen)

    def one(self, row: int) -> Combination:
        """The combination of a row with its measures."""
        return next(self.several([row]))

    def several(self, rows: Sequence[int]) -> Iterator[Combination]:
        """The combinations of these rows with their measures."""
        for start in range(0, len(rows), CHUNK):
            chunk = np.asarray(rows[start : start + CHUNK], dtype=np.intp)
            for row, p95 in zip(chunk, self._p95_of_regions(chunk), strict=True):
                yield self._combination(int(row), p95)

    def _combination(self, row: int, p95: Numbers) -> Combination:
        scene = self.scene
        holders = tuple(scene.places[place] for place in self.chosen[row])
        means = self.region_sums[row] / scene.by_region.sum(axis=1)
        without = zip(scene.healthcare_regions, self.standing[row], strict=True)
        return Combination(
            holders=holders,
            mean=float(self.sums[row] / scene.total / 10),
            p95=float(self.p95[row] / 10),
            over_2h=float(self.over_2h[row] / scene.total),
            over_4h=float(self.over_4h[row] / scene.total),
            worst_municipality=scene.country.municipalities[self.worst[row]].code,
            worst_minutes=float(self.worst_tenths[row] / 10),
            regions={
                key: Figures(float(mean / 10), float(most / 10))
                for key, mean, most in zip(scene.country.regions, means, p95, strict=True)
            },
            load={code: float(part / scene.total) for code, part in zip(holders, self.load[row], strict=True)},
            healthcare_regions_without=tuple(key for key, stands in without if not stands),
        )

    def _p95_of_regions(self, rows: Numbers) -> Numbers:
        """Of each combination (rows) in each region (columns)."""
        nearest = self.scene.times.T[self.chosen[rows]].min(axis=1)
        of_regions = ((nearest[:, within > 0], within[within > 0]) for within in self.scene.by_region)
        return np.stack([p95_of(times, counted) for times, counted in of_regions], axis=1)


def measure(scene: Scene, chosen: Numbers) -> Measured:
    """The measures of combinations, each a row of column numbers of the scene's places, in rising order."""
    each = scene.times.T[chosen]  # combination, holder, municipality
    nearest, which = each.min(axis=1), each.argmin(axis=1)
    counted = scene.counted.astype(float)
    times = nearest.astype(float)
    worst = nearest.argmax(axis=1)
    return Measured(
        scene=scene,
        chosen=chosen,
        sums=times @ counted,
        p95=p95_of(nearest, scene.counted),
        over_2h=(nearest > LIMITS["over_2h"]) @ counted,
        over_4h=(nearest > LIMITS["over_4h"]) @ counted,
        worst=worst,
        worst_tenths=nearest[np.arange(len(chosen)), worst],
        region_sums=times @ scene.by_region.T.astype(float),
        load=np.stack([(which == holder) @ counted for holder in range(chosen.shape[1])], axis=1),
        standing=np.asarray(scene.standing_in[chosen].any(axis=1)),
    )


def p95_of(nearest: Numbers, counted: Numbers) -> Numbers:
    """The least time, in each row, that at least 95 % of what is counted have, or less."""
    order = nearest.argsort(axis=1, kind="stable")
    reached = counted[order].cumsum(axis=1) * 20 >= counted.sum() * 19
    at = np.take_along_axis(order, reached.argmax(axis=1)[:, np.newaxis], axis=1)
    return np.take_along_axis(nearest, at, axis=1)[:, 0]


def measure_one(scene: Scene) -> Combination:
    """The measures of all the scene's places together."""
    return measure(scene, np.arange(len(scene.places))[np.newaxis]).one(0)
