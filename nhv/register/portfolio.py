"""Who holds what on a day, by hospital: the whole country, one hospital, one region. From the register's snapshot."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal

from django.conf import settings

from nhv.derived.portfolio import State, state_on
from nhv.language.order import swedish_order
from nhv.placement.changes import Change, change
from nhv.placement.measures import Scene, measure_one
from nhv.register.models import AreaDocument, Organisation
from nhv.register.placement import codes_of, country
from nhv.register.queries import AreaRow, Holder, snapshot, today
from nhv.rules.refusals import Refused
from nhv.specification.area import Area, Condition
from nhv.specification.holding import LEGACY

COMPETENCES = ("critical_staff", "other_competence")
MOST_DOCUMENTS_KNOWN = 2_000
# By the hash of the whole document, so that what is known is never another document's; opening one takes milliseconds,
# and a hospital holds dozens.
_COMPETENCES: dict[str, tuple[Condition, ...]] = {}


@dataclass(frozen=True)
class Held:
    """A permit with its area, on a day."""

    row: AreaRow
    holder: Holder

    @property
    def valid_from(self) -> date | None:
        return self.holder.valid_from

    @property
    def valid_until(self) -> date | None:
        return self.holder.valid_until

    @property
    def state(self) -> State:
        return state_on(self.holder, self.row.day)

    @property
    def is_current(self) -> bool:
        """In force, or without a known first day and not ended."""
        return self.state in ("in_force", "start_unknown")

    @property
    def reports_as(self) -> tuple[str, str]:
        """The keys that a year's report of it has: of the area, and of the place where one turns."""
        return self.row.key, self.holder.place.key

    @property
    def is_legacy(self) -> bool:
        """Whether the former system gave it."""
        return self.holder.origin.casefold() == LEGACY


@dataclass(frozen=True)
class Holding:
    """A hospital (or a region, for permits that name no hospital) with its permits, by area."""

    place: Organisation
    held: tuple[Held, ...]

    @property
    def current(self) -> tuple[Held, ...]:
        return tuple(one for one in self.held if one.is_current)

    @property
    def decided(self) -> tuple[Held, ...]:
        return tuple(one for one in self.held if one.state == "decided")

    @property
    def ended(self) -> tuple[Held, ...]:
        return tuple(one for one in self.held if one.state == "ended")

    @property
    def legacy(self) -> int:
        return sum(one.is_legacy for one in self.current)


@dataclass(frozen=True)
class Portfolio:
    """The country on a day: hospitals with what they hold, those with most first; regions with the permits of theirs
    that name no hospital; and all organisations."""

    day: date
    hospitals: tuple[Holding, ...]
    unnamed: tuple[Holding, ...]
    organisations: tuple[Organisation, ...]

    @property
    def held(self) -> tuple[Held, ...]:
        """All permits, by area and place."""
        every = (one for holding in (*self.hospitals, *self.unnamed) for one in holding.held)
        return tuple(sorted(every, key=_by_area_and_place))


def _by_area_and_place(held: Held) -> tuple[str, str, str, str]:
    return held.row.name, held.row.key, held.holder.region.name, held.holder.name


def portfolio_on(day: date | None = None) -> Portfolio:
    """The whole country on a day. One query, and three more when the register has changed."""
    found = snapshot(day)
    by_hospital: defaultdict[Organisation, list[Held]] = defaultdict(list)
    by_region: defaultdict[Organisation, list[Held]] = defaultdict(list)
    for row in found.rows:
        for holder in row.holders:
            if holder.hospital is not None:
                by_hospital[holder.hospital].append(Held(row, holder))
            else:
                by_region[holder.region].append(Held(row, holder))
    return Portfolio(day or today(), _holdings(by_hospital), _holdings(by_region), found.organisations)


def _holdings(by_place: dict[Organisation, list[Held]]) -> tuple[Holding, ...]:
    holdings = (Holding(place, tuple(held)) for place, held in by_place.items())
    return tuple(sorted(holdings, key=lambda one: (-len(one.current), swedish_order(one.place.name))))


def holding_of(portfolio: Portfolio, place: Organisation) -> Holding:
    """What a hospital, or a region with all that lies in it, holds on the day."""
    own = (one for one in portfolio.held if place in (one.holder.hospital, one.holder.region))
    return Holding(place, tuple(own))


@dataclass(frozen=True)
class LossOfArea:
    """What an area would be without one hospital. `left` is how many other hospitals have a permit in force.

    `how`: `reckoned` (then the two means in minutes, and how many people get more than an hour longer), `nobody_left`,
    `same_town` (another holder stands in the same municipality), `unknown` (where somebody stands is not told).
    """

    held: Held
    left: int
    how: Literal["reckoned", "nobody_left", "same_town", "unknown"]
    before: float = 0
    after: float = 0
    change: Change | None = None


def losses_of(hospital: Organisation, held: Iterable[Held]) -> list[LossOfArea]:
    """For each area that the hospital has a permit in force for. No query."""
    own = {one.row.key: one for one in held if one.is_current and one.holder.hospital == hospital}
    return [_loss(hospital, one) for one in own.values()]


def _loss(hospital: Organisation, held: Held) -> LossOfArea:
    current = [holder for holder in held.row.holders if Held(held.row, holder).is_current]
    others = [holder for holder in current if holder.hospital != hospital]
    left = len({holder.hospital or holder.region for holder in others})
    if not others:
        return LossOfArea(held, 0, "nobody_left")
    try:
        before, after = codes_of(current), codes_of(others)
    except Refused:
        return LossOfArea(held, left, "unknown")
    if before == after:
        return LossOfArea(held, left, "same_town")
    return _reckoned(held, left, before, after)


def _reckoned(held: Held, left: int, before: tuple[str, ...], after: tuple[str, ...]) -> LossOfArea:
    was, becomes, changed = _without(settings.AREAS, before, after)
    return LossOfArea(held, left, "reckoned", before=was, after=becomes, change=changed)


@lru_cache(maxsize=2_000)
def _without(_areas: Path, before: tuple[str, ...], after: tuple[str, ...]) -> tuple[float, float, Change]:
    """The means with holders in the one and in the other towns, and who gets further: the same until the tables of
    the folder are others. A hospital loses dozens of areas, and each page of it would reckon them again."""
    scene = Scene.of(country(), before)
    return measure_one(scene).mean, measure_one(Scene.of(country(), after)).mean, change(scene, before, after)


def competences_of(held: Iterable[Held]) -> list[tuple[Held, tuple[Condition, ...]]]:
    """The competences that the conditions of the areas in force ask for, by area. At most one query."""
    current = {one.row.document.whole_hash: one for one in held if one.is_current}
    unread = [named for named in current if named not in _COMPETENCES][:500]
    if len(_COMPETENCES) + len(unread) > MOST_DOCUMENTS_KNOWN:
        _COMPETENCES.clear()
    for document in AreaDocument.objects.filter(whole_hash__in=unread) if unread else ():
        _COMPETENCES[document.whole_hash] = _competences(document.specification)
    return [(one, known) for named, one in current.items() if (known := _COMPETENCES.get(named))]


def _competences(area: Area) -> tuple[Condition, ...]:
    return tuple(condition for condition in area.conditions if condition.group in COMPETENCES)
