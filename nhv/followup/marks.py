"""What is special about a report: a part of the year, sub-permits, co-operation, a definition that changed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from nhv.followup.models import Duty
from nhv.register.models import AreaDocument, Organisation, Permit


@dataclass(frozen=True)
class SubPermitHeld:
    """A sub-permit by its key, and its days where they are not the permit's."""

    key: str
    begins: date | None
    ends: date | None


@dataclass(frozen=True)
class Marks:
    """`begins` and `ends` are the permit's within the year. `changed` are the days within the year from which another
    definition holds."""

    begins: date | None
    ends: date | None
    sub_permits: tuple[SubPermitHeld, ...]
    cooperates_with: tuple[str, ...]
    changed: tuple[date, ...]


def marks_of(duties: Collection[Duty]) -> dict[str, Marks]:
    """Those of each, by its key, of what the register knows now. Three queries."""
    areas = {duty.area_id for duty in duties}
    held: dict[tuple[int, int], list[Permit]] = {}
    for permit in Permit.objects.known().filter(area__in=areas).select_related("place", "holder").order_by("number"):
        held.setdefault((permit.area_id, permit.turn_to.pk), []).append(permit)
    named = _names({key for permits in held.values() for one in permits for key in one.cooperates_with})
    begun: dict[int, set[date]] = {}
    for area, day in AreaDocument.objects.filter(area__in=areas).values_list("area", "in_force_from").distinct():
        begun.setdefault(area, set()).update({day} if day else ())
    return {
        duty.key: _marks(duty, held.get((duty.area_id, duty.place_id), []), named, begun.get(duty.area_id, set()))
        for duty in duties
    }


def _names(keys: Collection[str]) -> Mapping[str, str]:
    return dict(Organisation.objects.filter(key__in=keys).values_list("key", "name"))


def _marks(duty: Duty, permits: list[Permit], named: Mapping[str, str], begun: Collection[date]) -> Marks:
    first, last = date(duty.round.year, 1, 1), date(duty.round.year, 12, 31)
    valid = [one for one in permits if (one.valid_from or first) <= last and (one.valid_until or last) >= first]
    parts = {part.key: part for one in valid for part in _parts(one, first, last)}
    others = dict.fromkeys(key for one in valid for key in one.cooperates_with)
    # The first definition is no change: it began with the area.
    changed = sorted(day for day in begun if first < day <= last and any(other < day for other in begun))
    return Marks(
        duty.begins,
        duty.ends,
        tuple(parts.values()),
        tuple(named.get(key, key) for key in others),
        tuple(changed),
    )


def _parts(permit: Permit, first: date, last: date) -> list[SubPermitHeld]:
    """The sub-permits that held on some day of the year."""
    found = []
    for key in permit.sub_permits:
        days = permit.part_days.get(key, {})
        begins, ends = (date.fromisoformat(days[end]) if days.get(end) else None for end in ("from", "until"))
        if (begins or first) <= last and (ends or last) >= first:
            found.append(SubPermitHeld(key, begins, ends))
    return found
