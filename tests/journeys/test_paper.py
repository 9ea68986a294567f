"""An answer on paper: the verdict, the clause and the address; nothing to click."""

from playwright.sync_api import expect


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
