"""The officer's morning: finding one among many, who handles what, the steps, and all applicants side by side."""

import io
import zipfile
from datetime import timedelta

import openpyxl
import pytest
from django.utils import timezone
from pypdf import PdfWriter

from nhv.filings.acts import attachments, drafts, handling, replying, sending
from nhv.filings.models import Filing, FilingVersion
from nhv.register.models import Organisation
from nhv.rules.roles import Role
from nhv.website.deadlines import moment_in_words
from tests.support.calls import PROGRAM, SKANE, WEST, a_draft, a_filled_application, an_applicant, an_open_call, sent
from tests.support.days import in_days
from tests.support.pdf import words_of
from tests.support.people import a_person, actor
from tests.support.refusals import is_told
from tests.website.officer.pages import Official

LIST = "/handlaggning/ansokningar/"
LUND, SAHLGRENSKA = "skanes-universitetssjukhus", "sahlgrenska-universitetssjukhuset"


@pytest.fixture
def officer():
    return Official()


def received(call, organisation=SKANE, hospital=LUND, **more):
    signatory = an_applicant(organisation)
    filing = a_draft(call, signatory, organisation=organisation, hospital=hospital)
    sent(filing, signatory, **more)
    filing.refresh_from_db()
    return filing


def froms(page):
    return page.texts("//main//tbody/tr/td[1]")


@pytest.mark.parametrize("text", ["skanes universitet", "SUS", "Lund", "esofagus lund", "LUND esofaguskirurgi"])
def test_one_is_found_by_hospital_and_area_in_any_order_without_dots(officer, text):
    call = an_open_call()
    Organisation.objects.filter(key=LUND).update(aliases=["SUS", "Universitetssjukhuset i Lund"])
    wanted, other = received(call), received(call, WEST, SAHLGRENSKA)
    links = officer.get(f"{LIST}?text={text}").links("//main//tbody//a")
    assert f"{LIST}{wanted.key}/" in links and f"{LIST}{other.key}/" not in links


def test_the_list_says_hospital_and_is_put_in_order_by_it(officer):
    call = an_open_call()
    received(call, WEST, SAHLGRENSKA)
    received(call)
    assert froms(officer.get(LIST)) == ["Region Skåne", "Västra Götalandsregionen"]
    page = officer.get(f"{LIST}?ordning=sjukhus")
    assert froms(page) == ["Västra Götalandsregionen", "Region Skåne"]
    assert page.texts("//main//tbody/tr/td[2]") == ["Sahlgrenska universitetssjukhuset", "Skånes universitetssjukhus"]
    assert officer.get(f"{LIST}?ordning=nonsens").status == 200


def test_the_hospital_in_the_list_is_the_one_that_was_sent(officer):
    signatory, call = an_applicant(), an_open_call()
    filing = a_draft(call, signatory, hospital=LUND)
    sent(filing, signatory)
    drafts.save_answers(
        filing=filing,
        raw={"sjukhus": "Två sjukhus tillsammans"},
        seen_revision=filing.revision,
        by=actor(signatory),
    )
    assert "Skånes universitetssjukhus" in officer.get(LIST).text
    filing.refresh_from_db()
    sent(filing, signatory)
    assert officer.get(LIST).texts("//main//tbody/tr/td[2]") == ["Två sjukhus tillsammans"]


def test_who_handles_it_is_said_kept_and_found(officer):
    call, colleague = an_open_call(), a_person(Role.OFFICER)
    mine, other = received(call), received(call, WEST, SAHLGRENSKA)
    here = f"{LIST}{mine.key}/"
    page = officer.send(f"{here}handlaggare/", to=str(officer.user.pk))
    assert "Handläggaren är ändrad." in page.text and officer.user.name in page.text
    officer.send(f"{LIST}{other.key}/handlaggare/", to=str(colleague.pk))
    assert froms(officer.get(f"{LIST}?vem=mina")) == ["Region Skåne"]
    assert froms(officer.get(f"{LIST}?vem={colleague.pk}")) == ["Västra Götalandsregionen"]
    assert froms(officer.get(f"{LIST}?vem=ingens")) == []
    assert "Dem jag handlägger" in officer.get("/handlaggning/").text
    officer.send(f"{here}handlaggare/", to="")
    assert froms(officer.get(f"{LIST}?vem=ingens")) == ["Region Skåne"]


def test_only_those_who_handle_such_cases_are_given_one_and_the_region_is_not_told_who(officer):
    filing, signatory = received(an_open_call()), an_applicant()
    page = officer.send(f"{LIST}{filing.key}/handlaggare/", to=str(signatory.pk))
    assert "Handläggaren är ändrad." not in page.text
    colleague = a_person(Role.OFFICER)
    officer.send(f"{LIST}{filing.key}/handlaggare/", to=str(colleague.pk))
    assert colleague.name in officer.get(f"{LIST}{filing.key}/").text
    theirs = Official(user=signatory).get(f"/ansokningar/{filing.key}/")
    assert theirs.status == 200 and colleague.name not in theirs.text


def test_it_goes_step_by_step_and_a_new_version_begins_anew(officer):
    filing, signatory = received(an_open_call()), an_applicant()
    here = f"{LIST}{filing.key}/"
    assert "Handläggs" in officer.send(f"{here}steg/begin_review/", at=here).text
    page = officer.send(f"{here}steg/find_ready/", at=here)
    assert "Klar för beredning" in page.text
    theirs = Official(user=signatory).get(f"/ansokningar/{filing.key}/")
    assert "Klar för beredning" in theirs.text and "Fann den klar för beredning" in theirs.text
    assert is_told("state_forbids_act", officer.post(f"{here}steg/begin_review/", once="x" * 32).text)
    assert officer.post(f"{here}steg/withdraw/", once="y" * 32).status == 404
    sent(filing, signatory)
    assert "Börja handlägga" in officer.get(here).text


def side_by_side(call, number):
    """So many who have applied, each after the first copied from it."""
    original = received(call)
    version = original.versions.get()
    for place in range(1, number):
        copy = Filing.objects.get(pk=original.pk)
        copy.pk, copy.key = None, f"{place:016x}"
        copy.save(force_insert=True)
        other = FilingVersion.objects.get(pk=version.pk)
        other.pk, other.filing = None, copy
        other.save(force_insert=True)
    return original


@pytest.fixture
def plan():
    """A PDF of one empty page."""
    writer, made = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.write(made)
    return made.getvalue()


@pytest.fixture
def over():
    """A call, and what lets its time be out."""

    def end(call):
        type(call).objects.filter(pk=call.pk).update(closes_at=timezone.now() - timedelta(minutes=1))

    return end


@pytest.mark.parametrize("number", [3, 30])
def test_all_applicants_stand_side_by_side_at_the_cost_of_one(officer, over, number):
    call = an_open_call()
    side_by_side(call, number)
    over(call)
    page = officer.get(f"{LIST}jamfor/{call.key}/")
    assert len(page.html.xpath("(//table[@class='nhv-compared']//tr[td])[1]/td")) == number
    assert len(page.texts("//table[@class='nhv-compared']/thead//th")) == number + 1
    asked = page.links("//details//a")
    assert len(asked) > 20 and all(page.html.xpath(f"//th[@id='{one[1:]}']") for one in asked)
    assert page.queries <= 12


def test_who_came_late_is_counted_apart_and_the_page_is_found_from_everywhere(officer, over):
    call, ours, theirs = an_open_call(), an_applicant(), an_applicant(WEST)
    first = a_filled_application(call, ours, hospital=LUND)
    sent(first, ours)
    last = moment_in_words(call.closes_at)
    ways = (f"/handlaggning/utlysningar/{call.key}/", f"{LIST}{first.key}/")
    for page in (*ways, f"{LIST}jamfor/{call.key}/"):
        assert f"från {last}" in officer.get(page).text, page
    over(call)
    second = a_filled_application(call, theirs, organisation=WEST)
    sent(second, theirs, late_because="Posten var sen.")
    there = f"{LIST}jamfor/{call.key}/"
    text = officer.get(there).text
    assert "1 sökande kom i tid." in text and "1 kom för sent och är märkt nedan." in text
    for page in (*ways, "/handlaggning/utlysningar/"):
        assert there in officer.get(page).links("//main//a"), page


def test_nobody_compares_before_the_close_and_what_is_withdrawn_is_left_out(officer, over):
    call = an_open_call()
    signatory = an_applicant(WEST)
    filing = a_filled_application(call, signatory, organisation=WEST)
    version = sent(filing, signatory)
    words = version.answers_by_key["patientens-basta"]
    here = f"{LIST}jamfor/{call.key}"
    early = officer.get(f"{here}/")
    assert "Tiden har inte gått ut än." in early.text and words not in early.text
    assert officer.get(f"{here}.xlsx").status == officer.get(f"{here}.zip").status == 404
    over(call)
    assert words in officer.get(f"{here}/").text
    sending.withdraw(filing=filing, why="", by=actor(signatory), now=timezone.now())
    assert words not in officer.get(f"{here}/").text


def test_one_file_has_the_table_and_every_attachment(officer, over, plan):
    call, signatory = an_open_call(), an_applicant()
    filing = a_filled_application(call, signatory, hospital=LUND)
    attachments.attach(filing=filing, question="verksamhetsplan", name="plan.pdf", chunks=[plan], by=actor(signatory))
    sent(filing, signatory)
    over(call)
    packed = zipfile.ZipFile(io.BytesIO(b"".join(officer.download(f"{LIST}jamfor/{call.key}.zip").streaming_content)))
    table, whole, attached = sorted(packed.namelist())
    assert "Verksamhetsplanen" in words_of(packed.read(whole)), "what was received is there to be read"
    assert whole.endswith("/0-version-1.pdf")
    assert (table, packed.read(attached)) == ("jamforelse.xlsx", plan)
    assert attached.startswith("region-skane-") and attached.endswith("/1-plan.pdf")
    sheet = openpyxl.load_workbook(io.BytesIO(packed.read(table))).active
    head = [cell.value for cell in sheet[1]]
    assert head[:3] == ["Avsnitt", "Villkor", "Fråga"] and head[3].startswith("Region Skåne, ")
    rows = {row[2].value: row[3].value for row in sheet.iter_rows(min_row=2)}
    assert rows["Verksamhetsplanen"] == "plan.pdf"


def test_what_was_answered_in_writing_stands_with_the_answers_it_is_about(officer, over):
    call, signatory = an_open_call(), an_applicant()
    filing = a_filled_application(call, signatory, hospital=LUND)
    sent(filing, signatory)
    number = handling.give_record_number(filing=filing, by=PROGRAM, now=timezone.now())
    for text, about in (("Om jourlinjen står på sidan 4.", ["patientens-basta"]), ("Vi har flyttat.", [])):
        handling.request_completion(
            filing=filing, text="Mer?", deadline=in_days(9), by=actor(officer.user), now=timezone.now(), questions=about
        )
        filing.refresh_from_db()
        replying.write_reply(filing=filing, text=text, by=actor(signatory))
        sent(filing, signatory)
    over(call)
    late = a_filled_application(call, an_applicant(WEST), organisation=WEST)
    sent(late, an_applicant(WEST), late_because="Posten var sen.")
    page = officer.get(f"{LIST}jamfor/{call.key}/")
    rows = page.html.xpath("//table[@class='nhv-compared']//tr[td]")
    about = {row.xpath("string(th)").strip(): [cell.text_content() for cell in row.xpath("td")] for row in rows}
    told = [name for name, (ours, _theirs) in about.items() if "sidan 4" in ours]
    assert len(told) == 1 and "Skriftligt svar på komplettering 1" in about[told[0]][0]
    assert "sidan 4" not in about[told[0]][1]
    assert "Vi har flyttat." in about["Skriftligt svar som gäller hela"][0]
    assert page.queries <= 13
    book = openpyxl.load_workbook(io.BytesIO(officer.download(f"{LIST}jamfor/{call.key}.xlsx").content)).active
    table = [[cell.value or "" for cell in row] for row in book.iter_rows()]
    head = {row[2]: row[3:] for row in table[1:8]}
    assert head["Diarienummer"] == [number, "inget diarienummer ännu"]
    assert head["I tid eller för sent"] == ["I tid", "För sent"] and head["Version"] == ["3", "1"]
    assert head["Status"] == ["Inskickad", "Inskickad"]
    assert "Vi har flyttat." in head["Skriftligt svar som gäller hela"][0]
    (row,) = [row for row in table if "sidan 4" in row[3]]
    assert row[2] == told[0] or row[1] in told[0]
    assert "sidan 4" not in row[4]


def test_nobody_else_compares():
    call = an_open_call()
    received(call)
    assert Official(user=an_applicant()).get(f"{LIST}jamfor/{call.key}/").status in (403, 404)
    assert Official(Role.REGISTRAR).get(f"{LIST}jamfor/{call.key}/").status == 200
