"""A passkey made, used as a second step, used alone, and asked for anew, with the browser's own authenticator."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from nhv.rules.roles import Role
from tests.journeys.conftest import browsing, go_through, violations
from tests.support.people import PASSWORD, a_person
from tests.support.server import running


@pytest.fixture
def product(databases) -> Iterator[str]:
    """A running product of the test's own, by a name: a passkey belongs to a name, never to a number."""
    with databases.copy("sqlite", "bundled") as database, running(database) as address:
        yield address.replace("127.0.0.1", "localhost")


@pytest.fixture
def page(browser: Browser, product: str) -> Iterator[Page]:
    with browsing(browser, product) as page:
        yield page


def an_authenticator(page: Page, *, of_the_right_person: bool = True) -> None:
    """The browser's stand-in for a finger on a sensor."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": of_the_right_person,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def password(page: Page, email: str) -> None:
    page.goto("/konto/logga-in/")
    page.locator("#id_login").fill(email)
    page.locator("#id_password").fill(PASSWORD)
    go_through(page.get_by_role("button", name="Fortsätt"))


def test_a_passkey_is_made_and_opens_in_three_ways(page, product):
    writer = a_person(Role.WRITER, "region-skane", second_factor=False)
    an_authenticator(page)
    password(page, writer.email)
    go_through(page.get_by_role("link", name="Passernyckel"))
    assert violations(page) == []
    page.get_by_label("Vad ska den heta?").fill("Min dator")
    page.get_by_label("Den ska räcka för att logga in, utan lösenord").check()
    page.get_by_role("button", name="Lägg till").click()
    expect(page.locator("h1")).to_have_text("Reservkoder")

    go_through(page.get_by_role("button", name="Logga ut"))
    password(page, writer.email)
    page.get_by_role("button", name="Använd en passernyckel").click()
    expect(page.locator("h1")).to_have_text("Ansökningar")

    go_through(page.get_by_role("button", name="Logga ut"))
    page.goto("/konto/logga-in/")
    page.get_by_role("button", name="Logga in med en passernyckel").click()
    expect(page.locator("h1")).to_have_text("Ansökningar")

    page.goto("/konto/andra-steget/nycklar/bekrafta/?next=/konto/")
    assert violations(page) == []
    page.get_by_role("button", name="Använd en passernyckel").click()
    expect(page.locator("h1")).to_have_text("Mitt konto")
    page.goto("/konto/andra-steget/")
    expect(page.locator("main")).to_contain_text("Min dator")
    assert violations(page) == []


def test_a_finger_that_is_not_the_right_one_is_told_in_words(page, product):
    writer = a_person(Role.WRITER, "region-skane", second_factor=False)
    an_authenticator(page, of_the_right_person=False)
    password(page, writer.email)
    go_through(page.get_by_role("link", name="Passernyckel"))
    page.get_by_role("button", name="Lägg till").click()
    expect(page.get_by_role("alert")).to_contain_text("Passernyckeln kunde inte användas")
    assert violations(page) == []
