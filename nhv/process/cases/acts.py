"""What is done with a case: opened, moved, planned, paused, ended. Its entries in the diary are its public history."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from nhv.accounts import access
from nhv.language.faults import Fragment
from nhv.language.slugs import slug
from nhv.process.cases.models import Case, CaseStretch
from nhv.process.cases.moves import CASE, CaseState
from nhv.process.locking import locked, open_to
from nhv.records.acts import one_transaction
from nhv.register.memory import DIARY, IDEMPOTENCY
from nhv.register.models import Area, Organisation
from nhv.rules.actor import Actor
from nhv.rules.reasons import reason, shortened
from nhv.rules.refusals import Refused
from nhv.rules.steps import STEPS, Step, number
from nhv.specification.stretches import Stretch, StretchFault, check_stretches

# What the diary calls the public history of a case. A page of it names it among what it is made of.
CASE_KIND = "process"
MOST_CASES = 5_000

STEP_NAMES = {
    Step.MAPPING: Fragment("Kartläggningen"),
    Step.REVIEW: Fragment("Genomlysningen"),
    Step.CONSULTATION: Fragment("Remissen"),
    Step.DECISION: Fragment("Socialstyrelsens beslut"),
    Step.APPLICATION: Fragment("Ansökningstiden"),
    Step.PREPARATION: Fragment("Beredningen"),
    Step.BOARD: Fragment("Nämndens beslut"),
    Step.FOLLOW_UP: Fragment("Uppföljningen"),
}


@dataclass(frozen=True)
class Days:
    """When a step begins, and its last day where that is set."""

    begins: date
    ends: date | None = None


def open_case(*, title: str, by: Actor, now: datetime, once_key: str, area: Area | None = None) -> Case:
    """A new case under mapping; with an area, to change what is decided about it. Raises Refused."""

    def do() -> dict[str, str]:
        access.check(by, "case.open")
        return {"key": _opened(title, area, by, now).key}

    kept = IDEMPOTENCY.run(once_key, "open_case", by, {"title": title, "area": area.key if area else ""}, do)
    return Case.objects.get(key=kept["key"])


def take_up_known_areas(*, by: Actor, now: datetime) -> int:
    """Every area of the register that has no case gets one, at the step where the register says it stands. Gives how
    many. Nothing is made up: what is known of their history is shown from the register itself."""
    with one_transaction(Case):
        DIARY.take_turn()
        access.check(by, "case.open")
        without = Area.objects.filter(cases__isnull=True, documents__isnull=False).distinct()
        for area in without:
            name = area.documents.newest_first()[0].name
            case = Case.objects.create(
                key=_free_key(area.key), title=name, area=area, state=CaseState.REGISTER, opened_at=now
            )
            _record("case_taken_up", case, by=by, payload={"area": area.key})
        return len(without)


def number_case(*, case: Case, record_number: str, by: Actor) -> Case:
    """The case's number in the authority's official register (diarium), another system."""
    with one_transaction(Case):
        case = locked(case, "group")
        access.check_case(by, "case.register", case.scope)
        said = shortened(record_number)
        if not said or len(said) > 60:
            raise Refused("record_number_impossible", "Skriv diarienumret som det står i diariet, högst 60 tecken.")
        case.record_number = said
        return _kept("case_numbered", case, by=by, payload={"record_number": said})


def say_next(*, case: Case, what: str, who: str, day: date | None, by: Actor) -> Case:
    """What is to be done next, by whom and until when; all empty when nothing is owed. Raises Refused."""
    with one_transaction(Case):
        case = _allowed("plan", case, by)
        said = (shortened(what)[:300], shortened(who)[:300], day)
        if said == (case.next_what, case.next_who, case.next_day):
            return case
        case.next_what, case.next_who, case.next_day = said
        if bool(case.next_what) != bool(case.next_who):
            raise Refused("next_act_incomplete", "Skriv både vad som ska göras och vem som ska göra det.")
        payload = {"what": case.next_what, "who": case.next_who, "day": day}
        return _kept("case_next", case, by=by, payload=payload)


def plan(*, case: Case, days: dict[Step, Days], by: Actor, why: str = "") -> Case:
    """The days of all steps, on one timeline. A day that was set before and becomes another needs a reason, which all
    can read: both days stay in the history. Raises Refused, naming the two days, where steps overlap."""
    with one_transaction(Case):
        case = _allowed("plan", case, by)
        if case.state == CaseState.CONSULTATION and days.get(Step.CONSULTATION) != days_of(case).get(Step.CONSULTATION):
            raise Refused("consultation_is_out", "Remissen är ute. Förläng remisstiden i stället.")
        return replan(case=case, days=days, by=by, why=why)


def replan(*, case: Case, days: dict[Step, Days], by: Actor, why: str) -> Case:
    """The same within an act that has asked whether it may."""
    with one_transaction(Case):
        check_days(days)
        before = days_of(case)
        moved = [step for step, said in before.items() if days.get(step) != said]
        words = reason(why) if moved else shortened(why)
        if days == before:
            raise Refused("nothing_changed", "Inget är ändrat. Ändra något, eller lämna sidan.")
        case.stretches.all().delete()
        CaseStretch.objects.bulk_create(
            CaseStretch(case=case, step=step, begins=said.begins, ends=said.ends) for step, said in days.items()
        )
        changed = [step for step in STEPS if before.get(step) != days.get(step)]
        payload = {"changed": [_told(step, before.get(step), days.get(step)) for step in changed]}
        _record("case_days_moved" if moved else "case_planned", case, by=by, why=words, payload=payload)
        return case


def check_days(days: dict[Step, Days]) -> None:
    """Raises Refused for days that do not follow each other."""
    stretches = [Stretch(number(step), STEP_NAMES[step], said.begins, said.ends) for step, said in days.items()]
    try:
        check_stretches(stretches)
    except StretchFault as fault:
        raise Refused("case_days_clash", "Tidslinjen håller inte: {fault}.", fault=fault) from None


def days_of(case: Case) -> dict[Step, Days]:
    """The days that are set now. One query."""
    return {Step(one.step): Days(one.begins, one.ends) for one in case.stretches.all()}


def pause(*, case: Case, why: str, by: Actor, now: datetime) -> Case:
    """Nothing more happens until somebody resumes it; everybody can read why."""
    with one_transaction(Case):
        case = _allowed("pause", case, by)
        _check_not_paused(case)
        case.paused_at, case.paused_because = now, reason(why)
        return _kept("case_paused", case, by=by, why=why)


def resume(*, case: Case, by: Actor) -> Case:
    """Goes on where it was."""
    with one_transaction(Case):
        case = _allowed("resume", case, by)
        if case.paused_at is None:
            raise Refused("case_not_paused", "Ärendet är inte pausat. Läs sidan på nytt.")
        case.paused_at, case.paused_because = None, ""
        return _kept("case_resumed", case, by=by)


def withdraw(*, case: Case, why: str, by: Actor, now: datetime) -> Case:
    """The end without a definition, with a reason that everybody can read. Nobody is asked for an answer after it: a
    consultation that is open ends with its case, for those too who were given longer time."""
    with one_transaction(Case):
        case = _allowed("withdraw", case, by)
        for asked in case.consultations.all():
            for given in asked.longer_times.filter(closes_at__gt=now):
                given.closes_at, given.last_day = now, timezone.localdate(now)
                given.save(update_fields=["closes_at", "last_day"])
            if asked.closes_at > now:
                asked.closes_at, asked.last_day = now, timezone.localdate(now)
                asked.save(update_fields=["closes_at", "last_day"])
        case.state, case.ended_at, case.ended_because = CaseState.WITHDRAWN, now, reason(why)
        case.paused_at, case.paused_because = None, ""
        _owe_nothing(case)
        return _kept("case_withdrawn", case, by=by, why=why)


def begin_review(*, case: Case, group: Organisation, by: Actor) -> Case:
    """The expert group is appointed, and its work begins."""
    with one_transaction(Case):
        case = _allowed("review", case, by)
        _check_not_paused(case)
        if group.kind != Organisation.Kind.GROUP or open_cases_of(group).exclude(pk=case.pk).exists():
            raise Refused("no_group_of_its_own", "Välj en grupp som inte redan har ett annat öppet ärende.")
        case.group, case.state = group, CaseState.REVIEW
        _owe_nothing(case)
        return _kept("case_review_begun", case, by=by, payload={"group": group.key})


def _owe_nothing(case: Case) -> None:
    """What was to be done next was of the step that the case has left; what comes then is said anew."""
    case.next_what, case.next_who, case.next_day = "", "", None


def groups_at_work() -> "QuerySet[Case, Any]":
    """The groups with a case that is open, as a question within another."""
    return Case.objects.filter(group__isnull=False, state__in=_OPEN).values("group")


def open_cases_of(group: Organisation) -> "QuerySet[Case]":
    """The cases that a group works on now. One that has decided its area may take it up again."""
    return Case.objects.filter(group=group, state__in=_OPEN)


def send_back(*, case: Case, why: str, by: Actor) -> Case:
    """Back to the expert group, with a reason that everybody can read. Raises Refused."""
    with one_transaction(Case):
        return moved("send_back", check_movable("send_back", case, by), by=by, why=reason(why))


def check_movable(act: str, case: Case, by: Actor) -> Case:
    """The case, locked, when this move can be made with it now: for the acts of the rooms beside. Raises Refused."""
    case = _allowed(act, case, by)
    _check_not_paused(case)
    return case


def moved(act: str, case: Case, *, by: Actor, why: str = "", payload: dict[str, Any] | None = None) -> Case:
    """The case in the state that the act leads to, kept with its entry, by an act that has called `check_movable`."""
    before, case.state = case.state, CASE.check(act, source=case.state).target
    if case.state != before:
        _owe_nothing(case)
    return _kept(f"case_{act}", case, by=by, why=why, payload=payload)


def _opened(title: str, area: Area | None, by: Actor, now: datetime) -> Case:
    words = shortened(title)
    if not words or len(words) > 300:
        raise Refused("case_title_impossible", "Ge ärendet ett namn på högst 300 tecken.")
    if area is not None and Case.objects.filter(area=area, state__in=_OPEN).exists():
        raise Refused("case_of_area_open", "Området har redan ett öppet ärende. Fortsätt i det.")
    case = Case.objects.create(
        key=_free_key(slug(words)[:70] or "arende"), title=words, area=area, state=CaseState.MAPPING, opened_at=now
    )
    _record("case_opened", case, by=by, payload={"title": words, "area": area.key if area else None})
    return case


_OPEN = tuple(state for state in CaseState if state not in (CaseState.REGISTER, CaseState.WITHDRAWN))


def _allowed(act: str, case: Case, by: Actor) -> Case:
    """The case as it is now, for nobody else to change, if the table lets `by` do this with it. Raises Refused."""
    return open_to(CASE, act, case, by, "area", "group")


def _check_not_paused(case: Case) -> None:
    if case.paused_at is not None:
        raise Refused("case_paused", "Ärendet är pausat: {why} Återuppta det först.", why=case.paused_because)


def _kept(act: str, case: Case, *, by: Actor, why: str = "", payload: dict[str, Any] | None = None) -> Case:
    case.save()
    _record(act, case, by=by, why=why, payload=payload)
    return case


def _record(act: str, case: Case, *, by: Actor, why: str = "", payload: dict[str, Any] | None = None) -> None:
    told = {"state": case.state, **(payload or {})}
    DIARY.record(act, kind=CASE_KIND, key=case.key, by=by, why=why, payload=told)


def _told(step: Step, before: Days | None, after: Days | None) -> dict[str, Any]:
    return {"step": step, "before": _plain(before), "after": _plain(after)}


def _plain(days: Days | None) -> Iterable[date | None] | None:
    return [days.begins, days.ends] if days else None


def _free_key(wanted: str) -> str:
    """The key, with a number after it when there is a case by that key already. No key is used twice."""
    taken = set(Case.objects.filter(key__startswith=wanted).values_list("key", flat=True))
    return next(key for key in (wanted, *(f"{wanted}-{n}" for n in range(2, MOST_CASES))) if key not in taken)
