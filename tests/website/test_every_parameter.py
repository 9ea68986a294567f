"""Every page that is read, asked for by each word of its address that it reads, with what nobody means: the page, led
on, or one of the refusals; never a fault. Which words a page reads is seen while it is made, so that a new one is
walked by itself.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote_plus

import pytest
from django.http import HttpRequest, QueryDict
from django.test import Client
from django.urls import Resolver404, resolve

from nhv.rules.access import PUBLIC
from tests.journeys.conftest import PAGE_KINDS
from tests.support.faults import IS_DRILL
from tests.website.access_company import browser
from tests.website.access_examples import OWN
from tests.website.access_stage import Stage
from tests.website.access_walk import Route, all_routes
from tests.website.form_bodies import ANSWERS

# What breaks an address that it is put into, what is no sign, half a character, and what no number holds. As sent.
HOSTILE = ("a/b", "%ED%A0%80", *(("../..", "%00", "9" * 5_000, "finns-inte") if IS_DRILL else ()))
# As for forms; and to ask for a shape that FHIR has not, and to be led back by another service, are told so.
MET = ANSWERS | {401, 406}
# What takes its words whole, and is asked for words that no page reads.
MOST_WORDS = 40


def _public_pages() -> dict[str, str]:
    """The name of a route for everybody → an address of a record that is there."""
    found = {}
    for address in (address.partition("?")[0] for address in PAGE_KINDS):
        try:
            found.setdefault(resolve(address).view_name, address)
        except Resolver404:
            continue
    return found


def pages() -> list[Route]:
    """Every route that is read, but for those that only lead into oneself."""
    return [
        route
        for route in all_routes()
        if route.activities
        and not route.name.endswith("None")
        and route.needs("GET") is not None
        and not (route.name in OWN and route.arguments)
    ]


EVERY = [pytest.param(route, id=route.name) for route in pages()]


@contextmanager
def words_read(monkeypatch: pytest.MonkeyPatch) -> Iterator[set[str]]:
    """The words after the question mark that are asked for while the block runs."""
    read: set[str] = set()

    def noting(name: str) -> None:
        plain = getattr(QueryDict, name)

        def noted(self: QueryDict, word: str, *more: Any, **named: Any) -> Any:
            read.add(str(word))
            return plain(self, word, *more, **named)

        patch.setattr(QueryDict, name, noted)

    with monkeypatch.context() as patch:
        for name in ("get", "getlist", "__getitem__", "__contains__"):
            noting(name)
        yield read


@pytest.fixture(scope="module")
def stage(databases, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    return Stage(databases, tmp_path_factory.mktemp("parameters"))


def met(client: Client, address: str) -> int:
    """The answer, read to its end."""
    answer = client.get(address)
    if answer.streaming and not answer.is_async:
        b"".join(answer.streaming_content)
    return int(answer.status_code)


def faults_of(client: Client, address: str, known: set[str], monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """The questions that are answered with a fault, of every word that the page is seen to read."""
    faults, tried = [], set()
    with words_read(monkeypatch) as read:
        met(client, address)
        while words := sorted((read | known) - tried):
            assert len(tried) + len(words) <= MOST_WORDS, "a page reads few words"
            tried |= set(words)
            for value in HOSTILE:
                alone = [f"{quote_plus(word)}={value}" for word in words]
                for question in (*alone, "&".join(alone)):
                    status = met(client, f"{address}?{question}")
                    if status not in MET:
                        faults.append((question[:80], status))
    return faults


@pytest.mark.parametrize("route", EVERY)
def test_whatever_is_asked_of_a_page_has_an_answer(stage: Stage, route: Route, monkeypatch: pytest.MonkeyPatch) -> None:
    with stage.who_may(route, "GET") as (walker, address):
        client = walker.browser() if walker else browser()
        client.raise_request_exception = False
        if route.activities == {PUBLIC}:
            address = _public_pages().get(route.name, address)
        known = set(getattr(route.pattern.callback, "knows", ()))
        assert faults_of(client, address, known, monkeypatch) == []


@pytest.mark.parametrize(
    ("name", "word"),
    [("received-application:list", "om"), ("permit-matter-new", "skrivelse"), ("areas", "sjukvardsregion")],
)
def test_the_words_that_a_page_reads_are_seen(
    stage: Stage, name: str, word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: these are among those that were tried."""
    (route,) = [route for route in pages() if route.name == name]
    with stage.who_may(route, "GET") as (walker, address), words_read(monkeypatch) as read:
        client = walker.browser() if walker else browser()
        client.get(address)
    assert word in read | set(getattr(route.pattern.callback, "knows", ()))


def test_a_fault_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: a page that puts a word of its address into another address."""
    with words_read(monkeypatch) as read:
        request = HttpRequest()
        request.GET = QueryDict("om=a/b")
        assert request.GET.get("om") == "a/b"
    assert "om" in read
