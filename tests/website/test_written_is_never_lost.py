"""Every form of every page, written in and refused: what was written comes back to its writer, and to nobody else.

The pages are found by walking the routes, so a form that is made tomorrow is walked too. No script runs here; what
scripts add is tried in tests/journeys/test_written_is_never_lost.py.
"""

import re
from http.cookies import SimpleCookie

import pytest
from django.conf import settings
from django.test import Client

from nhv.accounts.models import UnsentForm
from nhv.website.unsent.drawn import NAME
from nhv.website.unsent.filling import where
from tests.support.people import a_person, signed_in
from tests.website.access_company import Walker
from tests.website.access_stage import Stage
from tests.website.access_walk import Route
from tests.website.written_forms import PAGES, Filled, filled, forms_of, forms_of_page, stands


@pytest.fixture(scope="module")
def stage(databases, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    return Stage(databases, tmp_path_factory.mktemp("written"))


@pytest.fixture(scope="module")
def browser() -> Client:
    """One that is asked for the signs that forms carry, as real ones are."""
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


def comes_in(browser: Client, session: str) -> None:
    """From now on somebody else sits there, or the same person anew: a new session, and a new sign for forms."""
    browser.cookies.pop(settings.CSRF_COOKIE_NAME, None)
    browser.cookies[settings.SESSION_COOKIE_NAME] = session


def goes_out(browser: Client) -> None:
    """The session has ended: the browser still brings its key."""
    browser.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32


def new_session(walker: Walker) -> str:
    return signed_in(Client(), walker.user).session.session_key


def lost(browser: Client, address: str, number: int, form: Filled) -> dict[str, list[str]]:
    """What was written and does not stand in the form now."""
    page = browser.get(address)
    assert "Det du skrev är tillbaka i formuläret" in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]
    now = stands(forms_of(page.content)[number], form.written)
    return {name: values for name, values in form.written.items() if now[name] != values}


def written_on(browser: Client, address: str) -> list[Filled]:
    return [filled(form, address) for form in forms_of_page(browser.get(address))]


@pytest.mark.parametrize("route", [pytest.param(route, id=route.name) for route in PAGES])
def test_what_is_written_is_never_lost_and_never_somebody_elses(stage: Stage, browser: Client, route: Route) -> None:
    with stage.who_may(route) as (walker, address):
        browser.cookies = SimpleCookie()
        comes_in(browser, new_session(walker))
        for number in range(len(written_on(browser, address))):
            UnsentForm.objects.all().delete()
            comes_in(browser, new_session(walker))
            form = written_on(browser, address)[number]
            assert NAME in form.carried, "the form does not say for whom it was drawn"
            _refused_and_back(browser, walker, address, number, form)


def _refused_and_back(browser: Client, walker: Walker, address: str, number: int, form: Filled) -> None:
    # The session has ended.
    goes_out(browser)
    refused = browser.post(form.action, form.body)
    assert refused.status_code == 403
    assert "Logga in och fortsätt med det du skrev" in refused.content.decode()
    # The next person at the same machine sees nothing of it, nor do those who read the database.
    comes_in(browser, new_session(walker) if walker is None else signed_in(Client(), a_person()).session.session_key)
    told = browser.get("/konto/oskickat/").content.decode() + browser.get("/konto/").content.decode()
    assert "Inget väntar" in told and "kom inte fram. Det väntar" not in told and "Skrivet 0" not in told
    assert not re.search("Skrivet|åäö", "".join(UnsentForm.objects.values_list("content", flat=True)))
    # The same person, in the same browser.
    comes_in(browser, new_session(walker))
    assert lost(browser, address, number, form) == {}
    # The form is stale: its sign is of a session before this one.
    browser.get(address)
    stale = browser.post(form.action, form.body)
    assert (stale.status_code, "Formuläret är för gammalt" in stale.content.decode()) == (403, True)
    assert "Tillbaka till formuläret, med det du skrev" in stale.content.decode()
    assert lost(browser, address, number, form) == {}
    assert UnsentForm.objects.count() == 1 and where(form.action)
