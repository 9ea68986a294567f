"""At which step an area stands, told by what the register knows: its definition, its calls and its permits."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from nhv.rules.steps import Step


class Granted(Protocol):
    """A permit as far as its days tell."""

    @property
    def valid_from(self) -> date | None: ...

    @property
    def valid_until(self) -> date | None: ...


def step_reached(permits: Sequence[Granted], last_days: Sequence[date | None], day: date) -> Step:
    """The step of an area whose definition is decided, on a day.

    Somebody has begun: follow-up. A permit is decided but has not begun: the board's decision. Else by the calls'
    last days to apply: one that lies ahead, or is not known, or no call at all, is application; all past, preparation.
    """
    if any(permit.valid_from is None or permit.valid_from <= day for permit in permits):
        return Step.FOLLOW_UP
    if permits:
        return Step.BOARD
    if last_days and all(last is not None and last < day for last in last_days):
        return Step.PREPARATION
    return Step.APPLICATION


def next_day(permits: Sequence[Granted], last_days: Sequence[date | None], day: date) -> tuple[str, date] | None:
    """What comes next and when, as an event of `derived.timeline`; nothing where no day ahead is known."""
    coming = [
        *(("call_closes", last) for last in last_days if last and last >= day),
        *(("permits_start", one.valid_from) for one in permits if one.valid_from and one.valid_from > day),
        *(("permits_end", one.valid_until) for one in permits if one.valid_until and one.valid_until >= day),
    ]
    return min(coming, key=lambda event: event[1], default=None)
