"""Every route that takes a form, at a server: sent slowly, cut short, too long, and with whatever is typed by chance.

Each has one of the few answers written down, and what was not received whole has done nothing. A fault that chance
found is kept in KEPT, so that it is tried each time.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.db.models import Max
from hypothesis import given
from hypothesis import strategies as st

from nhv.filings.acts.drafts import keep_outline
from nhv.filings.models import CABINET, Filing
from nhv.filings.working_copy import own_answers
from nhv.language.characters import without_invisible
from nhv.records.acts import one_transaction
from nhv.register.models import DiaryEntry
from nhv.specification.answer_reading import AnswerFault, is_empty, read_answer
from tests.specification.answering import EVERY_KIND, QUESTIONS
from tests.support.calls import a_draft, an_applicant, an_open_call
from tests.support.databases import Databases
from tests.support.generated import cases
from tests.support.patience import linger
from tests.support.raw import connected, head
from tests.support.server import end, start
from tests.support.visitor import Visitor
from tests.website.access_stage import Stage
from tests.website.access_walk import Route
from tests.website.form_bodies import ANSWERS, Form, form_at, forms
from tests.website.typed import TEXTS, bodies

EVERY = [pytest.param(route, id=route.name) for route in forms()]

# The name of a route → bodies that chance has found a fault with.
KEPT: dict[str, tuple[bytes, ...]] = {}


@dataclass(frozen=True)
class Served:
    """A server, and who may send what where."""

    address: str
    log: Path
    places: dict[str, tuple[str, str]]

    @property
    def port(self) -> int:
        return int(self.address.rpartition(":")[2])

    def visitor(self, route: Route) -> tuple[Visitor, str]:
        session, path = self.places[route.name]
        return Visitor(self.address, session), path

    def sends(self, route: Route, body: bytes) -> int:
        visitor, path = self.visitor(route)
        return visitor.send(path, body).status


@pytest.fixture(scope="module")
def served(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    stage = Stage(databases, tmp_path_factory.mktemp("wire"))
    with stage.all_at_once(forms()) as (database, found):
        server, address = start(database, data=Path(settings.DATA))
        places = {name: (walker.session if walker else "", path) for name, (walker, path) in found.items()}
        log = Path(settings.DATA) / f"log-{address.rpartition(':')[2]}"
        try:
            yield Served(address, log, places)
        finally:
            end(server)


def last_entry() -> int:
    return DiaryEntry.objects.aggregate(last=Max("number"))["last"] or 0


def sent_by_hand(served: Served, route: Route, *, cut: bool = False, length: int | None = None) -> int:
    """A form in two pieces, of which the second comes a little later, or never. Gives the status; 0 for none."""
    visitor, path = served.visitor(route)
    body = urlencode({"once": "a" * 32, "text": "x" * 400, "why": "x" * 400}).encode()
    with connected(served.port) as raw:
        lines = "".join(f"{name}: {value}\r\n" for name, value in visitor.headers().items())
        raw.send(head("POST", path, length=length or len(body), headers=lines) + body[:100])
        if length is None and not cut:
            linger(0.05)
            raw.send(body[100:])
        if cut:
            raw.no_more()
        return raw.answer()[0]


@pytest.mark.parametrize("route", EVERY)
def test_what_comes_slowly_is_answered_and_what_is_cut_short_or_too_long_is_not_done(
    served: Served, route: Route
) -> None:
    assert sent_by_hand(served, route) in ANSWERS
    before = last_entry()
    assert sent_by_hand(served, route, cut=True) in {0, 400}
    # So much is not read to its end before it is answered.
    assert sent_by_hand(served, route, length=settings.MOST_REQUEST_BYTES * 10) in {403, 413}
    assert last_entry() == before


@pytest.mark.parametrize("route", EVERY)
def test_whatever_is_typed_has_an_answer(served: Served, route: Route) -> None:
    visitor, path = served.visitor(route)
    form = form_at(visitor.get(path).body, path)

    def has_an_answer(body: bytes) -> None:
        assert served.sends(route, body) in ANSWERS, served.log.read_text()[-3_000:]

    for body in KEPT.get(route.name, ()):
        has_an_answer(body)
    cases(3)(given(bodies(form if form.names else Form((), ("once", "text", "number"))))(has_an_answer))()


# --- Every kind of question --------------------------------------------------------------------------

TYPED = {kind: TEXTS for kind in QUESTIONS if kind not in ("period", "roles_and_numbers", "attachment")}
_days = st.fixed_dictionaries({"from": TEXTS, "until": TEXTS})
_rows = st.lists(st.fixed_dictionaries({"role": TEXTS, "number": TEXTS}), max_size=4)
WRITTEN = st.fixed_dictionaries({**TYPED, "period": _days, "roles_and_numbers": _rows})


def key_of(kind: str) -> str:
    return kind.replace("_", "-")


def as_sent(kind: str, raw: Any) -> list[tuple[str, str]]:
    """The fields of a question of this kind, as the page names them."""
    key = key_of(kind)
    match raw:
        case dict():
            return [(f"{key}.{part}", text) for part, text in raw.items()]
        case list():
            return [(f"{key}.{part}", text) for row in raw for part, text in row.items()]
        case _:
            return [(key, raw)]


def without_what_nobody_sees(raw: Any) -> Any:
    match raw:
        case dict():
            return {part: without_invisible(text) for part, text in raw.items()}
        case list():
            return [without_what_nobody_sees(row) for row in raw]
        case _:
            return without_invisible(raw)


def as_meant(kind: str, raw: Any) -> Any:
    """What the page reads of it: one of several choices comes as a list, and what nobody sees is taken out."""
    raw = without_what_nobody_sees(raw)
    if isinstance(raw, list):
        return [row for row in raw if row["role"].strip() or row["number"].strip()]
    return [raw] if kind == "several_choices" else raw


@pytest.fixture
def form_of_every_kind(served: Served) -> tuple[Visitor, Filing]:
    """A draft that asks a question of each kind."""
    user = an_applicant()
    filing = a_draft(an_open_call(), user)
    with one_transaction(Filing):
        filing.outline = keep_outline(CABINET, EVERY_KIND)
        filing.save()
    visitor = Visitor.of(served.address, user)
    visitor.accepts = "application/json"
    return visitor, filing


def test_what_is_said_to_be_saved_is_what_is_kept(form_of_every_kind: tuple[Visitor, Filing]) -> None:
    """Of each kind of question: saved as it was meant, or told to be wrong and left as it was."""
    visitor, filing = form_of_every_kind
    kinds = [kind for kind in QUESTIONS if kind != "attachment"]

    @cases(25)
    @given(WRITTEN)
    def is_kept_or_told(written: dict[str, Any]) -> None:
        filing.refresh_from_db()
        before = own_answers(filing)
        pairs = [pair for kind in kinds for pair in as_sent(kind, written[kind])]
        body = urlencode([("revision", filing.revision), *(("drawn", key_of(kind)) for kind in kinds), *pairs])
        answer = visitor.send(f"/ansokningar/{filing.key}/avsnitt/alla-slag/", body.encode())
        after = own_answers(filing)
        if answer.status == 400:
            assert after == before
            return
        assert answer.status == 200, answer.text
        faults = answer.json()["faults"]
        for kind in kinds:
            key, raw = key_of(kind), as_meant(kind, written[kind])
            try:
                wanted = None if is_empty(raw) else read_answer(QUESTIONS[kind], raw)
            except AnswerFault:
                assert key in faults and after.get(key) == before.get(key)
            else:
                assert key not in faults and after.get(key) == wanted

    is_kept_or_told()
