"""What an address may ask for: a page answers what it was asked, or says that it does not know the word."""

import pytest
from django.test import Client

from tests.support.pages import get

KAROLINSKA = "/sjukhus/karolinska-universitetssjukhuset/"
BEFORE = "2023-03-31"  # the day before neuromuscular diseases began


@pytest.mark.parametrize(
    ("address", "near"),
    [
        ("/omraden/?dattum=2023-01-01", "/omraden/?datum=2023-01-01"),
        ("/omraden/?sjukvardregion=sodra&galler=ja", "/omraden/?sjukvardsregion=sodra&galler=ja"),
        ("/omraden/?hittepa=1&galler=ja", "/omraden/?galler=ja"),
        ("/sok/?fraga=ALS", "/sok/"),
        ("/?datum=2023-01-01", "/"),
        (f"{KAROLINSKA}?dag=2023-01-01", f"{KAROLINSKA}?datum=2023-01-01"),
    ],
)
def test_a_word_that_the_page_does_not_know_is_refused_with_the_nearest(address, near):
    page = get(address)
    assert page.status == 400
    assert near in page.links()
    assert "public" not in page.headers["Cache-Control"]


@pytest.mark.parametrize("address", ["/omraden/?utm_source=brev", "/?fbclid=abc", "/omraden/?q="])
def test_what_others_count_by_is_no_question(address):
    assert (get(address).status == 200) is ("q=" not in address)


@pytest.mark.parametrize(
    ("address", "near"),
    [("/api/v1/areas?as_off=2023-01-01", "as_of"), ("/api/v1/calls?state=open", ""), ("/api/v1/search?query=ALS", "")],
)
def test_programs_are_told_alike(address, near):
    answer = Client().get(address)
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    assert (f"Did you mean {near}?" in answer.json()["detail"]) is bool(near)


@pytest.mark.parametrize("name", ["as-of", "as_of", "datum"])
def test_the_day_has_several_names_and_always_filters(name):
    found = Client().get(f"/api/v1/areas?{name}={BEFORE}").json()
    assert found["as_of"] == BEFORE
    assert "neuromuskulara-sjukdomar" not in [area["key"] for area in found["items"]]
    assert "Neuromuskulära sjukdomar" not in get(f"/omraden/?{name}={BEFORE}").texts("//main//a")
    assert "Neuromuskulära sjukdomar" in get("/omraden/").texts("//main//a")


# --- A day is kept -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "/omraden/",
        "/omraden/neuromuskulara-sjukdomar/",
        "/omraden/neuromuskulara-sjukdomar/punkt/als/",
        "/omraden/neuromuskulara-sjukdomar/for-patienter/",
        "/omraden/neuromuskulara-sjukdomar/restider/",
        "/portfolj/",
        "/portfolj/region-skane/",
        "/regioner/region-skane/",
        KAROLINSKA,
    ],
)
def test_a_day_asked_for_follows_every_link_to_a_page_that_knows_of_days(address):
    dated = get(f"{address}?datum=2024-06-01")
    assert dated.status == 200
    links = [link for link in dated.links() if link.startswith(("/omraden/", "/sjukhus/", "/regioner/", "/portfolj/"))]
    undated = [link for link in links if "datum=2024-06-01" not in link]
    # What leads to today, or to a list that is the same on all days, says so.
    assert [link for link in undated if link not in ("/regioner/", address, f"{address}#remiss")] == []
    assert len(links) > len(undated)
    assert not [link for link in dated.links() if link.count("datum=") > 1 or link.count("?") > 1]


def test_a_page_without_a_day_has_links_without_one():
    assert [link for link in get(KAROLINSKA).links() if "datum" in link] == []


# --- Tables ------------------------------------------------------------------------------------------


def rows(address: str) -> list[dict[str, str]]:
    head, *cells = Client().get(address).content.decode("utf-8-sig").splitlines()
    names = head.split(";")
    return [dict(zip(names, line.split(";"), strict=False)) for line in cells]


@pytest.mark.parametrize("address", ["/omraden/?alder=barn&datum=2024-06-01", f"{KAROLINSKA}?datum=2024-06-01"])
def test_a_list_is_saved_as_it_is_shown_with_its_sources(address):
    page = get(address)
    (csv,) = page.links("//a[.='CSV']")
    shown = {link.split("/")[2] for link in page.links("//main//a[@class='nhv-row__title']")}
    found = rows(csv)
    assert {row["area_key"] for row in found} == shown
    assert all(row["source_addresses"] and row["sources"] for row in found)
    assert "2024-06-01" in Client().get(csv)["Content-Disposition"]


def test_a_hospitals_table_holds_its_own_permits_alone():
    assert {row["hospital"] for row in rows(f"{KAROLINSKA}?format=csv")} == {"Karolinska universitetssjukhuset"}


def test_calls_are_a_table_too_and_a_sheet_is_a_sheet():
    assert [row["state"] for row in rows("/utlysningar/?format=csv")]
    assert Client().get("/utlysningar/?format=xlsx").content.startswith(b"PK")


def test_a_format_that_nobody_has_is_said():
    assert get("/omraden/?format=pdf").status == 404
