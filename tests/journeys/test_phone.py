"""On a phone what is to be pressed is large enough, and an answer is seen at once. (Nothing runs out:
test_accessibility.py.)"""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import browsing, go_through


def verdict_is_seen_at_once(page: Page, lowest: int) -> None:
    """The header is low, and the verdict ends so far above the lower edge of the smallest telephone (568 pixels) that
    the browser's own bars hide nothing of it."""
    assert page.locator("header").bounding_box()["height"] <= 120
    head = page.locator(".nhv-verdict__head").first.bounding_box()
    assert head["y"] + head["height"] <= lowest


def test_the_button_and_the_menu_can_be_hit_with_a_thumb(visit):
    page = visit("/", width=320, height=640)
    sizes = [element.bounding_box() for element in page.locator("header nav a:visible, main button, form button").all()]
    assert min(size["height"] for size in sizes) >= 44


@pytest.mark.parametrize(
    "question", ["SMA", "ALS", "matstrupscancer", "fistel+matstrupe+luftstrupe", "myastenia+gravis"]
)
@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize(("width", "lowest"), [(390, 420), (360, 420), (320, 440)])
def test_a_verdict_is_read_without_scrolling_and_the_header_keeps_to_its_place(
    visit, language, question, width, lowest
):
    page = visit(f"{language}/sok/?q={question}", width=width, height=568)
    verdict_is_seen_at_once(page, lowest)


def test_a_demonstration_says_what_it_is_and_hides_no_verdict(browser, demonstrated):
    for width in (360, 320):
        for language in ("", "/en"):
            with browsing(browser, demonstrated[1], width=width, height=568) as page:
                page.goto(f"{language}/sok/?q=SMA")
                expect(page.locator(".nhv-notice strong")).to_be_visible()
                verdict_is_seen_at_once(page, 420)


@pytest.mark.parametrize("language", ["", "/en"])
def test_who_is_signed_in_has_a_low_header_too(browser, demonstrated, language):
    with browsing(browser, demonstrated[1], width=320, height=568) as page:
        page.goto(f"{language}/konto/logga-in/")
        go_through(page.locator("button[name=person]").first)
        for path in ("/konto/", "/sok/?q=SMA"):
            page.goto(f"{language}{path}")
            expect(page.locator(".nhv-person__who")).to_be_visible()
            assert page.locator("header").bounding_box()["height"] <= 110
        verdict_is_seen_at_once(page, 380)


def test_whom_to_call_is_within_two_thumbs_of_the_verdict(visit):
    page = visit("/sok/?q=spinal+muskelatrofi+3+år", width=390, height=844)
    assert page.get_by_text("Karolinska universitetssjukhuset", exact=True).first.bounding_box()["y"] <= 844
