"""What somebody writes is never lost, in Chromium and in Firefox: the session ends, the form is old, the network is
away, the tab is closed. And nobody else meets it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

import pytest
from django.conf import settings
from playwright.sync_api import Browser

from nhv.accounts.models import UnsentForm
from nhv.accounts.unsent import RECEIVED
from nhv.filings.working_copy import own_answers
from nhv.process.models import CallQuestion
from tests.journeys.applying import own_product
from tests.journeys.two_browsers import BROWSERS, Window, is_signed_out, send, signs_in, text, window
from tests.support.calls import a_draft, an_applicant, an_open_call
from tests.support.patience import until
from tests.support.people import a_person
from tests.support.ports import free_port
from tests.support.server import end, start

# --- One form, in all the ways that it can go wrong --------------------------------------------------


@pytest.fixture
def asking(databases: Any) -> Iterator[tuple[str, str, Any]]:
    """A product, the address of a form of one field, and somebody who may send it."""
    with own_product(databases) as product:
        yield product, f"/utlysningar/{an_open_call().key}/fraga/", an_applicant()


WORDS = "Får två sjukhus i samma region dela på uppdraget, och hur räknas då volymen?"
_PUT = """
const field = document.querySelector('[name=question]');
field.value = args[0]; field.dispatchEvent(new Event('input', {bubbles: true}));
"""
_HOLDS = "return document.querySelector('[name=question]')?.value ?? ''"
_FORM = "main form:has([name=question])"


@pytest.mark.parametrize("kind", BROWSERS)
def test_a_tab_that_is_closed_is_no_loss_and_the_next_person_sees_nothing(
    kind: str, browser: Browser, asking: tuple[str, str, Any]
) -> None:
    product, address, anna = asking
    with window(kind, browser, product) as shown:
        signs_in(shown, anna)
        shown.go(address)
        shown.run(_PUT, WORDS)
        shown.close_tab()
        until(UnsentForm.objects.exists, else_say="what was written does not wait")
        shown.go("/tillganglighet/")
        signs_in(shown, an_applicant())
        shown.go(address)
        assert shown.run(_HOLDS) == "" and WORDS not in text(shown)
        signs_in(shown, anna)
        shown.go("/konto/oskickat/")
        assert WORDS in text(shown)
        shown.go(address)
        assert shown.run(_HOLDS) == WORDS
        assert not CallQuestion.objects.exists()
        send(shown, _FORM)
        assert "Frågan är skickad" in text(shown)
        assert [one.question for one in CallQuestion.objects.all()] == [WORDS]
        assert not UnsentForm.objects.exclude(content=RECEIVED).exists()
        shown.go(address)
        assert shown.run(_HOLDS) == "" and "Det här skrev du" not in text(shown)


@pytest.mark.parametrize("kind", BROWSERS)
def test_a_network_that_is_away_is_no_loss(kind: str, browser: Browser, databases: Any) -> None:
    data, port = Path(settings.DATA), free_port()
    with databases.copy("sqlite", "bundled") as database:
        server, product = start(database, data=data, port=port)
        try:
            address, anna = f"/utlysningar/{an_open_call().key}/fraga/", an_applicant()
            with window(kind, browser, product) as shown:
                signs_in(shown, anna)
                shown.go(address)
                shown.run(_PUT, WORDS)
                end(server)
                shown.run("document.querySelector(args[0]).requestSubmit()", _FORM)
                shown.go(address)
                server, product = start(database, data=data, port=port)
                until(lambda: _is_there(shown, address), else_say="the page did not come back")
                if shown.run(_HOLDS) != WORDS:
                    assert WORDS in text(shown)
                    shown.run("document.querySelector('.nhv-kept button[type=button]').click()")
                assert shown.run(_HOLDS) == WORDS
                assert not CallQuestion.objects.exists()
        finally:
            end(server)


def _is_there(shown: Window, address: str) -> bool:
    shown.go(address)
    return "Ställ en fråga" in text(shown) or bool(shown.run("return !!document.querySelector('[name=question]')"))


LONG = "Så här gör vi på vårt sjukhus när små barn får återbesök på mottagningen, också på lördagar. " * 40
_AREAS = "[...document.querySelectorAll('form[data-autosave] textarea')]"
_TYPE = "field.value = args[0]; field.dispatchEvent(new Event('input', {bubbles: true}));"


@pytest.mark.parametrize("kind", BROWSERS)
def test_a_long_section_is_kept_when_the_tab_is_closed_and_when_the_session_has_ended(
    kind: str, browser: Browser, databases: Any
) -> None:
    with own_product(databases) as product:
        anna = an_applicant()
        filing = a_draft(an_open_call(), anna)
        section = max(filing.outline.outline.sections, key=lambda one: str(one).count("kind='text'"))
        address = f"/ansokningar/{filing.key}/avsnitt/{section.key}/"
        with window(kind, browser, product) as shown:
            signs_in(shown, anna)
            shown.go(address)
            names = shown.run(
                f"{_AREAS}.forEach((field) => {{ {_TYPE} }}); return {_AREAS}.map((one) => one.name)", LONG
            )
            assert len(names) * len(quote_plus(LONG)) > 64 * 1_024, "browsers send less than this once a page is gone"
            until(lambda: own_answers(filing).keys() >= set(names), else_say="it was not saved while it was written")
            shown.run(f"const [field] = {_AREAS}; {_TYPE}", f"{LONG}Och så här till sist.")
            shown.close_tab()
            until(lambda: own_answers(filing)[names[0]].endswith("till sist."), else_say="the last words are lost")
            shown.go(address)
            more = f"{LONG}Och detta till."
            shown.run("document.querySelector(`[name='${args[0]}']`).value = args[1]", names[0], more)
            is_signed_out(shown)
            send(shown, "form[data-autosave]")
            assert "Logga in och fortsätt med det du skrev" in text(shown)
            signs_in(shown, anna)
            shown.go(address)
            assert shown.run("return document.querySelector(`[name='${args[0]}']`).value", names[0]) == more


@pytest.mark.parametrize("kind", BROWSERS)
def test_a_form_left_open_by_another_is_not_sent_in_the_next_ones_name(
    kind: str, browser: Browser, asking: tuple[str, str, Any]
) -> None:
    product, address, anna = asking
    with window(kind, browser, product) as shown:
        signs_in(shown, anna)
        shown.go(address)
        shown.run("document.querySelector('[name=question]').value = args[0]", WORDS)
        signs_in(shown, a_person())
        send(shown, _FORM)
        assert not CallQuestion.objects.exists()
        signs_in(shown, anna)
        shown.go(address)
        assert shown.run(_HOLDS) == WORDS


@pytest.mark.parametrize("kind", BROWSERS)
def test_a_tab_that_saves_by_itself_does_not_clear_what_was_written_in_another(
    kind: str, browser: Browser, databases: Any
) -> None:
    """And what it was taken back to itself is taken back."""
    with own_product(databases) as product, window(kind, browser, product) as shown:
        anna = an_applicant()
        filing = a_draft(an_open_call(), anna)
        section = max(filing.outline.outline.sections, key=lambda one: str(one).count("kind='text'"))
        address = f"/ansokningar/{filing.key}/avsnitt/{section.key}/"
        signs_in(shown, anna)
        shown.go(address)
        mine, other = shown.run(f"return {_AREAS}.map((one) => one.name)")[:2]
        shown.other_tab()
        shown.go(address)
        shown.run(_PUT_TWO, [other, "Skrivet i den andra fliken."])
        send(shown, "form[data-autosave]")
        shown.other_tab()
        for words in ("Först.", "Sedan.", ""):
            shown.run(_PUT_TWO, [mine, words])
            until(lambda said=words: own_answers(filing).get(mine, "") == said, else_say=f"”{words}” was not saved")
        send(shown, "form[data-autosave]")
        assert own_answers(filing)[other] == "Skrivet i den andra fliken."
        assert mine not in own_answers(filing)


# --- What was saved is not said to be unsaved ---------------------------------------------------------

_PUT_TWO = """
for (const [name, words] of args) {
  const field = document.querySelector(`[name='${name}']`);
  field.value = words; field.dispatchEvent(new Event('input', {bubbles: true}));
}
"""
_TWO = "return [...args].map((name) => document.querySelector(`[name='${name}']`).value)"
_UNSAVED = "hann inte sparas"


@pytest.mark.parametrize("way", ["by the button", "while one writes", "when one leaves", "not at all"])
@pytest.mark.parametrize("kind", BROWSERS)
def test_a_day_that_was_saved_is_not_said_to_be_unsaved_because_a_number_was_refused(
    kind: str, way: str, browser: Browser, databases: Any
) -> None:
    with own_product(databases) as product, window(kind, browser, product) as shown:
        anna = an_applicant()
        filing = a_draft(an_open_call(), anna)
        section, day, number = _day_and_number(filing)
        address, overview = (f"/ansokningar/{filing.key}/{rest}" for rest in (f"avsnitt/{section}/", ""))
        signs_in(shown, anna)
        shown.go(address)
        if way == "not at all":
            is_signed_out(shown)
        shown.run(_PUT_TWO, [day, "1 maj 2027"], [number, "12 st"])
        if way == "by the button":
            send(shown, "form[data-autosave]")
            assert _UNSAVED not in text(shown) and "Fel:" in shown.run("return document.title")
            assert shown.run(_TWO, day, number) == ["2027-05-01", "12 st"]
        if way == "while one writes":
            until(lambda: own_answers(filing).get(day), else_say="the day was not saved while it was written")
            until(lambda: "inte sparat" in text(shown), else_say="the page does not say that the number lacks")
        shown.go(overview)
        if way == "not at all":
            signs_in(shown, anna)
        else:
            until(lambda: own_answers(filing).get(day), else_say="the day was not saved")
            shown.go(overview)
        shown.go(address)
        if way == "not at all":
            # It waits with the server and is back in the field, or in the window and is said to be unsaved.
            assert day not in own_answers(filing)
            said = _UNSAVED in text(shown) and "1 maj 2027" in text(shown)
            assert said or shown.run(_TWO, day, number) == ["1 maj 2027", "12 st"]
            return
        assert own_answers(filing)[day] == "2027-05-01" and number not in own_answers(filing)
        assert _UNSAVED not in text(shown)
        assert shown.run(_TWO, day, number) == ["2027-05-01", "12 st"], "what was no answer is lost"


def _day_and_number(filing: Any) -> tuple[str, str, str]:
    for section in filing.outline.outline.sections:
        of_kind = {asked.question.kind: asked.key for asked in section.questions if asked.only_if is None}
        if {"date", "number"} <= of_kind.keys():
            return section.key, of_kind["date"], of_kind["number"]
    raise AssertionError("no section asks for a day and a number")


_WAITS = """
const [name] = args; const form = written()[0];
sessionStorage.setItem(keptName(form), JSON.stringify({[name]: ["Skrivet"]})); sent({[keptName(form)]: args[1]});
"""
_LEFT = "letGoOfReceived(); return keptNames().length"


@pytest.mark.parametrize("kind", BROWSERS)
def test_what_is_received_when_the_next_page_is_drawn_already_waits_beside_it(
    kind: str, browser: Browser, asking: tuple[str, str, Any]
) -> None:
    product, address, anna = asking
    mark = "0123456789012345"
    with window(kind, browser, product) as shown:
        signs_in(shown, anna)
        shown.go(address)
        shown.run(_WAITS, "question", mark)
        # A save that was on its way has come in, and the browser knows; this page was drawn before that.
        shown.take_cookie("nhv_received", mark)
        assert shown.run(_LEFT) == 1
        shown.go(address)
        assert shown.run(_LEFT) == 0
