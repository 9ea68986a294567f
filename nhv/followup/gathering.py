"""The accepted reports of an area as one `Reported`: what is true, of all years that are or will be published.

A measure that a unit has not reported for a year counts as nobody in that year, says so among what is impossible, and
gets no table of it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from nhv.disclosure.published import Dimension, Group, UnitsYear
from nhv.disclosure.reported import Counts, Reported
from nhv.disclosure.system import UNIT, YEAR
from nhv.specification.follow_up import AGES, SEXES, Counted, Home, divides_home, divides_people, home_keys, is_treated
from nhv.specification.measures import Measure, above

HOME, AGE, SEX = "home", "age", "sex"
WHERE, WHO, ALONE = (UNIT, YEAR, HOME), (UNIT, YEAR, AGE, SEX), (UNIT, YEAR)
POOLED_YEARS = 3


@dataclass(frozen=True)
class Accepted:
    """What a unit (the key of its place) reported for a year and was accepted: by measure."""

    unit: str
    year: int
    counts: Mapping[str, Counted]


@dataclass(frozen=True)
class Gathered:
    """What is true, and which measures every unit with a permit has reported for which year."""

    reported: Reported
    whole: frozenset[tuple[str, int]]

    def standing(self, reported: Reported) -> "Gathered":
        """The same by what stands while corrections are held: a measure that was silent may be so still."""
        silent = {(one.of, one.at[YEAR]) for one in reported.impossible if set(one.at) == {YEAR}}
        return Gathered(reported, frozenset((key, year) for key, year in self.whole if (key, str(year)) not in silent))

    def not_reported(self, owed: Collection[tuple[str, int]]) -> tuple[UnitsYear, ...]:
        """The units and years of which a report was owed and nothing is counted."""
        nobody = {(one.at[UNIT], one.at[YEAR]) for one in self.reported.impossible if set(one.at) == {UNIT, YEAR}}
        return tuple(UnitsYear(unit=unit, year=year) for unit, year in sorted(nobody) if (unit, int(year)) in owed)


def gather(
    accepted: Sequence[Accepted],
    measures: Sequence[Measure],
    homes: Sequence[Home],
    silent: Collection[tuple[str, int]] = (),
) -> Gathered:
    """All years that somebody has reported. `silent` are the units and years that were owed and never reported: nobody
    is counted there, which everybody is told. Raises LookupError when there is nothing."""
    years = sorted({one.year for one in accepted})
    units = sorted({one.unit for one in accepted} | {unit for unit, _year in silent})
    if not years:
        raise LookupError("nothing is reported")
    whole = frozenset(
        (measure.key, year)
        for measure in measures
        for year in years
        if _is_whole(measure, measures, [one for one in accepted if one.year == year])
    )
    by_place = {(one.unit, one.year): one for one in accepted}
    counts: dict[tuple[str, tuple[str, ...]], Counts] = {}
    for measure in measures:
        for family in families_of(measure):
            empty = np.zeros(_shape(family, homes), dtype=np.int64)
            counts[measure.key, family] = np.array(
                [
                    [
                        _cells(by_place.get((unit, year)), measure, family, empty)
                        if (measure.key, year) in whole
                        else empty
                        for year in years
                    ]
                    for unit in units
                ]
            )
    within: dict[str, str | None] = {one.key: one.within for one in measures}
    reported = Reported(
        dimensions(units, years, homes), within, counts, _impossible(units, years, measures, by_place, whole)
    )
    return Gathered(reported, whole)


def _is_whole(measure: Measure, measures: Sequence[Measure], that_year: Iterable[Accepted]) -> bool:
    """Whether every unit has reported it, and all that it lies within."""
    needed = [measure.key, *above(measure, measures)]
    return measure.has_begun(next(one.year for one in that_year)) and all(
        key in one.counts for one in that_year for key in needed
    )


def families_of(measure: Measure) -> tuple[tuple[str, ...], ...]:
    """By what a measure's counts are divided."""
    divided = [family for family, is_so in ((WHERE, divides_home(measure)), (WHO, divides_people(measure))) if is_so]
    return tuple(divided) or (ALONE,)


def dimensions(units: Sequence[str], years: Sequence[int], homes: Sequence[Home]) -> dict[str, Dimension]:
    """The values of a document, with three years together and healthcare regions as totals."""
    groups: dict[str, tuple[str, ...]] = {}
    for home in homes:
        groups[home.group] = (*groups.get(home.group, ()), home.key)
    return {
        UNIT: Dimension(values=tuple(units)),
        YEAR: Dimension(values=tuple(map(str, years)), groups=_pooled(years)),
        HOME: Dimension(values=home_keys(homes), groups=groups),
        AGE: Dimension(values=AGES),
        SEX: Dimension(values=SEXES),
    }


def pooled_of(year: int) -> str:
    """The name of three years together, by the last of them."""
    return f"{year - POOLED_YEARS + 1}-{year}"


def _pooled(years: Sequence[int]) -> dict[str, tuple[str, ...]]:
    pools = {year: range(year - POOLED_YEARS + 1, year + 1) for year in years}
    return {pooled_of(year): tuple(map(str, pool)) for year, pool in pools.items() if set(pool) <= set(years)}


def _shape(family: Sequence[str], homes: Sequence[Home]) -> tuple[int, ...]:
    sizes = {HOME: len(home_keys(homes)), AGE: len(AGES), SEX: len(SEXES)}
    return tuple(sizes[name] for name in family[2:])


def _cells(one: Accepted | None, measure: Measure, family: Sequence[str], empty: Counts) -> Counts:
    own = one.counts.get(measure.key) if one else None
    if own is None:
        return empty
    return np.array(own.homes if family == WHERE else own.people if family == WHO else own.total, dtype=np.int64)


def _impossible(
    units: Sequence[str],
    years: Sequence[int],
    measures: Sequence[Measure],
    by_place: Mapping[tuple[str, int], Accepted],
    whole: frozenset[tuple[str, int]],
) -> tuple[Group, ...]:
    """A unit without a permit or a report for a year, and a measure that is not reported for one: everybody knows."""
    absent = [
        Group(of=measure.key, at={UNIT: unit, YEAR: str(year)})
        for measure in measures
        if is_treated(measure)
        for unit in units
        for year in years
        if (unit, year) not in by_place
    ]
    silent = [
        Group(of=measure.key, at={YEAR: str(year)})
        for measure in measures
        for year in years
        if (measure.key, year) not in whole
    ]
    return (*absent, *silent)
