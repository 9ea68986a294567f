"""An answer on paper: the verdict, the clause and the address; nothing to click."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import browsing


def test_a_printed_answer_has_its_address_and_no_menu(visit):
    page = visit("/omraden/neuromuskulara-sjukdomar/punkt/als/?datum=2023-05-01")
    address = page.locator(".nhv-only-print")
    expect(address).to_be_hidden()
    page.emulate_media(media="print")
    expect(address).to_be_visible()
    expect(address).to_contain_text("/punkt/als/?datum=2023-05-01")
    expect(page.locator("header nav")).to_be_hidden()
    expect(page.locator(".nhv-verdict__word")).to_be_visible()


def test_the_print_view_looks_the_same_on_the_screen(visit):
    page = visit("/omraden/neuromuskulara-sjukdomar/?utskrift")
    expect(page.locator("header nav")).to_be_hidden()
    expect(page.locator(".nhv-only-print")).to_be_visible()


def sheets(page: Page) -> int:
    """How many sheets of A4 the page takes when it is printed."""
    return len(re.findall(rb"/Type\s*/Page[^s]", page.pdf(format="A4", prefer_css_page_size=True)))


@pytest.mark.parametrize("question", ["SMA", "myastenia gravis", "ALS", "matstrupscancer", "neuromuskulära sjukdomar"])
def test_an_answer_is_one_sheet_with_numbers_address_and_contents(browser, demonstrated, question):
    """Of units that tell all they can: number, address, what a referral holds; others their region's number."""
    with browsing(browser, demonstrated[1]) as page:
        page.goto(f"/sok/?q={question}")
        assert sheets(page) == 1
        if question == "SMA":
            page.goto(page.get_by_role("link", name="Skriv ut svaret").first.get_attribute("href"))
            assert sheets(page) == 1
            for told in ("Exempelgatan 3", "Frågeställning", "08-465 004 10", "Regionens samordnare: 040-628 04 20"):
                expect(page.locator("main")).to_contain_text(told)


def test_a_long_page_takes_more_than_one_sheet(visit):
    """Else the count proves nothing."""
    assert sheets(visit("/omraden/neuromuskulara-sjukdomar/?utskrift")) > 1
