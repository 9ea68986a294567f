"""An edition of a year: tables by size, figures hidden, and proved over the file itself before anybody gets it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from nhv.disclosure.covers import Figures, Unprotectable, choose
from nhv.disclosure.layout import fewer
from nhv.disclosure.policy import faults
from nhv.disclosure.proof import Leak, leaks
from nhv.disclosure.published import Cell, Edition, Population, Published, Table, UnitsYear, from_json, to_json
from nhv.disclosure.reported import Reported
from nhv.disclosure.solver import Numbers
from nhv.disclosure.system import UNIT, YEAR, System
from nhv.disclosure.targets import ANYBODY, Attacker, Target, guesser, insiders, targets, theirs

ROUNDS = 3
NATIONAL_TOTAL, UNIT_TOTAL, NATIONAL, OTHER, SPREAD = 3000.0, 300.0, 8.0, 1.0, 0.8


class Unproved(ArithmeticError):
    """No tables of the year could be proved safe: nothing is published."""


@dataclass(frozen=True)
class Earlier:
    """A file published before, and what was true for it."""

    text: str
    reported: Reported


@dataclass(frozen=True)
class Year:
    """What is to be published of a year, and how. `seed` is secret, and another for each edition."""

    area: str
    edition: Edition
    reported: Reported
    tables: tuple[Table, ...]
    seed: int
    insiders: bool = False
    threshold: int = 5
    not_reported: tuple[UnitsYear, ...] = ()


@dataclass(frozen=True)
class Done:
    """The file, with how many rounds of proof and how many tables it took."""

    text: str
    rounds: int
    dropped: int


def publish(year: Year, earlier: Sequence[Earlier] = ()) -> Done:
    """The file of an edition, proved. Raises Unproved when not even national totals can be."""
    tables: list[Table] = list(year.tables)
    since = _guessed_since(earlier)
    for dropped in range(len(tables) + 2):
        for rounds, text in _tried(replace(year, tables=tuple(tables)), earlier, since):
            return Done(text, rounds, dropped)
        if not tables:
            break
        tables = fewer(tables)
    raise Unproved(f"{year.area} {year.edition.year}")


def _guessed_since(earlier: Sequence[Earlier]) -> int:
    """From which document corrections are held against who guesses what they left alone: from the first, or only from
    the new one where the earlier ones were published before anybody asked, and tell a guesser already."""
    if not earlier:
        return 0
    reports = [one.reported for one in earlier]
    system = System([from_json(one.text) for one in earlier], reports[-1].counts)
    who = guesser(system, reports)
    return len(earlier) if who and leaks(system, targets(system, reports), who) else 0


def _tried(year: Year, earlier: Sequence[Earlier], since: int) -> list[tuple[int, str]]:
    """The number of rounds and the file, when one is proved within so many rounds."""
    more: list[Leak] = []
    for rounds in range(1, ROUNDS + 2):
        try:
            text = to_json(_hidden(year, earlier, more, year.seed + rounds, since))
        except Unprotectable:
            return []
        reports = [*(one.reported for one in earlier), year.reported]
        found = prove([*(one.text for one in earlier), text], reports, year.insiders, since)
        if not found and not faults(from_json(text)):
            return [(rounds, text)]
        more += found
    return []


def prove(texts: Sequence[str], reports: Sequence[Reported], with_insiders: bool = False, since: int = 0) -> list[Leak]:
    """What can be found out from these files about any small group, also by who guesses what the corrections in those
    from `since` on left alone."""
    system = System([from_json(text) for text in texts], reports[-1].counts)
    all_aims = _aims(system, reports, with_insiders, since)
    return [leak for attacker, aims in all_aims for leak in leaks(system, aims, attacker)]


def _aims(
    system: System, reports: Sequence[Reported], with_insiders: bool, since: int
) -> list[tuple[Attacker, list[Target]]]:
    all_ = targets(system, reports)
    inside = insiders(system, reports, since) if with_insiders else []
    guessing = guesser(system, reports, since)
    known = [(guessing, all_)] if guessing else []
    return [(ANYBODY, all_), *known, *((one, theirs(all_, one)) for one in inside)]


def _hidden(year: Year, earlier: Sequence[Earlier], more: Sequence[Leak], seed: int, since: int) -> Published:
    """The document with the figures chosen that protect all that is listed, and what an earlier round failed to."""
    empty = document(year)
    system = System([*(from_json(one.text) for one in earlier), empty], year.reported.counts)
    figures, places = _figures(system, year, seed)
    reports = [*(one.reported for one in earlier), year.reported]
    listed = {tuple(sorted(one)) for one in [*figures.sums, *_listed(system, earlier)]}
    failed = {(leak.attacker, tuple(sorted(leak.target.sum))) for leak in more}
    aims = [
        (who, [one for one in each if (key := tuple(sorted(one.sum))) in listed or (who.name, key) in failed])
        for who, each in _aims(system, reports, year.insiders, since)
    ]
    # Alone it protects no other, and everybody knows that a small one is hidden: so it is hidden up to twice as far.
    limit = 2 * year.threshold if len(figures.sums) == 1 else year.threshold
    small = {number for number, value in enumerate(figures.values) if 0 < value < limit}
    figures.hidden |= small
    choose(system, figures, aims, small)
    return _filled(empty, places, figures)


def _listed(system: System, earlier: Sequence[Earlier]) -> list[dict[int, float]]:
    found = []
    for number in range(len(earlier)):
        for table in system.documents[number].tables:
            found += [system.sum(table.of, table.at(cell), number) for cell in table.cells if table.show == "count"]
    return found


def document(year: Year) -> Published:
    """The document with every count hidden."""
    reported = year.reported
    return Published(
        area=year.area,
        threshold=year.threshold,
        edition=year.edition,
        dimensions=dict(reported.dimensions),
        populations={name: Population(within=within) for name, within in reported.within.items()},
        impossible=reported.impossible,
        not_reported=year.not_reported,
        tables=tuple(_without(table, year) for table in year.tables),
    )


def _without(table: Table, year: Year) -> Table:
    """A table without the cells of units that have not reported: what is not there says neither nobody nor hidden."""
    silent = {(one.unit, one.year) for one in year.not_reported}
    nobody = {(one.at.get(UNIT, ""), one.at.get(YEAR, "")) for one in year.reported.impossible}
    years = year.reported.dimensions[YEAR].groups.get(table.fixed.get(YEAR, ""), (table.fixed.get(YEAR, ""),))

    def is_silent(unit: str) -> bool:
        pairs = {(unit, one) for one in years}
        return pairs <= nobody and not pairs.isdisjoint(silent)

    told = tuple(cell for cell in table.cells if not is_silent(table.at(cell).get(UNIT, "")))
    return table.model_copy(update={"cells": told})


Places = dict[tuple[str, tuple[str, ...]], int]


def _figures(system: System, year: Year, seed: int) -> tuple[Figures, Places]:
    """Each different figure once, and which of them each cell shows."""
    numbers: dict[tuple[int, ...], int] = {}
    figures, places, prices = Figures([], [], np.zeros(0)), {}, []
    for table in document(year).tables:
        for cell in table.cells:
            own = system.sum(table.of, table.at(cell))
            number = numbers.setdefault(tuple(sorted(own)), len(numbers))
            places[table.key, cell.at] = number
            if number == len(figures.sums):
                figures.sums.append(own)
                figures.values.append(year.reported.value(table.of, table.at(cell)))
                prices.append(_price(table.at(cell)))
    figures.prices = _shaken(np.array(prices), seed)
    return figures, places


def _price(at: Mapping[str, str]) -> float:
    """What hiding costs, by what a figure is of and never by its value."""
    divided = set(at) - {"year"}
    if not divided:
        return NATIONAL_TOTAL
    if divided == {"unit"}:
        return UNIT_TOTAL
    return NATIONAL if len(divided) == 1 else OTHER


def _shaken(prices: Numbers, seed: int) -> Numbers:
    """Who has the code and not the seed cannot choose the same again."""
    return prices * np.exp(np.random.default_rng(seed).normal(0.0, SPREAD, len(prices)))


def _filled(empty: Published, places: Places, figures: Figures) -> Published:
    def cell(table: Table, one: Cell) -> Cell:
        number = places[table.key, one.at]
        return one if number in figures.hidden else Cell(at=one.at, value=figures.values[number])

    tables = [
        table.model_copy(update={"cells": tuple(cell(table, one) for one in table.cells)}) for table in empty.tables
    ]
    return empty.model_copy(update={"tables": tuple(tables)})
