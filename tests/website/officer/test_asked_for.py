"""A completion that has been asked for: it stands on the desk until it is answered, gets more time, is taken back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from nhv.accounts.deeds import deeds_of
from nhv.filings.acts import asked_for, handling, sending
from nhv.filings.models import CompletionRequest
from nhv.language.dates import date_in_words
from nhv.register.models import OutgoingMessage
from nhv.rules.roles import Role
from tests.support.calls import a_draft, an_applicant, an_open_call, sent
from tests.support.days import chosen_all_the_same, in_days, on_a_working_day
from tests.support.people import a_person, actor
from tests.support.refusals import refuses
from tests.website.officer.pages import Official, faults

DESK = "/handlaggning/"


def asked(signatory, officer, days=60):
    filing = a_draft(an_open_call(), signatory)
    sent(filing, signatory)
    filing.refresh_from_db()
    handling.request_completion(
        filing=filing, text="Visa jourlinjen.", deadline=in_days(days), by=actor(officer), now=timezone.now()
    )
    filing.refresh_from_db()
    return filing


def here(filing, rest=""):
    return f"/handlaggning/ansokningar/{filing.key}/{rest}"


def waiting(page):
    return page.links("//section[@aria-labelledby='kompletteringar']//li//a")


def test_all_that_waits_for_a_completion_stands_on_the_desk_by_its_day_however_far_off():
    signatory, officer = an_applicant(), Official()
    far, near = asked(signatory, officer.user, days=300), asked(signatory, officer.user, days=3)
    page = officer.get(DESK)
    assert "Väntar på komplettering" in page.texts("//main//h2")
    assert waiting(page) == [here(near), here(far)]
    assert "2 ansökningar har kommit in" in page.text
    # The control: what has been answered waits no longer, and has come all the same.
    sent(far, signatory)
    page = officer.get(DESK)
    assert waiting(page) == [here(near)] and "2 ansökningar har kommit in" in page.text


@pytest.mark.parametrize("number", [1, 10])
def test_the_desk_costs_the_same_however_many_wait(number):
    signatory, officer = an_applicant(), Official()
    for _each in range(number):
        asked(signatory, officer.user)
    page = officer.get(DESK)
    assert len(waiting(page)) == number and page.queries <= 41


def test_more_time_is_given_noted_and_told_to_the_region():
    signatory, officer = an_applicant(), Official()
    filing = asked(signatory, officer.user, days=9)
    (link,) = [one for one in officer.get(here(filing)).links("//main//a") if one.endswith("mer-tid/")]
    assert faults(officer.send(link, deadline=in_days(5).isoformat()))[0].startswith("Den nya sista dagen måste vara")
    page = officer.send(link, deadline=on_a_working_day(20).isoformat())
    day = date_in_words(on_a_working_day(20))
    assert "Kompletteringen har en ny sista dag." in page.text and day in page.text
    assert day in Official(user=signatory).get(f"/ansokningar/{filing.key}/").text
    mail = OutgoingMessage.objects.latest("pk")
    assert (mail.to, day in mail.text) == (signatory.email, True)
    assert deeds_of("filing", filing.key)[0].act == "completion_time_given"


def test_a_request_is_taken_back_and_the_region_is_told_why_and_another_can_be_made():
    signatory, officer = an_applicant(), Official()
    filing = asked(signatory, officer.user)
    (link,) = [one for one in officer.get(here(filing)).links("//main//a") if one.endswith("ta-tillbaka/")]
    page = officer.send(link, why="Uppgiften fanns i bilaga 3.")
    assert "Begäran är återtagen." in page.text and "Uppgiften fanns i bilaga 3." in page.text
    assert waiting(officer.get(DESK)) == []
    theirs = Official(user=signatory).get(f"/ansokningar/{filing.key}/")
    assert "har tagit tillbaka sin begäran" in theirs.text and "Uppgiften fanns i bilaga 3." in theirs.text
    assert "Ni behöver inte svara" in OutgoingMessage.objects.latest("pk").text.replace("\n", " ")
    assert deeds_of("filing", filing.key)[0].act == "completion_withdrawn"
    assert officer.get(link).status == 404
    officer.send(
        here(filing, "komplettering/"), text="Visa i stället lokalerna.", deadline=on_a_working_day(9).isoformat()
    )
    assert len(waiting(officer.get(DESK))) == 1
    assert "har tagit tillbaka sin begäran" not in Official(user=signatory).get(f"/ansokningar/{filing.key}/").text
    # What is sent now answers the later one, and the one that was taken back stays unanswered.
    filing.refresh_from_db()
    assert sent(filing, signatory).completes == 2
    assert [one.answered_at is None for one in CompletionRequest.objects.order_by("number")] == [True, False]


def test_only_who_may_ask_may_change_it():
    signatory, officer = an_applicant(), a_person(Role.OFFICER)
    filing = asked(signatory, officer)
    registrar = Official(Role.REGISTRAR)
    assert "Ta tillbaka begäran" not in registrar.get(here(filing)).text
    assert "Ta tillbaka begäran" in Official().get(here(filing)).text
    assert registrar.get(here(filing, "komplettering/1/ta-tillbaka/")).status in (403, 404)


def test_what_is_answered_withdrawn_or_another_is_not_changed(register):
    signatory, officer = an_applicant(), a_person(Role.OFFICER)
    filing, now = asked(signatory, officer), timezone.now()
    by = actor(officer)
    with refuses("completion_not_open"):
        asked_for.withdraw_completion(filing=filing, number=2, why="Fel", by=by, now=now)
    with refuses("reason_missing"):
        asked_for.withdraw_completion(filing=filing, number=1, why=" ", by=by, now=now)
    with refuses("completion_day_passed"):
        asked_for.give_completion_time(
            filing=filing, number=1, deadline=in_days(-1), by=by, now=now + timedelta(seconds=1)
        )
    asked_for.give_completion_time(filing=filing, number=1, deadline=in_days(90), by=by, now=now)
    asked_for.withdraw_completion(filing=filing, number=1, why="Behövs inte", by=by, now=now)
    with refuses("state_forbids_act"):
        asked_for.withdraw_completion(filing=filing, number=1, why="Behövs inte", by=by, now=now)
    sending.withdraw(filing=filing, why="", by=actor(signatory), now=now)
    with refuses("state_forbids_act"):
        asked_for.give_completion_time(filing=filing, number=1, deadline=in_days(99), by=by, now=now)


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [("2032-03-07", "2032-03-05", "2032-03-08"), ("2031-12-24", "2031-12-23", "2031-12-29"), ("2032-03-08", "", "")],
)
def test_a_last_day_that_is_no_working_day_is_asked_about_before_it_is_set(day, before, after):
    officer, signatory = Official(), an_applicant()
    filing = a_draft(an_open_call(), signatory)
    sent(filing, signatory)
    there = f"/handlaggning/ansokningar/{filing.key}/komplettering/"
    page = officer.send(there, text="Mer?", deadline=day)
    asked = filing.completion_requests.exists()
    if not before:
        assert asked and "ingen vardag" not in page.text
        return
    assert not asked and "är ingen vardag. Välj en vardag, eller behåll dagen." in page.text
    radios = page.html.xpath("//input[@name='deadline.chosen']/@value")
    assert radios == [before, after, day]
    chosen = {"text": "Mer?", "deadline": day, "deadline.asked": day, "deadline.chosen": before}
    once = page.html.xpath("//form//input[@name='once']/@value")[0]
    page = officer.post(there, once=once, **chosen)
    assert "Kompletteringen är begärd." in page.text
    assert str(filing.completion_requests.get().deadline) == before


def test_a_day_that_is_no_working_day_can_be_kept_and_another_can_be_written_instead():
    officer, signatory = Official(), an_applicant()
    for chosen, stands in (({}, "2032-03-07"), ({"deadline": "2032-03-10"}, "2032-03-10")):
        filing = a_draft(an_open_call(), signatory)
        sent(filing, signatory)
        there = f"/handlaggning/ansokningar/{filing.key}/komplettering/"
        officer.send(there, text="Mer?", **(chosen_all_the_same("deadline", "2032-03-07") | chosen))
        assert str(filing.completion_requests.get().deadline) == stands


def test_a_month_is_no_day_and_the_sentence_asks_for_the_day():
    officer, signatory = Official(), an_applicant()
    filing = a_draft(an_open_call(), signatory)
    sent(filing, signatory)
    page = officer.send(f"/handlaggning/ansokningar/{filing.key}/komplettering/", text="Mer?", deadline="mars 2032")
    assert faults(page) == ["Skriv också vilken dag i månaden, till exempel 15 mars 2027."]


def test_who_asks_where_nobody_handles_it_handles_it_from_now_on(register):
    signatory, officer, colleague = an_applicant(), Official(), Official()
    filing = a_draft(an_open_call(), signatory)
    sent(filing, signatory)
    there = here(filing, "komplettering/")
    page = officer.send(there, text="Mer?", deadline=on_a_working_day(9).isoformat())
    assert "Ingen var handläggare. Nu är det du." in page.text
    filing.refresh_from_db()
    assert filing.assignee == officer.user.pk
    asked_for.withdraw_completion(filing=filing, number=1, why="Fel", by=actor(officer.user), now=timezone.now())
    page = colleague.send(there, text="Annat?", deadline=on_a_working_day(9).isoformat())
    filing.refresh_from_db()
    assert filing.assignee == officer.user.pk and "Nu är det du" not in page.text, "a colleague takes nothing over"
