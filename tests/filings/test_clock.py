"""A wrong clock is never a refusal: it is told in the health, marked on what came, and turns no order around."""

import json
from collections import deque
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from nhv.accounts.models import User
from nhv.filings.models import FilingVersion
from nhv.filings.verification import faults
from nhv.program.main import main
from nhv.records import clock
from nhv.records.receipts import verify
from nhv.register.health import ailments
from nhv.register.memory import DIARY, KEYS
from nhv.register.models import Call, DiaryEntry, DiaryPayload
from nhv.rules.roles import Role
from nhv.website.filings.own.time_left import time_left
from tests.support.calls import a_draft, an_applicant, an_open_call, sent
from tests.support.people import a_person, signed_in

HOUR = timedelta(hours=1)


def set_the_clock(monkeypatch: pytest.MonkeyPatch, by: timedelta) -> None:
    """Everything that asks the time is told another, as when somebody sets the machine's clock."""
    monkeypatch.setattr(clock, "now", lambda: datetime.now(UTC) + by)


def send_twice(monkeypatch: pytest.MonkeyPatch, by: timedelta) -> tuple[FilingVersion, FilingVersion]:
    """One version, then the clock is set, then another."""
    signatory = an_applicant()
    filing = a_draft(an_open_call(), signatory)
    first = sent(filing, signatory)
    set_the_clock(monkeypatch, by)
    return first, sent(filing, signatory, received_at=timezone.now() + by)


def test_an_hour_back_is_marked_and_the_second_is_not_older_than_the_first(
    register: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = send_twice(monkeypatch, -HOUR)
    assert (first.clock_doubt, second.clock_doubt) == ("", "behind")
    assert first.received_at <= second.received_at
    told = json.loads(DiaryPayload.objects.get(number=second.diary_number).content)
    assert told["clock_doubt"] == "behind"
    assert datetime.fromisoformat(told["clock_said"]) < first.received_at
    times = list(DiaryEntry.objects.order_by("number").values_list("at", flat=True))
    assert times == sorted(times)
    assert any("klockan går efter" in one for one in ailments())
    assert list(DIARY.faults()) == []


def test_a_receipt_given_while_the_clock_is_behind_verifies_also_when_the_key_is_another(
    register: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The diary is an hour ahead of the clock: what is signed is signed no earlier than it was received."""
    signatory = an_applicant()
    filing = a_draft(an_open_call(), signatory)
    set_the_clock(monkeypatch, HOUR)
    sent(filing, signatory)
    set_the_clock(monkeypatch, timedelta(0))
    second = sent(filing, signatory)
    assert second.received_at > timezone.now()
    assert verify(second.receipt, keys=KEYS.public_keys()) == []
    main(["keys", "rotate"])
    third = sent(filing, signatory)
    assert [verify(one.receipt, keys=KEYS.public_keys()) for one in (second, third)] == [[], []]
    assert list(faults()) == []


def test_an_hour_forward_is_marked_too(register: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _first, second = send_twice(monkeypatch, HOUR)
    assert second.clock_doubt == "moved"
    assert any("klockan har flyttats" in one for one in ailments())


def test_a_clock_that_goes_right_is_not_spoken_of(register: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control, and what two machines may differ by."""
    _first, second = send_twice(monkeypatch, -clock.TOLERATED / 2)
    assert second.clock_doubt == ""
    assert not any("klockan" in one for one in ailments())


def test_nobody_is_late_by_our_clock_alone(register: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The diary is ahead of the bound, the clock is not: it is taken as in time, marked, and for people to judge."""
    signatory, call = an_applicant(), an_open_call()
    filing = a_draft(call, signatory)
    call.closes_at = timezone.now()
    call.save()
    with monkeypatch.context() as ahead:
        set_the_clock(ahead, HOUR)
        sent(a_draft(an_open_call(), signatory), signatory)
    version = sent(filing, signatory, received_at=call.closes_at - timedelta(seconds=1))
    assert (version.time_class, version.clock_doubt) == ("in_time", "behind")


@pytest.mark.parametrize(
    ("moved", "after_the_bound", "time_class", "doubt"),
    [
        (HOUR, HOUR / 2, "in_time", "moved"),
        (HOUR, 2 * HOUR, "late", "moved"),
        # A small step is seen too, and marks only what it concerns.
        (clock.TOLERATED / 2, timedelta(seconds=1), "in_time", "moved"),
        (clock.TOLERATED / 2, timedelta(seconds=3), "late", ""),
        (clock.TOLERATED / 2, -timedelta(seconds=1), "in_time", ""),
        # The control: by a clock that nobody has moved, and by the time that it takes to read it.
        (timedelta(0), HOUR / 2, "late", ""),
        (timedelta(0), timedelta(microseconds=1), "late", ""),
        (clock.SEEN, clock.SEEN / 2, "late", ""),
        # Set back it gives nobody more time than everybody has.
        (-HOUR, timedelta(seconds=1), "late", "moved"),
    ],
)
def test_nobody_is_late_by_a_clock_that_runs_ahead(
    register: str,
    monkeypatch: pytest.MonkeyPatch,
    moved: timedelta,
    after_the_bound: timedelta,
    time_class: str,
    doubt: str,
) -> None:
    """Moved forward since the program began: what may have come in time is taken as that, and marked."""
    signatory, call = an_applicant(), an_open_call()
    filing = a_draft(call, signatory)
    monkeypatch.setattr(clock, "leap", lambda: moved)
    at = call.closes_at + after_the_bound
    # Before it is sent, what its writer is told is what will be.
    assert (call.is_open(at), call in Call.cases.open_at(at)) == (time_class == "in_time", time_class == "in_time")
    assert (time_left(at, call.closes_at) == "Tiden är slut") == (time_class == "late")
    version = sent(filing, signatory, received_at=at, late_because="Skäl")
    assert (version.time_class, version.clock_doubt) == (time_class, doubt)
    assert verify(version.receipt, keys=KEYS.public_keys()) == []


def test_a_step_of_two_seconds_while_the_program_runs_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the pulse itself; the control is a clock that nobody has set."""
    monkeypatch.setattr(clock, "_stretches", deque())
    at = timezone.now()
    assert clock.earliest(at) == at
    set_the_clock(monkeypatch, timedelta(seconds=2))
    assert abs(at - clock.earliest(at) - timedelta(seconds=2)) < clock.SEEN


def test_both_see_the_mark(register: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _first, second = send_twice(monkeypatch, -HOUR)
    monkeypatch.undo()
    owner = User.objects.get(pk=second.sent_by.partition(":")[2])
    for user, pages in ((a_person(Role.OFFICER), "/handlaggning/ansokningar/"), (owner, "/ansokningar/")):
        page = signed_in(Client(), user).get(f"{pages}{second.filing.key}/").content.decode()
        assert page.count("klocka gick fel") >= 1


@pytest.mark.parametrize("noted", [True, False], ids=["ours", "control"])
def test_nobody_is_late_because_the_clock_was_wrong_when_it_stamped_and_right_when_it_was_judged(
    register: str, monkeypatch: pytest.MonkeyPatch, noted: bool
) -> None:
    monkeypatch.setattr(clock, "_stretches", deque())
    signatory, ahead = an_applicant(), timedelta(seconds=200)
    call = an_open_call()
    filing = a_draft(call, signatory)
    Call.cases.filter(pk=call.pk).update(closes_at=timezone.now() + timedelta(seconds=100))
    set_the_clock(monkeypatch, ahead)
    stamped = timezone.now() + ahead
    if noted:
        clock.note()
    set_the_clock(monkeypatch, timedelta(0))
    version = sent(filing, signatory, received_at=stamped)
    assert (version.time_class, version.clock_doubt) == (("in_time", "moved") if noted else ("late", ""))


def test_what_the_clock_says_when_it_is_right_is_not_doubted_for_what_it_said_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(clock, "_stretches", deque())
    set_the_clock(monkeypatch, HOUR)
    clock.note()
    set_the_clock(monkeypatch, timedelta(0))
    clock.note()
    now = timezone.now()
    assert clock.earliest(now) == now and clock.doubt(None, now) == ""
    assert abs(clock.earliest(now + HOUR) - now) < timedelta(seconds=5)
