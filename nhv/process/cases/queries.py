"""Cases as they are asked for: all of them by everybody (what is said of a case is public), with where each stands.

A case whose definition is decided stands where the register's calls and permits say: nobody keeps that up to date.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import F, QuerySet
from django.utils import timezone

from nhv.accounts import access
from nhv.derived.step_reached import next_day, step_reached
from nhv.process.cases.acts import CASE_KIND
from nhv.process.cases.models import Case
from nhv.process.cases.moves import CaseState
from nhv.records.diary import DiaryEntryBase
from nhv.register import queries as register
from nhv.register.memory import DIARY, latest_entries
from nhv.register.models import Call, DiaryEntry
from nhv.rules.actor import Actor
from nhv.rules.steps import Step

MOST_CASES = 2_000
MOST_HISTORY = 500


@dataclass(frozen=True)
class Coming:
    """What comes next: an event of the register (`derived.timeline`), the start or end of a step, or what somebody has
    said (`what`, by `who`)."""

    day: date | None
    event: str = ""
    step: Step | None = None
    what: str = ""
    who: str = ""


@dataclass(frozen=True)
class Standing:
    """A case on a day. `step` is where it stands; of one that has ended there is none, and `last_day` is then that of
    the definition where it was decided once and is withdrawn: from when that is decided, so that it may lie ahead."""

    case: Case
    step: Step | None
    coming: Coming | None
    day: date
    last_day: date | None = None

    @property
    def has_ended(self) -> bool:
        """Whether the definition was withdrawn and its last day has passed."""
        return self.last_day is not None and self.last_day < self.day

    @property
    def is_late(self) -> bool:
        """Whether what somebody owes should have been done."""
        return self.case.next_day is not None and self.case.next_day < self.day


class _Register:
    """Permits and last days to apply of all areas, read once."""

    def __init__(self, day: date) -> None:
        self._day = day
        self._holders = {row.key: row.holders for row in register.area_rows()}
        self._repealed = register.last_days_of_repealed(day)
        self._last_days: defaultdict[str, list[date | None]] = defaultdict(list)
        for key, closes_at, state in Call.objects.values_list("area__key", "closes_at", "state"):
            if state != "withdrawn":
                self._last_days[key].append(_last_day(closes_at))

    def last_day(self, case: Case) -> date | None:
        """Of the definition, where it is decided that it is withdrawn."""
        return self._repealed.get(case.area.key) if case.state == CaseState.REGISTER and case.area else None

    def step(self, area: str) -> Step | None:
        if area in self._repealed:
            return None
        return step_reached(self._holders.get(area, ()), self._last_days[area], self._day)

    def coming(self, area: str) -> Coming | None:
        found = next_day(self._holders.get(area, ()), self._last_days[area], self._day)
        return Coming(found[1], event=found[0]) if found else None


def pipeline() -> list[Standing]:
    """Every case with where it stands today, by name. Seven queries at most, however many cases."""
    return standings(_cases()[:MOST_CASES])


def standing_of(key: str) -> Standing | None:
    """One case with where it stands. Seven queries at most."""
    return next(iter(standings(_cases().filter(key=key))), None)


def standings(cases: Iterable[Case]) -> list[Standing]:
    """Where each of these cases stands today. Six queries at most besides the cases' own."""
    day = register.today()
    known = _Register(day)
    return [Standing(case, _step(case, known), _coming(case, known, day), day, known.last_day(case)) for case in cases]


def cases_for(by: Actor) -> "QuerySet[Case]":
    """All cases, the late ones first, for those who handle them; nobody else's query finds any."""
    reached = access.reach(by, "case.see")
    found = _cases().exclude(key__in=reached.barred)
    in_order = found.order_by(F("next_day").asc(nulls_last=True), "title", "key")
    return in_order if reached.everything else in_order.none()


def history(case: Case) -> list[DiaryEntryBase]:
    """What has happened with a case, the latest first: its own entries in the diary. One query."""
    rows = DIARY.entries._default_manager.filter(subject_kind=CASE_KIND, subject_key=case.key)
    return list(rows.order_by("-number")[:MOST_HISTORY])


def case_changes(most: int) -> list[tuple[DiaryEntry, Case]]:
    """The latest that has happened with any case, newest first, with the case as it now is. Two queries."""
    entries = list(latest_entries((CASE_KIND,), most)[:most])
    found = {case.key: case for case in _cases().filter(key__in={entry.subject_key for entry in entries})}
    return [(entry, found[entry.subject_key]) for entry in entries if entry.subject_key in found]


def by_step(found: Sequence[Standing]) -> Mapping[Step, list[Standing]]:
    """The cases of each step, all steps named, in the order they come."""
    of_step: dict[Step, list[Standing]] = {step: [] for step in Step}
    for one in found:
        if one.step is not None:
            of_step[one.step].append(one)
    return of_step


def _cases() -> "QuerySet[Case]":
    return Case.objects.select_related("area", "group").prefetch_related("stretches")


def _step(case: Case, known: _Register) -> Step | None:
    if case.state == CaseState.WITHDRAWN:
        return None
    if case.state == CaseState.REGISTER and case.area is not None:
        return known.step(case.area.key)
    return Step(case.state)


def _coming(case: Case, known: _Register, day: date) -> Coming | None:
    """What somebody has said comes next, else the nearest day of the plan, else what the register knows."""
    if case.next_what:
        return Coming(case.next_day, what=case.next_what, who=case.next_who)
    begins = [Coming(one.begins, step=Step(one.step)) for one in case.stretches.all() if one.begins > day]
    if begins:
        return min(begins, key=lambda coming: coming.day or day)
    of_register = case.state == CaseState.REGISTER and case.area is not None
    return known.coming(case.area.key) if of_register and case.area else None


def _last_day(closes_at: datetime | None) -> date | None:
    # The bound is the first instant that is too late.
    return timezone.localdate(closes_at - timedelta(microseconds=1)) if closes_at else None
