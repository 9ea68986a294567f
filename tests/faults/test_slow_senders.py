"""Strangers who send slowly, against the product as it is started: nobody waits, and the bound is kept."""

from collections.abc import Iterator

import pytest

from nhv.records.keys import KeyRing
from nhv.register.memory import KEYS
from tests.support.at_the_bound import at_the_bound
from tests.support.databases import Databases
from tests.support.faults import IS_DRILL
from tests.support.raw import ask, slow_bodies
from tests.support.server import running

SENDINGS = 200 if IS_DRILL else 16


@pytest.fixture
def _own_keys(sqlite_register: str) -> Iterator[KeyRing]:
    """Keys exist before the server starts, so that both make their receipts with the same."""
    KEYS.current()
    yield KEYS


def test_every_page_is_answered_beside_those_who_send_slowly(databases: Databases) -> None:
    with databases.copy("sqlite", "bundled") as database, running(database) as address:
        port = int(address.rpartition(":")[2])
        with slow_bodies(port, 200) as slow:
            for page in ("/health/", "/", "/omraden/", "/sok/?q=ALS", "/static/nhv.css", "/api/v1/areas"):
                assert ask(port, page)[0] == 200, page
            # All of them are held beside it, and none has been answered.
            assert [raw for raw in slow if raw.is_answered(0.001)] == []


def test_the_class_of_what_is_sent_around_the_bound_is_right(sqlite_register: str, _own_keys: KeyRing) -> None:
    found = at_the_bound(sqlite_register, sendings=SENDINGS)
    assert found["wrong"] == 0, found
    assert found["in_time"] == found["late"] == SENDINGS // 2
