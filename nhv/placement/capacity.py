"""When no holder can take more than a share: the least mean travel that still gives everybody a place.

A transport problem: who goes where is chosen for all together, and people of one municipality may go to different
holders. Solved by HiGHS, one model for all combinations of a size, with other times each time.
"""

from collections.abc import Iterable

import highspy
import numpy as np
from highspy._core import _Highs

from nhv.placement.measures import Measured, Numbers, Scene
from nhv.rules.refusals import Refused

_A_HAIR = 1e-9  # what a share may exceed its limit by and still be the limit, written in decimals


class Transport:
    """The model for combinations of `size` places of which none takes more than the share `most`."""

    def __init__(self, scene: Scene, size: int, most: float) -> None:
        self.times = scene.times * (scene.counted / scene.total)[:, np.newaxis]
        self.columns = np.arange(len(self.times) * size, dtype=np.int32)
        # Without the callbacks of the class above it, whose setting up says hello on standard output.
        self.solver = _Highs()
        self.solver.setOptionValue("output_flag", False)
        self.solver.setOptionValue("threads", 1)
        self.solver.passModel(_model(scene.counted / scene.total, size, most))

    def mean(self, chosen: Numbers) -> float:
        """Minutes, for the places in these columns of the scene."""
        costs = self.times[:, chosen].ravel()
        self.solver.changeColsCost(len(costs), self.columns, costs)
        self.solver.run()
        if self.solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise RuntimeError("HiGHS found no optimum of a transport problem that has one")
        return float(self.solver.getObjectiveValue() / 10)


def means_within(measured: Measured, most: float, rows: Iterable[int]) -> dict[int, float | None]:
    """For these rows the mean in minutes when no holder takes more than the share `most`; None when nothing suffices.

    Raises Refused for a share that is none.
    """
    check_share(most)
    size = measured.chosen.shape[1]
    model: Transport | None = None
    found: dict[int, float | None] = {}
    for row in rows:
        if most * size < 1 - _A_HAIR:
            found[row] = None
        elif measured.load[row].max() <= (most + _A_HAIR) * measured.scene.total:
            found[row] = float(measured.sums[row] / measured.scene.total / 10)
        else:
            model = model or Transport(measured.scene, size, most)
            found[row] = model.mean(measured.chosen[row])
    return found


def check_share(most: float) -> None:
    """Raises Refused for what is no share of a whole."""
    if not 0 < most <= 1:
        raise Refused(
            "no_share", "{most} är ingen andel. Ange ett tal över 0 och högst 1, till exempel 0.5.", most=str(most)
        )


def _model(shares: Numbers, size: int, most: float) -> highspy.HighsLp:
    """Columns: the part of each municipality's people who go to each holder. Rows: each municipality's parts are one
    whole, then each holder's people are at most its share."""
    towns = len(shares)
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = towns * size, towns + size
    model.col_cost_ = np.zeros(towns * size)
    model.col_lower_, model.col_upper_ = np.zeros(towns * size), np.ones(towns * size)
    model.row_lower_ = np.concatenate([np.ones(towns), np.zeros(size)])
    model.row_upper_ = np.concatenate([np.ones(towns), np.full(size, most + _A_HAIR)])
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_ = np.arange(0, 2 * towns * size + 1, 2)
    town, holder = np.divmod(np.arange(towns * size), size)
    model.a_matrix_.index_ = np.stack([town, towns + holder], axis=1).ravel()
    model.a_matrix_.value_ = np.stack([np.ones(towns * size), np.repeat(shares, size)], axis=1).ravel()
    return model
