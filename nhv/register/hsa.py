"""What differs between our units and an extract of the HSA catalogue. A list for somebody who decides: nothing is
changed, and no HSA-id is guessed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from nhv.interchange.hsa_extract import Entry, by_name, compared
from nhv.register.models import Organisation

What = Literal["unknown_id", "other_name", "ended", "no_id"]


@dataclass(frozen=True)
class Difference:
    """One of a unit's. `said` is what the extract has: a name, a last day, or the HSA-ids of those of the same name."""

    what: What
    key: str
    name: str
    place: str
    hsa_id: str
    said: tuple[str, ...] = ()


@dataclass(frozen=True)
class Compared:
    """All of them, by the unit's place and name; and how many units there are."""

    units: int
    differences: tuple[Difference, ...]

    @property
    def alike(self) -> int:
        """How many units differ in nothing."""
        return self.units - len({one.key for one in self.differences})


def compare_with(extract: Mapping[str, Entry], *, on: date) -> Compared:
    """Every unit of the register held against the extract, as it is on a day. One query."""
    units = list(Organisation.objects.filter(kind=Organisation.Kind.UNIT).select_related("parent"))
    names = by_name(dict(extract))
    found = [one for unit in units for one in _differences(unit, extract, names, on)]
    return Compared(len(units), tuple(sorted(found, key=lambda one: (one.place, one.name, one.key, one.what))))


def _differences(
    unit: Organisation, extract: Mapping[str, Entry], names: Mapping[str, list[Entry]], on: date
) -> list[Difference]:
    def difference(what: What, *said: str) -> Difference:
        return Difference(what, unit.key, unit.name, unit.parent.name if unit.parent else "", unit.hsa_id or "", said)

    if not unit.hsa_id:
        return [difference("no_id", *sorted(one.hsa_id for one in names.get(compared(unit.name), [])))]
    there = extract.get(unit.hsa_id.upper())
    if there is None:
        return [difference("unknown_id")]
    found = []
    if compared(there.name) != compared(unit.name):
        found.append(difference("other_name", there.name))
    if there.ends is not None and there.ends < on:
        found.append(difference("ended", str(there.ends)))
    return found
