"""How sure the figures are: times are off by some per cent, and what that can turn round is said to be equal."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from nhv.placement.measures import Measured, Numbers, measure

# From the fit to driving times that were not used: an error all times share, and one of each pair of towns.
COMMON, PER_PAIR = 0.03, 0.045
DRAWS = 300
SEED = 20241231
EQUAL_MINUTES, EQUAL_SHARE = 2.0, 0.01

MEASURES: dict[str, Callable[[Measured], Numbers]] = {
    "mean": lambda measured: measured.sums,
    "p95": lambda measured: measured.p95,
    "over_2h": lambda measured: measured.over_2h,
    "over_4h": lambda measured: measured.over_4h,
}


def are_equal_minutes(one: float, other: float) -> bool:
    """Whether two means are nearer each other than the model can tell."""
    return abs(one - other) < EQUAL_MINUTES


def how_often_least(measured: Measured, draws: int = DRAWS) -> Mapping[str, Mapping[int, float]]:
    """By measure: the combinations (rows) that had the least of it in some draw of the errors, and in what share.

    The draws are the same each time. Of several as good in a draw, the first counts.
    """
    random = np.random.default_rng(SEED)
    found: dict[str, dict[int, float]] = {name: {} for name in MEASURES}
    for _draw in range(draws):
        drawn = _drawn(measured, random)
        for name, of in MEASURES.items():
            least = int(of(drawn).argmin())
            found[name][least] = found[name].get(least, 0) + 1 / draws
    return found


def _drawn(measured: Measured, random: np.random.Generator) -> Measured:
    """The same combinations with all times off by errors that could be."""
    scene = measured.scene
    off = (1 + random.normal(0, COMMON)) * (1 + random.normal(0, PER_PAIR, scene.times.shape))
    shaken = np.clip(np.rint(scene.times * off), 0, 65_535).astype(np.uint16)
    return measure(replace(scene, times=shaken), measured.chosen)
