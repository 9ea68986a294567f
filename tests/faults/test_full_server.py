"""The product over a PostgreSQL whose disk is full: 503 with a sentence, health of every process says it, and all is
well again when there is room."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from django.conf import settings

from tests.support.calls import a_draft, an_applicant, an_open_call
from tests.support.databases import Databases
from tests.support.faults import full, small_disk
from tests.support.patience import until
from tests.support.raw import ask
from tests.support.server import running
from tests.support.visitor import Answered, Visitor

SENTENCE = "inget utrymme kvar"
Write = Callable[[], Answered]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "disk", 400) as disk:
        yield disk


@pytest.fixture
def database(databases: Databases, disk: Path) -> Iterator[str]:
    (disk / "tables").mkdir()
    with databases.on_disk(disk / "tables", "bundled") as address:
        yield address


def a_writer(address: str) -> tuple[Visitor, Write]:
    """Somebody, and a form that they save once more each time, with something else in it."""
    user = an_applicant()
    filing = a_draft(an_open_call(), user)
    visitor, numbers = Visitor.of(address, user), count(filing.revision)

    def write() -> Answered:
        number = next(numbers)
        form = {"drawn": "kontakt", "kontakt": f"{number} " + "x" * 190, "revision": number}
        return visitor.post(f"/ansokningar/{filing.key}/avsnitt/sokande/", form)

    return visitor, write


def until_refused(write: Write) -> Answered:
    return next(answer for _ in range(5_000) if (answer := write()).status not in (200, 302))


def healths(address: str) -> set[int]:
    """What is answered to several who ask on connections of their own: by both processes, in all likelihood."""
    return {ask(int(address.rpartition(":")[2]), "/health/")[0] for _ in range(16)}


def test_a_full_disk_is_503_everywhere_until_there_is_room(database: str, disk: Path) -> None:
    with running(database, workers=2, data=Path(settings.DATA)) as address:
        visitor, write = a_writer(address)
        assert write().status == 302
        assert healths(address) == {200}
        with full(disk):
            page = until_refused(write)
            assert page.status == 503 and SENTENCE in page.text
            assert healths(address) == {503}
            assert any(SENTENCE in reason for reason in visitor.get("/health/").json()["reasons"])
            visitor.accepts = "application/json"
            told = until_refused(write)
            assert (told.status, told.json()["status"], told.json()["code"]) == (503, 503, "no_room")
            # Whoever only reads is served.
            assert visitor.get("/omraden/").status == 200
        assert write().status == 200
        until(lambda: healths(address) == {200})
