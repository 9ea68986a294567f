"""On the narrowest phone nothing runs out to the right, and what is to be pressed is large enough."""

import pytest

from tests.journeys.conftest import PAGE_KINDS


@pytest.mark.parametrize("width", [320, 375, 768])
@pytest.mark.parametrize("language", ["", "/en"], ids=["swedish", "english"])
def test_no_page_runs_out_to_the_right(visit, language, width):
    page = visit("/", width=width, height=640)
    widths = {}
    for path in PAGE_KINDS:
        page.goto(f"{language}{path}")
        widths[path] = page.evaluate("document.documentElement.scrollWidth")
    assert widths == dict.fromkeys(PAGE_KINDS, width)


def test_the_button_and_the_menu_can_be_hit_with_a_thumb(visit):
    page = visit("/", width=320, height=640)
    sizes = [element.bounding_box() for element in page.locator("header nav a, main button, form button").all()]
    assert min(size["height"] for size in sizes) >= 44
