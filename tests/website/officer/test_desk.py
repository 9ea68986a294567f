"""The page an official begins from: what waits, and nothing of a draft."""

from datetime import timedelta

import pytest
from django.utils import timezone

from nhv.accounts.desk import desk
from nhv.filings.acts import handling, sending
from nhv.filings.models import Filing
from nhv.process.calls import acts as calls
from nhv.register.models import Organisation
from nhv.rules.actor import Actor
from nhv.rules.roles import Role
from tests.support.calls import SKANE, WEST, a_draft, an_applicant, an_open_call, once, sent
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
    page = Official().get(DESK)
    (came,) = page.texts("//section[@aria-labelledby='nya']//li")
    assert "För sent" in came
    assert page.texts("//main//h2") == [
        "Inkomna den senaste veckan",
        "Förlängningar som väntar på en annan handläggare",
        "Obesvarade frågor",
        "Utlysningar som snart slutar",
        "För sent inkomna",
    ]


def test_what_has_come_in_stands_first_and_so_does_an_answered_completion():
    signatory, officer = an_applicant(), a_person(Role.OFFICER)
    first, second = (sent(a_draft(an_open_call(), signatory), signatory) for _each in range(2))
    last = timezone.localdate() + timedelta(days=9)
    handling.request_completion(filing=second.filing, text="Mer.", deadline=last, by=actor(officer), now=timezone.now())
    second.filing.refresh_from_db()
    sent(second.filing, signatory)
    page = Official().get(DESK)
    assert page.texts("//main//h2")[:2] == [
        "Inkomna den senaste veckan",
        "Kompletteringar som har kommit in den senaste veckan",
    ]
    links = page.links("//main//ul[@class='nhv-rows']//a")
    here = [f"/handlaggning/ansokningar/{one.filing.key}/" for one in (first, second)]
    assert set(links) >= set(here) and links.count(here[1]) == 2
    in_a_week = timezone.now() + timedelta(days=8)
    # Who asked handles it, as long as nobody else does.
    assert {part.name for part, _records in desk(actor(officer), in_a_week)} == {"mine"}
    assert {part.name for part, _records in desk(actor(officer), timezone.now())} > {"mine"}


def test_what_is_taken_back_is_news_for_a_week():
    signatory = an_applicant()
    filing = sent(a_draft(an_open_call(), signatory), signatory).filing
    assert "återtag" not in Official().get(DESK).text.lower()
    filing.refresh_from_db()
    sending.withdraw(filing=filing, why="Vi samarbetar med Väst.", by=actor(signatory), now=timezone.now())
    page = Official().get(DESK)
    assert "1 ansökan har återtagits" in page.text
    (row,) = page.texts("//section[@aria-labelledby='atertagna']//li")
    assert "Region Skåne" in row and "Vi samarbetar med Väst." in row
    Filing.objects.update(withdrawn_at=timezone.now() - timedelta(days=8))
    assert "Återtagna" not in Official().get(DESK).text


@pytest.mark.parametrize("text", ["skane", "SKÅNE", "esofagus", "kvittonumret"])
def test_a_received_one_is_found_by_what_one_remembers_of_it(text):
    signatory = an_applicant()
    version = sent(a_draft(an_open_call(), signatory), signatory)
    another = an_applicant(WEST)
    sent(a_draft(an_open_call(), another, organisation=WEST), another)
    wanted = str(version.diary_number) if text == "kvittonumret" else text
    page = Official().get(f"/handlaggning/ansokningar/?text={wanted}")
    assert f"/handlaggning/ansokningar/{version.filing.key}/" in page.links("//main//a")
    assert "Ingen ansökan passar" in Official().get("/handlaggning/ansokningar/?text=norrbotten").text


def test_who_answers_a_question_is_told_who_reads_the_answer_and_that_it_can_be_changed():
    call = something_of_everything()
    officer = Official()
    page = officer.get(f"/handlaggning/utlysningar/{call.key}/fragor/{call.questions.get().pk}/")
    assert "Alla kan läsa frågan och svaret" in page.text and "Du kan ändra svaret efteråt." in page.text


def test_a_registrar_sees_what_has_no_number():
    something_of_everything()
    assert Official(Role.REGISTRAR).get(DESK).texts("//main//h2") == ["Inkomna utan diarienummer"]


def test_everything_on_it_leads_somewhere():
    something_of_everything()
    officer = Official()
    links = officer.get(DESK).links("//main//ul[@class='nhv-rows']//a")
    assert len(links) == 5
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
    # One or two a part: of answers to consultations there are three parts, and the groups' meetings are one.
    assert Official().get(DESK).queries <= 41


def test_a_completion_is_not_counted_as_an_application_and_the_newest_stands_first():
    desk_officer = Official()
    call, long_ago = an_open_call(), timezone.now() - timedelta(days=10)
    signatory = an_applicant()
    old = a_draft(call, signatory)
    sent(old, signatory, received_at=long_ago)
    old.refresh_from_db()
    officer = actor(desk_officer.user)
    handling.request_completion(
        filing=old, text="Mer", deadline=timezone.localdate() + timedelta(days=3), by=officer, now=timezone.now()
    )
    old.refresh_from_db()
    sent(old, signatory)
    for organisation, at in ((WEST, timezone.now() - timedelta(minutes=9)), (SKANE, timezone.now())):
        writer = an_applicant(organisation)
        sent(a_draft(call, writer, organisation=organisation), writer, received_at=at)
    page = desk_officer.get(DESK)
    assert "2 ansökningar har kommit in" in page.text and "1 komplettering har kommit in" in page.text
    assert [row.split(",")[0] for row in page.texts("//section[@aria-labelledby='nya']//li/a")] == [
        "Region Skåne",
        "Västra Götalandsregionen",
    ]
    assert f"/handlaggning/ansokningar/{old.key}/" in page.links("//section[@aria-labelledby='kompletterade']//a")
