"""The days of a process on one timeline: each step from a day to a day, none begun before the last has ended."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from nhv.language.faults import Fault, Fragment
from nhv.specification.deadlines import FIRST_YEAR, LAST_YEAR


class StretchFault(Fault, ValueError):
    """The days do not follow each other. `str()` is the Swedish end of a sentence, with the two days that clash."""


@dataclass(frozen=True)
class Stretch:
    """A step, by its place among all steps from 1, with its first and last day; no last day where none is set."""

    place: int
    name: Fragment
    begins: date
    ends: date | None = None

    @property
    def last(self) -> date:
        """The last day that is known to belong to it."""
        return self.ends or self.begins


def check_stretches(stretches: Iterable[Stretch]) -> None:
    """Raises StretchFault for a step that ends before it begins, or that overlaps the next one."""
    in_order = sorted(stretches, key=lambda stretch: stretch.place)
    for stretch in in_order:
        _check_days(stretch)
    for before, after in pairwise(in_order):
        if after.begins <= before.last:
            raise StretchFault(
                "stretches_overlap",
                "{before} pågår till och med den {ends} men {after} börjar den {begins}; flytta den ena dagen",
                before=before.name,
                ends=before.last,
                after=after.name,
                begins=after.begins,
            )


def _check_days(stretch: Stretch) -> None:
    for day in (stretch.begins, stretch.last):
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise StretchFault(
                "year_unlikely", "året ska vara mellan {first} och {last}", first=str(FIRST_YEAR), last=str(LAST_YEAR)
            )
    if stretch.last < stretch.begins:
        raise StretchFault(
            "stretch_ends_before_it_begins",
            "{name} börjar den {begins} men slutar den {ends}; rätta den ena dagen",
            name=stretch.name,
            begins=stretch.begins,
            ends=stretch.last,
        )
