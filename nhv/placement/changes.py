"""What changes for people between two combinations, and when one unit of a combination falls away."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from nhv.placement.country import DECIMALS
from nhv.placement.measures import Combination, Numbers, Scene, measure

MUCH = 600  # tenths of a minute: more than an hour longer or shorter is told of


@dataclass(frozen=True)
class Change:
    """How many people (of those counted) get more than an hour longer, and how many more than an hour shorter."""

    longer: int
    shorter: int


@dataclass(frozen=True)
class Loss:
    """What is left when `without` falls away: the others' measures, and the change for people."""

    without: str
    left: Combination
    change: Change


def change(scene: Scene, before: Sequence[str], after: Sequence[str]) -> Change:
    """From one combination of the scene's places to another."""
    more = nearest(scene, after).astype(np.int64) - nearest(scene, before)
    return Change(longer=_people(scene, more > MUCH), shorter=_people(scene, more < -MUCH))


def losses(scene: Scene, holders: Sequence[str]) -> tuple[Loss, ...]:
    """One holder at a time falls away; of one holder alone nothing is left, and there is nothing to measure."""
    if len(holders) < 2:
        return ()
    left = [tuple(code for code in holders if code != without) for without in holders]
    measured = measure(scene, np.array([columns(scene, codes) for codes in left]))
    return tuple(
        Loss(without, measured.one(row), change(scene, holders, codes))
        for row, (without, codes) in enumerate(zip(holders, left, strict=True))
    )


def nearest(scene: Scene, holders: Sequence[str]) -> Numbers:
    """Tenths of minutes from each municipality to the nearest of the holders."""
    return np.asarray(scene.times[:, columns(scene, holders)].min(axis=1))


def share_within(scene: Scene, holders: Sequence[str], minutes: Sequence[int]) -> Mapping[int, float]:
    """The share of those counted who have at most so many minutes: the curve."""
    times = nearest(scene, holders)
    return {limit: float(scene.counted[times <= limit * 10].sum() / scene.total) for limit in minutes}


def columns(scene: Scene, holders: Sequence[str]) -> list[int]:
    """The scene's columns of the holders, in their rising order."""
    return sorted(scene.places.index(code) for code in holders)


def _people(scene: Scene, which: Numbers) -> int:
    return round(int(scene.counted[which].sum()) / DECIMALS)
