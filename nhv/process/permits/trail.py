"""A condition's trail: what was proposed, said of it, called, decided and promised. Told from the texts, answers and
decisions themselves each time, and kept nowhere; only what everybody may read of them is asked for.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from django.db.models import QuerySet
from django.utils import timezone

from nhv.derived.consultation_summary import STANDS, Stand
from nhv.derived.matrix import CONDITION
from nhv.filings.models import FilingVersion
from nhv.process.board.minutes import names_of
from nhv.process.board.models import Motion, PublishedDecision
from nhv.process.board.party_papers import with_conditions
from nhv.process.consultations.longer import over_at
from nhv.process.consultations.models import Consultation
from nhv.process.consultations.queries import bodies_that_answered, summary_of
from nhv.process.decisions.models import DefinitionDecision
from nhv.process.hearings.models import Hearing
from nhv.process.permits.told import Told, decisions_told
from nhv.process.weighing.queries import said_in
from nhv.register.models import AreaDocument, Call, Permit
from nhv.specification.area import Area, Condition
from nhv.specification.deadlines import SWEDEN
from nhv.specification.motion import ForCondition
from nhv.specification.motion import Motion as Said

MOST_CASES, MOST_CALLS, MOST_VERSIONS = 50, 100, 200


class Happened(StrEnum):
    """What happened with a condition."""

    PROPOSED = "proposed"
    ANSWERED = "answered"
    DEFINED = "defined"
    CALLED = "called"
    MOVED = "moved"
    HEARD = "heard"
    ADOPTED = "adopted"
    ADJUSTED = "adjusted"
    STRUCK = "struck"
    ADDED = "added"
    TRIED = "tried"


DECIDED: Final = {"adjust": Happened.ADJUSTED, "strike": Happened.STRUCK, "add": Happened.ADDED}


@dataclass(frozen=True)
class Answer:
    """What becomes of one body's stand, and why."""

    who: str
    outcome: str
    why: str


@dataclass(frozen=True)
class Promise:
    """An applicant that got a permit: what it said of the condition when it applied, question by question."""

    who: str
    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Turn:
    """One thing that happened. `wording` is what the condition said from then on, empty where it is as before. `at` is
    the key of the case, consultation or call it happened in; `stands` are who took which stand in a consultation, and
    `change` what was proposed to the board: ForCondition's word, `stricter` where it asks for more. `told` is a
    decision in a permit's life that was about the condition."""

    what: Happened
    day: date | None
    at: str = ""
    wording: str = ""
    who: str = ""
    why: str = ""
    stands: tuple[tuple[Stand, tuple[str, ...]], ...] = ()
    answers: tuple[Answer, ...] = ()
    promises: tuple[Promise, ...] = ()
    change: str = ""
    told: Told | None = None


@dataclass(frozen=True)
class Trail:
    """A condition with all that happened with it, the oldest first, and the permits that hold it today or ahead."""

    condition: Condition
    turns: tuple[Turn, ...]
    permits: tuple[tuple[Permit, str], ...] = field(default=())


def trail_of(area: str, key: str, now: datetime) -> Trail | None:
    """The trail of the condition with this key, or nothing where no public text of the area has, or had, it."""
    turns = [*_consulted(area, key, now), *_defined(area, key), *_called(area, key), *_decided(area, key)]
    turns += [
        Turn(Happened.TRIED, one.day, one.matter, who=one.body, why=one.reasons, told=one)
        for one in decisions_told(area)
        if one.is_about(key)
    ]
    permits = tuple(_held(area, key, timezone.localdate(now, SWEDEN)))
    condition = _condition(area, key) or _consulted_condition(area, key)
    if condition is None:
        return None
    turns.sort(key=lambda one: (one.day is not None, one.day or date.min))
    return Trail(condition, tuple(_said_once(turns)), permits)


def _condition(area: str, key: str) -> Condition | None:
    """As the newest version of the area's document that has it says it. One query."""
    documents: QuerySet[AreaDocument] = AreaDocument.objects.filter(area__key=area, content__contains=f'"{key}"')
    for document in documents.order_by("-version", "-edition")[:MOST_VERSIONS]:
        if found := condition_in(document.specification, key):
            return found
    return None


def _consulted_condition(area: str, key: str) -> Condition | None:
    for asked in _consultations(area):
        if found := condition_in(asked.text.area, key):
            return found
    return None


def condition_in(area: Area, key: str) -> Condition | None:
    """The condition with this key, if it has one."""
    return next((one for one in area.conditions if one.key == key), None)


def _consultations(area: str) -> list[Consultation]:
    near = Consultation.objects.filter(case__area__key=area).select_related("text", "case__group")
    return list(near.order_by("opened_at")[:MOST_CASES])


def _consulted(area: str, key: str, now: datetime) -> Iterator[Turn]:
    """What the expert group proposed, as it was sent out; and, when everybody's time is out, what was said of it."""
    for asked in _consultations(area):
        condition = condition_in(asked.text.area, key)
        if condition is None:
            continue
        group = asked.case.group.name if asked.case.group else ""
        opened = timezone.localdate(asked.opened_at, SWEDEN)
        yield Turn(Happened.PROPOSED, opened, asked.key, condition.text, who=group)
        over = over_at(asked)
        if over <= now:
            yield _answered(asked, key)


def _answered(asked: Consultation, key: str) -> Turn:
    summary = summary_of(asked)
    row = next((one for one in summary.rows if one.key == key), None)
    by_stand = zip(row.stands, summary.bodies, strict=True) if row else ()
    took: dict[Stand, list[str]] = {stand: [] for stand in STANDS if stand != "silent"}
    for stand, body in by_stand:
        if stand != "silent":
            took[stand].append(body)
    stands = tuple((stand, tuple(bodies)) for stand, bodies in took.items() if bodies)
    return Turn(Happened.ANSWERED, asked.last_day, asked.key, stands=stands, answers=_answers(asked, key))


def _answers(asked: Consultation, key: str) -> tuple[Answer, ...]:
    said = list(asked.outcomes.filter(part=key).select_related("body"))
    names = {one: body.name for one, body in bodies_that_answered(asked).items()} if said else {}
    return tuple(
        Answer(names.get(one.body.key if one.body else f"~{one.respondent_id}", ""), one.outcome, one.why)
        for one in said
    )


def _defined(area: str, key: str) -> Iterator[Turn]:
    found = DefinitionDecision.objects.filter(case__area__key=area).select_related("document", "case", "signed")
    for one in found.order_by("decided_at")[:MOST_CASES]:
        if condition := condition_in(one.document.specification, key):
            reasons = one.signed.reasons if hasattr(one, "signed") else {}
            yield Turn(
                Happened.DEFINED, one.decided_on, one.case.key, condition.text, why=str(reasons.get(key, "")),
                who=one.document.specification.decision.body,
            )  # fmt: skip


def _called(area: str, key: str) -> Iterator[Turn]:
    for call in Call.objects.filter(area__key=area).select_related("document")[:MOST_CALLS]:
        condition = condition_in(call.document.specification, key)
        if condition is not None and condition.stage != "not_read":
            out = timezone.localdate(call.published_at, SWEDEN) if call.published_at else call.facts.published_on
            yield Turn(Happened.CALLED, out or call.facts.deadline, call.key, condition.text)


def _decided(area: str, key: str) -> Iterator[Turn]:
    near = ("decision__motion", "decision__item__meeting__board", "decision__item__call__document")
    found = PublishedDecision.objects.filter(decision__item__call__area__key=area).select_related(*near)
    for one in found.order_by("published_at")[:MOST_CALLS]:
        said, call = one.decision.motion.said, one.decision.item.applied_in
        if condition_in(call.document.specification, key) or any(change.key == key for change in said.conditions):
            yield from _before_the_board(call, key)
            yield _decision(one, key)


def _before_the_board(call: Call, key: str) -> Iterator[Turn]:
    """What was proposed about it at the board, also what was not decided, and when the applicants were heard about it.
    Only of a call whose decision everybody may read. Three queries."""
    near = Motion.objects.filter(item__call=call, content__contains=f'"{key}"')
    moved = [(one, change) for one in near.order_by("made_at", "pk")[:MOST_CALLS] if (change := _change(one.said, key))]
    names = names_of(one.by for one, _change_of in moved)
    said: set[tuple[str, ForCondition]] = set()
    for motion, change in moved:
        if (motion.by, change) not in said:
            said.add((motion.by, change))
            yield Turn(
                Happened.MOVED, timezone.localdate(motion.made_at, SWEDEN), call.key, change.text or "",
                who=names.get(motion.by, motion.by), why=change.why,
                change="stricter" if change.stricter else change.change,
            )  # fmt: skip
    for hearing in Hearing.objects.filter(weighing__call=call).order_by("number")[:MOST_CALLS]:
        if any(change.key == key for change in hearing.changes):
            yield Turn(Happened.HEARD, timezone.localdate(hearing.opened_at, SWEDEN), call.key)


def _change(said: Said, key: str) -> ForCondition | None:
    return next((one for one in said.conditions if one.key == key), None)


def _decision(published: PublishedDecision, key: str) -> Turn:
    decision = published.decision
    said, call = decision.motion.said, decision.item.applied_in
    change = _change(said, key)
    kept = condition_in(with_conditions(call.document.specification, said), key)
    what = DECIDED[change.change] if change else Happened.ADOPTED
    return Turn(
        what,
        timezone.localdate(decision.decided_at, SWEDEN),
        call.key,
        kept.text if kept else "",
        who=decision.item.meeting.board.name,
        why=change.why if change else "",
        promises=_promises(published, key) if kept else (),
    )


def _promises(published: PublishedDecision, key: str) -> tuple[Promise, ...]:
    """What those that got a permit had said: the version that stood when the board decided."""
    decision = published.decision
    granted = {one.application for one in decision.motion.said.granted}
    before = FilingVersion.objects.filter(filing__key__in=granted, received_at__lte=decision.decided_at)
    return tuple(Promise(one.who, one.words) for one in said_in(before, f"{CONDITION}-{key}") if one.words)


def _held(area: str, key: str, day: date) -> Iterator[tuple[Permit, str]]:
    """Permits known today that have not ended, with the words of the condition in each."""
    known = Permit.objects.known().filter(area__key=area).select_related("holder", "place__parent")
    for permit in known.exclude(valid_until__lt=day):
        for one in permit.conditions:
            if one.get("key") == key:
                yield permit, str(one.get("text", ""))


def _said_once(turns: Sequence[Turn]) -> Iterator[Turn]:
    """A wording that is the one before is not said again."""
    last = ""
    for turn in turns:
        yield replace(turn, wording="") if turn.wording == last else turn
        last = turn.wording or last
