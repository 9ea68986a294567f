"""What somebody holds over time: how a permit stands on a day, and what each year gained and lost."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, Literal, Protocol, TypeVar

State = Literal["in_force", "decided", "ended", "start_unknown"]
Together = Literal["in_force", "start_unknown", "decided", "ended", "none"]
TOGETHER: tuple[State, ...] = ("in_force", "start_unknown", "decided", "ended")
MOST_YEARS = 60


class Lasting(Protocol):
    """A permit's two days; the first is unknown where no source gives it, the last is none until further notice."""

    @property
    def valid_from(self) -> date | None: ...
    @property
    def valid_until(self) -> date | None: ...


P = TypeVar("P", bound=Lasting)


@dataclass(frozen=True)
class Year(Generic[P]):
    """What began in a year, what had its last day in it, and how many were in force when it ended."""

    year: int
    gained: tuple[P, ...]
    lost: tuple[P, ...]
    held: int


def state_on(permit: Lasting, day: date) -> State:
    """Decided is not in force, and a permit without a known first day is not said to be."""
    if permit.valid_until is not None and permit.valid_until < day:
        return "ended"
    if permit.valid_from is None:
        return "start_unknown"
    return "in_force" if permit.valid_from <= day else "decided"


def together(permits: Iterable[Lasting], day: date) -> Together:
    """How the permits of something stand taken together: in force where any is, then as the next of TOGETHER that any
    is; none where no permit is known."""
    states = {state_on(permit, day) for permit in permits}
    return next((state for state in TOGETHER if state in states), "none")


def years(permits: Sequence[P], last: int) -> list[Year[P]]:
    """Each year from the first known day to `last`, the latest first, at most MOST_YEARS. A permit without a known
    first day is in none of them."""
    begun = [permit for permit in permits if permit.valid_from is not None]
    first = min((permit.valid_from.year for permit in begun if permit.valid_from), default=last)
    return [_year(begun, year) for year in range(last, max(first, last - MOST_YEARS + 1) - 1, -1)]


def _year(permits: Sequence[P], year: int) -> Year[P]:
    new_years_eve = date(year, 12, 31)
    return Year(
        year=year,
        gained=tuple(one for one in permits if one.valid_from and one.valid_from.year == year),
        lost=tuple(one for one in permits if one.valid_until and one.valid_until.year == year),
        held=sum(state_on(one, new_years_eve) == "in_force" for one in permits),
    )
