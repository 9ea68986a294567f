"""The pages about the website itself."""

import pytest

from nhv.website.words import VERDICTS
from tests.support.pages import get


def test_the_data_page_says_what_binds_and_what_each_verdict_means():
    page = get("/om-data/")
    assert "Bara deras beslut binder." in page.text
    assert page.texts("//main//span[contains(@class, 'nhv-mark')]") == [str(words) for words in VERDICTS.values()]


def test_every_address_for_programs_that_is_named_answers():
    for link in get("/om-data/").links("//main//a[starts-with(@href, '/')]"):
        assert get(link).status == 200, link


def test_the_accessibility_statement_says_what_has_not_been_tested():
    page = get("/tillganglighet/")
    assert "(2018:1937)" in page.text
    assert "har ännu inte prövat webbplatsen" in page.text


@pytest.mark.parametrize(
    "address", ["/", "/omraden/", "/om-data/", "/omraden/neuromuskulara-sjukdomar/?datum=2024-05-01"]
)
def test_each_page_leads_to_itself_in_the_other_language_and_back(address):
    (english,) = get(address).links("//header//a[@hreflang]")
    assert english == f"/en{address}"
    page = get(english)
    assert page.html.get("lang") == "en"
    assert page.links("//header//a[@hreflang]") == [address]
