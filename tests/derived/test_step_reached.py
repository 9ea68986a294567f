"""At which step an area stands, by what the register knows."""

from dataclasses import dataclass
from datetime import date

import pytest

from nhv.derived.step_reached import next_day, step_reached
from nhv.rules.steps import STEPS, Step, number

TODAY = date(2026, 3, 1)
BEFORE, AFTER = date(2025, 1, 1), date(2027, 1, 1)


@dataclass
class APermit:
    valid_from: date | None = None
    valid_until: date | None = None


@pytest.mark.parametrize(
    ("permits", "last_days", "step", "coming"),
    [
        ([], [], Step.APPLICATION, None),
        ([], [None], Step.APPLICATION, None),
        ([], [AFTER], Step.APPLICATION, ("call_closes", AFTER)),
        ([], [TODAY], Step.APPLICATION, ("call_closes", TODAY)),
        ([], [BEFORE], Step.PREPARATION, None),
        ([], [BEFORE, AFTER], Step.APPLICATION, ("call_closes", AFTER)),
        ([APermit(AFTER)], [BEFORE], Step.BOARD, ("permits_start", AFTER)),
        ([APermit(TODAY)], [BEFORE], Step.FOLLOW_UP, None),
        ([APermit(None)], [], Step.FOLLOW_UP, None),
        ([APermit(BEFORE, AFTER)], [AFTER], Step.FOLLOW_UP, ("call_closes", AFTER)),
        ([APermit(BEFORE), APermit(AFTER)], [], Step.FOLLOW_UP, ("permits_start", AFTER)),
    ],
)
def test_the_step_and_what_comes_next(permits, last_days, step, coming):
    assert (step_reached(permits, last_days, TODAY), next_day(permits, last_days, TODAY)) == (step, coming)


def test_the_steps_are_eight_and_counted_from_one():
    assert [number(step) for step in STEPS] == [1, 2, 3, 4, 5, 6, 7, 8]
