"""A year's conditions over all permits, as officers see them: how many each unit meets, and what it plans where not."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from nhv.followup.conditions import SAID
from nhv.followup.models import Duty
from nhv.followup.queries import answers_of_newest, duties_of, filings_of
from nhv.register.models import AreaDocument, GeneralDocument
from nhv.specification.follow_up import FollowUp, Lacking, follow_up, lacking, met

MOST_UNMET = 3_000


@dataclass(frozen=True)
class UnitConditions:
    """One report: how many of its conditions are met, partly met and not met, and how many nothing is said of. What is
    not `reported` has not come."""

    duty: Duty
    reported: bool
    met: int = 0
    partly: int = 0
    unmet: int = 0
    silent: int = 0


@dataclass(frozen=True)
class Unmet:
    """A condition that a unit does not wholly meet, and what it said of the same condition the year before."""

    duty: Duty
    area: str
    now: Lacking
    before: Lacking | None

    @property
    def said(self) -> str:
        """partly or not."""
        return SAID[self.now.said]

    @property
    def promised_by(self) -> date | None:
        """The first day by which it was to be mended: a plan of the year before is not undone by a new one."""
        days = [one.done_by for one in (self.now, self.before) if one is not None and one.done_by is not None]
        return min(days, default=None)

    def is_overdue(self, today: date) -> bool:
        """Whether that day has been."""
        return self.promised_by is not None and self.promised_by < today


@dataclass(frozen=True)
class ConditionsOfYear:
    """All that is owed for the year, by area and place, and what is not wholly met, in the same order. At most
    MOST_UNMET of those."""

    units: tuple[UnitConditions, ...]
    unmet: tuple[Unmet, ...]


def conditions_of_year(year: int) -> ConditionsOfYear:
    """As the newest version that has been received of each report says. Eight queries."""
    reports, before = _said(year), _said(year - 1)
    lacked = {(one.duty.area_id, one.duty.place_id): one.lacking for one in before}
    unmet = (
        Unmet(one.duty, one.duty.document.name, each, lacked.get((one.duty.area_id, one.duty.place_id), {}).get(key))
        for one in reports
        for key, each in one.lacking.items()
    )
    return ConditionsOfYear(tuple(map(_counted, reports)), tuple(unmet)[:MOST_UNMET])


@dataclass(frozen=True)
class _Said:
    duty: Duty
    asked: FollowUp
    answers: Mapping[str, Any] | None

    @property
    def lacking(self) -> dict[str, Lacking]:
        return {one.condition.key: one for one in lacking(self.asked, self.answers or {})}


def _said(year: int) -> list[_Said]:
    """Each document is read once, however many units have it. Five queries, of a year without reports two."""
    duties = list(duties_of(year))
    filings = filings_of(duties)
    newest = answers_of_newest(filings.values())
    asked: dict[tuple[int, int], FollowUp] = {}
    documents = AreaDocument.objects.in_bulk({duty.document_id for duty in duties})
    generals = GeneralDocument.objects.in_bulk({duty.general_id for duty in duties})
    for duty in duties:
        pair = (duty.document_id, duty.general_id)
        if pair not in asked:
            area, general = documents[duty.document_id].specification, generals[duty.general_id].specification
            asked[pair] = follow_up(year, "", area, general, ())
    found = []
    for duty in duties:
        filing = filings.get(duty.key)
        answers = newest.get(filing.pk) if filing else None
        found.append(_Said(duty, asked[duty.document_id, duty.general_id], answers))
    return found


def _counted(one: _Said) -> UnitConditions:
    if one.answers is None:
        return UnitConditions(one.duty, reported=False)
    told = Counter(SAID[answer] for answer in met(one.asked, one.answers).values() if answer in SAID)
    silent = len(one.asked.conditions) - told.total()
    return UnitConditions(one.duty, True, told["met"], told["partly"], told["not"], silent)
