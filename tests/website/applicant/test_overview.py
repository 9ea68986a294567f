"""The application's own page: what is left, how long, who, what was sent, what has happened."""

from datetime import timedelta

from django.utils import timezone

from nhv.accounts.vouching import hospital_facts as facts
from nhv.filings.acts import drafts, handling, sending
from nhv.filings.models import Filing
from nhv.language.dates import date_in_words
from nhv.process.applications.kind import call_of
from nhv.register.models import Call, Organisation, OutgoingMessage
from nhv.rules.roles import Role
from nhv.website.deadlines import moment_in_words
from tests.support.calls import a_filled_application, an_open_call, sent
from tests.support.people import a_person, actor


def page_of(filing):
    return f"/ansokningar/{filing.key}/"


def test_each_section_says_how_far_it_has_come(browser, signatory, filing):
    drafts.save_answers(filing=filing, raw={"patientens-basta": "Vana."}, seen_revision=1, by=actor(signatory))
    page = browser(signatory).get(page_of(filing))
    rows = dict(
        zip(
            page.texts("//*[contains(@class, 'nhsuk-task-list__name-and-hint')]"),
            page.texts("//*[contains(@class, 'nhsuk-task-list__status')]"),
            strict=True,
        )
    )
    assert rows["Patientens bästa"] == "Klart"
    assert rows["Sökande 2 svar saknas"] == "Påbörjat"
    assert rows["Blankett och plan 2 svar saknas"] == "Inte påbörjat"


def test_what_is_missing_is_a_list_of_links_to_the_questions(browser, signatory, filing):
    page = browser(signatory).get(page_of(filing))
    links = page.links("//section[contains(@class, 'nhv-missing')]//a")
    assert f"{page_of(filing)}avsnitt/volym-och-start/#fraga-startdag" in links
    assert f"{len(links)} svar saknas" in page.text


def test_the_deadline_says_how_long_is_left_and_the_last_moment(browser, signatory, filing):
    text = browser(signatory).get(page_of(filing)).text
    assert "dagar kvar Ansökan ska ha kommit in senast " in text


def test_a_hospitals_facts_are_answers_with_their_attester_and_last_day(browser, signatory, filing):
    attester = a_person(Role.ATTESTER, "skanes-universitetssjukhus")
    hospital = Organisation.objects.get(key="skanes-universitetssjukhus")
    before = browser(signatory).get(page_of(filing)).links("//section[contains(@class, 'nhv-missing')]//a")
    facts.attest(hospital=hospital, fact="intensivvard", raw=34, by=actor(attester), now=timezone.now())
    page = browser(signatory).get(page_of(filing))
    assert len(page.links("//section[contains(@class, 'nhv-missing')]//a")) == len(before) - 1
    assert "34 platser" in page.text and f"{attester.name}," in page.text
    section = browser(signatory).get(f"{page_of(filing)}avsnitt/utrustning/")
    assert "Svara något annat här" in section.text


def test_who_has_written_and_what_has_been_done_is_there_but_no_internal_note(browser, signatory, writer, filing):
    officer = a_person(Role.OFFICER)
    drafts.save_answers(filing=filing, raw={"kontakt": "Kansliet"}, seen_revision=1, by=actor(writer))
    sent(filing, signatory)
    handling.write_note(filing=filing, text="Hemligt", by=actor(officer))
    text = browser(signatory).get(page_of(filing)).text
    assert f"Har skrivit {writer.name}" in text
    assert "Skickade in" in text and "Började skriva" in text
    assert "anteckning" not in text and "Hemligt" not in text


def test_what_was_sent_stays_and_what_was_changed_since_is_said(browser, signatory, filing):
    sent(filing, signatory)
    me = browser(signatory)
    assert "Inget är ändrat sedan dess." in me.get(page_of(filing)).text
    filing.refresh_from_db()
    drafts.save_answers(filing=filing, raw={"kontakt": "X"}, seen_revision=filing.revision, by=actor(signatory))
    page = me.get(page_of(filing))
    assert "1 svar är ändrat sedan ni skickade in, och ändringen är inte inskickad." in page.text
    assert page.text.index("ändringen är inte inskickad") < page.text.index("Avsnitt")
    assert "X" in me.get(f"{page_of(filing)}jamfor/1-nu/").text


def test_a_request_for_completion_stands_first_with_its_own_last_day(browser, signatory, filing):
    sent(filing, signatory)
    officer = a_person(Role.OFFICER)
    last = timezone.localdate() + timedelta(days=9)
    handling.request_completion(
        filing=filing, text="Visa beslutet att ansöka.", deadline=last, by=actor(officer), now=timezone.now()
    )
    page = browser(signatory).get(page_of(filing))
    assert page.text.index("Visa beslutet att ansöka.") < page.text.index("Avsnitt")
    assert "Kompletteringen ska ha kommit in" in page.text


def test_the_last_day_of_a_completion_is_the_same_wherever_it_is_said(browser, signatory, filing):
    sent(filing, signatory)
    officer = a_person(Role.OFFICER)
    last = timezone.localdate() + timedelta(days=9)
    handling.request_completion(
        filing=filing, text="Visa beslutet.", deadline=last, by=actor(officer), now=timezone.now()
    )
    day, calls_day = date_in_words(last), date_in_words(call_of(filing).facts.deadline)
    me, key = browser(signatory), filing.key
    for page in ("", "skicka/", "avsnitt/sokande/"):
        told = " ".join(me.get(f"/ansokningar/{key}/{page}").texts("//*[contains(@class, 'nhv-deadline')]"))
        assert day in told, page
        # What the call gives is told as what it is.
        assert "Det som kommer senare, men senast " in told, page
    (row,) = me.get("/ansokningar/").texts("//li[a[@class='nhv-row__title']][contains(., 'Mottagen')]")
    assert day in row and calls_day not in row
    assert day in browser(officer).get(f"/handlaggning/ansokningar/{key}/").text
    assert day in OutgoingMessage.objects.latest("pk").text


def test_the_page_costs_the_same_however_much_is_answered_sent_and_done(browser, signatory, filing):
    sent(filing, signatory)
    few = browser(signatory).get(page_of(filing)).queries
    full = a_filled_application(call_of(filing), signatory, hospital="skanes-universitetssjukhus")
    for number in range(10):
        full.refresh_from_db()
        raw = {"kontakt": f"Kansliet {number}"}
        drafts.save_answers(filing=full, raw=raw, seen_revision=full.revision, by=actor(signatory))
        sent(full, signatory)
    assert browser(signatory).get(page_of(full)).queries == few <= 18


def test_what_can_still_be_sent_stands_first_in_the_list_and_says_how_long(browser, signatory, filing):
    """The newest is one whose time is up: it stands below what somebody can do something about."""
    sent(a_filled_application(filing_call := an_open_call(), signatory), signatory)
    ended = Filing.objects.get(about=filing_call.key)
    Call.objects.filter(key=filing_call.key).update(closes_at=timezone.now() - timedelta(hours=1))
    live = a_filled_application(an_open_call(), signatory)
    sent(live, signatory)
    for place, one in enumerate((filing, live, ended)):
        Filing.objects.filter(key=one.key).update(created_at=timezone.now() + timedelta(seconds=place))
    page = browser(signatory).get("/ansokningar/")
    assert page.links("//main//a[@class='nhv-row__title']")[:3] == [page_of(one) for one in (filing, live, ended)]
    rows = page.texts("//main//ul[@class='nhv-rows'][1]/li")
    said = ["Kan ändras och skickas in på nytt" in row for row in rows[:3]]
    assert said == [False, True, False]


def test_whoever_may_not_withdraw_is_told_who_may(browser, signatory, writer, filing):
    told = "Den kan återtas av den som är behörig att skicka in:"
    assert told not in browser(writer).get(page_of(filing)).text, "nothing is sent that could be taken back"
    whole = a_filled_application(an_open_call(), signatory)
    sent(whole, signatory)
    page = browser(writer).get(page_of(whole))
    assert told in page.text and signatory.name in page.text.partition(told)[2]
    theirs = browser(signatory).get(page_of(whole))
    assert told not in theirs.text and f"{page_of(whole)}aterta/" in theirs.links("//main//a")


def test_a_withdrawal_says_when_and_by_whom(browser, signatory, writer):
    whole = a_filled_application(an_open_call(), signatory)
    sent(whole, signatory)
    whole.refresh_from_db()
    assert "Återtagen " not in browser(writer).get(page_of(whole)).text
    sending.withdraw(filing=whole, why="", by=actor(signatory), now=timezone.now())
    whole.refresh_from_db()
    said = f"Återtagen {moment_in_words(whole.withdrawn_at)} av {signatory.name}. Det är antecknat"
    assert said in browser(writer).get(page_of(whole)).text
