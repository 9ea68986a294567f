"""Every kind of page in both languages, each loaded once: nothing for axe to find, and nothing that runs out to the
right, wide and on a phone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.conftest import NARROWEST, PAGE_KINDS, PHONE, WIDE, browsing, disorder, resize, violations

# On a phone the same rules find the same faults, but for where the page is another.
ANOTHER_ON_A_PHONE = ("/", "/sok/?q=ALS", "/omraden/neuromuskulara-sjukdomar/")


@pytest.fixture(scope="module")
def page(browser: Browser, live: str) -> Iterator[Page]:
    with browsing(browser, live) as page:
        yield page


@pytest.mark.parametrize("language", ["", "/en"], ids=["swedish", "english"])
@pytest.mark.parametrize("path", PAGE_KINDS)
def test_a_page_is_in_order_at_every_width(page, path, language):
    page.goto(f"{language}{path}")
    with_axe = (WIDE, PHONE) if path in ANOTHER_ON_A_PHONE else (WIDE,)
    assert disorder(page, WIDE, 768, PHONE, NARROWEST, axe_at=with_axe) == []


def test_axe_would_have_seen_a_fault(page):
    page.goto("/")
    page.evaluate("document.querySelector('label').remove()")
    assert any(fault.startswith("label:") for fault in violations(page))


def test_what_runs_out_to_the_right_would_have_been_seen(page):
    page.goto("/")
    page.evaluate("document.querySelector('main').style.width = '400px'")
    assert disorder(page, WIDE, NARROWEST, axe_at=()) != []
    resize(page, WIDE)
    assert disorder(page, WIDE, axe_at=()) == []
