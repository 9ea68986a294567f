"""What comes by post: entered by one registrar with the time it came, confirmed by another, and then received."""

import io
from datetime import UTC, datetime, time

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfWriter

from nhv.filings.models import Filing, PaperEntry
from nhv.filings.word_way import word_form
from nhv.rules.roles import Role
from nhv.specification.deadlines import SWEDEN
from tests.support.calls import SKANE, a_draft, a_filled_application, an_applicant, an_open_call, once
from tests.support.days import in_days
from tests.support.refusals import is_told
from tests.website.officer.pages import Official, faults

ENTRIES = "/handlaggning/papper/ansokningar/"


@pytest.fixture
def registrar():
    return Official(Role.REGISTRAR)


@pytest.fixture
def colleague():
    return Official(Role.REGISTRAR)


@pytest.fixture
def call():
    return an_open_call()


def scanned(name="ansokan.pdf"):
    writer, made = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.write(made)
    return SimpleUploadedFile(name, made.getvalue(), "application/pdf")


def enter(registrar, call, **changed):
    typed = {
        "once": once(),
        "sender": SKANE,
        "day": in_days(-1).isoformat(),
        "hour": "15.20",
        "came_by": "post",
        "why": "Regionens inloggning låg nere.",
        "filer-verksamhetsplan": scanned(),
    }
    typed = {name: value for name, value in {**typed, **changed}.items() if value is not None}
    return registrar.post(f"{ENTRIES}ny/?om={call.key}", **typed)


def page_of(entry):
    return f"{ENTRIES}{entry.pk}/"


def test_what_came_is_received_when_a_second_person_has_confirmed_it(registrar, colleague, call):
    page = enter(registrar, call)
    entry = PaperEntry.objects.get()
    assert "Du förde in handlingen." in page.text
    assert not Filing.objects.exists()
    page = colleague.send(page_of(entry))
    filing = Filing.objects.get()
    came = datetime.combine(entry.came_at.astimezone(SWEDEN).date(), time(15, 20), tzinfo=SWEDEN)
    assert (filing.received_at, filing.late, filing.state) == (came.astimezone(UTC), False, "received")
    assert "Kom på papper (post)." in page.text
    assert f"Införd av {registrar.user.name}, bekräftad av {colleague.user.name}." in page.text
    receipt = registrar.download(f"/handlaggning/ansokningar/{filing.key}/version/1/kvitto.pdf")
    assert receipt.content.startswith(b"%PDF-")


def test_the_same_person_cannot_do_both(registrar, call):
    enter(registrar, call)
    entry = PaperEntry.objects.get()
    page = registrar.post(page_of(entry), once="x")
    assert [is_told("paper_needs_another_person", words) for words in faults(page)] == [True]
    assert not Filing.objects.exists()


def test_the_scanned_papers_are_had_as_attachments(registrar, colleague, call):
    enter(registrar, call)
    entry = PaperEntry.objects.get()
    (file,) = entry.answers["verksamhetsplan"]
    response = colleague.download(f"{page_of(entry)}fil/{file['sha256']}/")
    assert response["Content-Disposition"] == 'attachment; filename="ansokan.pdf"'
    assert colleague.get(f"{page_of(entry)}fil/{'0' * 64}/").status == 404


def test_several_files_answer_one_question(registrar, call):
    enter(registrar, call, **{"filer-verksamhetsplan": [scanned("ett.pdf"), scanned("tva.pdf")]})
    assert [file["name"] for file in PaperEntry.objects.get().answers["verksamhetsplan"]] == ["ett.pdf", "tva.pdf"]


def test_a_filled_in_word_form_gives_the_answers(registrar, call):
    filled = word_form(a_filled_application(call, an_applicant()), [])
    form = SimpleUploadedFile("formular.docx", filled)
    enter(registrar, call, **{"word_form": form, "filer-verksamhetsplan": None})
    entry = PaperEntry.objects.get()
    assert entry.answers["vantad-volym"] == 7


def with_words_after_the_fields(data):
    made = io.BytesIO()
    document = docx.Document(io.BytesIO(data))
    document.add_paragraph("Vi vill också säga detta.")
    document.save(made)
    return made.getvalue()


def test_what_stands_beside_the_fields_is_told_until_it_is_among_the_papers(registrar, call):
    facts = [("Region", "Region Skåne"), ("Utlysning", "Hjärtan")]
    filled = with_words_after_the_fields(word_form(a_filled_application(call, an_applicant()), facts))
    page = enter(registrar, call, word_form=SimpleUploadedFile("formular.docx", filled))
    assert [is_told("word_text_beside", words) for words in faults(page)] == [True]
    assert "Vi vill också säga detta." in faults(page)[0] and "Hjärtan" not in faults(page)[0]
    assert not PaperEntry.objects.exists()
    assert page.html.xpath("//input[@name='beside']")
    enter(registrar, call, word_form=SimpleUploadedFile("formular.docx", filled), beside="on")
    assert PaperEntry.objects.get().answers["vantad-volym"] == 7


def test_something_must_have_come(registrar, call):
    page = enter(registrar, call, **{"filer-verksamhetsplan": None})
    assert faults(page) == ["Bifoga minst en skannad handling, eller det ifyllda Word-formuläret."]
    assert page.html.xpath("//textarea[@name='why']")[0].text.strip() == "Regionens inloggning låg nere."


def test_a_file_that_is_not_what_it_says_is_refused(registrar, call):
    page = enter(registrar, call, **{"filer-verksamhetsplan": SimpleUploadedFile("plan.pdf", b"MZ inte alls")})
    assert [is_told("file_not_as_named", words) for words in faults(page)] == [True]
    assert not PaperEntry.objects.exists()


def test_what_has_not_come_yet_is_refused(registrar, call):
    tomorrow = in_days(1).isoformat()
    page = enter(registrar, call, day=tomorrow)
    assert [is_told("paper_from_the_future", words) for words in faults(page)] == [True]


def test_an_hour_that_does_not_exist_is_refused(registrar, call):
    page = enter(registrar, call, day="2026-03-29", hour="2.30")
    assert faults(page) == ["Klockslaget finns inte den dagen: klockan ställs fram. Kontrollera det."]


@pytest.mark.parametrize(("which", "utc"), [("0", "00:30"), ("1", "01:30")])
def test_of_an_hour_that_exists_twice_it_is_asked_which(registrar, call, which, utc):
    page = enter(registrar, call, day="2026-10-25", hour="2.30")
    assert faults(page) == ["Välj vilken gång det var."]
    assert len(page.html.xpath("//input[@name='which']")) == 2
    enter(registrar, call, day="2026-10-25", hour="2.30", which=which)
    assert f"{PaperEntry.objects.get().came_at:%H:%M}" == utc


def test_it_is_not_asked_which_hour_on_other_days(registrar, call):
    page = registrar.get(f"{ENTRIES}ny/?om={call.key}")
    assert page.html.xpath("//input[@name='which']") == []


def test_what_was_entered_wrongly_is_taken_away_with_a_reason(registrar, call):
    enter(registrar, call)
    entry = PaperEntry.objects.get()
    page = registrar.post(page_of(entry), drop="1", once="x", why=" ")
    assert len(faults(page)) == 1
    assert "Posten är borttagen." in registrar.post(page_of(entry), drop="1", once="x", why="Fel region.").text
    assert registrar.get(page_of(entry)).status == 404


def test_one_click_is_one_entry(registrar, call):
    for _click in range(2):
        enter(registrar, call, once="0123456789abcdef")
    assert PaperEntry.objects.count() == 1


def test_late_papers_are_received_as_late(registrar, colleague):
    call = an_open_call(days=0)
    filing = a_draft(call, an_applicant())
    enter(registrar, call)
    entry = PaperEntry.objects.get()
    PaperEntry.objects.update(came_at=call.closes_at)
    assert "För sent" in colleague.get(page_of(entry)).text
    colleague.send(page_of(entry))
    assert Filing.objects.exclude(pk=filing.pk).get().late


def test_officers_have_no_part_in_it(call):
    assert Official(Role.OFFICER).get(ENTRIES).status in (403, 404)


@pytest.mark.parametrize("number", [1, 10])
def test_the_list_costs_the_same_however_many_there_are(registrar, call, number):
    for _ in range(number):
        enter(registrar, call)
    assert registrar.get(ENTRIES).queries <= 8
