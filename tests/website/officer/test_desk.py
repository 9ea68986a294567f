"""The page an official begins from: what waits, and nothing of a draft."""

from datetime import timedelta

import pytest
from django.utils import timezone

from nhv.process.calls import acts as calls
from nhv.register.models import Organisation
from nhv.rules.actor import Actor
from nhv.rules.roles import Role
from tests.support.calls import SKANE, a_draft, an_applicant, an_open_call, once, sent
from tests.support.people import a_person, actor
from tests.website.officer.pages import Official

US = Actor("program", "test")
DESK = "/handlaggning/"


def something_of_everything():
    call, signatory, now = an_open_call(days=5), an_applicant(), timezone.now()
    calls.ask(
        call=call,
        organisation=Organisation.objects.get(key=SKANE),
        question="När?",
        by=actor(signatory),
        now=now,
        once_key=once(),
    )
    later = call.facts.deadline + timedelta(days=9)
    calls.propose_extension(call=call, deadline=later, why="Skäl", by=actor(a_person(Role.OFFICER)), now=now)
    sent(a_draft(call, signatory), signatory, received_at=call.closes_at)
    return call


def test_nothing_waiting_is_said():
    assert "Inget väntar på dig just nu." in Official().get(DESK).text


def test_an_officer_sees_calls_questions_extensions_and_late_ones():
    something_of_everything()
    assert Official().get(DESK).texts("//main//h2") == [
        "Förlängningar som väntar på en andra handläggare",
        "Obesvarade frågor",
        "Utlysningar som snart slutar",
        "För sent inkomna",
    ]


def test_a_registrar_sees_what_has_no_number():
    something_of_everything()
    assert Official(Role.REGISTRAR).get(DESK).texts("//main//h2") == ["Inkomna utan diarienummer"]


def test_everything_on_it_leads_somewhere():
    something_of_everything()
    officer = Official()
    links = officer.get(DESK).links("//main//ul[@class='nhv-rows']//a")
    assert len(links) == 4
    assert {link: officer.get(link).status for link in links} == dict.fromkeys(links, 200)


def test_a_draft_leaves_it_empty():
    call, signatory = an_open_call(), an_applicant()
    draft = a_draft(call, signatory)
    registrar = Official(Role.REGISTRAR)
    assert "Inget väntar" in registrar.get(DESK).text
    sent(draft, signatory)
    assert "Region Skåne" in registrar.get(DESK).text


@pytest.mark.parametrize("number", [1, 10])
def test_it_costs_the_same_whatever_waits(number):
    for _ in range(number):
        something_of_everything()
    assert Official().get(DESK).queries <= 14
