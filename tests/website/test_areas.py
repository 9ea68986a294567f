"""All areas: filtered, on any day."""

from datetime import date

import pytest

from nhv.register.publication import publish
from nhv.rules.actor import Actor
from tests.support.areas import SOUTH, WEST, a_file
from tests.support.pages import get

US = Actor("program", "test")


def names(query="", language=""):
    return get(f"{language}/omraden/{query}").texts("//main//a[@class='nhv-row__title']")


def test_decided_is_told_from_in_force():
    publish([a_file({**WEST, "valid_from": date(2090, 7, 1)})], by=US)
    row = next(row for row in get("/omraden/").texts("//main//ul[@class='nhv-rows']/li") if "Provområde" in row)
    assert row.startswith("Provområde Beslutat, gäller från 1 juli 2090 2 enheter Sahlgrenska universitetssjukhuset")
    assert row.endswith("alla enheter är inte inlagda här")


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("?text=provomr%C3%A5de", True),
        ("?text=finns+inte", False),
        ("?sjukvardsregion=vastra", True),
        ("?sjukvardsregion=norra", False),
        ("?galler=ja", True),
        ("?galler=nej", False),
        ("?alder=vuxna", True),
        ("?alder=barn", False),
        ("?datum=2024-01-01", True),
        ("?datum=2023-12-31", False),
        ("?text=prov&sjukvardsregion=vastra&galler=ja&alder=vuxna&datum=2024-05-01", True),
    ],
)
def test_the_list_is_filtered(query, shown):
    publish([a_file(WEST, population={"from_age": 18, "text": "vuxna, 18 år och uppåt"})], by=US)
    assert ("Provområde" in names(query)) is shown


def test_an_area_that_names_no_age_is_for_children_and_adults():
    publish([a_file(WEST)], by=US)
    assert ["Provområde" in names(f"?alder={ages}") for ages in ("barn", "vuxna")] == [True, True]


def test_another_day_follows_along_to_the_area():
    assert "/omraden/neuromuskulara-sjukdomar/?datum=2023-05-01" in get("/omraden/?datum=2023-05-01").links()


def test_nothing_found_says_how_to_go_on():
    page = get("/omraden/?text=finns+inte")
    assert "0 områden" in page.text
    assert "Inget område stämmer med filtret. Visa alla områden" in page.text


def test_a_long_list_goes_on_from_page_to_page():
    publish([a_file(WEST, key=f"prov-{n}", name=f"Prov {n:03}") for n in range(110)], by=US)
    page = get("/omraden/?text=prov+")
    assert "110 områden, 1–100 visas" in page.text
    (following,) = page.links("//a[@rel='next']")
    assert len(get(following).texts("//main//a[@class='nhv-row__title']")) == 10
    assert get(following).links("//a[@rel='prev']") != []


def test_english_names_are_shown_when_there_are_any():
    publish([a_file(WEST)], by=US)
    assert "Neuromuscular diseases" in names(language="/en")
    assert get("/en/omraden/?text=prov").texts("//main//a/span[@lang='sv']") == ["Provområde"]


def test_it_costs_five_queries_at_most_with_ten_times_the_areas():
    publish([a_file(WEST, SOUTH, key=f"prov-{n}", name=f"Prov {n}") for n in range(3)], by=US)
    few = get("/omraden/").queries
    publish([a_file(WEST, SOUTH, key=f"prov-{n}", name=f"Prov {n}") for n in range(3, 33)], by=US)
    assert get("/omraden/").queries == few <= 5
