"""Every route that takes a form, sent what no browser sends: one of the few answers written down, and never a fault."""

import re
from collections.abc import Iterator
from urllib.parse import quote_plus

import pytest
from django.conf import settings
from django.test import override_settings

from nhv.rules.access import PUBLIC
from tests.website.access_company import browser
from tests.website.access_examples import OWN
from tests.website.access_stage import Stage
from tests.website.access_walk import Route, all_routes

# What may be answered: done or shown again, seen elsewhere, cannot be read, may not, is not here, no such method, is
# otherwise now, too much, too often.
ANSWERS = {200, 302, 303, 400, 403, 404, 405, 409, 413, 422, 429}

# Text where a number should be and the other way round, and what has broken a parser somewhere.
HOSTILE = {
    "nothing": b"",
    "long": b"a" * 60_000,
    "digits": b"9" * 5_000,
    "deep": b"[" * 10_000,
    "deep, closed": b"[" * 5_000 + b"]" * 5_000,
    "half a character": b"%ED%A0%80",
    "half a character in JSON": quote_plus('{"id": "\\ud800", "rawId": "\\ud800"}').encode(),
    "JSON of another shape": quote_plus('{"id": 1, "response": [], "type": {}}').encode(),
    "no sign": b"%00",
    "not our digits": quote_plus("٢٠٢٦-٠٣-٣١").encode(),
    "no number": b"NaN",
    "beyond numbers": b"1e999999",
    "below nothing": b"-1",
    "no day": b"2026-13-45",
    "lines": b"a%0D%0Ab%0D%0A%0D%0A",
    "quotes": quote_plus("'\"><script>{{7*7}}{% now %}").encode(),
}
# Names that some page reads, besides those that stand on it.
NAMES = ("once", "revision", "answers", "why", "despite", "credential", "code", "login", "password", "next", "drawn",
         "version", "text", "day", "organisation", "role", "email", "unknown-field")  # fmt: skip

FORMS = [
    route
    for route in all_routes()
    if not route.name.endswith("None")
    and route.activities
    and route.needs("POST") is not None
    # A passkey of one's own takes a real one: tests/journeys/test_passkeys.py.
    and not (route.name in OWN and route.arguments)
    and (
        route.activities != {PUBLIC}
        or (not route.arguments and re.search("konto/|stammer-det-inte/", str(route.pattern.pattern)))
    )
]


@pytest.fixture(scope="module")
def stage(databases, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    return Stage(databases, tmp_path_factory.mktemp("forms"))


def bodies(page: bytes) -> Iterator[tuple[str, bytes]]:
    """Every hostile value in every field, each field twice, and the fields as they stood with one of them hostile."""
    found = re.findall(rb'<(?:input|textarea|select)[^>]*\bname="([^"]+)"', page)
    names = sorted({quote_plus(name.decode("utf-8", "replace")) for name in found} | set(NAMES))
    for what, value in HOSTILE.items():
        yield what, b"&".join(name.encode() + b"=" + value[: 3_000 if what == "long" else None] for name in names)
    yield "all twice", b"&".join(name.encode() + b"=1&" + name.encode() + b"=2" for name in names)
    yield "names alone", b"&".join(name.encode() for name in names)
    yield "no form at all", b"\xff\xfe%%%===&&&" * 50


def answered(stage: Stage, route: Route) -> dict[str, int]:
    """What is answered to each."""
    met = {}
    with stage.who_may(route) as (walker, address):
        client = walker.browser() if walker else browser()
        client.raise_request_exception = False
        for what, body in bodies(client.get(address).content):
            response = client.generic("POST", address, body, content_type="application/x-www-form-urlencoded")
            met[what] = response.status_code
            if response.status_code == 405:
                break
    return met


@pytest.mark.parametrize("route", [pytest.param(route, id=route.name) for route in FORMS])
def test_what_no_browser_sends_has_an_answer(stage: Stage, route: Route) -> None:
    met = answered(stage, route)
    assert {what: status for what, status in met.items() if status not in ANSWERS} == {}


def test_without_the_guard_a_passkey_of_half_characters_is_a_fault(stage: Stage) -> None:
    """The control."""
    (route,) = [route for route in FORMS if route.name == "mfa_login_webauthn"]
    unguarded = [name for name in settings.MIDDLEWARE if not name.endswith("GuardedInput")]
    with override_settings(MIDDLEWARE=unguarded):
        browser().handler.load_middleware()
        assert 500 in answered(stage, route).values()
    browser().handler.load_middleware()
    assert 500 not in answered(stage, route).values()
