"""Generated areas: two to five units, 21 regions, sparse, three years and more, with nested outcomes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from nhv.disclosure.editions import Standing, publish_standing
from nhv.disclosure.layout import layout, size_class, table_by
from nhv.disclosure.published import Dimension, Edition, Published, from_json, to_json
from nhv.disclosure.publishing import Earlier, Year, document
from nhv.disclosure.rates import with_rates
from nhv.disclosure.reported import Reported
from nhv.disclosure.shares import with_shares
from nhv.followup.texts import Names, with_texts

REGIONS = {"sthlm": 2, "mellan": 7, "sydost": 3, "soder": 4, "vast": 2, "norr": 3}
HOMES = [f"{name}{number}" for name, count in REGIONS.items() for number in range(count)]
ONE, TWO = ("unit", "year", "home"), ("unit", "year", "age", "sex")


def dimensions(units: int, years: list[str]) -> dict[str, Dimension]:
    pooled = {f"{years[at]}-{years[at + 2]}": tuple(years[at : at + 3]) for at in range(len(years) - 2)}
    groups = {name: tuple(one for one in HOMES if one.startswith(name)) for name in REGIONS}
    return {
        "unit": Dimension(values=tuple("abcde"[:units])),
        "year": Dimension(values=tuple(years), groups=pooled),
        "home": Dimension(values=(*HOMES, "unknown"), groups=groups),
        "age": Dimension(values=("0-17", "18-44", "45-64", "65-")),
        "sex": Dimension(values=("women", "men")),
    }


@dataclass
class Area:
    """An area whose truth is drawn, and what it asks to have published."""

    number: int
    units: int = 0
    mean: float = 0.0

    def __post_init__(self) -> None:
        self.chance = np.random.default_rng(self.number)
        self.units = self.units or int(self.chance.integers(2, 6))
        self.mean = self.mean or float(np.exp(self.chance.uniform(np.log(0.3), np.log(8))))

    def reported(self, years: list[str], outcome: bool = False) -> Reported:
        own = dimensions(self.units, years)
        pulls = self.chance.dirichlet(np.full(self.units, 0.7), size=22) * self.units
        sizes = self.chance.dirichlet(np.full(22, 1.5)) * 22 * self.mean
        sizes[-1] *= 0.2
        people = np.stack([self.chance.poisson(pulls.T * sizes[None, :]) for _ in years], axis=1)
        inner = self.chance.binomial(people, 0.2)
        counts = {("treated", ONE): people, ("treated", TWO): self._by_age(people)}
        within: dict[str, str | None] = {"treated": None}
        if outcome:
            counts |= {("complication", ("unit", "year")): inner.sum(axis=2)}
            within |= {"complication": "treated"}
        return Reported(own, within, counts)

    def _by_age(self, people: np.ndarray) -> np.ndarray:
        parts = self.chance.dirichlet(np.full(8, 1.0))
        totals = people.sum(axis=2)
        found = np.array([[self.chance.multinomial(one, parts) for one in row] for row in totals])
        return found.reshape(*totals.shape, 4, 2)

    def year(self, reported: Reported, year: str, **more: object) -> Year:
        years = list(reported.dimensions["year"].values)
        at = years.index(year)
        before = [reported.value("treated", {"year": one}) for one in years[max(0, at - 2) : at]]
        size = size_class(before, round(self.mean * self.units * 22))
        pooled = f"{years[at - 2]}-{year}" if at >= 2 else None
        tables = layout(size, year, pooled, reported.dimensions, "treated")
        if "complication" in reported.within:
            tables += [table_by("complication", pooled or year, ("unit",), reported.dimensions)]
        return Year("x", Edition(year=int(year)), reported, tuple(tables), seed=self.number + 7919, **more)


def corrected(reported: Reported, chance: np.random.Generator, patients: int, year: str) -> Reported:
    """So many patients more, or another region or age, in one unit's year."""
    years = reported.dimensions["year"].values.index(year)
    unit = int(chance.integers(len(reported.dimensions["unit"].values)))
    counts = {key: value.copy() for key, value in reported.counts.items()}
    for _ in range(patients):
        counts["treated", ONE][unit, years, chance.integers(22)] += 1
        counts["treated", TWO][unit, years, chance.integers(4), chance.integers(2)] += 1
    return Reported(reported.dimensions, reported.within, counts, reported.impossible)


def corrected_in_one_place(reported: Reported, unit: str, patients: int, year: str) -> Reported:
    """So many patients more in one unit's year, all of them women of one region and age: the largest."""
    own, when = (reported.dimensions[name].values.index(one) for name, one in (("unit", unit), ("year", year)))
    counts = {key: value.copy() for key, value in reported.counts.items()}
    home = int(counts["treated", ONE][own, when].argmax())
    age = int(counts["treated", TWO][own, when, :, 0].argmax())
    counts["treated", ONE][own, when, home] += patients
    counts["treated", TWO][own, when, age, 0] += patients
    return replace(reported, counts=counts)


def edition(area: Area, reported: Reported, year: str, number: int, earlier: list[Earlier]) -> Earlier:
    """One more published file."""

    def asked(stands: Standing) -> Year:
        marks = Edition(year=int(year), number=number, note=stands.note, corrected=stands.corrected)
        own = area.year(stands.reported, year)
        return replace(own, edition=marks, seed=own.seed + len(earlier))

    stands, done = publish_standing(earlier, reported, asked)
    return Earlier(done.text, stands.reported)


def own_figures(reported: Reported, unit: str) -> Iterator[tuple[str, dict[str, str], int]]:
    """What a unit knows of itself: of whom, where, and how many, by all that it reports."""
    for (population, family), counts in reported.counts.items():
        for place, number in np.ndenumerate(counts):
            at = {name: reported.dimensions[name].values[one] for name, one in zip(family, place, strict=True)}
            if at["unit"] == unit:
                yield population, at, int(number)


def worded(text: str) -> str:
    """The same file with shares, rates and all that is said in words, as it is published."""
    chance = np.random.default_rng(1)
    inhabitants = {home: int(chance.integers(60_000, 2_500_000)) for home in HOMES}
    told = with_rates(with_shares(from_json(text)), inhabitants)
    return to_json(with_texts(told, Names({}, {}), is_invented=True))


def small_hidden(year: Year) -> str:
    """The control: those of one to four are hidden, and nothing else."""
    return filled(year, lambda value: 0 < value < 5)


def all_shown(year: Year) -> str:
    return filled(year, lambda value: False)


def filled(year: Year, hides: Callable[[int], bool]) -> str:
    empty: Published = document(year)
    tables = []
    for table in empty.tables:
        values = [(cell, year.reported.value(table.of, table.at(cell))) for cell in table.cells]
        cells = [
            cell if hides(value) else cell.model_copy(update={"hidden": False, "value": value})
            for cell, value in values
        ]
        tables.append(table.model_copy(update={"cells": tuple(cells)}))
    return to_json(empty.model_copy(update={"tables": tuple(tables)}))
