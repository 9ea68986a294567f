"""Calls as officers make and move them."""

import json
from datetime import date

import pytest
from django.db import transaction
from django.utils import timezone

from nhv.accounts import telling
from nhv.process.calls.models import Extension
from nhv.register.memory import OUTBOX
from nhv.register.models import Call, DiaryEntry, Organisation
from nhv.register.organisations import register_address
from nhv.register.publication import publish
from nhv.rules.actor import Actor
from nhv.rules.roles import Role
from tests.support.areas import a_file
from tests.support.calls import AREA, PROGRAM, a_draft, a_draft_call, an_applicant, an_open_call, sent
from tests.support.days import chosen_all_the_same, on_a_working_day
from tests.support.pages import get
from tests.support.refusals import is_told
from tests.website.officer.pages import Official, faults

CALLS = "/handlaggning/utlysningar/"


@pytest.fixture
def officer():
    return Official()


def page_of(call, what=""):
    return f"{CALLS}{call.key}/{what}"


def test_a_draft_is_written_out_of_the_areas_document(officer):
    page = officer.send(f"{CALLS}ny/", area=AREA, deadline=on_a_working_day(30).isoformat())
    call = Call.cases.made_here().get()
    assert call.key == f"viss-avancerad-esofaguskirurgi-{on_a_working_day(30).year}"
    assert page.status == 200
    assert page.html.xpath("//input[@name='title']/@value") == [call.facts.title]
    assert "Verksamhetsplan" in page.html.xpath("//textarea[@name='attachments']")[0].text


def test_a_call_begun_from_a_vacant_sub_permit_is_for_that_one(officer):
    parts = [{"key": key, "text": f"Vård med {key}", "units": 1} for key in ("laser", "kyla")]
    publish([a_file(sub_permits=parts)], by=PROGRAM)
    officer.send(f"{CALLS}ny/?omrade=provomrade&del=kyla", area="provomrade", deadline=on_a_working_day(30).isoformat())
    assert Call.cases.made_here().get().facts.sought_sub_permits == ("kyla",)


def test_a_second_call_in_the_same_year_gets_an_address_of_its_own(officer):
    for _ in range(2):
        officer.send(f"{CALLS}ny/", area=AREA, deadline=on_a_working_day(30).isoformat())
    keys = set(Call.cases.made_here().values_list("key", flat=True))
    assert keys == {f"viss-avancerad-esofaguskirurgi-{on_a_working_day(30).year}{end}" for end in ("", "-2")}


@pytest.mark.parametrize(
    ("day", "hour", "fault"),
    [
        ("2027-03-28", "2.30", "finns inte"),
        ("2027-10-31", "02:30", "inträffar två gånger"),
        ("2027-03-28", "halv tre", "TT.MM"),
    ],
)
def test_an_hour_that_does_not_exist_or_exists_twice_is_refused_when_the_call_is_made(officer, day, hour, fault):
    page = officer.send(f"{CALLS}ny/", area=AREA, deadline_time=hour, **chosen_all_the_same("deadline", day))
    assert [fault in words for words in faults(page)] == [True]
    assert not Call.cases.made_here().exists()
    assert page.html.xpath("//input[@name='deadline_time']/@value") == [hour]


def test_the_same_holds_when_a_draft_is_changed(officer):
    call = a_draft_call()
    typed = {"title": "Ny rubrik", **chosen_all_the_same("deadline", "2027-10-31"), "deadline_time": "02.30"}
    page = officer.send(page_of(call, "andra/"), **typed)
    assert [is_told("hour_doubled", words) for words in faults(page)] == [True]
    assert page.html.xpath("//input[@name='title']/@value") == ["Ny rubrik"]


def test_the_exact_bound_is_said_in_words(officer):
    call = a_draft_call()
    typed = {"title": "T", "deadline_time": "", **chosen_all_the_same("deadline", "2027-11-14")}
    page = officer.send(page_of(call, "andra/"), **typed)
    assert "senast söndag 14 november 2027" in page.text
    assert "före 15 november 2027 kl. 00.00, svensk tid" in page.text


def test_an_address_of_two_lines_is_kept_as_two_lines(officer):
    call = a_draft_call()
    typed = {
        "title": "T",
        "deadline": on_a_working_day(30).isoformat(),
        "postal_address": "Socialstyrelsen\r\n106 30 Stockholm",
    }
    officer.send(page_of(call, "andra/"), **typed)
    assert Call.cases.made_here().get().facts.postal_address == "Socialstyrelsen\n106 30 Stockholm"


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "2027-02-30"])
def test_a_day_that_cannot_be_meant_is_refused(officer, day):
    page = officer.send(f"{CALLS}ny/", area=AREA, deadline=day)
    assert len(faults(page)) == 1
    assert not Call.cases.made_here().exists()


def test_what_a_colleague_has_changed_is_not_written_over(officer):
    call = a_draft_call()
    shown = officer.get(page_of(call, "andra/"))
    once = shown.html.xpath("//input[@name='once']/@value")[0]
    Official().send(page_of(call, "andra/"), title="Kollegans", deadline=on_a_working_day(30).isoformat())
    page = officer.post(
        page_of(call, "andra/"), once=once, revision="1", title="Min", deadline=on_a_working_day(30).isoformat()
    )
    assert [is_told("call_draft_changed", words) for words in faults(page)] == [True]
    assert page.html.xpath("//input[@name='title']/@value") == ["Min"]
    assert Call.cases.made_here().get().facts.title == "Kollegans"


def test_the_preview_and_the_papers_say_the_same_as_the_published_page(officer):
    call = a_draft_call()
    headings = officer.get(page_of(call, "forhandsvisning/")).texts("//main//h2")
    assert officer.download(page_of(call, "utlysning.pdf")).content.startswith(b"%PDF-")
    assert officer.download(page_of(call, "utlysning.docx")).content.startswith(b"PK")
    officer.send(page_of(call, "publicera/"), without_questions="on")
    public = get(f"/utlysningar/{call.key}/").texts("//main//*[contains(@class, 'nhv-writing')]//h2")
    assert public == headings and "Särskilda villkor" in headings


def test_a_call_is_published_by_one_who_has_just_shown_who_it_is():
    call = a_draft_call()
    careless = Official(recently=False)
    response = careless.client.post(page_of(call, "publicera/"), {"once": "x"})
    assert response.status_code == 302 and "next=" in response["Location"]
    call.refresh_from_db()
    assert call.state == "draft"
    assert get(f"/utlysningar/{call.key}/").status == 404
    page = Official().send(page_of(call, "publicera/"), without_questions="on")
    assert "Utlysningen är publicerad." in page.text
    assert get(f"/utlysningar/{call.key}/").status == 200


def test_an_extension_takes_two_officers(officer):
    call = an_open_call()
    later = on_a_working_day(37).isoformat()
    officer.send(page_of(call, "forlang/"), deadline=later, why="Bilagan var fel.")
    proposed = Extension.objects.get()
    confirm = page_of(call, f"forlang/{proposed.pk}/bekrafta/")
    (fault,) = faults(officer.send(confirm))
    assert is_told("extension_needs_another_officer", fault)
    before = get(f"/utlysningar/{call.key}/")
    assert "Bilagan var fel." not in before.text
    assert "Ansökningstiden är förlängd." in Official().send(confirm).text
    after = get(f"/utlysningar/{call.key}/")
    assert "Bilagan var fel." in after.text
    call.refresh_from_db()
    assert call.facts.deadline == on_a_working_day(37)


def test_an_extension_is_never_backwards_and_the_words_are_kept(officer):
    call = an_open_call()
    page = officer.send(page_of(call, "forlang/"), deadline="2020-01-01", why="Backa")
    assert [is_told("call_deadline_not_later", words) for words in faults(page)] == [True]
    assert page.html.xpath("//textarea[@name='why']")[0].text.strip() == "Backa"


def test_a_proposal_can_be_taken_away_so_that_another_can_be_made(officer):
    call = an_open_call()
    later = on_a_working_day(37).isoformat()
    officer.send(page_of(call, "forlang/"), deadline=later, why="Fel dag.")
    number = Extension.objects.get().pk
    officer.send(page_of(call, f"forlang/{number}/ta-bort/"), at=page_of(call))
    assert not Extension.objects.exists()
    officer.send(page_of(call, "forlang/"), deadline=later, why="Rätt dag.")
    assert Extension.objects.get().why == "Rätt dag."


def test_a_call_cannot_be_closed_before_its_time(officer):
    call = an_open_call()
    page = officer.post(page_of(call, "stang/"), once="x")
    assert is_told("call_still_open", page.text)


def test_a_withdrawn_call_says_why_to_everybody(officer):
    call = an_open_call()
    assert faults(officer.send(page_of(call, "aterkalla/"), why=" ")) != []
    officer.send(page_of(call, "aterkalla/"), why="Definitionen ska rättas.")
    page = get(f"/utlysningar/{call.key}/")
    assert page.texts("//main//span[contains(@class, 'nhv-state')]") == ["Återkallad"]
    assert "Definitionen ska rättas." in page.text


def test_the_list_says_how_many_have_been_received_and_nothing_of_drafts(officer):
    call, signatory = an_open_call(), an_applicant()
    sent(a_draft(call, signatory), signatory)
    a_draft(call, signatory)
    assert "1 ansökan" in officer.get(CALLS).text
    assert "Inkomna ansökningar 1 " in officer.get(page_of(call)).text


def test_the_page_tells_who_has_done_what(officer):
    call = a_draft_call()
    officer.send(page_of(call, "publicera/"), without_questions="on")
    deeds = officer.get(page_of(call)).texts("//ol[@class='nhv-deeds']/li/span")
    assert deeds == ["Publicerade", officer.user.name, "Gjorde utkastet", "test"]


def test_a_registrar_does_not_make_calls():
    registrar = Official(Role.REGISTRAR)
    assert registrar.get(CALLS).status == 404


@pytest.mark.parametrize("number", [1, 10])
def test_the_list_costs_the_same_however_many_there_are(officer, number):
    for _ in range(number):
        an_open_call()
    assert officer.get(CALLS).queries <= 8


def test_a_call_shows_its_day_of_publication_from_the_clock(officer):
    call = a_draft_call()
    officer.send(page_of(call, "publicera/"), without_questions="on")
    entry = DiaryEntry.objects.filter(subject_kind="call").latest("number")
    call.refresh_from_db()
    assert (entry.act, call.facts.published_on) == ("call_published", timezone.localdate())
    assert json.loads(call.content)["key"] == call.key and isinstance(call.facts.deadline, date)


@pytest.mark.parametrize(
    ("deadline", "hour", "said"),
    [
        (
            "2020-01-01",
            "",
            "The new time is not later than the present one. The time for applications can only become longer.",
        ),
        (
            "2027-10-31",
            "02.30",
            "Last day to apply: 02.30 occurs twice on 31 October 2027, when the clocks are changed; "
            "choose another hour.",
        ),
    ],
    ids=["a refusal", "a fault within one"],
)
def test_on_english_pages_a_refusal_is_in_english_and_is_not_marked_as_swedish(officer, deadline, hour, said):
    call = an_open_call()
    page = officer.send(
        f"/en{page_of(call, 'forlang/')}", deadline_time=hour, why="Backa", **chosen_all_the_same("deadline", deadline)
    )
    assert faults(page) == [said]
    assert page.html.xpath("//*[contains(@class, 'nhsuk-error-summary')]//*[@lang]") == []


def test_a_letter_that_a_region_did_not_get_is_seen_on_the_call(officer):
    call = an_open_call()
    region = Organisation.objects.get(key="region-skane")

    def post(message):
        if message.to == region.email:
            raise ConnectionError("(550, b'no such user')")

    register_address(organisation=region, email="fel@exempel.invalid", by=Actor("program", "test"))
    with transaction.atomic():
        telling.tell(
            [(region.key, "fel@exempel.invalid")], kind="call", subject="Utlysning", text="", about=f"{call.key}:x"
        )
    region.refresh_from_db()
    assert "Regioner som inte har fått brevet" not in officer.get(page_of(call)).text
    OUTBOX.deliver(post)
    shown = officer.get(page_of(call)).text
    assert "Regioner som inte har fått brevet" in shown and region.name in shown
    assert "mejlservern säger att adressen inte finns" in shown
