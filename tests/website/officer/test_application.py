"""One received application: everything on one page, and what officers and registrars do with it."""

import io

import pytest
from django.utils import timezone
from pypdf import PdfWriter

from nhv.accounts.vouching import hospital_facts as facts
from nhv.filings.acts import attachments, drafts
from nhv.filings.acts.drafts import change_place
from nhv.filings.models import CompletionRequest, InternalNote
from nhv.register.models import Organisation
from nhv.rules.roles import Role
from nhv.specification.answers import missing
from tests.support.calls import SKANE, a_draft, a_filled_application, an_applicant, an_open_call, sent
from tests.support.days import on_a_working_day
from tests.support.people import a_person, actor, an_organisation
from tests.support.refusals import is_told, refuses
from tests.website.officer.pages import Official, faults

LUND = "skanes-universitetssjukhus"


@pytest.fixture(scope="module")
def plan():
    """A PDF of one empty page."""
    writer, made = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.write(made)
    return made.getvalue()


@pytest.fixture
def officer():
    return Official()


@pytest.fixture
def registrar():
    return Official(Role.REGISTRAR)


@pytest.fixture
def signatory():
    return an_applicant()


@pytest.fixture
def received(signatory):
    filing = a_filled_application(an_open_call(), signatory, hospital=LUND)
    sent(filing, signatory)
    return filing


def page_of(filing, what=""):
    return f"/handlaggning/ansokningar/{filing.key}/{what}"


def answer(filing, by, **raw):
    filing.refresh_from_db()
    drafts.save_answers(filing=filing, raw=raw, seen_revision=filing.revision, by=actor(by))


def test_every_answer_stands_with_its_question_and_its_clause(officer, received):
    page = officer.get(page_of(received))
    clauses = {asked.clause for asked in received.outline.outline.asked() if asked.clause}
    assert len(clauses) == 27
    assert [clause for clause in clauses if clause not in page.text] == []
    assert "7 patienter per år" in page.text


def test_a_draft_is_as_if_it_were_not_there(officer, signatory):
    draft = a_draft(an_open_call(), signatory)
    assert officer.get(page_of(draft)).status == 404
    sent(draft, signatory)
    assert officer.get(page_of(draft)).status == 200


def test_what_is_changed_and_not_sent_is_not_to_be_seen(officer, received, signatory):
    answer(received, signatory, **{"patientens-basta": "Ännu inte skickat."})
    for address in ("", "version/1/handling.pdf"):
        assert b"inte skickat" not in officer.download(page_of(received, address)).content
    sent(received, signatory)
    assert "Ännu inte skickat." in officer.get(page_of(received)).text


def test_another_hospital_is_not_to_be_seen_before_it_is_sent(officer, received, signatory):
    other = Organisation.objects.filter(kind="hospital", parent=received.organisation).exclude(key=LUND).first()
    other = other or an_organisation("annat-sjukhus", "hospital", under=SKANE)
    with refuses("hospital_is_received"):
        change_place(filing=received, place=other, by=actor(signatory))
    answer(received, signatory, sjukhus=other.name)
    addresses = (page_of(received), "/handlaggning/ansokningar/", "/handlaggning/ansokningar.csv")
    assert [address for address in addresses if other.name in officer.download(address).content.decode()] == []
    sent(received, signatory)
    assert other.name in officer.get(page_of(received)).text


def test_a_file_is_had_when_it_was_received_and_not_before(officer, signatory, plan):
    filing = a_draft(an_open_call(), signatory)
    sent(filing, signatory)
    attachments.attach(filing=filing, question="verksamhetsplan", name="plan.pdf", chunks=[plan], by=actor(signatory))
    (file,) = drafts.own_answers(filing)["verksamhetsplan"]
    address = page_of(filing, f"fil/{file['sha256']}/")
    assert officer.get(address).status == 404
    sent(filing, signatory)
    response = officer.download(address)
    assert b"".join(response.streaming_content) == plan
    assert response["Content-Disposition"] == 'attachment; filename="plan.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]


def test_a_hospitals_fact_says_who_attested_it_and_until_when(officer, signatory):
    attester = a_person(Role.ATTESTER, LUND)
    facts.attest(
        hospital=Organisation.objects.get(key=LUND),
        fact="intensivvard",
        raw=18,
        by=actor(attester),
        now=timezone.now(),
    )
    filing = a_draft(an_open_call(), signatory, hospital=LUND)
    sent(filing, signatory)
    assert f"18 platser Sjukhusets uppgift, intygad av {attester.name}" in officer.get(page_of(filing)).text


def test_every_version_stays_and_two_can_be_compared(officer, received, signatory):
    answer(received, signatory, **{"vantad-volym": 25})
    sent(received, signatory)
    page = officer.get(page_of(received))
    assert page.texts("//section[@aria-labelledby='versioner']//li/strong") == ["Version 2", "Version 1"]
    assert "25 patienter per år" in page.text
    assert "7 patienter per år" in officer.get(page_of(received, "?version=1")).text
    compared = officer.get(page_of(received, "version/1-2/"))
    assert compared.texts("//main//tbody/tr/td") == ["7 patienter per år", "25 patienter per år"]


def test_the_receipt_is_handed_out_as_it_was_given_and_as_paper(officer, received):
    version = received.versions.get()
    assert officer.download(page_of(received, "version/1/kvitto.json")).content.decode() == version.receipt
    for name in ("kvitto.pdf", "handling.pdf"):
        assert officer.download(page_of(received, f"version/1/{name}")).content.startswith(b"%PDF-")
    assert officer.get(page_of(received, "version/9/kvitto.pdf")).status == 404


def test_a_registrar_gives_the_record_number(registrar, received):
    registrar.send(page_of(received, "diarienummer/"), at=page_of(received))
    received.refresh_from_db()
    assert received.record_number == f"NHV-1/{timezone.localdate().year}"
    assert received.record_number in registrar.get(page_of(received)).text


def test_an_officer_does_not_give_record_numbers(officer, received):
    assert officer.get(page_of(received)).html.xpath("//form[contains(@action, 'diarienummer')]") == []
    assert officer.post(page_of(received, "diarienummer/"), once="x").status == 403


def test_a_completion_is_asked_for_and_its_answer_told_of(officer, received, signatory):
    officer.send(
        page_of(received, "komplettering/"), text="Vad händer på sommaren?", deadline=on_a_working_day(14).isoformat()
    )
    assert CompletionRequest.objects.get().text == "Vad händer på sommaren?"
    assert "Inte besvarad" in officer.get(page_of(received)).text
    sent(received, signatory)
    page = officer.get(page_of(received))
    assert "med version 2" in page.text and "svar på komplettering 1" in page.text


def test_the_boxes_of_a_completion_stand_by_section_and_say_what_is_missing(officer, received):
    page = officer.get(page_of(received, "komplettering/"))
    lacking = {one.key for one in missing(received.outline.outline, received.versions.get().answers_by_key)}
    marked = "//div[contains(@class, 'nhsuk-checkboxes__item')][.//strong]/input/@value"
    boxes = page.html.xpath("//input[@name='questions']/@value")
    assert lacking and set(page.html.xpath(marked)) == lacking & set(boxes)
    assert set(boxes) - lacking, "what was answered can be asked about too"
    assert page.texts("//details[.//strong]//summary")[0] in [
        text for text in page.texts("//details[@open]/summary") if "saknas" in text
    ]
    labels = [" ".join(label.text_content().split()) for label in page.html.xpath("//details//label")]
    assert len(labels) == len(boxes)


def test_the_conditions_stand_open_where_a_completion_is_asked_for_and_other_sections_do_not(officer):
    call = an_open_call()
    signatory = an_applicant()
    filing = a_filled_application(call, signatory)
    sent(filing, signatory)
    page = officer.get(page_of(filing, "komplettering/"))
    outline = filing.outline.outline
    conditions = {asked.key for asked in outline.asked() if asked.clause and not asked.further}
    shown = set(page.html.xpath("//details[@open]//input[@name='questions']/@value"))
    assert conditions and conditions <= shown
    assert page.html.xpath("//details[not(@open)]//input[@name='questions']"), "all stand open"


def test_a_completion_by_a_day_that_has_been_is_refused_and_the_words_are_kept(officer, received):
    page = officer.send(page_of(received, "komplettering/"), text="Vad händer?", deadline="2020-01-01")
    assert [is_told("completion_day_passed", words) for words in faults(page)] == [True]
    assert page.html.xpath("//textarea[@name='text']")[0].text.strip() == "Vad händer?"


def test_a_note_is_written_once_however_often_its_form_is_sent(officer, received):
    typed = {"once": "0123456789abcdef", "text": "Ring regionen."}
    for _click in range(2):
        officer.post(page_of(received, "anteckning/"), **typed)
    assert InternalNote.objects.get().text == "Ring regionen."
    assert "Ring regionen." in officer.get(page_of(received)).text


def test_an_empty_note_is_said_to_be_empty(officer, received):
    page = officer.send(page_of(received, "anteckning/"), at=page_of(received), text=" ")
    assert len(faults(page)) == 1 and page.status == 200


def test_the_page_tells_who_has_done_what_and_not_when_the_draft_was_begun(officer, registrar, received, signatory):
    registrar.send(page_of(received, "diarienummer/"), at=page_of(received))
    deeds = officer.get(page_of(received)).texts("//ol[@class='nhv-deeds']/li/span")
    early = "Läste innan tiden hade gått ut"
    assert deeds[:4] == [early, officer.user.name, "Gav diarienummer", registrar.user.name]
    assert deeds[4:] == [early, registrar.user.name, "Skickade in", signatory.name]


@pytest.mark.parametrize("number", [1, 10])
def test_the_page_costs_fifteen_queries_at_most_whatever_it_holds(officer, received, signatory, number):
    for place in range(number):
        answer(received, signatory, **{"vantad-volym": place})
        sent(received, signatory)
        officer.post(page_of(received, "anteckning/"), once=f"{place:016}", text="Läst.")
        officer.send(page_of(received, "komplettering/"), text="Mer?", deadline=on_a_working_day(14).isoformat())
        sent(received, signatory)
    # That it is read is noted the first time.
    first, page = (officer.get(page_of(received)) for _ in range(2))
    assert page.status == 200
    assert page.queries <= 15 and first.queries <= 25


def test_another_officers_page_is_not_kept_by_the_browser(officer, received):
    assert "no-store" in officer.get(page_of(received)).headers["Cache-Control"]
    assert received.organisation.key == SKANE


def test_a_late_replacement_is_the_first_thing_seen_and_names_what_came_in_time(officer, signatory):
    call = an_open_call()
    filing = a_draft(call, signatory)
    sent(filing, signatory)
    sent(filing, signatory, received_at=call.closes_at)
    mark = "(//main//p/span[contains(@class, 'nhv-state')][text()='För sent' or text()='I tid'])[1]"
    newest = officer.get(page_of(filing))
    assert (newest.texts(mark), "Version 1 kom i tid" in newest.text) == (["För sent"], True)
    # The version decides: seen by itself, the first is what it was.
    first = officer.get(f"{page_of(filing)}?version=1")
    assert (first.texts(mark), "Version 1 kom i tid" in first.text) == (["I tid"], False)
    assert "För sent (1)" in officer.get("/handlaggning/ansokningar/").text
