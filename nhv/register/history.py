"""Who could do an area's care on a day, under which conditions, and what was known of it then.

Two times: legal time is the day asked about, and knowledge the moment asked about. A row that was superseded after that
moment was what we believed at it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q

from nhv.derived.portfolio import State, state_on
from nhv.register.models import Permit
from nhv.specification.deadlines import SWEDEN

MOST_ROWS = 500


@dataclass(frozen=True)
class AsKnown:
    """A permit as it was known at a moment, and how it stands on a day. `sub_permits` are those in force on the day,
    `part_ends` the last days of those of them that have one, `parts_ended` the last days of those that have ended."""

    permit: Permit
    stands: State
    day: date
    sub_permits: tuple[str, ...]

    @property
    def part_ends(self) -> dict[str, date]:
        return {key: last for key, last in self._last_days() if last >= self.day}

    @property
    def parts_ended(self) -> dict[str, date]:
        return {key: last for key, last in self._last_days() if last < self.day}

    @property
    def turned_on(self) -> date | None:
        """From when new referrals turn to others, where that was so on the day."""
        turned = self.permit.turned_on
        return turned if turned is not None and turned <= self.day else None

    def _last_days(self) -> Iterator[tuple[str, date]]:
        return ((key, last) for key, _first, last in self.permit.parts_with_days if last)

    @property
    def was_otherwise(self) -> bool:
        """Whether it is known otherwise now."""
        return self.permit.superseded_at is not None


def permits_as_known(area: str, day: date, known_at: datetime) -> list[AsKnown]:
    """Every permit of the area as it was known at that moment, those in force on the day first; without those that were
    decided after the day. One query."""
    known = Q(superseded_at__isnull=True) | Q(superseded_at__gt=known_at)
    decided = Q(decided_on__isnull=True) | Q(decided_on__lte=day)
    rows = Permit.objects.filter(known, decided, area__key=area, recorded_at__lte=known_at)
    near = rows.select_related("area", "document__area", "holder", "place__parent__parent").defer("document__content")
    found = [AsKnown(row, state_on(row, day), day, _parts(row, day)) for row in near[:MOST_ROWS]]
    order: Sequence[State] = ("in_force", "start_unknown", "decided", "ended")
    return sorted(found, key=lambda one: order.index(one.stands))


def rows_of(area: str) -> list[Permit]:
    """All that has been known of the area's permits, the newest knowledge first. One query."""
    rows = Permit.objects.filter(area__key=area).select_related("area", "holder", "place__parent__parent")
    return list(rows.order_by("-recorded_at", "number")[:MOST_ROWS])


def end_of(day: date) -> datetime:
    """The last instant of a day in Sweden: what was known at the end of it."""
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=SWEDEN) - timedelta(microseconds=1)


def _parts(permit: Permit, day: date) -> tuple[str, ...]:
    """Those in force on the day, as far as their own days tell."""
    return tuple(key for key, first, last in permit.parts_with_days if (first or day) <= day <= (last or day))
