"""How units meet their conditions, year by year: as accepted reports say it, and as the editions show it."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import OuterRef, QuerySet, Subquery

from nhv.disclosure.published import Met, ReportedCondition
from nhv.followup.models import PublishedEdition
from nhv.register.models import Organisation
from nhv.specification.follow_up import MET, NOT, PARTLY, AskedCondition, FollowUp, met

MOST_YEARS = 5
SAID: Final[Mapping[str, Met]] = {MET: "met", PARTLY: "partly", NOT: "not"}


@dataclass(frozen=True)
class Reported:
    """What a unit said of the condition for a year."""

    year: int
    place: Organisation
    said: Met


@dataclass(frozen=True)
class YearOfConditions:
    """All conditions of an area in the newest edition of a year."""

    year: int
    conditions: tuple[ReportedCondition, ...]

    @property
    def units(self) -> tuple[str, ...]:
        """The units that have said something, by key."""
        return tuple(sorted({unit for one in self.conditions for unit in one.said}))

    @property
    def with_lack(self) -> tuple[str, ...]:
        """Those that do not wholly meet all that they have said something of."""
        return tuple(unit for unit in self.units if self.lacking_at(unit))

    def lacking_at(self, unit: str) -> list[tuple[ReportedCondition, Met]]:
        """What a unit meets partly or not."""
        told = [(one, one.said[unit]) for one in self.conditions if unit in one.said]
        return [(one, said) for one, said in told if said != "met"]


def reported_conditions(
    reports: Iterable[tuple[str, FollowUp, Mapping[str, Any]]],
) -> tuple[ReportedCondition, ...]:
    """The conditions of a year with what every unit said: of each the key of its place, what is asked, the answers."""
    asked: dict[str, AskedCondition] = {}
    said: dict[str, dict[str, Met]] = {}
    for unit, of, answers in reports:
        for one in of.conditions:
            asked.setdefault(one.key, one)
        for key, answer in met(of, answers).items():
            if answer in SAID:
                said.setdefault(key, {})[unit] = SAID[answer]
    return tuple(
        ReportedCondition(key=one.key, text=one.text, paragraph=one.paragraph, said=said.get(one.key, {}))
        for one in asked.values()
    )


def newest_year(areas: Collection[str]) -> dict[str, YearOfConditions]:
    """By area, the latest year that is published, where its newest edition tells of conditions. One query."""
    own = PublishedEdition.objects.filter(area=OuterRef("area")).order_by("-year", "-number")
    newest = _editions(areas).filter(pk=Subquery(own.values("pk")[:1]))
    found = {one.area.key: _year(one) for one in newest}
    return {key: year for key, year in found.items() if year.conditions}


def reported_on(area: str, condition: str) -> list[Reported]:
    """Every unit's answer for each published year, the latest year first; at most MOST_YEARS years. Two queries."""
    newest = {one.year: one for one in _editions([area]).order_by("number")}
    years = [_year(newest[year]) for year in sorted(newest, reverse=True)[:MOST_YEARS]]
    said = [
        (year.year, unit, answer)
        for year in years
        for one in year.conditions
        if one.key == condition
        for unit, answer in sorted(one.said.items())
    ]
    places = Organisation.objects.select_related("parent").in_bulk({unit for _, unit, _ in said}, field_name="key")
    return [Reported(year, places[unit], answer) for year, unit, answer in said if unit in places]


def _editions(areas: Collection[str]) -> "QuerySet[PublishedEdition]":
    return PublishedEdition.objects.filter(area__key__in=areas).select_related("area").defer("basis", "intervals")


def _year(edition: PublishedEdition) -> YearOfConditions:
    """Of the file no more is read than what is asked for: it is long."""
    told = json.loads(edition.text).get("conditions", ())
    return YearOfConditions(edition.year, tuple(map(ReportedCondition.model_validate, told)))
