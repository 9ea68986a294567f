"""When the database has too much to do, the reader is told so, and that the same form can be sent again."""

import sqlite3
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client

from tests.support.calls import a_draft, an_applicant, an_open_call
from tests.support.people import signed_in


@pytest.fixture
def _another_writer(sqlite_register: str) -> Iterator[sqlite3.Connection]:
    """Somebody who holds the database's only turn to write; we wait for a moment instead of twenty seconds."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 50")
    other = sqlite3.connect(sqlite_register.removeprefix("sqlite:///"), isolation_level=None)
    yield other
    other.close()


def test_a_form_that_could_not_get_its_turn_says_so_and_can_be_sent_again(_another_writer: sqlite3.Connection) -> None:
    writer = an_applicant()
    filing = a_draft(an_open_call(), writer)
    client = signed_in(Client(raise_request_exception=False), writer)
    page, form = f"/ansokningar/{filing.key}/avsnitt/sokande/", {"drawn": "kontakt", "kontakt": "Registraturen"}
    _another_writer.execute("BEGIN IMMEDIATE")
    busy = client.post(page, {**form, "revision": filing.revision})
    assert (busy.status_code, busy.headers["Retry-After"]) == (503, "10")
    assert "ingenting är sparat" in busy.content.decode()
    _another_writer.execute("ROLLBACK")
    assert client.post(page, {**form, "revision": filing.revision}).status_code == 302
