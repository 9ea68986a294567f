"""What organisations keep up to date, of whatever kind: what holds now, its former versions, and the next one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

from django.db.models import QuerySet
from django.utils import timezone

from nhv.register.models import Area, Organisation
from nhv.register.models.kept import KeptInformation
from nhv.rules.actor import Actor
from nhv.specification.kept import is_stale
from nhv.specification.layers import canonical_text
from nhv.specification.parts import Frozen

Row = TypeVar("Row", bound=KeptInformation)
Facts = TypeVar("Facts", bound=Frozen)

MOST_VERSIONS = 100


@dataclass(frozen=True)
class Told(Generic[Facts]):
    """What somebody tells, as everybody may read it: confirmed when, in which role and for whom, never by whom."""

    facts: Facts
    version: int
    confirmed_at: datetime
    confirmed_role: str
    confirmed_for: str

    @property
    def confirmed_on(self) -> date:
        """The local day on which it was last said to be right."""
        return timezone.localdate(self.confirmed_at)

    @property
    def is_stale(self) -> bool:
        """Whether that is more than a year ago."""
        return is_stale(self.confirmed_on, timezone.localdate())


def told_by(row: KeptInformation, facts: Facts) -> Told[Facts]:
    """One row, with its facts, as everybody may read it."""
    return Told(facts, row.version, row.confirmed_at, row.confirmed_role, row.confirmed_for.name)


def current(kind: type[Row]) -> QuerySet[Row]:
    """What holds now."""
    return kind._default_manager.filter(superseded_at__isnull=True)


def versions(kind: type[Row], area: Area, holder: Organisation, clause: str = "") -> Sequence[Row]:
    """Everything that has been told, the latest first. One query, at most a hundred."""
    rows = kind._default_manager.filter(area=area, holder=holder, clause=clause)
    return list(rows.select_related("area", "confirmed_for").order_by("-version")[:MOST_VERSIONS])


def next_version(
    kind: type[Row],
    area: Area,
    holder: Organisation,
    facts: Frozen,
    *,
    clause: str = "",
    by: Actor,
    role: str,
    place: Organisation,
    now: datetime,
) -> Row:
    """What holds from now on. Part of the caller's act, which has asked whether it may."""
    former = current(kind).select_for_update().filter(area=area, holder=holder, clause=clause).first()
    if former is not None:
        former.superseded_at = now
        former.save(update_fields=["superseded_at"])
    return kind._default_manager.create(
        area=area,
        holder=holder,
        clause=clause,
        version=former.version + 1 if former else 1,
        content=canonical_text(facts),
        confirmed_by=str(by),
        confirmed_role=role,
        confirmed_for=place,
        confirmed_at=now,
    )
