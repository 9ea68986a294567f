"""`nhv verify` finds what has happened to something that was acknowledged."""

import pytest
from django.db import connection

from nhv.filings.models import FilingVersion
from nhv.filings.verification import faults
from nhv.register.memory import MEMORY
from tests.support.calls import a_filled_application, an_applicant, an_open_call, sent


def behind_the_triggers(statement: str) -> None:
    """What somebody with the keys to the database could do."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER filings_filingversion_no_update")
        else:
            cursor.execute("ALTER TABLE filings_filingversion DISABLE TRIGGER ALL")
        cursor.execute(statement)
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE filings_filingversion ENABLE TRIGGER ALL")
    MEMORY.put_triggers()


def test_what_nobody_has_touched_verifies(register: str) -> None:
    signatory = an_applicant()
    sent(a_filled_application(an_open_call(), signatory), signatory)
    assert (FilingVersion.objects.count(), list(faults())) == (1, [])


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("answers = replace(answers, '7', '8')", "svaren är ändrade"),
        ("reply = 'Något annat'", "skriftliga svaret är ändrat"),
        ("time_class = 'late'", "annan tid"),
        ("receipt = replace(receipt, 'in_time', 'late')", "underskriften stämmer inte"),
        ("diary_number = 1", "händelseloggen har ingen post"),
        ("number = 9", "hör till något annat"),
    ],
)
def test_what_somebody_has_altered_is_named(register: str, change: str, words: str) -> None:
    signatory = an_applicant()
    sent(a_filled_application(an_open_call(), signatory), signatory)
    behind_the_triggers(f"UPDATE filings_filingversion SET {change}")
    assert any(words in fault for fault in faults()), list(faults())
