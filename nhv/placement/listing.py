"""The combinations as files and commands list them, with the data they are made of, for others to recompute."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from nhv.language.rounding import minutes_written, share_written
from nhv.placement.capacity import means_within
from nhv.placement.changes import nearest, share_within
from nhv.placement.combinations import every_combination
from nhv.placement.country import Country
from nhv.placement.measures import Combination, Figures, Measured, Scene, measure
from nhv.placement.pareto import as_compared, pareto

MOST_LISTED = 2_000
BEST_OF_EACH = 100
MODEL = "1"  # changes with what is reckoned, not with what it is reckoned from
SHADES = (60, 120, 180, 240)  # minutes, on a map: above the last is hatched
YEARS = {"population": "2024-12-31", "ages": "2019-12-31"}


@dataclass(frozen=True)
class Listing:
    """Measured combinations, those that are listed (rows), and the Pareto set (rows)."""

    measured: Measured
    listed: tuple[int, ...]
    pareto: tuple[int, ...]
    within: Mapping[int, float | None]

    @property
    def left_out(self) -> int:
        """How many combinations are not listed."""
        return len(self.measured) - len(self.listed)

    def as_json(self) -> dict[str, Any]:
        """The whole document."""
        document: dict[str, Any] = {
            "data": data_of(self.measured.scene),
            "combinations": list(self.lines()),
            "pareto": [list(self.holders(row)) for row in self.pareto],
        }
        return document | ({"left_out": self.left_out} if self.left_out else {})

    def lines(self) -> Iterator[dict[str, Any]]:
        """Each listed combination."""
        for row, combination in zip(self.listed, self.measured.several(self.listed), strict=True):
            yield as_json(combination, self.within.get(row))

    def holders(self, row: int) -> tuple[str, ...]:
        """The codes of a combination's holders."""
        return tuple(self.measured.scene.places[place] for place in self.measured.chosen[row])


def listing(scene: Scene, size: int | None = None, most: float | None = None, *, everything: bool = False) -> Listing:
    """The scene's places themselves, or all combinations of `size` of them, in the order of their codes.

    Above MOST_LISTED only the Pareto set and the BEST_OF_EACH by each measure are listed, unless `everything` is asked.
    `most` is the largest share that a holder takes. Raises Refused.
    """
    whole = np.arange(len(scene.places))[np.newaxis]
    measured = every_combination(scene, size) if size is not None else measure(scene, whole)
    front = pareto(measured)
    listed = range(len(measured)) if everything or len(measured) <= MOST_LISTED else _chosen(measured, front)
    within = means_within(measured, most, listed) if most is not None else {}
    return Listing(measured, tuple(listed), tuple(front), within)


def _chosen(measured: Measured, front: Iterable[int]) -> list[int]:
    """The Pareto set, and the best by each measure: the five that it compares, the share over two hours, the longest
    way of all, and how much the fullest holder takes."""
    found = set(front)
    for column in (*as_compared(measured).T, measured.over_2h, measured.worst_tenths, measured.load.max(axis=1)):
        found |= set(column.argsort(kind="stable")[:BEST_OF_EACH].tolist())
    return sorted(found)


def data_of(scene: Scene) -> dict[str, Any]:
    """What the figures are made of: days, sha256 of the two tables, the model's number, and who is counted."""
    flight = {"airports": {"sha256": scene.airports}} if scene.airports else {}
    return {**tables_of(scene.country), **flight, "weight": scene.weight, "from": list(scene.places)}


def tables_of(country: Country) -> dict[str, Any]:
    """The days and the sha256 of the two tables, and the model's number."""
    return {
        "municipalities": {"sha256": country.versions["municipalities"], **YEARS},
        "roads": {"sha256": country.versions["roads"]},
        "model": MODEL,
    }


def towns_of(scene: Scene, holders: Sequence[str]) -> dict[str, Any]:
    """What a map of a combination is drawn from: minutes from each municipality, by its code; and the share of those
    counted who have at most so many minutes, by the map's limits."""
    times = nearest(scene, holders)
    return {
        "municipalities": {
            one.code: minutes_written(int(tenths) / 10)
            for one, tenths in zip(scene.country.municipalities, times, strict=True)
        },
        "within": {str(limit): share_written(part) for limit, part in share_within(scene, holders, SHADES).items()},
    }


def read_combination(told: Mapping[str, Any]) -> Combination:
    """The combination that `as_json` wrote, with its measures as they are written."""
    return Combination(
        holders=tuple(told["holders"]),
        **{name: told[name] for name in ("mean", "p95", "over_2h", "over_4h", "load")},
        worst_municipality=told["worst_municipality"]["code"],
        worst_minutes=told["worst_municipality"]["minutes"],
        regions={key: Figures(figures["mean"], figures["p95"]) for key, figures in told["regions"].items()},
        healthcare_regions_without=tuple(told["healthcare_regions_without"]),
    )


def times_in(one: Combination) -> dict[str, Any]:
    """A combination with its times alone, as they are written."""
    told = as_json(one, None)
    return {name: told[name] for name in ("holders", "mean", "p95", "over_2h", "over_4h")}


def as_json(one: Combination, within: float | None) -> dict[str, Any]:
    """A combination with its measures as they are written."""
    return {
        "holders": list(one.holders),
        "mean": minutes_written(one.mean),
        "p95": minutes_written(one.p95),
        "over_2h": share_written(one.over_2h),
        "over_4h": share_written(one.over_4h),
        "worst_municipality": {"code": one.worst_municipality, "minutes": minutes_written(one.worst_minutes)},
        "regions": {
            key: {"mean": minutes_written(figures.mean), "p95": minutes_written(figures.p95)}
            for key, figures in one.regions.items()
        },
        "load": {code: share_written(share) for code, share in one.load.items()},
        "healthcare_regions_without": list(one.healthcare_regions_without),
        "mean_within_capacity": None if within is None else minutes_written(within),
    }
