"""A mail that has gone is not altered, taken away or added unseen; nor is one that waits."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from nhv.records.acts import one_transaction
from nhv.records.verification import faults
from nhv.register.memory import DIARY, OUTBOX
from nhv.register.models import OutgoingMessage


@pytest.fixture
def mails(register):
    """One that has gone, and one that was tried and waits."""
    with one_transaction(OutgoingMessage):
        for key in ("sent", "waiting"):
            OUTBOX.post(kind="test", to="region@example.org", subject="Utlysning", text="Nu går det.", key=key)
    OUTBOX.deliver(_refuses_the_second())
    assert list(OutgoingMessage.objects.values_list("key", "attempts")) == [("sent", 1), ("waiting", 1)]
    assert list(faults()) == []


def _refuses_the_second():
    seen = []

    def send(message):
        seen.append(message)
        if len(seen) > 1:
            raise ConnectionRefusedError

    return send


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE register_outbox SET text = 'Annat' WHERE key = 'sent'", "fältet text"),
        ("UPDATE register_outbox SET \"to\" = 'x@y.example' WHERE key = 'sent'", "fältet to"),
        ("UPDATE register_outbox SET sent_at = NULL WHERE key = 'sent'", "fältet sent_at"),
        ("UPDATE register_outbox SET sent_at = created_at WHERE key = 'waiting'", "fältet sent_at"),
        ("DELETE FROM register_outbox WHERE key = 'sent'", "saknas i tabellen"),
        ("DELETE FROM register_outbox WHERE key = 'waiting'", "saknas i tabellen"),
        (
            'INSERT INTO register_outbox (kind, "to", subject, text, key, created_at, due_at, attempts, last_fault) '
            "SELECT kind, \"to\", subject, text, 'forged', created_at, due_at, 0, '' FROM register_outbox LIMIT 1",
            "finns i tabellen men inte",
        ),
    ],
)
def test_what_is_done_to_it_is_named(mails, statement, named):
    with connection.cursor() as cursor:
        cursor.execute(statement)
    assert any("raden register_outbox" in fault and named in fault for fault in faults())
    # Who starts the program again makes none of it part of what the diary says.
    DIARY.begin_to_watch()
    assert any("raden register_outbox" in fault and named in fault for fault in faults())


def test_what_the_program_does_to_it_is_no_fault(mails):
    OUTBOX.deliver(lambda message: None, now=timezone.now() + timedelta(days=1))
    OUTBOX.erase_texts(sent_before=timezone.now() + timedelta(days=2))
    assert set(OutgoingMessage.objects.values_list("text", flat=True)) == {""}
    assert list(faults()) == []
