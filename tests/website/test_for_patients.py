"""What an area means for a patient: plain words with sources, without a login, in two languages and large letters."""

import pytest

from nhv.register.publication import publish
from nhv.rules.actor import Actor
from tests.support.areas import WEST, a_file
from tests.support.pages import get

US = Actor("program", "test")
NEURO = "/omraden/neuromuskulara-sjukdomar/for-patienter/"
POLIO = "/omraden/resttillstand-efter-polio/for-patienter/"


def test_the_page_answers_what_a_patient_asks_in_order():
    assert get(POLIO).texts("//main//h2") == [
        "Vad det är", "Var vården finns", "Så kommer du dit", "Det du kan välja", "Det som görs", "Resa och boende",
        "Den som följer med", "Om du inte är nöjd", "Att fråga om", "Andra i samma situation", "Ord på sidan",
        "Mer om området",
    ]  # fmt: skip


def test_everything_told_names_the_page_that_says_it():
    page = get(NEURO)
    told = page.texts("//section[@aria-labelledby!='mer']/p[@class='nhv-text' and not(a[starts-with(@href, '/')])]")
    sourced = page.texts("//p[a[@class='nhv-source']]")
    assert len(sourced) > 8
    assert [text for text in told if text not in sourced and "färre enheter" not in text] == []
    assert all(address.startswith("https://") for address in page.links("//a[@class='nhv-source']"))


def test_the_hospitals_are_the_registers_and_the_fewer_for_children_are_named():
    page = get(NEURO)
    assert sorted(page.texts("//section[@aria-labelledby='var']//ul/li/a")) == [
        "Karolinska universitetssjukhuset", "Linköpings universitetssjukhus", "Sahlgrenska universitetssjukhuset",
        "Skånes universitetssjukhus",
    ]  # fmt: skip
    assert any("barn och ungdomar" in line.casefold() for line in page.texts("//section[@aria-labelledby='var']/p"))


@pytest.mark.parametrize(("address", "large"), [(NEURO, False), (f"{NEURO}?stor=1", True)])
def test_the_letters_are_large_for_who_asks(address, large):
    page = get(address)
    assert ("nhv-large" in page.html.get("class")) is large
    assert (NEURO if large else f"{NEURO}?stor=1") in page.links()


def test_english_is_told_in_english():
    english = get(f"/en{POLIO}")
    assert "Your own region pays for travel and lodging" in english.text
    assert english.html.xpath("//p[a[@class='nhv-source']]/span[@lang='sv']") == []


def test_what_is_written_elsewhere_in_another_language_is_linked_in_that_language():
    page = get("/omraden/viss-avancerad-esofaguskirurgi/for-patienter/")
    (link,) = page.html.xpath("//section[@aria-labelledby='sprak']//a")
    assert (link.get("lang"), link.get("hreflang"), link.text) == ("en", "en", "About PALEMA")


def test_an_area_that_tells_nothing_itself_has_what_all_areas_share_and_its_units():
    publish([a_file(WEST)], by=US)
    page = get("/omraden/provomrade/for-patienter/")
    assert page.status == 200
    assert page.texts("//section[@aria-labelledby='var']//ul/li/a") != []
    assert "Andra i samma situation" not in page.texts("//main//h2")


def test_long_words_are_explained_where_they_stand_and_counts_of_units_are_not_shown():
    summary = "Utredning inför levertransplantation."
    publish([a_file(WEST, summary=summary, units=1)], by=US)
    page = get("/omraden/provomrade/for-patienter/")
    words = page.texts("//section[@aria-labelledby='ord']//dt")
    assert {"Utredning", "Transplantation", "Remiss"} <= set(words) and "Cytostatika" not in words
    assert summary in page.text and "Beslutat antal enheter" in get("/omraden/provomrade/").text
    assert "Beslutat antal enheter" not in page.text
    assert not get("/en/omraden/provomrade/for-patienter/").texts("//section[@aria-labelledby='ord']")


def test_plain_words_of_what_it_is_stand_instead_of_the_words_of_care():
    said = get(NEURO).texts("//section[@aria-labelledby='what']")[0]
    assert "De gör musklerna svagare" in said and "sjukdomsmodifierande" not in said
    assert "sjukdomsmodifierande" in get("/omraden/neuromuskulara-sjukdomar/").text


def test_area_and_answer_lead_to_the_page():
    assert NEURO in get("/omraden/neuromuskulara-sjukdomar/").links()
    assert NEURO in get("/sok/?q=myastenia gravis").links("//article//a")


def test_the_page_costs_few_queries():
    assert get(NEURO).queries <= 8
