"""The versions of an area, and the difference between two."""

from datetime import date

import pytest

from nhv.register.publication import publish
from nhv.rules.actor import Actor
from tests.support.areas import WEST, a_file
from tests.support.pages import get

US = Actor("program", "test")


@pytest.fixture(autouse=True)
def _two_versions(_in_the_bundled_register):
    publish([a_file(WEST)], by=US)
    publish([a_file(WEST, units=3, in_force_from=date(2025, 1, 1))], by=US)


def test_versions_are_listed_newest_first_with_the_step_between():
    page = get("/omraden/provomrade/versioner/")
    rows = page.texts("//tbody/tr")
    assert [row.split(" 2026")[0][:18] for row in rows] == ["2 1 1 januari 2025", "1 1 1 januari 2024"]
    assert "/omraden/provomrade/versioner/1-2/" in page.links()


def test_the_difference_is_told_in_sentences():
    assert get("/omraden/provomrade/versioner/1-2/").texts("//ul[@class='nhv-changes']/li") == [
        "Dagen då definitionen börjar gälla har ändrats från ”1 januari 2024” till ”1 januari 2025”.",
        "Antalet enheter har ändrats från ”2” till ”3”.",
    ]


def test_the_difference_is_told_in_english_too():
    sentences = get("/en/omraden/provomrade/versioner/1-2/").texts("//ul[@class='nhv-changes']/li")
    assert [sentence.partition(" has changed ")[2] for sentence in sentences] == [
        "from “1 January 2024” to “1 January 2025”.",
        "from “2” to “3”.",
    ]


def test_equal_versions_are_said_to_be_equal():
    assert "Versionerna är lika." in get("/omraden/provomrade/versioner/1-1/").text


def test_a_version_that_is_not_there_is_a_helpful_404():
    page = get("/omraden/provomrade/versioner/1-7/")
    assert page.status == 404
    assert "har inte båda versionerna 1 och 7" in page.text


def test_a_version_without_a_known_first_day_is_not_given_one():
    publish([a_file({**WEST, "valid_from": None}, key="utan-dag", name="Utan dag", in_force_from=None)], by=US)
    assert "anges inte i källan" in get("/omraden/utan-dag/versioner/").text
