"""The area page: everything its document says and what follows from it."""

from datetime import date

import pytest

from nhv.derived.timeline import ORDER
from nhv.register.publication import publish
from nhv.rules.actor import Actor
from nhv.specification.document import AreaFile, CallFacts
from nhv.website import words
from tests.support.areas import SOUTH, WEST, a_file, an_area
from tests.support.pages import get

US = Actor("program", "test")
NEURO = "/omraden/neuromuskulara-sjukdomar/"
OESOPHAGUS = "/omraden/viss-avancerad-esofaguskirurgi/"
TIMELINE_TEXTS = "//section[@aria-labelledby='tidslinje']//*[local-name()='svg']/*[local-name()='text']"


def section(path, heading):
    (found,) = get(path).texts(f"//section[@aria-labelledby='{heading}']")
    return found


def test_the_scope_is_sorted_by_verdict():
    headings = get(OESOPHAGUS).texts("//main//section/h2")
    assert headings[:3] == [
        "Det här är nationell högspecialiserad vård",
        "Det här tas upp på nationell konferens",
        "Det här är inte nationell högspecialiserad vård",
    ]
    assert "Behandling av akalasi." in section(OESOPHAGUS, "excluded")
    assert "esofago-respiratoriska fistlar utan extensiv tumörväxt" in section(OESOPHAGUS, "conference")
    assert "Efter beslut om kurativt syftande kirurgi" in section(OESOPHAGUS, "included")


def test_hedges_and_exceptions_survive():
    excluded = section(NEURO, "excluded")
    assert "Förbehåll i texten: ”generellt”" in excluded
    assert "I stället: regionala ALS-team" in excluded
    assert "Men: Vid misstänkt sjukdom" in excluded


def test_an_open_list_is_not_read_as_a_no():
    assert "varken ja eller nej" in section(NEURO, "unstated")
    assert "Listan är öppen." in section(NEURO, "fortydliganden")


def test_the_sub_permit_is_a_table_with_its_holders():
    assert get(NEURO).texts("//section[@aria-labelledby='undertillstand']//tbody//td") == [
        "Vård som avser barn och ungdomar samt riktade utredningar av metabola/mitokondriella sjukdomar",
        "barn och ungdomar riktade utredningar av metabola/mitokondriella sjukdomar",
        "2",
        "Karolinska universitetssjukhuset Sahlgrenska universitetssjukhuset",
    ]


def test_the_two_bodies_have_a_decision_each():
    assert section(OESOPHAGUS, "beslut") == (
        "De två besluten Socialstyrelsens beslut Vad som är nationell högspecialiserad vård, och på hur många enheter. "
        "17 juni 2025 Beslutet så som det togs finns inte här. "
        "Nämndens beslut Vem som får tillstånd, med vilka villkor och från när. "
        "Inget nämndbeslut är taget ännu."
    )


def test_an_area_without_a_board_decision_says_so():
    assert "Inga enheter är utsedda." in section(OESOPHAGUS, "enheter")
    assert get(OESOPHAGUS).texts("//dl[@class='nhv-facts']//span") == ["Beslutat, inga enheter utsedda"]


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("not_read", "Det finns villkor i nämndens beslut, men de är inte inlagda här."),
        ("not_decided", "Villkoren är inte beslutade ännu."),
        ("not_stated", "Källan anger inga särskilda villkor."),
    ],
)
def test_conditions_that_are_not_read_are_never_called_none(state, said):
    publish([a_file(WEST, completeness={"holders": "whole", "conditions": state})], by=US)
    assert said in section("/omraden/provomrade/", "villkor")


def test_conditions_are_shown_with_force_and_stage():
    conditions = section(OESOPHAGUS, "villkor")
    assert "Förslag." in conditions
    assert "11 villkor ska föreslaget av sakkunniggruppen Specialist inom kirurgi" in conditions
    assert (
        "2 villkor kravets styrka anges inte föreslaget av sakkunniggruppen ECMO Villkorets historia Intensivvård"
        in conditions
    )
    assert "6 villkor föreslaget av sakkunniggruppen" in conditions
    assert "NHVe ska följa upp patientrapporterade mått. ska" in conditions


def test_an_ended_permit_names_those_who_held_it():
    publish([a_file({**WEST, "valid_until": date(2024, 12, 31)})], by=US)
    assert "till och med 31 december 2024" in section("/omraden/provomrade/", "enheter")
    assert "Det som står här gällde till dess." in get("/omraden/provomrade/").text


def test_a_definition_not_read_gives_no_age_and_no_scope():
    publish([a_file(WEST, units=None, scope=[], completeness={"definition": "not_read", "holders": "part"})], by=US)
    page = get("/omraden/provomrade/")
    assert "Definitionen är inte inlagd här." in page.text
    assert "Ålder inte inlagt här" in "".join(page.texts("//dl[@class='nhv-facts']"))
    assert "Listan är inte fullständig" in page.text


def test_silence_about_the_way_in_is_said():
    assert "Källan säger inget om hur patienten remitteras." in section(NEURO, "remiss")
    assert "Nationell multidisciplinär konferens" in section(OESOPHAGUS, "remiss")


def test_the_map_and_the_table_of_holders_agree():
    publish([a_file(WEST, SOUTH)], by=US)
    page = get("/omraden/provomrade/")
    assert page.texts("//section[@aria-labelledby='enheter']//tbody/tr/td[1]") == page.texts(
        "//*[contains(@class, 'nhv-map__label')]"
    )


def test_the_timeline_tells_what_has_been_and_what_is_to_come():
    publish([a_file({**WEST, "decided_on": date(2024, 1, 2), "valid_from": date(2090, 7, 1)})], by=US)
    page = get("/omraden/provomrade/")
    assert page.texts("//ol[@class='nhv-timeline']/li") == [
        "2 januari 2024 Nämnden beslutade om tillstånd Västra Götalandsregionen",
        "1 juli 2090 Tillstånd börjar gälla Västra Götalandsregionen",
    ]


def test_every_event_has_words_before_and_after_its_day():
    assert set(words.EVENTS) == set(words.COMING_EVENTS) == set(ORDER)


def test_what_is_to_come_of_a_call_is_told_in_words():
    call = {"key": "prov", "title": "Prov", "published_on": date(2089, 1, 2), "deadline": date(2090, 1, 2)}
    publish([AreaFile(area=an_area(), calls=(CallFacts.model_validate(call),))], by=US)
    assert get("/omraden/provomrade/").texts("//ol[@class='nhv-timeline']/li") == [
        "2 januari 2089 Utlysningen publiceras",
        "2 januari 2090 Sista dag att ansöka",
    ]


def test_days_that_can_be_compared_are_drawn_beside_the_list():
    publish([a_file({**WEST, "decided_on": date(1980, 1, 2), "valid_from": date(2090, 7, 1)})], by=US)
    drawn = get("/omraden/provomrade/").texts(TIMELINE_TEXTS)
    assert drawn[0] == "Tillstånd: Västra Götalandsregionen"
    assert {"1980", "2090", "I dag"} <= set(drawn)


def test_one_day_alone_is_not_drawn():
    publish([a_file({**WEST, "valid_from": date(2024, 1, 2)})], by=US)
    page = get("/omraden/provomrade/")
    assert page.texts("//ol[@class='nhv-timeline']/li") != []
    assert page.texts(TIMELINE_TEXTS) == []


def test_the_timeline_is_seen_from_the_day_asked_about():
    publish([a_file({**WEST, "decided_on": date(2024, 1, 2), "valid_from": date(2024, 7, 1)})], by=US)
    drawn = get("/omraden/provomrade/?datum=2024-05-06").texts(TIMELINE_TEXTS)
    assert "6 maj 2024" in drawn
    assert "I dag" not in drawn


def test_holders_who_share_their_days_share_a_row_and_others_have_their_own():
    later = {**SOUTH, "valid_from": date(2025, 1, 1), "valid_until": date(2089, 12, 31)}
    publish([a_file(WEST, later, {"region": "Region Uppsala"})], by=US)
    drawn = " ".join(get("/omraden/provomrade/").texts(TIMELINE_TEXTS))
    assert drawn.count("Tillstånd:") == 2
    assert "Tillstånd: Region Skåne" in drawn
    assert "Tillstånd: Region Uppsala, Västra Götalandsregionen" in drawn


def test_another_day_shows_the_wording_of_that_day():
    reworded = [{"key": "omfattning", "points": [{"key": "bedomning", "text": "En annan lydelse."}]}]
    publish([a_file(WEST)], by=US)
    publish([a_file(WEST, scope=reworded, in_force_from=date(2025, 1, 1))], by=US)
    before, after = (get(f"/omraden/provomrade/?datum={day}").text for day in ("2024-12-31", "2025-01-01"))
    assert "Bedömning av provsjuka." in before
    assert "En annan lydelse." not in before
    assert "En annan lydelse." in after
    assert "Så här gällde området den 31 december 2024." in before


def test_source_and_completeness_are_told():
    source = section(NEURO, "kalla")
    assert "Den bindande texten är Socialstyrelsens och nämndens beslut." in source
    assert "Villkoren återges inte här." in source


def test_the_print_view_leaves_out_what_is_to_be_clicked():
    (body,) = get(f"{NEURO}?utskrift").html.xpath("//body")
    assert "nhv-printed" in body.get("class")


def test_english_pages_mark_the_decided_swedish_and_help_beside_it():
    page = get(f"/en{NEURO}")
    assert page.texts("//h1") == ["Neuromuscular diseases"]
    assert any(text.startswith("Muskelbiopsidiagnostik") for text in page.texts("//*[@lang='sv']"))
    assert "In English (a help to the reader, not the decision): Muscle biopsy diagnostics" in page.text


def test_it_costs_as_many_queries_with_ten_times_the_holders_and_areas():
    publish([a_file(WEST)], by=US)
    few = get("/omraden/provomrade/").queries
    publish([a_file(WEST, SOUTH, key=f"prov-{n}", name=f"Prov {n}") for n in range(30)], by=US)
    publish([a_file(*[{**WEST, "unit": f"Enhet {n}"} for n in range(10)])], by=US)
    assert get("/omraden/provomrade/").queries == few <= 14
