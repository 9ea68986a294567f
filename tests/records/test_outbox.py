"""The outbox: a message is sent if and only if its act was done, at least once, by one worker at a time."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from nhv.records.outbox import FIRST_WAIT, LONGEST_WAIT, Lag, Outbox, Stuck
from nhv.register.memory import OUTBOX
from nhv.register.models import OutgoingMessage
from tests.support.patience import PATIENCE
from tests.support.together import at_once


def post(key="ett", **other):
    told = {"kind": "test", "to": "region@example.org", "subject": "Utlysning öppen", "text": "Nu går det.", **other}
    with transaction.atomic():
        OUTBOX.post(key=key, **told)


class PostOffice:
    """Somebody who takes messages, or does not."""

    def __init__(self, open_from=0):
        self.tries, self.open_from, self.sent = 0, open_from, []

    def __call__(self, message):
        self.tries += 1
        if self.tries <= self.open_from:
            raise ConnectionRefusedError("nobody\nthere")
        self.sent.append(message)


def test_a_message_is_sent_once(empty_database):
    post()
    office = PostOffice()
    assert (OUTBOX.deliver(office), OUTBOX.deliver(office)) == (1, 0)
    assert [(m.to, m.subject, m.text) for m in office.sent] == [
        ("region@example.org", "Utlysning öppen", "Nu går det.")
    ]


def test_the_same_key_twice_is_one_message(empty_database):
    post()
    post(text="något annat")
    assert OutgoingMessage.objects.get().text == "Nu går det."


def test_an_act_that_fails_sends_nothing(empty_database):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        OUTBOX.post(kind="test", to="a@example.org", subject="", text="", key="ett")
        raise ZeroDivisionError
    assert OUTBOX.deliver(PostOffice()) == 0


def test_a_message_outside_a_transaction_is_a_mistake(empty_database):
    with pytest.raises(RuntimeError, match="inside the transaction"):
        OUTBOX.post(kind="test", to="a@example.org", subject="", text="", key="ett")


def test_a_closed_post_office_is_tried_again_after_longer_and_longer_waits(empty_database):
    post()
    office, now, waits = PostOffice(open_from=12), timezone.now(), []
    while not office.sent:
        OUTBOX.deliver(office, now=now)
        assert OUTBOX.deliver(office, now=now) == 0
        due = OutgoingMessage.objects.get().due_at
        waits.append(due - now)
        now = due
    assert waits[:3] == [FIRST_WAIT, 2 * FIRST_WAIT, 4 * FIRST_WAIT]
    assert max(waits) == LONGEST_WAIT
    assert OutgoingMessage.objects.get().last_fault == ""


def test_the_lag_tells_what_waits_and_what_fails(empty_database):
    now = timezone.now()
    assert OUTBOX.lag(now=now) == Lag(0, None, 0)
    post()
    OutgoingMessage.objects.update(created_at=now - timedelta(hours=2))
    for _ in range(5):
        OUTBOX.deliver(PostOffice(open_from=1), now=OutgoingMessage.objects.get().due_at)
    assert OUTBOX.lag(now=now) == Lag(1, timedelta(hours=2), 1)
    assert OutgoingMessage.objects.get().last_fault == "ConnectionRefusedError: nobody there"


def test_a_worker_that_dies_between_sending_and_marking_sends_twice_and_never_zero(empty_database):
    post()
    office = PostOffice()

    def send_and_die(message):
        office(message)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        OUTBOX.deliver(send_and_die)
    assert OUTBOX.deliver(office) == 0
    assert OUTBOX.deliver(office, now=timezone.now() + FIRST_WAIT) == 1
    assert len(office.sent) == 2


def test_several_workers_never_send_the_same_message(empty_database):
    for number in range(20):
        post(str(number))
    office = PostOffice()
    assert sum(at_once(4, lambda: OUTBOX.deliver(office))) == 20
    assert sorted(message.number for message in office.sent) == sorted(
        OutgoingMessage.objects.values_list("pk", flat=True)
    )


class TakesWithoutPuttingAhead(Outbox):
    """The naive way: look for what is due, send, mark."""

    def _take(self, now):
        row = self._rows.filter(sent_at=None, due_at__lte=now).first()
        return row and _message(row)


def _message(row):
    from nhv.records.outbox import Message

    return Message(row.pk, row.kind, row.to, row.subject, row.text)


def test_the_naive_way_would_send_it_several_times(empty_database):
    """The control of the test above."""
    import threading

    post()
    office, both_have_it = PostOffice(), threading.Barrier(2, timeout=PATIENCE)

    def send(message):
        both_have_it.wait()
        office(message)

    at_once(2, lambda: TakesWithoutPuttingAhead(OutgoingMessage).deliver(send))
    assert len(office.sent) == 2


def test_what_was_said_in_sent_messages_is_erased(empty_database):
    post("sänt")
    OUTBOX.deliver(PostOffice())
    post("väntar")
    later = timezone.now() + timedelta(days=1)
    assert (OUTBOX.erase_texts(sent_before=later), OUTBOX.erase_texts(sent_before=later)) == (1, 0)
    assert dict(OutgoingMessage.objects.values_list("key", "text")) == {"sänt": "", "väntar": "Nu går det."}


class Refuses:
    """A mail server that answers so."""

    def __init__(self, words):
        self.words = words

    def __call__(self, message):
        raise ConnectionError(f"{{'{message.to}': {self.words}}}")


@pytest.mark.parametrize(("words", "refused"), [("(550, b'no such user')", True), ("(450, b'try later')", False)])
def test_what_has_not_gone_out_is_told_by_its_key_and_by_its_address(empty_database, words, refused):
    post("inbjudan:1", to="a@example.org")
    post("inbjudan:2", to="b@example.org")
    post("annat:1", to="a@example.org")
    assert OUTBOX.stuck(beginning="inbjudan:") == []
    OUTBOX.deliver(Refuses(words))
    assert OUTBOX.stuck(beginning="inbjudan:") == [
        Stuck("1", "a@example.org", 1, refused),
        Stuck("2", "b@example.org", 1, refused),
    ]
    assert [one.name for one in OUTBOX.stuck(to="a@example.org")] == ["inbjudan:1", "annat:1"]
    OUTBOX.deliver(PostOffice(), now=timezone.now() + LONGEST_WAIT)
    assert OUTBOX.stuck(to="a@example.org") == []
