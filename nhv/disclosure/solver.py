"""Least and greatest by HiGHS, in real or whole numbers, of sums under one system of rows."""

from collections.abc import Sequence

import highspy
import numpy as np
import numpy.typing as npt
from highspy._core import _Highs

from nhv.disclosure.system import ENDLESS, Row

Numbers = npt.NDArray[np.float64]
_A_HAIR = 1e-6
_MOST = 1e5  # patients in a cell: above any, so that nothing is without bound

_FOUND = {highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kObjectiveTarget}


class Impossible(ArithmeticError):
    """No numbers satisfy all rows: what was published contradicts itself."""


class Solver:
    """A model with `size` numbers of nought or more, bound by rows, that is asked again and again."""

    def __init__(self, size: int, rows: Sequence[Row]) -> None:
        self.size = size
        self.columns = np.arange(size, dtype=np.int32)
        # Without the callbacks of the class above it, whose setting up says hello on standard output.
        self.model = _Highs()
        self.model.setOptionValue("output_flag", False)
        self.model.setOptionValue("threads", 1)
        self.model.setOptionValue("mip_abs_gap", 0.99)  # what is asked for is whole
        self.model.passModel(_model(size, rows))

    def least(self, costs: Numbers) -> Numbers:
        """The numbers for which the costs are least. Raises Impossible."""
        self.model.changeColsCost(self.size, self.columns, costs)
        self.model.run()
        status = self.model.getModelStatus()
        if status not in _FOUND:
            raise Impossible(str(status))
        return np.array(self.model.getSolution().col_value)

    def least_whole(self, costs: Numbers, enough: float = -ENDLESS) -> Numbers:
        """The same in whole numbers: by the real ones where these are whole, and no further than what is enough."""
        found = self.least(costs)
        if np.abs(found - found.round()).max() < _A_HAIR:
            return found.round()
        self._are(highspy.HighsVarType.kInteger)
        self.model.setOptionValue("objective_target", enough)
        try:
            return self.least(costs).round()
        finally:
            self._are(highspy.HighsVarType.kContinuous)
            self.model.setOptionValue("objective_target", -ENDLESS)

    def bind(self, row: int, low: float, high: float) -> None:
        """Another low and high for a row."""
        self.model.changeRowBounds(row, low, high)

    def _are(self, kind: highspy.HighsVarType) -> None:
        self.model.changeColsIntegrality(self.size, self.columns, np.array([kind] * self.size))


def _model(size: int, rows: Sequence[Row]) -> highspy.HighsLp:
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = size, len(rows)
    model.col_cost_ = np.zeros(size)
    model.col_lower_, model.col_upper_ = np.zeros(size), np.full(size, _MOST)
    model.row_lower_ = np.array([row.low for row in rows])
    model.row_upper_ = np.array([row.high for row in rows])
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.cumsum([0, *(len(row.sum) for row in rows)])
    model.a_matrix_.index_ = np.array([place for row in rows for place in row.sum], dtype=np.int32)
    model.a_matrix_.value_ = np.array([number for row in rows for number in row.sum.values()], dtype=np.float64)
    return model
