"""The groups nobody may find: of one to four, shown, hidden or never listed, with rests, steps and corrections."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from nhv.disclosure.families import Family
from nhv.disclosure.published import Dimension
from nhv.disclosure.reported import Counts, Reported
from nhv.disclosure.system import ENDLESS, UNIT, YEAR, At, Row, Sum, System, minus


@dataclass(frozen=True)
class Target:
    """A group of so few that nobody may find it out."""

    sum: Sum
    value: int
    name: str


@dataclass(frozen=True)
class Attacker:
    """Somebody who reads what is published, and may know more: a unit its own row."""

    name: str = "anybody"
    knows: tuple[Row, ...] = ()


ANYBODY = Attacker()


def targets(system: System, reports: Sequence[Reported]) -> list[Target]:
    """Each different group of 1 to T - 1. `reports` are what was true for each document of the system, in its order."""
    limit = system.documents[-1].threshold
    found: dict[tuple[int, ...], Target] = {}
    for sum_, value, name in _groups(system, reports):
        if 0 < abs(value) < limit and sum_:
            sign = 1 if value > 0 else -1
            ours = {place: sign * number for place, number in sum_.items()}
            found.setdefault(tuple(sorted(sum_)), Target(ours, abs(value), name))
    return list(found.values())


def _groups(system: System, reports: Sequence[Reported]) -> Iterator[tuple[Sum, int, str]]:
    newest = len(reports) - 1
    corrected = [number for number, one in enumerate(system.documents) if one.edition.corrected]
    before = sorted({number - 1 for number in corrected if number})
    for number in [newest, *before]:
        yield from _of_edition(system, reports[number], number)
    for number in before:
        yield from _changes(system, reports, number)


def _of_edition(system: System, reported: Reported, edition: int) -> Iterator[tuple[Sum, int, str]]:
    limit = system.documents[-1].threshold
    for population, family in reported.counts:
        for at, own in small(reported.dimensions, family, reported.counts[population, family], limit):
            yield system.sum(population, at, edition), own, f"{population} {at}"
        outer = reported.within[population]
        if outer:
            rest = reported.by(outer, family) - reported.counts[population, family]
            for at, own in small(reported.dimensions, family, rest, limit):
                wide, inner = system.sum(outer, at, edition), system.sum(population, at, edition)
                yield minus(wide, inner), own, f"{outer} without {population} {at}"


def _changes(system: System, reports: Sequence[Reported], old: int) -> Iterator[tuple[Sum, int, str]]:
    limit = system.documents[-1].threshold
    for (population, family), counts in reports[old].counts.items():
        change = reports[-1].on(reports[old], population, family) - counts
        for at, own in small(reports[old].dimensions, family, change, limit):
            yield (
                minus(system.sum(population, at), system.sum(population, at, old)),
                own,
                f"change of {population} {at}",
            )


def small(
    dimensions: Mapping[str, Dimension], family: Family, counts: Counts, limit: int
) -> Iterator[tuple[dict[str, str], int]]:
    """Every group of 1 to limit - 1 (or as many fewer) that a cross-table can tell of: by values and named totals."""
    labels = [("", *dimensions[name].values, *dimensions[name].groups) for name in family]
    for axis, name in enumerate(family):
        counts = np.moveaxis(np.tensordot(_members(dimensions[name]), counts, axes=(1, axis)), 0, axis)
    for place in np.argwhere((counts != 0) & (np.abs(counts) < limit)):
        chosen = {name: own[number] for name, own, number in zip(family, labels, place, strict=True)}
        yield {name: label for name, label in chosen.items() if label}, int(counts[tuple(place)])


def _members(dimension: Dimension) -> Counts:
    """For all, each value and each named total: which values are in it."""
    singles = np.eye(len(dimension.values), dtype=np.int64)
    totals = [[value in group for value in dimension.values] for group in dimension.groups.values()]
    return np.vstack([np.ones_like(singles[:1]), singles, np.array(totals, dtype=np.int64).reshape(-1, len(singles))])


def guesser(system: System, reports: Sequence[Reported], since: int = 0) -> Attacker | None:
    """One who guesses, and rightly, what the corrections in the documents from `since` on did not touch: which numbers
    are as they were, and that patients were only added, or only taken away. Nobody says so; but a figure that is shown
    in one edition and hidden in the next is of the same patients, and whoever believes it puts the two together."""
    rows = [row for number in range(max(since, 1), len(reports)) for row in _untouched(system, reports, number)]
    return Attacker("guesser", tuple(rows)) if rows else None


def _untouched(system: System, reports: Sequence[Reported], number: int) -> Iterator[Row]:
    before, after = reports[number - 1], reports[number]
    for told in system.documents[number].edition.corrected:
        change = {
            (name, tuple(at.items())): after.value(name, at) - before.value(name, at)
            for name, at in _finest(before)
            if at[UNIT] == told.unit and at[YEAR] == told.year
        }
        ends = (0.0 if min(change.values()) >= 0 else -ENDLESS, 0.0 if max(change.values()) <= 0 else ENDLESS)
        for (name, place), value in change.items():
            own = minus(system.sum(name, dict(place), number), system.sum(name, dict(place), number - 1))
            low, high = ends if value else (0.0, 0.0)
            if own and (low, high) != (-ENDLESS, ENDLESS):
                yield Row(own, low, high)


def insiders(system: System, reports: Sequence[Reported], since: int = 0) -> list[Attacker]:
    """Each unit, with its own row: also as it was before what the documents from `since` on corrected."""
    before = [number - 1 for number in range(max(since, 1), len(reports)) if system.documents[number].edition.corrected]
    return [
        Attacker(
            unit, tuple(row for number in [*before, len(reports) - 1] for row in _own(system, reports, number, unit))
        )
        for unit in reports[-1].dimensions[UNIT].values
    ]


def _own(system: System, reports: Sequence[Reported], number: int, unit: str) -> Iterator[Row]:
    for name, at in _finest(reports[number]):
        if at[UNIT] == unit and (own := system.sum(name, at, number)):
            value = float(reports[number].value(name, at))
            yield Row(own, value, value)


def _finest(reported: Reported) -> Iterator[tuple[str, At]]:
    for population, family in reported.counts:
        for chosen in product(*(reported.dimensions[name].values for name in family)):
            yield population, dict(zip(family, chosen, strict=True))


def theirs(targets: Sequence[Target], attacker: Attacker) -> list[Target]:
    """Those that are not the attacker's own: no number of its row is in them alone."""
    own = {place for row in attacker.knows for place in row.sum}
    return [one for one in targets if not set(one.sum) <= own]
