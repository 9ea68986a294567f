"""Least and greatest by HiGHS, in real or whole numbers, of sums under one system of rows."""

from collections.abc import Sequence
from functools import cached_property

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
        self.problem = _model(size, rows)
        self.model = _solver(self.problem)

    @cached_property
    def whole(self) -> _Highs:
        """The same in whole numbers, apart: the other one goes on from where it was."""
        whole = _solver(self.problem)
        whole.changeColsIntegrality(self.size, self.columns, np.array([highspy.HighsVarType.kInteger] * self.size))
        return whole

    def least(self, costs: Numbers) -> Numbers:
        """The numbers for which the costs are least. Raises Impossible."""
        return self._run(self.model, costs)

    def least_whole(self, costs: Numbers, enough: float = -ENDLESS) -> Numbers:
        """The same in whole numbers: by the real ones where these are whole, and no further than what is enough."""
        found = self.least(costs)
        if np.abs(found - found.round()).max() < _A_HAIR:
            return found.round()
        self.whole.setOptionValue("objective_target", enough)
        return self._run(self.whole, costs).round()

    def _run(self, model: _Highs, costs: Numbers) -> Numbers:
        model.changeColsCost(self.size, self.columns, costs)
        model.run()
        status = model.getModelStatus()
        if status not in _FOUND:
            raise Impossible(str(status))
        return np.array(model.getSolution().col_value)

    def bind(self, row: int, low: float, high: float) -> None:
        """Another low and high for a row, in real numbers."""
        self.model.changeRowBounds(row, low, high)


def _solver(problem: highspy.HighsLp) -> _Highs:
    # Without the callbacks of the class above it, whose setting up says hello on standard output.
    found = _Highs()
    found.setOptionValue("output_flag", False)
    found.setOptionValue("threads", 1)
    found.setOptionValue("mip_abs_gap", 0.99)  # what is asked for is whole
    found.passModel(problem)
    return found


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
