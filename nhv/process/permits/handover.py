"""What is to be handed over when a permit, or a part of it, ends: from when, to whom, and what is open about it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from nhv.process.permits.models import PermitMatter
from nhv.process.permits.queries import ENDED
from nhv.register.models import Permit
from nhv.register.queries import Holder, area_rows, holders_by_area
from nhv.specification.area import SubPermit

MOST_ROWS = 200


@dataclass(frozen=True)
class Ending:
    """What ends and its last day: a sub-permit by its words, or nothing for the whole permit; and who does the same
    care and takes new referrals."""

    part: str
    last: date
    receivers: tuple[Holder, ...]


@dataclass(frozen=True)
class Handover:
    """A permit that is to end, in whole or in part, and the matters about it that are open."""

    permit: Permit
    endings: tuple[Ending, ...]
    matters: tuple[PermitMatter, ...]


def handovers(permits: "QuerySet[Permit]", matters: "QuerySet[PermitMatter]", day: date) -> list[Handover]:
    """Those of the permits that are to end, or have a part that is, the soonest first, each with those of the matters
    about it that are open: what of both the one who asks may see. Seven queries at most, one where nothing is to end.
    """
    wanted = permits.exclude(valid_until__isnull=True, part_days={})
    ending = [(one, last) for one in wanted[:MOST_ROWS] if (last := _lasts(one, day))]
    if not ending:
        return []
    others = holders_by_area(day, [one.area_id for one, _last in ending])
    parts = {row.key: {part.key: part for part, _known in row.parts} for row in area_rows()}
    is_open = _open_matters([one for one, _last in ending], matters)
    found = []
    for one, last in ending:
        endings = _endings(one, last, parts.get(one.area.key, {}), others[one.area.key], day)
        found.append(Handover(one, endings, tuple(is_open[one.pk])))
    return sorted(found, key=lambda one: (one.endings[0].last, one.permit.key))


def _lasts(permit: Permit, day: date) -> list[tuple[str, date]]:
    """What ends («» the whole) and its last day, as long as it has not been, the soonest first."""
    parts = [(key, date.fromisoformat(days["until"])) for key, days in permit.part_days.items() if days.get("until")]
    whole = [("", permit.valid_until)] if permit.valid_until else []
    return sorted(((key, last) for key, last in (*parts, *whole) if last >= day), key=lambda one: one[1])


def _endings(
    permit: Permit, lasts: Sequence[tuple[str, date]], parts: dict[str, SubPermit], held: Sequence[Holder], day: date
) -> tuple[Ending, ...]:
    def takes(one: Holder, key: str) -> bool:
        is_open = one.in_force is not False and (one.turned_on is None or one.turned_on > day)
        return (
            is_open and one.number != permit.number and one.valid_until is None and (not key or key in one.sub_permits)
        )

    return tuple(
        Ending(parts[key].text if key in parts else key, last, tuple(one for one in held if takes(one, key)))
        for key, last in lasts
    )


def _open_matters(permits: Sequence[Permit], matters: "QuerySet[PermitMatter]") -> defaultdict[int, list[PermitMatter]]:
    """What is open about each, by the permit's row. One query."""
    rows = {(one.area_id, one.number): one.pk for one in permits}
    found: defaultdict[int, list[PermitMatter]] = defaultdict(list)
    for one in matters.filter(area__in={area for area, _number in rows}).exclude(state__in=ENDED):
        if (place := rows.get((one.area_id, one.number or 0))) is not None:
            found[place].append(one)
    return found
