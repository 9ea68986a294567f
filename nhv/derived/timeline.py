"""The life of an area as days: decided, called, granted, started, ended. Two bodies decide two things."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

from nhv.specification.area import Area
from nhv.specification.document import CallFacts, PermitFacts

# In the order of what happens first on one and the same day.
Kind = Literal[
    "definition_decided",
    "call_published",
    "call_closes",
    "permits_decided",
    "permit_revoked",
    "permit_kept",
    "exemption_given",
    "permit_tried",
    "part_ends",
    "permits_end",
    "definition_ends",
    "permits_start",
]
ORDER: Final[tuple[Kind, ...]] = get_args(Kind)


@dataclass(frozen=True)
class Event:
    """One thing on one day. `who` are the regions it concerns, or the body that decided."""

    day: date
    kind: Kind
    who: tuple[str, ...] = ()


def timeline(
    area: Area,
    permits: Iterable[PermitFacts],
    calls: Iterable[CallFacts],
    decided: Iterable[date] = (),
    also: Iterable[Event] = (),
) -> tuple[Event, ...]:
    """Every known day, earliest first; regions that share a day and a kind share one event. `decided` are the days on
    which other versions of the definition were decided, `also` what is told of permits after they began."""
    gathered: dict[tuple[date, Kind], list[str]] = defaultdict(list)

    def note(day: date | None, kind: Kind, who: str | None = None) -> None:
        if day is not None:
            gathered[day, kind].extend([who] if who and who not in gathered[day, kind] else [])

    for day in (area.decision.date, *decided):
        note(day, "definition_decided", area.decision.body)
    note(area.in_force_until, "definition_ends", area.decision.body)
    for call in calls:
        note(call.published_on, "call_published")
        note(call.deadline, "call_closes")
    for permit in permits:
        note(permit.decided_on, "permits_decided", permit.region)
        note(permit.valid_from, "permits_start", permit.region)
        note(permit.valid_until, "permits_end", permit.region)
    for one in also:
        for who in one.who or (None,):
            note(one.day, one.kind, who)
    events = (Event(day, kind, tuple(who)) for (day, kind), who in gathered.items())
    return tuple(sorted(events, key=lambda event: (event.day, ORDER.index(event.kind))))
