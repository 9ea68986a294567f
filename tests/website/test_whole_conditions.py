"""Whom a clause and a way in are for is read wherever their words are: on the area's page, on the card of an answer, in
the draft and what stands beside it, in what is sent out, and in the form that is answered."""

from datetime import timedelta

import lxml.html
import pytest
from django.test import Client
from django.utils import timezone

from nhv.derived.consultation_form import consultation_form
from nhv.process.cases import acts as cases
from nhv.process.cases.acts import Days
from nhv.process.cases.models import Case
from nhv.process.consultations.acts import open_consultation
from nhv.process.drafting.acts import edit, freeze
from nhv.register.publication import publish
from nhv.rules.actor import Actor
from nhv.rules.roles import Role
from nhv.rules.steps import Step
from nhv.specification import drafting
from nhv.specification.area_in_writing import as_asked_about, in_full
from tests.support.areas import WEST, a_file, an_area
from tests.support.calls import once
from tests.support.pages import get, words_of
from tests.support.people import a_person, an_organisation, signed_in

US = Actor("program", "test")
ADULTS = {"from_age": 18, "text": "från 18 år"}
WAY = {"key": "remiss", "kind": "unit", "text": "Patienten remitteras till en enhet.", "population": ADULTS}
POINT = {"key": "bedomning", "text": "Bedömning av provsjuka.", "population": ADULTS, "terms": [{"text": "provsjuka"}]}
DECIDED = {"pathways": [WAY], "scope": [{"key": "omfattning", "points": [POINT]}]}
WHOLE_WAY, WHOLE_POINT = "Patienten remitteras till en enhet (från 18 år).", "Bedömning av provsjuka (från 18 år)."


def a_draft() -> Case:
    """A case whose group has written a point and a way in that are for adults."""
    today = timezone.localdate()
    case = cases.open_case(title="Provsjuka", by=US, now=timezone.now(), once_key=once())
    cases.begin_review(case=case, group=an_organisation(once(), "group"), by=US)
    cases.plan(case=case, days={Step.CONSULTATION: Days(today, today + timedelta(days=70))}, by=US)

    def do(old: drafting.Drafted) -> drafting.Drafted:
        said = {name: value for name, value in WAY.items() if name != "key"}
        new = drafting.add(old, "pathway", {**said, "referral_data": ("Provsvar",)})[0]
        new = drafting.add(new, "point", {"text": POINT["text"], "population": ADULTS}, under="omfattning")[0]
        return drafting.set_head(new, {"units": 2})

    edit(case=case, act="add", do=do, seen=0, by=US, now=timezone.now())
    return case


def test_the_page_of_the_area_says_whom_a_way_in_is_for_and_that_its_source_tells_it():
    publish([a_file(WEST, **DECIDED)], by=US)
    page = get("/omraden/provomrade/")
    (way,) = page.texts("//section[@aria-labelledby='remiss']")
    assert "Patienten remitteras till en enhet. Gäller: från 18 år" in way
    assert "Bedömning av provsjuka. Länk" in page.text
    assert page.text.count("Gäller: från 18 år") == 2
    assert "Remissvägen återges i sin helhet." in page.text
    assert "Remissvägen anges inte" not in page.text


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_card_of_an_answer_says_whom_the_way_in_is_for(language: str):
    publish([a_file(WEST, **DECIDED)], by=US)
    page = get(f"{language}/sok/?q=provsjuka")
    assert WHOLE_WAY in page.text


def test_a_help_in_english_has_the_ages_too():
    publish(
        [a_file(WEST, **{**DECIDED, "pathways": [{**WAY, "english": "The patient is referred to a unit."}]})], by=US
    )
    assert "The patient is referred to a unit (from the age of 18)." in get("/en/sok/?q=provsjuka").text


def test_one_way_in_for_others_is_not_called_several():
    publish(
        [a_file(WEST, pathways=[WAY], scope=[{"key": "omfattning", "points": [{**POINT, "population": None}]}])], by=US
    )
    page = get("/sok/?q=provsjuka 5 år")
    assert "Texten säger inte att vägen in gäller den här patienten." in page.text
    assert "flera vägar in" not in page.text


def test_the_draft_what_stands_beside_it_what_is_sent_out_and_the_form_say_the_same():
    case = a_draft()
    client = signed_in(Client(), a_person(Role.OFFICER))
    drawn = words_of(lxml.html.fromstring(client.get(f"/grupp/{case.key}/text/").content))
    for whole in (WHOLE_WAY, WHOLE_POINT, "Provsvar"):
        assert drawn.count(whole) == 2, whole
    text = freeze(case=case, by=US, now=timezone.now())
    asked = open_consultation(case=case, by=US, now=timezone.now())
    sent_out = get(f"/remisser/{asked.key}/").text
    for whole in (WHOLE_WAY, WHOLE_POINT, "Provsvar"):
        assert whole in sent_out
    clauses = {one.clause for one in consultation_form(text.area).asked()}
    assert {WHOLE_WAY, WHOLE_POINT} <= clauses


def test_what_the_words_say_already_is_not_said_again():
    area = an_area(
        exclusions=[{"key": "a", "text": "Annat.", "instead": {"level": "region", "who": "patientens hemregion"}}],
        pathways=[{**WAY, "text": "Vuxna från 18 år remitteras:"}, {**WAY, "key": "b", "text": "De remitteras till:"}],
    )
    first, second = area.pathways
    assert in_full(first) == "Vuxna från 18 år remitteras:"
    assert in_full(second) == "De remitteras till (från 18 år):"
    assert in_full(area.scope[0]) == ""
    assert as_asked_about(area.exclusions[0]) == "Annat (i stället: patientens hemregion)."


def test_who_does_it_instead_stands_also_where_only_the_level_is_said() -> None:
    def written(text: str) -> str:
        said = {"key": "uppfoljning", "text": text, "instead": {"level": "healthcare_region"}}
        (exclusion,) = an_area(exclusions=[said]).exclusions
        return as_asked_about(exclusion)

    assert written("Uppföljning efter ett år.") == "Uppföljning efter ett år (i stället: sjukvårdsregionen)."
    # The control: words that say it are left as they are.
    assert written("Uppföljning i sjukvårdsregionerna.") == "Uppföljning i sjukvårdsregionerna."
