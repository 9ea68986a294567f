"""Every form that carries a key: the same again leads where the first led and does nothing, and anything else under the
key is said with both. The forms are found by walking the routes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import lxml.html
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.test import Client, RequestFactory

from nhv.rules.refusals import OtherContent
from nhv.website import act_forms, one_click
from tests.website.access_company import browser
from tests.website.access_stage import Stage
from tests.website.access_walk import Route
from tests.website.form_bodies import FORM, forms
from tests.website.test_every_form import entries
from tests.website.written_forms import controls

EVERY = [pytest.param(route, id=route.name) for route in forms()]

# What is written in a field of each kind, and in those that ask for something of their own.
DAY, MODES = "2027-03-01", {"email": "provsvar@example.org", "numeric": "3"}
NAMES = {
    "telephone": "08-123 45 67",
    "hsa_id": "SE2321000016-1003",
    "deadline_time": "12.00",
    "year": "2026",
    "valid_until": "2027-06-30",
    "patients_a_year": "3",
    "from_age": "1",
    "below_age": "18",
    "units": "2",
    "mapping_begins": "2026-12-01",
    "switchboard": "08-123 45 67",
    "hour": "12.00",
    "sha256": "ab" * 32,
    "confirmed_on": "2026-03-01",
    "address": "https://example.org/beslut.pdf",
}
# Of boxes none is ticked but those of a group of which one is wanted; of a choice the first is chosen.
TICKED = {"reasons", "despite", "grounds"}
# What is chosen or written whatever stands there.
SAID = {"role": "writer", "roles": "writer", "name": "Nytt namn"}
# What a button of another page carries.
BUTTON = {"once": "the-key-of-a-button", "why": "Slutar", "text": "Slutar", "what": "region:region-ett", "kind": "up"}
FILED = ("application", "consultation", "annual_report", "theme_answer", "hearing", "permit_notice")
# A form that carries no key, since
KEYLESS = {
    # it is the library's, and is about who sits here;
    *("account_login", "account_logout", "account_reauthenticate", "account_reset_password", "account_change_password"),
    *("mfa_add_webauthn", "mfa_reauthenticate", "mfa_generate_recovery_codes"),
    # it says which version it was drawn from, and a newer one is not written over;
    *("unit", "facts-of-hospital", "regional-care-of", "tally"),
    *(f"{kind}:section" for kind in FILED),
    # it shows what a file says, and keeps nothing yet;
    *(f"{kind}:{way}" for kind in FILED for way in ("word", "sheet")),
    *("group-text-bring", "report-fetch"),
    # or what it does is the same however often, or cannot be done again.
    *(f"{kind}:{act}" for kind in FILED for act in ("choose", "place")),
    "try-person",
    "try-confirm",
    "unsent-wait",
    "stop-following",
    "end-other-sessions",
    "withdraw-invitation",
}
# What somebody without an account wrote is not kept twice, and cannot be shown again.
NOT_KEPT_TWICE = {"report-error"}
# What is asked for is under the key, and the record of the walk does not let it through.
REFUSED_HERE = {
    "board-adjust",
    "board-decide",
    "board-dissent",
    "board-postpone",
    "board-presence",
    "board-propose",
    "board-put-vote",
    "board-seat",
    "board-send",
    "board-slip",
    "board-vote",
    "cooperation-propose",
    "group-meeting",
    "group-stand-in",
    "group-text-freeze",
    "group-text-press",
    "group-text-undo",
    "masking-propose",
    "masking-show-again",
    "masking-take-down",
    "officer-call-close",
    "officer-call-publish",
    "officer-case-conclude-review",
    "officer-case-consult",
    "officer-case-decide",
    "officer-case-end-consultation",
    "officer-case-extend",
    "officer-case-plan",
    "officer-case-repeal",
    "officer-case-resume",
    "officer-case-send-back",
    "officer-frozen-publish",
    "officer-invited",
    "officer-remind",
    "officer-report-management",
    "officer-report-note",
    "officer-rounds",
    "officer-theme-tell",
    "opinion-drop",
    "opinion-give",
    "permit-matter-new",
    "weighing-give",
    "annual_report:reply",
    "theme_answer:reply",
    "application:reply",
    *(f"{kind}:ask-to-choose" for kind in FILED),
    # It is done, and leaves no trace in the diary: a choice of one's own.
    "letters",
    "follow",
}
# It is not asked for: the record has no row to choose, or a button's words are on another page.
NOT_ASKED_HERE = {
    # A file, which the walk does not fill in: tests/website/officer/test_diarium.py, tests/process/test_signing.py.
    "diarium",
    "board-sign-paper",
    # All that the board has is on an agenda: there is none to choose.
    "board-add-item",
    "officer-consultation",
    "officer-freeze",
    "officer-proposal-merge",
    "officer-report-accept",
    "officer-round-publish",
    "officer-wish",
    *(f"{kind}:begin" for kind in FILED if kind != "permit_notice"),
}
# Acts that keep the key themselves, with nothing in the form of this record that could be other words:
# tests/filings/test_sending.py, tests/filings/test_drafts.py.
OWN_KEY = {f"{kind}:{act}" for kind in FILED for act in ("begin", "begin-about", "send")}


@pytest.fixture(scope="module")
def stage(databases, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    return Stage(databases, tmp_path_factory.mktemp("once"))


@dataclass
class Met:
    status: int
    location: str
    entries: int
    page: str

    @property
    def is_done(self) -> bool:
        return self.status == 302 and self.entries > 0


@dataclass
class Filled:
    """The form of a page as somebody has filled it in, at hand to be sent more than once."""

    client: Client
    address: str
    fields: list[tuple[str, str]]
    written: str

    def send(self, **other: str) -> Met:
        kept = [(name, value) for name, value in self.fields if name not in other]
        before = entries()
        answer = self.client.generic("POST", self.address, urlencode([*kept, *other.items()]), content_type=FORM)
        page = "" if answer.streaming else answer.content.decode()
        return Met(answer.status_code, answer.headers.get("Location", ""), entries() - before, page)

    def send_other_words(self) -> Met:
        return self.send(**{self.written or "unknown-field": "Något helt annat"})


@contextmanager
def filled(stage: Stage, route: Route) -> Iterator[Filled | None]:
    """Nothing where no form is sent to the page itself."""
    with stage.who_may(route) as (walker, address):
        client = walker.browser() if walker else browser()
        if walker and route.name.startswith("group-") and route.name != "group-declare":
            _declare(client, address)
        page = client.get(address)
        if page.status_code == 405:
            yield Filled(client, address, list(BUTTON.items()), "")
        elif page.status_code != 200 or page.streaming:
            yield None
        else:
            yield _of_page(client, address, page.content)


def _declare(client: Client, address: str) -> None:
    """Nobody writes in a text before they have told what interests they have."""
    page = "/".join(address.split("/")[:3]) + "/intressen/"
    client.post(page, {"once": "declared", "nothing": "on"})


def _of_page(client: Client, address: str, content: bytes) -> Filled | None:
    posted = [form for form in lxml.html.fromstring(content).forms if form.method.upper() == "POST"]
    for form in posted:
        if (form.action or address).partition("#")[0] in (address, ""):
            fields = [field for control in controls(form) for field in _written(control)]
            areas = [control.get("name") for control in form.iter("textarea")]
            lines = [control.get("name") for control in form.xpath(".//input[@type='text']")]
            return Filled(client, address, fields, next(iter([*areas, *lines]), ""))
    return None


def _written(control: Any) -> Iterator[tuple[str, str]]:
    name, kind = control.get("name"), control.get("type", "text") if control.tag == "input" else control.tag
    if name == "csrfmiddlewaretoken" or kind in ("file", "submit", "button"):
        return
    if name in SAID:
        if kind not in ("checkbox", "radio") or control.get("value") == SAID[name]:
            yield name, SAID[name]
    elif kind == "checkbox":
        if control.get("checked") is not None or name in TICKED:
            yield name, control.get("value", "on")
    elif kind == "radio":
        group = control.xpath(f"ancestor::form//input[@name='{name}']")
        if control.get("checked") is not None or (
            control is group[0] and all(one.get("checked") is None for one in group)
        ):
            yield name, control.get("value")
    elif kind == "select":
        yield name, control.value or next(reversed(control.value_options), "")
    elif kind == "hidden":
        yield name, control.get("value", "")
    else:
        mode = control.get("inputmode", "")
        said = MODES.get(mode) if mode == "email" else NAMES.get(name) or MODES.get(mode)
        yield name, (control.value or "").strip() or said or (DAY if kind == "date" else f"Skrivet i {name}")


@pytest.mark.parametrize("route", EVERY)
def test_the_same_again_does_nothing_and_other_words_are_said_with_both(
    stage: Stage, route: Route, asked: list[str]
) -> None:
    with filled(stage, route) as form:
        if form is None or route.name in KEYLESS:
            return
        assert "once" in dict(form.fields)
        first = form.send()
        place = {route.name} if not first.is_done else set()
        assert (place if asked else set()) == {route.name} & REFUSED_HERE
        assert (place if not asked else set()) == {route.name} & NOT_ASKED_HERE
        if place:
            return
        again, other = form.send(), form.send_other_words()
        assert (again.status, again.location, again.entries) == (first.status, first.location, 0)
        if route.name in OWN_KEY:
            return
        assert (other.status, other.entries) == (409, 0)
        if form.written:
            assert "Något helt annat" in other.page
            is_kept = route.name not in NOT_KEPT_TWICE
            assert ("Kom först" in other.page) == is_kept
            assert not is_kept or dict(form.fields)[form.written].split("\n")[0] in other.page


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The keys under which something was asked for."""
    keys: list[str] = []

    def do_once(request: HttpRequest, do: Callable[[], Any]) -> Any:
        keys.append(request.POST["once"])
        return one_click.do_once(request, do)

    monkeypatch.setattr(act_forms, "do_once", do_once)
    return keys


# Those that were found to do their act once more, and a completion, after which the same click was a fault.
FOUND = ["officer-case-number", "described-unit", "group-declare", "received-application:completion"]


def of(name: str) -> Route:
    return next(route for route in forms() if route.name == name)


@pytest.mark.parametrize("name", FOUND)
def test_the_first_words_hold_and_come_again_as_before(stage: Stage, name: str) -> None:
    """First, other words, first again: as somebody does who goes back in the browser."""
    with filled(stage, of(name)) as form:
        first, other, again = form.send(), form.send_other_words(), form.send()
    assert (first.status, other.status, again.status) == (302, 409, 302)
    assert (other.entries, again.entries, again.location) == (0, 0, first.location)


@pytest.mark.parametrize("name", FOUND[:3])
def test_without_the_key_each_is_done(stage: Stage, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control."""
    monkeypatch.setattr(act_forms, "do_once", lambda _request, do: do())
    with filled(stage, of(name)) as form:
        first = form.send()
        other = form.send(**{form.written: dict(form.fields)[form.written] + "1"})
    assert first.is_done and other.is_done


def test_a_key_serves_one_person_and_one_page(stage: Stage) -> None:
    """The officer who may number a case may pause it too."""
    with filled(stage, of("officer-case-number")) as form:
        assert form.send().is_done
        elsewhere = Filled(form.client, form.address.replace("diarienummer", "pausa"), form.fields, "")
        met = elsewhere.send(why="Vi väntar")
        assert met.entries == 0 and "redan använt till något annat" in met.page


def test_who_clicks_twice_is_told_what_the_first_was_told(stage: Stage) -> None:
    with filled(stage, of("officer-case-new")) as form:
        form.send()
        led = form.send()
        assert "Ärendet är öppnat" in form.client.get(led.location).content.decode()


def test_the_same_bytes_under_another_name_are_other_content(databases: object) -> None:
    def brings(name: str) -> HttpRequest:
        file = SimpleUploadedFile(name, b"%PDF-1.7")
        return RequestFactory().post("/papper/", {"once": "the-key-of-a-paper", "scan": file})

    assert [one_click.do_once(brings("a.pdf"), lambda: "kept") for _again in range(2)] == ["kept", "kept"]
    with pytest.raises(OtherContent):
        one_click.do_once(brings("b.pdf"), lambda: "kept")
