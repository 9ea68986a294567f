"""What has happened in the care itself: decided, granted, begun, ended. Not when somebody entered it here.

Told from the days of documents and permits, as the timeline of an area is, but for all areas and newest first.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from nhv.derived.timeline import ORDER, Kind
from nhv.register.queries import AreaRow


@dataclass(frozen=True)
class Happening:
    """One kind of thing in one area on one day. `who` are the regions whose permits it concerns."""

    day: date
    kind: Kind
    row: AreaRow
    who: tuple[str, ...] = ()


def happenings(rows: Iterable[AreaRow], most: int) -> list[Happening]:
    """What has happened in these areas by their day, the latest first."""
    found = [one for row in rows for one in _of_area(row) if one.day <= row.day]
    found.sort(key=lambda one: (one.day, ORDER.index(one.kind), one.row.name), reverse=True)
    return found[:most]


def _of_area(row: AreaRow) -> Iterator[Happening]:
    """Regions that share a day and a kind share one happening."""
    gathered: dict[tuple[date, Kind], list[str]] = {}
    if row.document.decided_on:
        gathered[row.document.decided_on, "definition_decided"] = []
    for holder in row.holders:
        days: tuple[tuple[date | None, Kind], ...] = (
            (holder.decided_on, "permits_decided"),
            (holder.valid_from, "permits_start"),
            (holder.valid_until, "permits_end"),
        )
        for at, kind in days:
            if at is not None:
                gathered.setdefault((at, kind), []).append(holder.region.name)
    return (Happening(at, kind, row, tuple(dict.fromkeys(who))) for (at, kind), who in gathered.items())
