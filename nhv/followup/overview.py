"""An area's reports of a year side by side, as officers see them: what is missing, what is odd, what is not met."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nhv.disclosure.published import Met
from nhv.filings.models import Filing
from nhv.followup.checks import Finding, far_apart, findings
from nhv.followup.conditions import SAID
from nhv.followup.models import Duty
from nhv.followup.queries import answers_of_newest, asked_of, duties_of, filings_of, last_year_of
from nhv.specification.follow_up import Counted, FollowUp, Lacking, counted, lacking
from nhv.specification.measures import Measure


@dataclass(frozen=True)
class UnitReport:
    """What one place owes and what the newest version of its report says, if any has come."""

    duty: Duty
    filing: Filing | None
    asked: FollowUp
    counts: Mapping[str, Counted]
    last_year: Mapping[str, Counted]
    findings: tuple[Finding, ...]
    lacking: tuple[tuple[Met, Lacking], ...]

    @property
    def is_clear(self) -> bool:
        """Whether nothing that is found stands in the way of accepting it."""
        return not any(one.is_open for one in self.findings)


@dataclass(frozen=True)
class AreaReports:
    """All of them, the measures that count patients, and which shares are far from the others'."""

    units: tuple[UnitReport, ...]
    measures: tuple[Measure, ...]
    apart: frozenset[tuple[str, str]]


def area_reports(area: str, year: int) -> AreaReports:
    """The reports of an area and year. At most seven queries a unit."""
    duties = list(duties_of(year).select_related("general").filter(area__key=area))
    filings = filings_of(duties)
    newest = answers_of_newest(filings.values())
    units = tuple(_unit(duty, filings.get(duty.key), newest) for duty in duties)
    measures = units[0].asked.patients if units else ()
    counts = {one.duty.place.key: one.counts for one in units if one.counts}
    return AreaReports(units, measures, frozenset(far_apart(counts, measures)))


def _unit(duty: Duty, filing: Filing | None, newest: Mapping[int, Mapping[str, Any]]) -> UnitReport:
    asked, last = asked_of(duty), last_year_of(duty)
    said = newest.get(filing.pk) if filing else None
    return UnitReport(
        duty,
        filing,
        asked,
        counted(asked, said or {}),
        counted(asked, last),
        tuple(findings(asked, said, last)) if said is not None else (),
        tuple((SAID[one.said], one) for one in lacking(asked, said or {})),
    )
