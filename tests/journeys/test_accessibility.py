"""Every kind of page in both languages: nothing for axe to find, wide and on a phone."""

import pytest

from tests.journeys.conftest import PAGE_KINDS, violations


@pytest.mark.parametrize("language", ["", "/en"], ids=["swedish", "english"])
@pytest.mark.parametrize("path", PAGE_KINDS)
def test_no_page_has_a_fault_that_axe_can_see(visit, path, language):
    assert violations(visit(f"{language}{path}")) == []


@pytest.mark.parametrize("path", ["/", "/sok/?q=ALS", "/omraden/neuromuskulara-sjukdomar/"])
def test_the_phone_has_none_either(visit, path):
    assert violations(visit(path, width=375, height=800)) == []


def test_axe_would_have_seen_a_fault(visit):
    page = visit("/")
    page.evaluate("document.querySelector('label').remove()")
    assert any(fault.startswith("label:") for fault in violations(page))
