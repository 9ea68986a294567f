"""From the mail with an invitation to signed in with two factors, and out again, in a real browser."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from nhv.accounts.acts import invite
from nhv.register.models import Organisation, OutgoingMessage
from nhv.rules.actor import Actor
from nhv.rules.roles import Role
from tests.journeys.conftest import WIDE, browsing, disorder, go_through
from tests.support.people import PASSWORD, totp_code
from tests.support.server import running

# Narrower than what is called a phone elsewhere: long words of ours are met here.
PHONE = 360
ADDRESS = "ny.skribent@exempel.invalid"


@pytest.fixture
def product(databases) -> Iterator[str]:
    """A running product of the test's own: what is done here changes it."""
    with databases.copy("sqlite", "bundled") as database, running(database) as address:
        yield address


@pytest.fixture
def page(browser: Browser, product: str) -> Iterator[Page]:
    with browsing(browser, product) as page:
        yield page


def the_link_in_the_mail(product: str) -> str:
    region = Organisation.objects.get(key="region-skane")
    invite(
        email=ADDRESS,
        organisation=region,
        role=Role.WRITER,
        by=Actor("program", "test"),
        link=lambda token: f"{product}/konto/inbjudan/{token}/",
    )
    text = OutgoingMessage.objects.get(to=ADDRESS).text
    return re.search(r"http\S+", text).group()


def in_order(page: Page) -> None:
    """Nothing for axe to find, and nothing that runs out to the right, wide and on the phone that it is done with."""
    assert disorder(page, WIDE, PHONE, axe_at=(WIDE, PHONE)) == []


def test_an_invited_person_comes_in_with_two_factors_and_goes_out_again(page, product):
    page.goto(the_link_in_the_mail(product))
    expect(page.locator("h1")).to_have_text("Du är inbjuden")
    in_order(page)
    page.get_by_label("Ditt namn").fill("Ny Skribent")
    page.get_by_label("Välj ett lösenord").fill("för kort")
    go_through(page.get_by_role("button", name="Fortsätt"))
    expect(page.get_by_role("alert")).to_contain_text("Något behöver rättas")
    in_order(page)
    page.get_by_label("Välj ett lösenord").fill(PASSWORD)
    go_through(page.get_by_role("button", name="Fortsätt"))

    expect(page.locator("h1")).to_have_text("Tvåstegsverifiering")
    in_order(page)
    page.goto("/konto/")
    expect(page.locator("h1")).to_have_text("Tvåstegsverifiering")
    go_through(page.get_by_role("link", name="Autentiseringsapp i telefonen"))
    secret = page.locator(".nhv-secret").inner_text()
    in_order(page)
    page.locator("#id_code").fill(totp_code(secret))
    go_through(page.get_by_role("button", name="Klar"))
    expect(page.locator("h1")).to_have_text("Reservkoder")
    in_order(page)
    go_through(page.get_by_role("link", name="Jag har sparat dem"))
    expect(page.locator("h1")).to_have_text("Mitt konto")
    expect(page.locator(".nhv-person")).to_contain_text("Region Skåne")
    in_order(page)

    go_through(page.get_by_role("button", name="Logga ut"))
    go_through(page.get_by_role("link", name="Logga in", exact=True))
    in_order(page)
    page.locator("#id_login").fill(ADDRESS)
    page.locator("#id_password").fill(PASSWORD)
    go_through(page.get_by_role("button", name="Fortsätt"))
    expect(page.locator("h1")).to_have_text("Tvåstegsverifiering")
    in_order(page)
    page.locator("#id_code").fill(totp_code(secret, later=1))
    go_through(page.get_by_role("button", name="Logga in"))
    expect(page.locator("h1")).to_have_text("Ansökningar")
    go_through(page.get_by_role("button", name="Logga ut"))
    page.goto("/konto/")
    expect(page.locator("h1")).to_have_text("Logga in")
