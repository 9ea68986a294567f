"""From the mail with an invitation to signed in with two factors, and out again, in a real browser."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from nhv.accounts.acts import invite
from nhv.register.models import Organisation, OutgoingMessage
from nhv.rules.actor import Actor
from nhv.rules.roles import Role
from tests.journeys.conftest import violations
from tests.support.people import PASSWORD, totp_code
from tests.support.server import running

ADDRESS = "ny.skribent@exempel.invalid"


@pytest.fixture
def product(databases) -> Iterator[str]:
    """A running product of the test's own: what is done here changes it."""
    with databases.copy("sqlite", "bundled") as database, running(database) as address:
        yield address


@pytest.fixture(params=[1280, 360], ids=["wide", "phone"])
def page(request, browser: Browser, product: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": request.param, "height": 900}, base_url=product)
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()


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
    """Nothing for axe to find, and nothing that runs out to the right."""
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_an_invited_person_comes_in_with_two_factors_and_goes_out_again(page, product):
    page.goto(the_link_in_the_mail(product))
    expect(page.locator("h1")).to_have_text("Du är inbjuden")
    in_order(page)
    page.get_by_label("Ditt namn").fill("Ny Skribent")
    page.get_by_label("Välj ett lösenord").fill("för kort")
    page.get_by_role("button", name="Fortsätt").click()
    expect(page.get_by_role("alert")).to_contain_text("Något behöver rättas")
    in_order(page)
    page.get_by_label("Välj ett lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Fortsätt").click()

    expect(page.locator("h1")).to_have_text("Andra steget")
    in_order(page)
    page.goto("/konto/")
    expect(page.locator("h1")).to_have_text("Andra steget")
    page.get_by_role("link", name="Autentiseringsapp i telefonen").click()
    secret = page.locator(".nhv-secret").inner_text()
    in_order(page)
    page.locator("#id_code").fill(totp_code(secret))
    page.get_by_role("button", name="Klar").click()
    expect(page.locator("h1")).to_have_text("Reservkoder")
    in_order(page)
    page.get_by_role("link", name="Jag har sparat dem").click()
    expect(page.locator("h1")).to_have_text("Mitt konto")
    expect(page.locator(".nhv-person")).to_contain_text("Region Skåne")
    in_order(page)

    page.get_by_role("button", name="Logga ut").click()
    page.get_by_role("link", name="Logga in", exact=True).click()
    in_order(page)
    page.locator("#id_login").fill(ADDRESS)
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="Fortsätt").click()
    expect(page.locator("h1")).to_have_text("Andra steget")
    in_order(page)
    page.locator("#id_code").fill(totp_code(secret, later=1))
    page.get_by_role("button", name="Logga in").click()
    expect(page.locator("h1")).to_have_text("Ansökningar")
    page.get_by_role("button", name="Logga ut").click()
    page.goto("/konto/")
    expect(page.locator("h1")).to_have_text("Logga in")
