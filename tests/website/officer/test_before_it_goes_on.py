"""What an officer reads before a case goes on: which group is chosen and who sits in it, which test questions the text
answers wrongly, and that a consultation goes on when the text is handed back."""

from datetime import timedelta

import lxml.html
import pytest
from django.test import Client
from django.utils import timezone

from nhv.process.cases import acts as cases
from nhv.process.cases.acts import Days
from nhv.process.cases.models import Case
from nhv.process.consultations.acts import open_consultation
from nhv.process.drafting import talk
from nhv.process.drafting.acts import edit, freeze
from nhv.rules.actor import Actor
from nhv.rules.roles import Role
from nhv.rules.steps import Step
from nhv.specification import drafting
from tests.support.calls import once
from tests.support.pages import get, words_of
from tests.support.people import a_person, an_organisation, signed_in

US = Actor("program", "test")
GONE_BACK = "Sakkunniggruppen har fått tillbaka texten"


@pytest.fixture
def officer() -> Client:
    return signed_in(Client(), a_person(Role.OFFICER))


def read(officer: Client, address: str) -> str:
    return words_of(lxml.html.fromstring(officer.get(address).content))


def a_case() -> Case:
    return cases.open_case(title="Norrskenssjuka", by=US, now=timezone.now(), once_key=once())


def written(case: Case) -> Case:
    """With a group, a text and its days."""
    today = timezone.localdate()
    case = cases.begin_review(case=case, group=an_organisation(once(), "group"), by=US)
    cases.plan(case=case, days={Step.CONSULTATION: Days(today, today + timedelta(days=70))}, by=US)

    def do(old: drafting.Drafted) -> drafting.Drafted:
        return drafting.set_head(drafting.add(old, "point", {"text": "Linsbyte"}, under="omfattning")[0], {"units": 2})

    edit(case=case, act="add", do=do, seen=0, by=US, now=timezone.now())
    return case


def test_no_group_is_chosen_until_it_is_chosen_and_a_new_one_is_chosen_at_once(officer: Client):
    case, free = a_case(), an_organisation("fri-grupp", "group")
    for role, key in ((Role.BOARD_MEMBER, "namnden"), (Role.PREPARATORY_MEMBER, "beredningsgruppen")):
        an_organisation(key, "group")
        a_person(role, key)
    address = f"/handlaggning/arenden/{case.key}/genomlysning/"
    page = lxml.html.fromstring(officer.get(address).content)
    offered = page.xpath("//select[@name='group']/option/@value")
    assert offered[0] == ""
    assert free.key in offered
    assert not {"namnden", "beredningsgruppen"} & set(offered)
    assert page.xpath("//select[@name='group']/option[@selected]/@value") in ([], [""])
    answer = officer.post(f"{address}grupp/", {"name": "Sakkunniggruppen: prov", "once": once()}, follow=True)
    page = lxml.html.fromstring(answer.content)
    (chosen,) = page.xpath("//select[@name='group']/option[@selected]")
    assert words_of(chosen) == "Sakkunniggruppen: prov"


def test_a_group_without_members_says_who_lets_them_in(officer: Client):
    case = written(a_case())
    address = f"/handlaggning/arenden/{case.key}/"
    administrator = a_person(Role.ADMINISTRATOR)
    a_person(Role.REGION_ADMINISTRATOR, "region-skane")
    said = read(officer, address)
    assert "Inga medlemmar ännu. En administratör på myndigheten bjuder in dem" in said
    assert f"Be: {administrator.name or administrator.email}." in said
    a_person(Role.EXPERT, case.group.key)
    assert "1 medlem" in read(officer, address)


def test_questions_that_the_text_answers_wrongly_are_told_before_it_is_frozen_and_before_it_is_sent_out(
    officer: Client,
):
    case = written(a_case())
    talk.ask(case=case, text="linsbyte", must="excluded", by=US, now=timezone.now())
    talk.ask(case=case, text="byte av lins, linsbyte", must="included", by=US, now=timezone.now())
    assert "1 testfråga ger fel besked. Läs den innan texten fryses." in read(officer, f"/grupp/{case.key}/text/")
    freeze(case=case, by=US, now=timezone.now())
    page = read(officer, f"/handlaggning/arenden/{case.key}/remiss/")
    assert "Testfrågor som den frysta texten ger fel besked på linsbyte: " in page
    # And which text goes out, and until when.
    assert "Den frysta texten, version 1, blir publik genast och kan besvaras till och med" in page
    case.questions.filter(must="excluded").delete()
    assert "fel besked" not in read(officer, f"/handlaggning/arenden/{case.key}/remiss/")


def test_a_consultation_whose_text_is_handed_back_says_so_and_goes_on():
    case = written(a_case())
    freeze(case=case, by=US, now=timezone.now())
    asked = open_consultation(case=case, by=US, now=timezone.now())
    page = get(f"/remisser/{asked.key}/").text
    assert GONE_BACK not in page
    cases.send_back(case=case, why="Åldern behöver ses över.", by=US)
    # Of this minute a page of the address is kept; in the other language it is made anew.
    page = get(f"/en/remisser/{asked.key}/").text
    assert "The expert group has the text back" in page
    assert "Answer the consultation" in page
