"""Who is known to do a part of an area's care, for an age: what a list of units may show, and what it must say.

Every card, page, feed, table and command asks here, so that no list that may be partial looks whole.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, Literal, Protocol, Self, TypeVar

from nhv.language.ages import Age, ages_of
from nhv.specification.area import Area, PartState, SubPermit
from nhv.specification.parts import Population

LEGACY = "rikssjukvård"  # the origin of a permit that the former system gave
State = Literal["whole", "part", "sub_permit_not_read", "not_read", "not_decided", "ended", "turned", "vacant"]
"""How a list of units stands to the truth. `whole`: these are all. `part`: there are, or may be, others.
`sub_permit_not_read`: it takes a sub-permit, and which of the area's holders have it is not read. `not_read`: no
holder is read. `not_decided`: the board has given no permit yet. `ended`: every known permit has ended.
`turned`: nobody who holds it takes new referrals any more. `vacant`: nobody has it, since the board gave it to nobody
or all that had it have it no more."""


class Permitted(Protocol):
    """A permit, as far as is asked here. `place` is the hospital, or the region where no hospital is named."""

    @property
    def place(self) -> Hashable: ...
    @property
    def sub_permits(self) -> tuple[str, ...]: ...
    @property
    def valid_until(self) -> date | None: ...
    @property
    def turned_on(self) -> date | None: ...
    @property
    def parts_ended(self) -> Mapping[str, date]:
        """The sub-permits that it had, with the last day of each."""


Permit = TypeVar("Permit", bound=Permitted)


@dataclass(frozen=True)
class Concentration:
    """To how many units an area's care is gathered, its parts included, and how much of the holders is read."""

    units: int | None
    sub_permits: tuple[SubPermit, ...]
    holders: PartState
    vacant: bool = False

    @classmethod
    def of(cls, area: Area) -> Self:
        return cls(area.units, area.sub_permits, area.completeness.holders, area.completeness.vacant)


@dataclass(frozen=True)
class Known(Generic[Permit]):
    """What is known of who does a part of an area's care.

    `holders` are those known to hold that very part, and none else; `decided` is to how many units it is gathered,
    where that is read. `needed` are the sub-permits that it takes; `narrower` those that it may take as well: that
    turns on the age, or on more than is known of the part. `ended` are the permits that have ended, `turned` those that
    hold the part but take no new referrals, since they are to end: they are among the holders no more.
    """

    state: State
    holders: tuple[Permit, ...]
    decided: int | None
    needed: tuple[SubPermit, ...] = ()
    narrower: tuple[SubPermit, ...] = ()
    ended: tuple[Permit, ...] = ()
    turned: tuple[Permit, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether the holders are all there are."""
        return self.state == "whole"

    @property
    def number(self) -> int:
        """How many places are known."""
        return len({holder.place for holder in (*self.holders, *self.turned)})

    @property
    def left(self) -> int:
        """How many of the decided places are known to be vacant."""
        return max((self.decided or 0) - self.number, 0) if self.left_is_known else 0

    @property
    def left_is_known(self) -> bool:
        """Whether it is known how many places are vacant."""
        return self.state in ("whole", "vacant", "turned") and self.decided is not None


def known_units(
    area: Concentration, permits: Sequence[Permit], day: date, clause: str = "", age: Age | None = None
) -> Known[Permit]:
    """Who is known to do the part of the area with this clause's key (the area as a whole when empty), for an age."""
    asked = [(sub_permit, is_needed(sub_permit, clause, age)) for sub_permit in area.sub_permits]
    needed = tuple(sub_permit for sub_permit, needs in asked if needs)
    narrower = tuple(sub_permit for sub_permit, needs in asked if needs is None)
    return _known(area, permits, day, needed, narrower)


def known_with(area: Concentration, permits: Sequence[Permit], day: date, sub_permit: SubPermit) -> Known[Permit]:
    """Who is known to have one sub-permit."""
    return _known(area, permits, day, (sub_permit,), ())


def how_read(area: Concentration, permits: Sequence[Permit], day: date) -> PartState:
    """How much of the holders is known on the day: what the document says, but that they are decided after all where
    somebody holds a permit."""
    known = known_units(area, permits, day)
    if area.holders != "not_decided" or known.state == "not_decided":
        return area.holders
    return "whole" if known.is_whole else "part"


def sub_permits_are_read(area: Concentration, permits: Sequence[Permit], day: date) -> bool:
    """Whether an empty place beside a permit means that it has no sub-permit."""
    known = (known_with(area, permits, day, sub_permit) for sub_permit in area.sub_permits)
    return all(one.is_whole or one.state in ("vacant", "turned") for one in known)


def is_needed(sub_permit: SubPermit, clause: str, age: Age | None) -> bool | None:
    """Whether the part, or the age, takes the sub-permit; None when that cannot be told.

    A sub-permit covers points, ages and activities in words, any of them. Which clauses its activities are is told
    by no key, so that they may always be meant.
    """
    covers = sub_permit.covers
    ways: list[bool | None] = [clause == sub_permit.key]
    if covers.points:
        ways.append(clause in covers.points if clause else None)
    if covers.population:
        ways.append(is_within(covers.population, age))
    if covers.activities or not (covers.points or covers.population):
        ways.append(None)
    if True in ways:
        return True
    return None if None in ways else False


def limits(population: Population) -> tuple[int | None, int | None]:
    """From which age and below which; words without a number are read with 18 years between child and adult."""
    if population.from_age is None and population.below_age is None:
        return ages_of(population.text)
    return population.from_age, population.below_age


def is_within(population: Population, age: Age | None) -> bool | None:
    """Whether the age lies in the population; None when there is none, or when it lies partly inside."""
    return age.within(*limits(population)) if age is not None else None


def _known(
    area: Concentration,
    permits: Sequence[Permit],
    day: date,
    needed: tuple[SubPermit, ...],
    narrower: tuple[SubPermit, ...],
) -> Known[Permit]:
    ended = tuple(permit for permit in permits if permit.valid_until is not None and permit.valid_until < day)
    current = [permit for permit in permits if permit.valid_until is None or permit.valid_until >= day]
    holding = tuple(permit for permit in current if {one.key for one in needed} <= set(permit.sub_permits))
    turned = tuple(permit for permit in holding if permit.turned_on is not None and permit.turned_on <= day)
    taking = tuple(permit for permit in holding if permit not in turned)
    decided = _decided(area, needed)
    if not current:
        state: State = "not_decided" if area.holders == "not_decided" else "ended" if ended else "not_read"
    elif not holding:
        # All that had it are known, and it has ended for each of them: that nobody has it is known too.
        had = [permit for permit in permits if any(one.key in permit.parts_ended for one in needed)]
        were_all = bool(had) and _are_all(area, had, decided, bool(needed))
        state = "vacant" if area.vacant or were_all else "sub_permit_not_read"
    elif not taking:
        state = "turned"
    else:
        state = "whole" if _are_all(area, holding, decided, bool(needed)) else "part"
    return Known(state, taking, decided, needed, narrower, ended, turned)


def _decided(area: Concentration, needed: tuple[SubPermit, ...]) -> int | None:
    """To how many units the part is gathered: by the narrowest sub-permit it takes, where all of them tell."""
    if not needed:
        return area.units
    told = [sub_permit.units for sub_permit in needed if sub_permit.units is not None]
    return min(told) if len(told) == len(needed) else None


def _are_all(area: Concentration, holding: Sequence[Permitted], decided: int | None, narrowed: bool) -> bool:
    """A number that is reached shows it for a sub-permit, and where nobody held a permit when the document was written;
    else the source must have told of every holder. Where the board has left places vacant the number is not reached."""
    reached = area.vacant or decided is None or len({permit.place for permit in holding}) >= decided
    shown_by_number = decided is not None and (narrowed or area.holders == "not_decided")
    return reached and (area.holders == "whole" or shown_by_number)
