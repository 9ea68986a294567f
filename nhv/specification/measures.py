"""What the units report every year: what is counted, among whom, and by what it is divided.

A measure is locked when its first year begins: what means something else from then on is another measure, with a key
of its own, so that years under one key can be compared.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, Literal

from pydantic import Field

from nhv.specification.faults import nearest
from nhv.specification.parts import Frozen, Key, Short, Text, editorial, editorial_many

Breakdown = Literal["home", "age", "sex"]
SizeClass = Literal["small", "middle", "large"]
PATIENTS = "patienter"
# The measure that every permit reports, of all areas: those treated. Others lie within it.
TREATED = "antal-patienter"


class Measure(Frozen):
    """One thing to report. `within` names the measure among whose patients these are counted.

    `size` is how many patients a year there are in the country, told beforehand: under 30, under 100, or more; the
    tables of the first years follow from it. `insiders` protects units' figures from each other too, and is for
    outcomes. `first_year` is the first that is reported on; none is all.
    """

    key: Key
    text: Text
    english: Text | None = editorial()
    kind: Literal["count", "proportion", "duration", "distribution", "text"] = editorial("text")
    unit: Short | None = editorial()
    within: Key | None = editorial()
    numerator: Short | None = editorial()
    denominator: Short | None = editorial()
    breakdowns: tuple[Breakdown, ...] = editorial_many()
    direction: Literal["higher", "lower"] | None = editorial()
    first_year: Annotated[int, Field(ge=1990, le=2200)] | None = editorial()
    size: SizeClass | None = editorial()
    insiders: bool = editorial(False)

    @property
    def counts_patients(self) -> bool:
        """Whether it is a number of people, each counted once: nothing else is published in tables."""
        return self.kind == "count" and self.unit == PATIENTS

    def has_begun(self, year: int) -> bool:
        """Whether it is reported on for this year."""
        return self.first_year is None or self.first_year <= year


def check_measures(measures: Sequence[Measure]) -> None:
    """Raises ValueError for keys that stand twice, and for what lies within nothing that there is, or within itself."""
    keys = [measure.key for measure in measures]
    for key, times in Counter(keys).items():
        if times > 1:
            raise ValueError(f"måttet «{key}» står {times} gånger; varje nyckel får stå en gång")
    known = {TREATED, *keys}
    for measure in measures:
        if measure.within and measure.within not in known:
            raise ValueError(
                f"måttet «{measure.key}» räknas bland «{measure.within}», som inte finns{nearest(measure.within, keys)}"
            )
        if measure.key in above(measure, measures):
            raise ValueError(f"måttet «{measure.key}» räknas till sist bland sig självt; rätta within")


def above(measure: Measure, measures: Sequence[Measure]) -> list[str]:
    """The keys of those that it lies within, the nearest first; one that leads in a circle ends where it began."""
    by_key, found = {one.key: one for one in measures}, list[str]()
    outer = measure.within
    while outer and outer not in found:
        found.append(outer)
        outer = by_key[outer].within if outer in by_key else None
    return found


_MEANING = ("text", "kind", "unit", "within", "numerator", "denominator", "breakdowns", "first_year")


def locked_changes(before: Iterable[Measure], after: Iterable[Measure], this_year: int) -> Iterator[str]:
    """The keys of measures whose first year has begun and that would mean something else, or that are new and begin
    in a year that has."""
    was = {one.key: one for one in before}
    for key, measure in ((one.key, one) for one in after):
        old = was.get(key)
        if old is None:
            if measure.first_year and measure.first_year <= this_year:
                yield key
        elif old.has_begun(this_year) and _meaning(old) != _meaning(measure):
            yield key


def _meaning(measure: Measure) -> tuple[object, ...]:
    return tuple(getattr(measure, name) for name in _MEANING)
