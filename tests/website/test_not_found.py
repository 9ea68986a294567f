"""What cannot be shown is said in words, with the way on."""

from unittest.mock import patch

import pytest
from django.test import Client

from nhv.website.caching import Pages
from tests.support.pages import get


@pytest.mark.parametrize(
    ("address", "reason", "near"),
    [
        ("/omraden/neuromuskular/", "inget område med adressen ”neuromuskular”", "/omraden/neuromuskulara-sjukdomar/"),
        (
            "/omraden/neuromuskulara-sjukdomar/punkt/asl/",
            "ingen punkt med adressen ”asl”",
            "/omraden/neuromuskulara-sjukdomar/",
        ),
        ("/omraden/?datum=igår", "Skriv det som ÅÅÅÅ-MM-DD", "/omraden/"),
        ("/omraden/neuromuskulara-sjukdomar/?datum=2023-02-30", "är inget datum vi kan läsa", "/omraden/"),
        (
            "/omraden/neuromuskulara-sjukdomar/?datum=1999-01-01",
            "Den första versionen gäller från 1 april 2023",
            "/omraden/neuromuskulara-sjukdomar/",
        ),
        ("/utlysningar/finns-inte/", "ingen utlysning med adressen ”finns-inte”", "/omraden/"),
        ("/omraden/%00/", "Adressen finns inte här.", "/omraden/"),
        ("/omraden/%F0%9F%98%80/", "inget område med adressen", "/omraden/"),
        (f"/omraden/{'a' * 5_000}/", "Adressen finns inte här.", "/omraden/"),
        ("/omraden/neuromuskulara-sjukdomar/versioner/1-99999999999999999999999/", "har inte båda", "/omraden/"),
        ("/vad/som/helst", "Adressen finns inte här.", "/omraden/"),
    ],
)
def test_an_unknown_address_says_why_and_what_was_probably_meant(address, reason, near):
    page = get(address)
    assert page.status == 404
    assert reason in page.text
    assert near in page.links()


def test_it_speaks_english_under_the_english_addresses():
    page = get("/en/omraden/neuromuskular/")
    assert (page.status, page.html.get("lang")) == (404, "en")
    assert "The register has no area with the address “neuromuskular”." in page.text


@pytest.mark.parametrize("address", ["/en//evil.example/", "/en///evil.example/?q=1", "//evil.example/"])
def test_no_link_to_the_other_language_leads_to_another_host(address: str) -> None:
    page = Client().get(f"http://testserver{address}").content.decode()
    assert "/evil.example/" in page and 'href="//' not in page


def test_only_reading_is_allowed():
    answer = Client().post("/omraden/")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")


def test_a_fault_of_ours_is_calm_and_asks_nothing_of_the_database():
    fresh = patch("nhv.website.caching.KEPT", Pages(most_bytes=0))
    with fresh, patch("nhv.website.public.start.happenings", side_effect=RuntimeError("hemlig detalj")):
        page = get("/")
    assert page.status == 500
    assert "Det är inte du som gjort fel." in page.text
    assert "hemlig detalj" not in page.text


def test_a_name_the_area_went_by_before_leads_to_the_area():
    answer = Client().get("/en/omraden/neuromuskular-sjukdom/versioner/?datum=2026-01-01")
    assert (answer.status_code, answer["Location"]) == (
        301,
        "/en/omraden/neuromuskulara-sjukdomar/versioner/?datum=2026-01-01",
    )


@pytest.mark.parametrize("address", ["/vad/som/neuromuskulara", "/utlysningar/neuromuskulara/"])
def test_what_is_no_address_of_an_area_is_not_taken_for_one(address):
    assert "Menade du" not in get(address).text


@pytest.mark.parametrize("address", ["/fhir", "/fhir/", "/api/", "/datasets/", "/cds-services/a/b", "/fhir/a?b=%ff",
    "/omraden/hittepa/resultat/2025.csv", "/omraden/hittepa/resultat/2025/utgava-9.json", "/utlysningar/a/b/c.xlsx",
])  # fmt: skip
def test_a_program_is_never_answered_with_a_page(address):
    answer = Client().get(address)
    assert answer.status_code in (400, 404)
    assert answer.headers["Content-Type"].partition(";")[0] in ("application/problem+json", "application/fhir+json")


def test_somebody_who_follows_a_link_to_a_file_that_is_gone_reads_a_page():
    """As a browser asks; the control is the test above, which asks as programs do."""
    answer = Client(headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}).get("/omraden/hittepa/2025.csv")
    assert (answer.status_code, answer.headers["Content-Type"].partition(";")[0]) == (404, "text/html")
