"""What a first visit costs: one page, one style sheet, one font, no script, nothing from anywhere else."""

import pytest


def arrive(page, path):
    """To the page, with all that it asks for."""
    page.goto(path)
    page.evaluate("document.fonts.ready.then(() => true)")


@pytest.mark.parametrize("path", ["/", "/sok/?q=ALS", "/omraden/neuromuskulara-sjukdomar/"])
def test_a_page_needs_one_style_sheet_and_no_script(visit, live, path):
    page = visit("/robots.txt")
    asked = []
    page.on("request", lambda request: asked.append((request.resource_type, request.url)))
    arrive(page, path)
    kinds = sorted(kind for kind, _address in asked)
    assert kinds.count("document") == kinds.count("stylesheet") == kinds.count("font") == 1
    assert "script" not in kinds
    assert {address for _kind, address in asked if not address.startswith(live)} == set()


def test_nothing_is_refused_by_our_own_policy(visit):
    page = visit("/robots.txt")
    said = []
    page.on("console", lambda message: said.append(message.text))
    for path in ("/", "/sok/?q=ALS", "/omraden/neuromuskulara-sjukdomar/", "/regioner/"):
        arrive(page, path)
    assert said == []
