"""What the units of an area have reported: counts in cross-tables that agree where they overlap."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from nhv.disclosure.families import Family
from nhv.disclosure.published import Dimension, Group
from nhv.disclosure.system import UNIT, YEAR, At

Counts = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Reported:
    """Counts by population and cross-table. `within` says which population each lies within."""

    dimensions: Mapping[str, Dimension]
    within: Mapping[str, str | None]
    counts: Mapping[tuple[str, Family], Counts]
    impossible: tuple[Group, ...] = ()

    def value(self, population: str, at: At) -> int:
        """How many a group has. Raises LookupError for what no cross-table divides."""
        for (name, family), counts in self.counts.items():
            if name == population and set(at) <= set(family):
                return int(counts[np.ix_(*(self._places(one, at.get(one)) for one in family))].sum())
        raise LookupError(f"nothing reported divides {population} by {sorted(at)}")

    def _places(self, name: str, label: str | None) -> list[int]:
        own = self.dimensions[name]
        values = own.values if label is None else own.groups.get(label, (label,))
        return [own.values.index(value) for value in values]

    def by(self, population: str, family: Family) -> Counts:
        """A population's counts by these dimensions, from a cross-table that has them."""
        wide = next(each for name, each in self.counts if name == population and set(family) <= set(each))
        summed = self.counts[population, wide].sum(axis=tuple(n for n, name in enumerate(wide) if name not in family))
        kept = [name for name in wide if name in family]
        return np.asarray(np.transpose(summed, [kept.index(name) for name in family]))

    def on(self, other: "Reported", population: str, family: Family) -> Counts:
        """A cross-table by the values that another report has."""
        own, places = self.counts[population, family], self.dimensions
        picked = [[places[name].values.index(value) for value in other.dimensions[name].values] for name in family]
        return own[np.ix_(*picked)]

    def disagreements(self) -> list[str]:
        """Where cross-tables of a population differ on what they share, or one within another is larger."""
        found = []
        for (name, family), counts in self.counts.items():
            for (other, wide), theirs in self.counts.items():
                if other == name and not np.array_equal(_margin(family, counts, wide), _margin(wide, theirs, family)):
                    found.append(f"{name}: {family} and {wide} differ")
                if other == self.within[name] and wide == family and (counts > theirs).any():
                    found.append(f"{name} is larger than {other} by {family}")
        return found

    def with_unit(self, newer: "Reported", unit: str, year: str) -> "Reported":
        """The same, with one unit's year as another has it."""
        return self._with_part(newer, {UNIT: unit, YEAR: year}, {name for name, _family in self.counts})

    def with_group(self, other: "Reported", group: Group) -> "Reported":
        """The same, with a group of one population as another has it."""
        return self._with_part(other, group.at, {group.of})

    def _with_part(self, other: "Reported", at: At, populations: Collection[str]) -> "Reported":
        counts = {
            key: _with(key[1], self, other, own, other.counts[key], at) if key[0] in populations else own
            for key, own in self.counts.items()
        }
        return replace(self, counts=counts)


def _margin(family: Family, counts: Counts, other: Family) -> Counts:
    shared = sorted(set(family) & set(other))
    summed = counts.sum(axis=tuple(place for place, name in enumerate(family) if name not in shared))
    kept = [name for name in family if name in shared]
    return np.asarray(np.transpose(summed, [kept.index(name) for name in shared]))


def _with(family: Family, own: Reported, other: Reported, counts: Counts, theirs: Counts, at: At) -> Counts:
    found = counts.copy()
    found[_slice(family, own, at)] = theirs[_slice(family, other, at)]
    return found


def _slice(family: Family, reported: Reported, at: At) -> tuple[int | slice, ...]:
    return tuple(reported.dimensions[name].values.index(at[name]) if name in at else slice(None) for name in family)
