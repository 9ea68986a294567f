"""Trying a demonstration in a real browser, as `nhv demo` and `nhv serve` leave it: be somebody, be somebody else."""

import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.conftest import violations
from tests.support.patience import PATIENCE
from tests.support.server import start


@pytest.fixture
def product(demonstrated: tuple[Path, str]) -> str:
    """The address of a demonstration."""
    return demonstrated[1]


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize(
    ("language", "change", "it_is_me"), [("", "Byt person", "Det är jag"), ("/en", "Change person", "It is me")]
)
def test_one_press_is_somebody_and_another_somebody_else(browser: Browser, product, language, change, it_is_me, width):
    with browser.new_context(viewport={"width": width, "height": 900}, base_url=product) as context:
        page = context.new_page()

        def in_order() -> None:
            assert violations(page) == []
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
            heights = [button.bounding_box()["height"] for button in page.locator("button[name=person]:visible").all()]
            assert min(heights, default=44) >= 44

        page.goto(f"{language}/prova/")
        in_order()
        page.goto(f"{language}/konto/logga-in/")
        in_order()
        page.get_by_role("button", name="Demo: handläggare 1").click()
        expect(page).to_have_url(f"{product}{language}/handlaggning/")
        page.get_by_text(change).click()
        in_order()
        page.get_by_role("button", name="Demo: administratör 1").click()
        expect(page).to_have_url(f"{product}{language}/personer/")
        expect(page.locator(".nhv-person__who strong")).to_have_text("Demo: administratör 1")
        page.goto(f"{language}/personer/bjud-in/")
        expect(page).to_have_url(f"{product}{language}/personer/bjud-in/")
        # Who has just signed in is not asked again; whoever is asked confirms with one press.
        page.goto(f"{language}/konto/bekrafta/?next={language}/personer/bjud-in/")
        in_order()
        page.get_by_role("button", name=it_is_me).click()
        expect(page).to_have_url(f"{product}{language}/personer/bjud-in/")


def test_a_server_that_listens_to_the_network_offers_nobody(demonstrated: tuple[Path, str], product):
    data, _address = demonstrated
    assert "Demo: handläggare 1" in sign_in_page(product), "else the absence proves nothing"
    server, address = start(
        f"sqlite:///{data}/nhv.sqlite3", data=data, NHV_HOST="0.0.0.0", NHV_BASE_URL="http://localhost"
    )
    try:
        assert "Demo: handläggare 1" not in sign_in_page(address)
    finally:
        server.terminate()
        server.wait(timeout=PATIENCE)


def sign_in_page(address: str) -> str:
    with urllib.request.urlopen(f"{address}/konto/logga-in/") as page:
        return page.read().decode()
