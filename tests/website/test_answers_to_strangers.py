"""What one who knows nothing of the register is told: what to do now, what a heading means, and what patients ask."""

import pytest

from nhv.derived.for_patients import asked_about, asks_as_a_patient
from nhv.register.general import general
from tests.support.pages import get

pytestmark = pytest.mark.usefixtures("register")

NOW = "Fråga den egna regionen vart patienten ska."


def test_where_nothing_has_units_yet_what_to_do_now_comes_before_all_else():
    card = get("/sok/?q=matstrupscancer Umeå").texts("//article[1]")[0]
    assert "Beslutat, inga enheter utsedda" in card
    assert card.index("Gör så här nu:") < card.index(NOW) < card.index("Det som avgör")
    # Where there are units, they are what to do.
    assert NOW not in get("/sok/?q=spinal muskelatrofi 3 år").texts("//article[1]")[0]


def test_an_area_as_a_whole_says_in_its_heading_that_it_is_national_and_where_it_says_for_whom():
    heading = "//article[1]/h2"
    assert "Vilka patienter som hör dit" in get("/sok/?q=ny lever").texts(heading)[0]
    assert "Which patients belong" in get("/en/sok/?q=ny lever").texts(heading)[0]
    assert "Vilka patienter som hör dit" not in get("/sok/?q=spinal muskelatrofi 3 år").texts(heading)[0]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("vem betalar resan", "Varje region har egna regler för sjukresor"),
        ("får jag välja sjukhus", "Du får välja öppen vård"),
        ("kan jag få en ny bedömning", "ny medicinsk bedömning"),
        ("får någon följa med", "Reglerna för den som följer med"),
        ("hur klagar man", "patientnämnden"),
        ("behöver jag en remiss", "Ibland behövs en remiss"),
    ],
)
def test_what_a_patient_asks_of_no_area_is_answered_with_what_holds_for_all(question, told):
    page = get(f"/sok/?q={question}")
    assert told in page.texts("//section[@aria-labelledby='som-patient']")[0]
    assert "Registret har inget svar" not in page.text and page.texts("//article") == []


@pytest.mark.parametrize("question", ["vrickad fot", "spinal muskelatrofi 3 år", "vem betalar resan vid ALS"])
def test_what_is_about_care_gets_no_general_text(question):
    assert get(f"/sok/?q={question}").texts("//section[@aria-labelledby='som-patient']") == []


def test_every_topic_that_is_recognised_is_told_of():
    asked = ("resa", "vårdval", "ledsagare", "klagomål", "egenremiss")
    assert all(asks_as_a_patient(one) and asked_about(one, general()) for one in asked)
    assert not asks_as_a_patient("resektion") and asked_about("resektion", general()) == ()


@pytest.mark.parametrize(
    "question",
    [
        "vad är nationell högspecialiserad vård",
        "vad betyder NHV",
        "vem bestämmer",
        "vad står NHV för?",
        "vem beslutar vad som är nationell högspecialiserad vård",
        "vad menas med nationell högspecialiserad vård",
        "hur bestäms det vad som är NHV",
        "what is national highly specialised care",
        "who decides",
    ],
)
def test_who_asks_what_it_is_or_who_decides_is_told_and_led_to_the_page_about_it(question):
    page = get(f"/sok/?q={question}")
    (told,) = page.texts("//section[@aria-labelledby='vad-det-ar']")
    assert "2 kap. 7 §" in told and "Nämnden" in told and page.texts("//article") == []
    assert page.html.xpath("//section[@aria-labelledby='vad-det-ar']//a[contains(@href, '/om-data/#vad-det-ar')]")
    assert "står inte i registret" not in page.text


@pytest.mark.parametrize("question", ["ALS", "vem bestämmer om hjärttransplantation", "vrickad fot"])
def test_who_asks_of_care_is_not_told_what_it_is(question):
    assert get(f"/sok/?q={question}").texts("//section[@aria-labelledby='vad-det-ar']") == []


@pytest.mark.parametrize(
    "question", ["vrickad fot", "halsmandlar barn", "öroninflammation", "blindtarm", "tonsillektomi"]
)
def test_everyday_care_is_said_not_to_be_here_with_what_to_do_and_never_that_it_is_not_national(question):
    page = get(f"/sok/?q={question}")
    assert page.texts("//article") == []
    assert "står inte i registret" in page.text or "inget svar på just det här" in page.text
    assert (
        "vanliga remissvägen" in page.text and "varken att vården är nationell eller att den inte är det" in page.text
    )


@pytest.mark.parametrize(
    "question",
    ["brännskada 35 % vuxen", "stor brännskada", "skållskada 25 procent barn", "svår brännskada", "burns 40 %"],
)
def test_where_no_unit_has_a_number_who_is_in_a_hurry_is_told_what_to_do_first_of_all(question):
    card = get(f"/sok/?q={question}").html.xpath("//article")[0]
    assert card.xpath(".//a[@href='tel:112']")
    words = card.text_content()
    assert words.index("Brådskar det") < words.index("Så remitterar du")
    assert words.count("Växeln vid") == len(card.xpath(".//ul[@class='nhv-holders']/li")) > 0
