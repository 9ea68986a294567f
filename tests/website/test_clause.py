"""One clause at its permanent address, and the answer that rests on it."""

import pytest
from django.test import Client

from nhv.register.publication import publish
from nhv.rules.actor import Actor
from tests.support.areas import WEST, a_file
from tests.support.pages import get

US = Actor("program", "test")
NEURO = "/omraden/neuromuskulara-sjukdomar/punkt/"
OESOPHAGUS = "/omraden/viss-avancerad-esofaguskirurgi/punkt/"


@pytest.mark.parametrize(
    ("address", "word"),
    [
        (f"{NEURO}bedomning-nar-diagnos-saknas/", "Ja, ingår"),
        (f"{NEURO}ataxisjukdomar/", "Ja, ingår"),
        (f"{NEURO}als/", "Nej, ingår inte"),
        (f"{NEURO}neuromuskular-sjukdom/", "Förklaring"),
        (f"{OESOPHAGUS}esofago-respiratoriska-fistlar/", "Till nationell konferens"),
        (f"{OESOPHAGUS}nationell-mdk/", "Till nationell konferens"),
        (f"{OESOPHAGUS}akalasi/", "Nej, ingår inte"),
        (f"{OESOPHAGUS}dietist/", "Förklaring"),
    ],
)
def test_every_clause_has_its_verdict_at_its_address(address, word):
    page = get(address)
    assert (page.status, page.texts("//span[@class='nhv-verdict__word']")) == (200, [word])


def test_a_clause_is_shown_under_the_words_that_introduce_it():
    assert "Med viss neuromuskulär sjukdom avses exempelvis men inte uteslutande" in get(f"{NEURO}ataxisjukdomar/").text
    fistulas = get(f"{OESOPHAGUS}esofago-respiratoriska-fistlar/").text
    assert "Till denna MDK ska patienter (vuxna, 18 år och uppåt)" in fistulas


def test_the_permanent_address_holds_the_day():
    publish([a_file(WEST)], by=US)
    page = get("/omraden/provomrade/punkt/bedomning/?datum=2024-03-01")
    assert "Så som det gällde den 1 mars 2024, version 1 av området." in page.text
    assert "/omraden/provomrade/punkt/bedomning/?datum=2024-03-01" in page.links()


def test_the_links_of_an_answer_lead_to_the_same_answer():
    (card,) = get("/sok/?q=myastenia gravis").texts("//article")
    (address,) = get("/sok/?q=myastenia gravis").links("//article//a[starts-with(., 'Länk att dela')]")
    page = get(address)
    assert page.texts("//article") == [card]
    assert "Frågan: ”myastenia gravis”" in page.text


def test_a_question_that_the_clause_does_not_answer_shows_the_clause_alone():
    assert get(f"{NEURO}als/?q=matstrupscancer").text == get(f"{NEURO}als/").text


def test_an_answer_of_another_wording_is_not_shown_again():
    reworded = [{"key": "omfattning", "points": [{"key": "bedomning", "text": "Bedömning av provsjuka hos vuxna."}]}]
    publish([a_file(WEST)], by=US)
    publish([a_file(WEST, scope=reworded, in_force_from="2025-01-01")], by=US)
    before = get("/omraden/provomrade/punkt/bedomning/?datum=2024-03-01&q=provsjuka").text
    assert "Bedömning av provsjuka." in before
    assert "Frågan:" not in before


def test_the_print_view_carries_the_address():
    page = get(f"{NEURO}als/?datum=2023-05-01&utskrift")
    assert page.texts("//p[@class='nhv-only-print']")[0].endswith(f"{NEURO}als/?datum=2023-05-01")


TIED = {
    "exclusions": [
        {"key": "spadbarn", "text": "Spädbarn.", "applies_to": ["bedomning"]},
        {"key": "resor", "text": "Resor."},
    ]
}
POINT = "/omraden/provomrade/punkt/bedomning/"
BABY = "/omraden/provomrade/punkt/spadbarn/"


def test_what_is_taken_out_of_one_point_is_shown_at_the_point_and_says_whose_it_is():
    publish([a_file(WEST, **TIED)], by=US)
    area = get("/omraden/provomrade/")
    assert "Undantag här: Spädbarn." in area.texts("//li[@id='bedomning']")[0]
    assert "Hör till: Bedömning av provsjuka." in area.texts("//li[@id='spadbarn']")[0]
    assert "Hör till:" not in area.texts("//li[@id='resor']")[0]
    assert BABY in get(POINT).links("//article//a") and POINT in get(BABY).links("//article//a")


def test_the_api_tells_what_a_limit_is_tied_to():
    publish([a_file(WEST, **TIED)], by=US)
    told = Client().get("/api/v1/areas/provomrade").json()["document"]["exclusions"]
    assert [one["applies_to"] for one in told] == [["bedomning"], []]
