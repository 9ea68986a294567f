"""The answer page: a verdict with its clause, where, and how."""

import pytest
from django.test import Client
from django.utils import timezone

from nhv.accounts.vouching.referral_information import save_referral_information
from nhv.register.contacts import Contact, tell_contact
from nhv.register.models import Area, Organisation
from nhv.register.publication import publish
from nhv.rules.actor import Actor
from nhv.specification.referrals import ReferralFacts
from nhv.website.words import VERDICTS
from tests.support.areas import WEST, a_file
from tests.support.calls import SKANE
from tests.support.pages import get

US = Actor("program", "test")
CALL = 'href="tel:112"'
FOR_CHILDREN = {"Karolinska universitetssjukhuset", "Sahlgrenska universitetssjukhuset"}


def first_card(question, language=""):
    page = get(f"{language}/sok/?q={question}")
    return page.texts("//article")[0]


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("ALS", "Nej, ingår inte"),
        ("matstrupscancer", "Det beror på"),
        ("spinal muskelatrofi 3 år", "Ja, ingår"),
        ("fistel matstrupe luftstrupe", "Till nationell konferens"),
        ("myastenia gravis", "Det beror på"),
        ("neuromuskulära sjukdomar", "Hela området"),
    ],
)
def test_the_verdict_is_a_word_a_sign_and_a_colour(question, word):
    page = get(f"/sok/?q={question}")
    card = page.html.xpath("//article")[0]
    verdict = next(key for key, words in VERDICTS.items() if words == word)
    assert page.texts("//article[1]//span[@class='nhv-verdict__word']")[0] == word
    assert f"nhv-is-{verdict}" in card.get("class")
    assert card.xpath(".//h2/*[local-name()='svg'][@aria-hidden='true']")


def test_the_card_of_als_says_who_does_it_instead_and_what_still_is_national():
    card = first_card("ALS")
    assert "Patienter diagnosticerade med amyotrofisk lateral skleros (ALS)" in card
    assert "egionala ALS-team" in card
    assert "diagnosen inte kunnat fastställas" in card
    assert "Så remitterar du" not in card


@pytest.mark.parametrize(("question", "first"), [("ALS", "Undantag"), ("matstrupscancer", "Så går det till")])
def test_what_decides_stands_before_who_does_it_instead(question, first):
    headings = get(f"/sok/?q={question}").texts("//article[1]//h3")
    assert headings.index(first) < headings.index("Vem som gör det hos er")


def test_the_units_of_an_exception_can_be_rung_and_those_of_no_exception_are_not_offered():
    units = "//article[1]//div[@class='nhv-verdict__where']"
    assert "Har inte lämnat remissuppgifter." in get("/sok/?q=ALS").texts(units)[0]
    publish(
        [a_file(WEST, exclusions=[{"key": "enkel", "text": "Enkel vård.", "terms": [{"text": "provhosta"}]}])], by=US
    )
    told = get("/sok/?q=provhosta").texts(units)[0]
    assert "Nationella enheter" in told and "remissuppgifter" not in told


def test_a_child_is_shown_the_two_units_for_children():
    card = first_card("spinal muskelatrofi 3 år")
    assert "Karolinska universitetssjukhuset" in card
    assert "Sahlgrenska universitetssjukhuset" in card
    assert "Linköpings universitetssjukhus" not in card
    assert "Beslutat antal enheter: 2" in card


def test_an_area_whose_units_are_not_appointed_says_so_and_whom_to_ask():
    card = first_card("matstrupscancer")
    assert "Beslutat, inga enheter utsedda." in card
    assert "Fråga den egna regionen vart patienten ska till dess." in card


def test_an_area_whose_holders_are_not_read_is_not_said_to_be_nobodys():
    publish([a_file(completeness={"holders": "not_read"})], by=US)
    card = first_card("provområde")
    assert "Enheterna är inte inlagda här." in card
    assert "Det betyder inte att ingen har det." in card


def test_a_permit_that_has_ended_is_not_said_to_lie_ahead():
    publish([a_file({**WEST, "valid_until": "2024-12-31"})], by=US)
    card = first_card("provområde")
    assert "Tillståndet har upphört." in card
    assert "Enheter som hade tillstånd" in card
    assert "Så remitterar du" not in card


def test_what_is_near_is_named_once():
    near = [" ".join(text.split()) for text in get("/sok/?q=matstrupscancer").texts("//main/div/ul[last()]/li")]
    assert len(near) == len(set(near))


def test_a_permit_whose_first_day_is_unknown_is_not_said_to_lie_ahead():
    publish([a_file({**WEST, "valid_from": None})], by=US)
    card = first_card("provområde")
    assert "Tillstånd finns, startdag inte angiven." in card
    assert "inte i kraft" not in card


def test_no_answer_is_no_verdict():
    page = get("/sok/?q=vrickad fot")
    assert page.texts("//article") == []
    assert "Att inget hittas är inget besked" in page.text
    assert "fråga regionens samordnare" in page.text


def test_no_answer_gives_the_number_of_who_knows():
    box = "//div[@class='nhsuk-inset-text']"
    assert "Växel:" not in get("/sok/?q=vrickad fot").texts(box)[0]
    for key, number in ((SKANE, "040-628 04 00"), ("vastra-gotalandsregionen", "031-628 04 00")):
        region = Organisation.objects.get(key=key)
        tell_contact(region=region, contact=Contact(switchboard=number), by=US, now=timezone.now())
    folded = get("/sok/?q=vrickad fot").texts(f"{box}/details/ul/li")
    assert len(folded) == 21, "every region stands there, also who has told nothing"
    numbers = {text.split("  ")[0]: text for text in folded if "628 04 00" in text}
    assert len(numbers) == 2
    assert sum("Har inte lämnat något nummer" in text for text in folded) == 19
    assert get("/sok/?q=vrickad fot").links(f"{box}/p/a")[0].startswith("https://www.socialstyrelsen.se/")
    asked = get(f"/sok/?q=vrickad fot&region={SKANE}").texts(box)[0]
    assert "040-628 04 00" in asked and "031-628 04 00" not in asked


def test_an_area_by_its_name_gives_its_clauses_and_one_that_is_unread_says_that_it_may_be_in():
    vulva = get("/sok/?q=vulvacancer")
    assert "Varken ja eller nej" not in vulva.text
    assert any("återfall av vulvacancer" in text for text in vulva.texts("//div[@class='nhv-verdict__parts']//li"))
    lung = get("/sok/?q=lungtransplantation")
    assert "vad som ingår är inte läst här. Det du frågar om kan ingå: läs beslutet" in lung.text


def test_a_unit_without_a_number_says_where_the_number_is_found():
    where = get("/sok/?q=moyamoya").texts("//div[@class='nhv-no-number']")[0]
    assert "Ring sjukhusets växel" in where and "1177.se" in where


def test_who_may_do_it_is_answered_before_what_it_is():
    page = get("/sok/?q=får vi göra HIPEC i Örebro")
    assert page.texts("//h2//span[@class='nhv-verdict__word']") == ["Nej, inget tillstånd"]
    assert page.texts("//h2//span[@class='nhv-verdict__area']")[0].startswith("Örebro: ")
    assert "Örebro har inget tillstånd. Det får bara göras vid: " in page.text
    assert get("/sok/?q=får Karolinska göra HIPEC").texts("//h2//span[@class='nhv-verdict__word']") == [
        "Ja, har tillstånd"
    ]


def test_the_card_says_what_is_national_for_who_has_the_disease():
    national = get("/sok/?q=SMA").texts("//div[@class='nhv-verdict__parts']")[0]
    assert "uppföljningsplan" in national


def test_units_that_have_told_a_number_come_first_and_are_one_press_from_the_verdict():
    assert not get("/sok/?q=myastenia gravis 40 år").links("//p[@class='nhv-verdict__call']/a")
    told = ReferralFacts(telephones=[{"number": "031-628 04 01", "hours": "vardagar 8–16"}])
    at = Organisation.objects.get(key="sahlgrenska-universitetssjukhuset")
    area = Area.objects.get(key="neuromuskulara-sjukdomar")
    save_referral_information(area=area, holder=at, facts=told, seen_version=0, by=US, now=timezone.now())
    page = get("/sok/?q=myastenia gravis 40 år")
    assert page.links("//p[@class='nhv-verdict__call']/a") == ["tel:0316280401"], "it dials"
    units = page.texts("//article[1]//ul[@class='nhv-holders']/li")
    assert "Sahlgrenska" in units[0] and "031-628 04 01" in units[0]
    assert "weekdays 8–16" in get("/en/sok/?q=myastenia gravis 40 år").text


def test_a_code_that_speaks_of_children_puts_the_units_for_children_first():
    units = "//article[1]//ul[@class='nhv-holders']/li/strong"
    assert set(get("/sok/?q=G12.0").texts(units)[:2]) == FOR_CHILDREN
    assert len(get("/sok/?q=G12.0").texts(units)) == 4
    assert set(get("/sok/?q=G12.1").texts(units)[:2]) != FOR_CHILDREN


def test_a_misspelt_word_is_asked_back():
    assert "/sok/?q=" in "".join(get("/sok/?q=myastenia gravsi").links("//p[@class='nhv-lead']//a"))


@pytest.mark.parametrize(
    "question", ["%20", "%00%01", "?!\"'*)(", "a" * 10_000, "%E2%80%AE", "a\u030a", '"ALS AND (', "%ff", "<b>"]
)
def test_any_question_is_answered_calmly(question):
    page = get(f"/sok/?q={question}")
    assert page.status == 200
    assert page.html.xpath("//main//b") == []


def test_answers_are_narrowed_by_verdict_and_healthcare_region():
    assert get("/sok/?q=ALS&besked=included").texts("//article") == []
    assert len(get("/sok/?q=ALS&besked=excluded").texts("//article")) == 1
    assert get("/sok/?q=ALS&sjukvardsregion=norra").texts("//article") == []
    assert len(get("/sok/?q=ALS&sjukvardsregion=sodra").texts("//article")) == 1


def test_clauses_stay_swedish_and_are_marked_so_on_english_pages():
    page = get("/en/sok/?q=ALS")
    assert page.texts("//article[1]//span[@class='nhv-verdict__word']") == ["No, not included"]
    # English where the document has it, and the decided Swedish beside it, marked as Swedish.
    assert "Patients" in page.texts("//article[1]//blockquote")[0]
    assert any(text.startswith("Patienter diagnosticerade med") for text in page.texts("//article[1]//*[@lang='sv']"))


def test_a_likely_answer_is_another_card_and_says_what_it_did_not_understand():
    page = get("/sok/?q=spinal muskelatrofi kvarnsten")
    assert page.texts("//article[1]//span[@class='nhv-verdict__word']") == ["Troligen: ja, ingår"]
    assert "nhv-is-likely" in page.html.xpath("//article")[0].get("class")
    note = page.texts("//article[1]//p[@class='nhv-verdict__certainty']")[0]
    assert "kvarnsten" in note and "inte säkert" in note
    english = get("/en/sok/?q=spinal muskelatrofi kvarnsten")
    assert english.texts("//article[1]//span[@class='nhv-verdict__word']") == ["Likely: yes, included"]
    assert "not sure" in english.texts("//article[1]//p[@class='nhv-verdict__certainty']")[0]


def test_what_the_question_states_is_struck_off():
    page = get("/sok/?q=amyloidinlagring, sjukdomen är systemisk")
    assert page.texts("//article[1]//li[@class='nhv-path__settled']/s") == ["Sjukdomen är systemisk"]
    assert not get("/sok/?q=amyloidinlagring").texts("//article[1]//li[@class='nhv-path__settled']")


def test_it_costs_four_queries_whatever_the_register_holds():
    def cost():
        get("/sok/?q=provsjuka")  # opens the documents, which are then kept
        return get("/sok/?q=provsjuka").queries

    publish([a_file(WEST, key=f"prov-{n}", name=f"Provsjuka {n}") for n in range(3)], by=US)
    few = cost()
    publish([a_file(WEST, key=f"prov-{n}", name=f"Provsjuka {n}") for n in range(3, 33)], by=US)
    assert cost() == few <= 4


@pytest.mark.parametrize("asked", ["akut leversvikt natten", "vart ringer jag akut ecmo barn", "bruten tå akut"])
def test_who_cannot_wait_reads_first_whom_to_call_whatever_is_found(register, asked):
    said = Client().get("/sok/", {"q": asked}).content.decode()
    assert said.count(CALL) == 1
    assert said.index(CALL) < min(said.find(word) for word in ("nhv-verdict__head", "nhsuk-inset-text") if word in said)


def test_who_can_wait_reads_the_answer_first(register):
    said = Client().get("/sok/", {"q": "ecmo barn"}).content.decode()
    assert CALL not in said[: said.index("nhv-verdict__head")]
