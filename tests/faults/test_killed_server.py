"""The server is killed while four signatories send: every receipt that came out of it is kept, and verifies."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from nhv.filings.models import Filing, FilingVersion
from nhv.filings.verification import faults
from nhv.records.receipts import verify
from nhv.register.memory import DIARY, KEYS
from tests.support.calls import a_filled_application, an_applicant, an_open_call, once
from tests.support.faults import ROUNDS, killed_while_writing
from tests.support.server import start
from tests.support.visitor import Visitor

WRITERS = 4


class Region:
    """One of the four: a signatory with an application, who sends it again and again."""

    def __init__(self, call: object) -> None:
        self.user = an_applicant()
        self.filing: Filing = a_filled_application(call, self.user)  # type: ignore[arg-type]

    def sends(self, address: str) -> str:
        """Sends the form and gives the receipt, as the browser gets it. Raises OSError when the server is gone."""
        visitor = Visitor.of(address, self.user)
        page = f"/ansokningar/{self.filing.key}"
        form = {"once": once(), "revision": self.filing.revision, "despite": "on"}
        answered = visitor.post(f"{page}/skicka/", form)
        if answered.status != 302:
            raise OSError(f"not received: {answered.status}")
        receipt = visitor.get(f"{answered.location}kvitto.json")
        if receipt.status != 200:
            raise OSError(f"no receipt: {receipt.status}")
        return receipt.text


@pytest.fixture
def _own_keys(sqlite_register: str) -> Iterator[None]:
    """Keys exist before the server starts, so that both make their receipts with the same."""
    KEYS.current()
    yield


def test_every_receipt_that_was_given_verifies_after_kill_9(sqlite_register: str, _own_keys: None) -> None:
    call = an_open_call()
    regions = [Region(call) for _ in range(WRITERS)]
    given: list[str] = []
    for number in range(ROUNDS):
        given += a_round(sqlite_register, regions, after=1 + number % 17)
    assert len(given) >= ROUNDS
    kept = set(FilingVersion.objects.values_list("receipt", flat=True))
    assert [receipt for receipt in given if receipt not in kept] == []
    assert [fault for receipt in given for fault in verify(receipt, keys=KEYS.public_keys())] == []
    assert list(faults()) == []
    assert list(DIARY.faults()) == []


def test_a_receipt_that_is_not_kept_would_be_seen(sqlite_register: str, _own_keys: None) -> None:
    """The control: the same comparison finds one receipt that no row speaks of."""
    call = an_open_call()
    (receipt, *_rest) = a_round(sqlite_register, [Region(call)])
    parts = json.loads(receipt)
    parts["receipt"]["version"] = 99
    assert json.dumps(parts) not in set(FilingVersion.objects.values_list("receipt", flat=True))
    assert verify(json.dumps(parts), keys=KEYS.public_keys()) != []


def a_round(database: str, regions: list[Region], *, after: int = 1) -> list[str]:
    """Start, let all send until so many receipts have come and the server is killed, give those that came out."""
    started: list[str] = []

    def serve() -> "subprocess.Popen[str]":
        server, address = start(database, data=Path(settings.DATA))
        started.append(address)
        return server

    turns = iter(regions)

    def write(_server: object, acknowledged: list[str]) -> None:
        region = next(turns)
        while True:
            acknowledged.append(region.sends(started[0]))

    return killed_while_writing(serve, write, writers=len(regions), after=after)
