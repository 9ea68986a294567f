"""Which combinations no other is at least as good as in all five measures: an order without weights, and no more.

Measures are rounded as they are shown (a tenth of a minute, a tenth of a percentage point) before they are compared:
what no reader can see must not tell combinations apart.
"""

import numpy as np

from nhv.placement.measures import Measured, Numbers

# In all but the last, less is better.
COMPARED = ("mean", "p95", "over_4h", "worst_region", "healthcare_regions")


def pareto(measured: Measured) -> list[int]:
    """The rows of the combinations that no other is at least as good as in all five measures and better in one."""
    compared = as_compared(measured)
    left = np.lexsort(compared.T[::-1])
    found: list[int] = []
    while len(left):
        # The first in the order of the measures is better in one of them than every other, or as good in all.
        first, equal_or_worse = compared[left[0]], (compared[left] >= compared[left[0]]).all(axis=1)
        found += left[(compared[left] == first).all(axis=1)].tolist()
        left = left[~equal_or_worse]
    return sorted(found)


def as_compared(measured: Measured) -> Numbers:
    """The five measures of each combination (rows) as whole numbers of what is shown, less always better."""
    total, by_region = measured.scene.total, measured.scene.by_region.sum(axis=1)
    shown = [
        np.rint(measured.sums / total),
        measured.p95,
        np.rint(measured.over_4h / total * 1_000),
        np.rint((measured.region_sums / by_region).max(axis=1)),
        -measured.standing.sum(axis=1),
    ]
    return np.stack(shown, axis=1).astype(np.int64)
