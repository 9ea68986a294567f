"""A call from draft to close, on both kinds of database: who may, when, and what it leaves behind."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from nhv.accounts.desk import Part, desk
from nhv.process.calls import acts as calls
from nhv.process.calls.models import Extension
from nhv.process.calls.queries import answered_questions, applicants, call_cases, published_call
from nhv.register.changes import call_changes
from nhv.register.memory import register_state
from nhv.register.models import Call, DiaryEntry, Organisation, OutgoingMessage
from nhv.rules.actor import Actor
from nhv.rules.roles import Role
from nhv.specification.document import CallFacts
from tests.support.calls import SKANE, WEST, a_draft, a_draft_call, an_applicant, an_open_call, once, sent
from tests.support.people import a_person, actor
from tests.support.refusals import refuses

US = Actor("program", "test")
NOVEMBER = date(2027, 11, 14)
# The midnight that ends that day in Sweden.
BOUND = datetime(2027, 11, 14, 23, 0, tzinfo=UTC)
TICK = timedelta(microseconds=1)


def now() -> datetime:
    return datetime.now(UTC)


def officer() -> Actor:
    return actor(a_person(Role.OFFICER))


def a_november_call() -> Call:
    call = a_draft_call(days=30)
    facts = call.facts.model_copy(update={"deadline": NOVEMBER})
    call = calls.edit_call(call=call, facts=facts, seen_revision=call.revision, by=US)
    return calls.publish(call=call, by=US, now=BOUND - timedelta(days=30), without_questions=True)


def acts_of(call: Call) -> list[str]:
    rows = DiaryEntry.objects.filter(subject_key=call.key, subject_kind__in=("call", "call_case"))
    return list(rows.order_by("number").values_list("act", flat=True))


def an_extension(call: Call, *, by: Actor, at: datetime, days: int = 7) -> Extension:
    later = NOVEMBER + timedelta(days=days)
    return calls.propose_extension(call=call, deadline=later, why="Bilagan var fel.", by=by, now=at)


def test_the_whole_way_leaves_its_trace(register: str) -> None:
    first, second = officer(), officer()
    call = a_november_call()
    extension = an_extension(call, by=first, at=BOUND - TICK)
    calls.confirm_extension(extension=extension, by=second, now=BOUND - TICK)
    calls.close(call=call, by=US, now=BOUND + timedelta(days=7))
    assert acts_of(call) == [
        "call_drafted",
        "call_edited",
        "call_published",
        "call_extension_proposed",
        "call_extended",
        "call_closed",
    ]


def test_a_draft_leaves_the_register_as_it_is_and_publication_moves_it(register: str) -> None:
    before = register_state()
    call = a_draft_call()
    assert register_state() == before
    assert published_call(call.key) is None
    calls.publish(call=call, by=US, now=now(), without_questions=True)
    assert register_state() != before
    assert published_call(call.key) == call


def test_every_registered_region_is_told_once(register: str) -> None:
    Organisation.objects.filter(key__in=(SKANE, WEST)).update(email="")
    Organisation.objects.filter(key=SKANE).update(email="registrator@skane.invalid")
    told = OutgoingMessage.objects.filter(to="registrator@skane.invalid")
    call = an_open_call()
    assert [message.subject for message in told] == ["Ny utlysning: Viss avancerad esofaguskirurgi"]
    with refuses("state_forbids_act"):
        calls.publish(call=call, by=US, now=now(), without_questions=True)
    assert told.count() == 1


def test_what_has_been_cannot_be_published(register: str) -> None:
    call = a_draft_call()
    assert call.closes_at is not None
    with refuses("call_deadline_passed"):
        calls.publish(call=call, by=US, now=call.closes_at, without_questions=True)


@pytest.mark.parametrize(
    ("day", "hour", "fault"),
    [(date(2028, 3, 26), time(2, 30), "hour_missing"), (date(2028, 10, 29), time(2, 30), "hour_doubled")],
)
def test_an_hour_that_is_no_hour_is_refused(register: str, day: date, hour: time, fault: str) -> None:
    call = a_november_call()
    with refuses("call_deadline_impossible") as refused:
        calls.propose_extension(call=call, deadline=day, deadline_time=hour, why="Skäl", by=officer(), now=BOUND - TICK)
    assert refused.value.told["fault"].code == fault


def test_the_time_is_never_made_shorter(register: str) -> None:
    call = a_november_call()
    with refuses("call_deadline_not_later"):
        an_extension(call, by=officer(), at=BOUND - TICK, days=0)
    with refuses("call_still_open"):
        calls.close(call=call, by=US, now=BOUND - TICK)


def test_the_time_is_not_made_longer_when_it_is_out(register: str) -> None:
    call = a_november_call()
    extension = an_extension(call, by=officer(), at=BOUND - TICK)
    with refuses("call_time_ended"):
        calls.confirm_extension(extension=extension, by=officer(), now=BOUND)
    with refuses("call_time_ended"):
        an_extension(call, by=officer(), at=BOUND)


def test_it_is_not_made_longer_than_until_the_care_can_begin(register: str) -> None:
    call = an_open_call(days=30, starts_earliest=timezone.localdate() + timedelta(days=40))
    far = timezone.localdate() + timedelta(days=50)
    with refuses("call_deadline_after_start"):
        calls.propose_extension(call=call, deadline=far, why="Skäl", by=officer(), now=now())


def test_one_officer_cannot_be_both(register: str) -> None:
    one, call = officer(), a_november_call()
    extension = an_extension(call, by=one, at=BOUND - TICK)
    with refuses("extension_needs_another_officer"):
        calls.confirm_extension(extension=extension, by=one, now=BOUND - TICK)


def test_everybody_who_has_begun_is_told_of_a_longer_time(register: str) -> None:
    call, applicant = a_november_call(), an_applicant()
    a_draft(call, applicant)
    extension = an_extension(call, by=officer(), at=BOUND - TICK)
    calls.confirm_extension(extension=extension, by=officer(), now=BOUND - TICK)
    told = OutgoingMessage.objects.get(to=applicant.email, kind="call_applicant")
    assert told.subject == "Förlängd ansökningstid: Viss avancerad esofaguskirurgi"
    assert "Bilagan var fel." in told.text


def test_a_dropped_proposal_leaves_room_for_another_and_a_trace(register: str) -> None:
    call, one = a_november_call(), officer()
    extension = an_extension(call, by=one, at=BOUND - TICK)
    with refuses("extension_pending"):
        an_extension(call, by=one, at=BOUND - TICK)
    calls.drop_extension(extension=extension, by=one)
    again = an_extension(call, by=one, at=BOUND - TICK, days=9)
    assert list(call.extensions.all()) == [again]
    assert acts_of(call)[-2:] == ["call_extension_dropped", "call_extension_proposed"]
    calls.confirm_extension(extension=again, by=officer(), now=BOUND - TICK)
    with refuses("extension_in_force"):
        calls.drop_extension(extension=again, by=one)


def test_the_worker_closes_what_has_ended_and_nothing_else(register: str) -> None:
    ended, going_on = a_november_call(), an_open_call(days=3_000)
    assert calls.close_what_has_ended(by=US, now=BOUND - TICK) == 0
    assert calls.close_what_has_ended(by=US, now=BOUND) == 1
    states = dict(Call.cases.made_here().values_list("key", "state"))
    assert states == {ended.key: "closed", going_on.key: "published"}


def test_a_call_that_cannot_be_closed_leaves_no_other_open(register: str, monkeypatch: pytest.MonkeyPatch) -> None:
    hindered, other, close = a_november_call(), a_november_call(), calls.close

    def closing(*, call: Call, by: Actor, now: datetime) -> Call:
        if call.key == hindered.key:
            raise RuntimeError("a full disk")
        return close(call=call, by=by, now=now)

    monkeypatch.setattr(calls, "close", closing)
    with pytest.raises(RuntimeError):
        calls.close_what_has_ended(by=US, now=BOUND)
    assert Call.objects.get(key=hindered.key).state == "published"
    assert Call.objects.get(key=other.key).state == "closed"


def test_applicants_are_those_who_sent_and_did_not_take_back(register: str) -> None:
    call, skane, west = an_open_call(), an_applicant(), an_applicant(WEST)
    sent(a_draft(call, skane), skane)
    a_draft(call, west, organisation=WEST)
    assert [organisation.key for organisation in applicants(call)] == [SKANE]


def test_a_taken_key_is_refused(register: str) -> None:
    call = a_draft_call(key="samma")
    with refuses("call_key_taken"):
        facts = CallFacts(key="samma", title="T")
        calls.draft_call(document=call.document, facts=facts, by=US, once_key=once())


def test_only_officers_make_calls(register: str) -> None:
    registrar = actor(a_person(Role.REGISTRAR))
    call = a_draft_call()
    for act in (
        lambda: calls.publish(call=call, by=registrar, now=now(), without_questions=True),
        lambda: calls.withdraw(call=call, why="Skäl", by=registrar, now=now()),
        lambda: calls.edit_call(call=call, facts=call.facts, seen_revision=1, by=registrar),
    ):
        with refuses("no_such_role"):
            act()
    assert list(call_cases(registrar)) == []


@pytest.mark.parametrize("said", [{}, {"contact_email": "fragor@exempel.invalid"}, {"questions_until": True}])
def test_where_and_until_when_to_ask_is_told_or_meant_to_be_left_out(
    sqlite_register: str, said: dict[str, Any]
) -> None:
    until = {"questions_until": now().date() + timedelta(days=9)} if "questions_until" in said else {}
    call = a_draft_call(**{**said, **until})
    with refuses("call_questions_unsaid"):
        calls.publish(call=call, by=US, now=now())
    whole = a_draft_call(contact_email="fragor@exempel.invalid", questions_until=now().date() + timedelta(days=9))
    assert calls.publish(call=whole, by=US, now=now()).state == "published"
    assert calls.publish(call=call, by=US, now=now(), without_questions=True).state == "published"


def named(parts: list[tuple[Part, list[Any]]]) -> list[tuple[str, list[Any]]]:
    """What stands on a desk, by the names of its parts."""
    return [(part.name, records) for part, records in parts]


def test_the_desk_shows_what_waits_and_nothing_of_a_draft(register: str) -> None:
    one, call, signatory = officer(), an_open_call(days=5), an_applicant()
    begun = a_draft(call, signatory)
    question = calls.ask(
        call=call, organisation=begun.organisation, question="När?", by=actor(signatory), now=now(), once_key=once()
    )
    assert named(desk(one, now())) == [("questions", [question]), ("closing", [call])]
    registrar = actor(a_person(Role.REGISTRAR))
    assert not desk(registrar, now())
    sent(begun, signatory)
    assert named(desk(registrar, now())) == [("unnumbered", [begun])]
    assert not desk(actor(signatory), now())


def test_an_answer_is_the_same_for_all_and_does_not_say_who_asked(register: str) -> None:
    call, signatory = an_open_call(), an_applicant()
    asked = calls.ask(
        call=call,
        organisation=Organisation.objects.get(key=SKANE),
        question="Vi i Skåne undrar: när?",
        by=actor(signatory),
        now=now(),
        once_key=once(),
    )
    assert answered_questions(call) == []
    before = register_state()
    calls.answer(question=asked, published_question="När?", answer="I mars.", by=officer(), now=now())
    (told,) = answered_questions(call)
    assert (told.published_question, told.answer) == ("När?", "I mars.")
    assert register_state() != before
    (entry, *_) = [entry for entry, _call in register_changes() if entry.act == "call_question_answered"]
    assert entry.why == ""


def test_questions_are_taken_through_their_last_day(register: str) -> None:
    call, signatory = an_open_call(questions_until=timezone.localdate() + timedelta(days=3)), an_applicant()
    region = Organisation.objects.get(key=SKANE)

    def ask(at: datetime) -> None:
        calls.ask(call=call, organisation=region, question="När?", by=actor(signatory), now=at, once_key=once())

    midnight = timezone.localtime(now()).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=4)
    ask(midnight - TICK)
    with refuses("call_questions_ended"):
        ask(midnight)


def register_changes() -> list[tuple[DiaryEntry, object]]:
    return [(entry, call) for entry, call in call_changes()]
