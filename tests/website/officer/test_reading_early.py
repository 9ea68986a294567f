"""Who reads an application before the close is told to those who sent it, and knows that it is."""

import pytest
from django.test import Client
from django.utils import timezone

from nhv.filings.acts.reading import READ_EARLY, noted_of
from nhv.register.models import Call, DiaryEntry
from tests.support.calls import a_filled_application, an_applicant, an_open_call, sent
from tests.support.people import actor, signed_in
from tests.website.officer.pages import Official

NOTED = "Att du har läst det här är antecknat"


@pytest.fixture
def signatory():
    return an_applicant()


@pytest.fixture
def received(signatory):
    filing = a_filled_application(an_open_call(), signatory)
    sent(filing, signatory)
    return filing


def page_of(filing, what=""):
    return f"/handlaggning/ansokningar/{filing.key}/{what}"


def readings():
    return list(DiaryEntry.objects.filter(act=READ_EARLY).values_list("subject_key", "actor"))


def applicants_page(filing, signatory):
    return signed_in(Client(), signatory).get(f"/ansokningar/{filing.key}/").content.decode()


@pytest.mark.parametrize("what", ["", "version/1/handling.pdf", "version/1/kvitto.json"])
def test_whoever_reads_before_the_close_is_noted_once_a_day_and_shown(received, signatory, what):
    officer = Official()
    for _ in range(3):
        assert officer.download(page_of(received, what)).status_code == 200
    assert readings() == [(received.key, f"user:{officer.user.pk}")]
    page = applicants_page(received, signatory)
    assert "Läste innan tiden hade gått ut" in page and officer.user.name in page


def test_a_new_version_is_noted_anew_and_both_sides_see_it(received, signatory):
    officer = Official()
    mine = (received.key, f"user:{officer.user.pk}")
    for _ in range(2):
        officer.get(page_of(received))
    assert readings() == [mine]
    received.refresh_from_db()
    sent(received, signatory)
    for what in ("", "version/2/handling.pdf", "?version=1"):
        assert officer.download(page_of(received, what)).status_code == 200
    assert readings() == [mine, mine]
    told = "Läste innan tiden hade gått ut"
    assert applicants_page(received, signatory).count(told) == 2
    assert officer.download(page_of(received)).content.decode().count(told) == 2


def test_each_who_reads_is_noted_for_themselves(received):
    first, second = Official(), Official()
    first.get(page_of(received)), second.get(page_of(received)), first.get(page_of(received))
    assert readings() == [(received.key, f"user:{one.user.pk}") for one in (first, second)]


def test_both_pages_say_so(received, signatory):
    assert NOTED in Official().download(page_of(received)).content.decode()
    assert "står det nedan under Vem har gjort vad" in applicants_page(received, signatory)
    english = Official().download("/en" + page_of(received)).content.decode()
    assert "that you have read this is noted" in english.casefold()


def test_the_control_after_the_close_nobody_is_noted(received, signatory):
    Call.objects.filter(key=received.about).update(closes_at=timezone.now())
    assert NOTED not in Official().download(page_of(received)).content.decode()
    assert readings() == []


def test_who_reads_their_own_is_not_noted(received, signatory):
    applicants_page(received, signatory)
    assert readings() == []


SAID = "det antecknas om du läser den"


@pytest.mark.parametrize("page", ["/handlaggning/", "/handlaggning/ansokningar/"])
def test_it_is_said_where_it_is_linked_before_the_click(received, page):
    officer = Official()
    before = officer.get(page)
    assert page_of(received) in before.links("//main//a") and SAID in before.text
    assert readings() == []
    Call.objects.filter(key=received.about).update(closes_at=timezone.now())
    after = officer.get(page)
    assert page_of(received) in after.links("//main//a") and SAID not in after.text


def test_the_page_says_that_ordinary_reading_is_not_noted(received):
    Call.objects.filter(key=received.about).update(closes_at=timezone.now())
    assert "När tiden har gått ut antecknas inte vanlig läsning." in Official().get(page_of(received)).text
    assert readings() == []


def test_ones_own_account_lists_what_is_noted_of_oneself(received):
    officer, other = Official(), Official()
    assert "Det du har läst innan tiden hade gått ut" not in officer.get("/konto/").text
    officer.get(page_of(received))
    mine = officer.get("/konto/")
    assert page_of(received) in mine.links("//main//a") and "Region Skåne" in mine.text
    assert page_of(received) not in other.get("/konto/").links("//main//a")


def test_what_somebody_no_longer_reaches_is_not_named_to_them(received):
    officer = Official()
    officer.get(page_of(received))
    assert [filing.key for _at, filing in noted_of(actor(officer.user))] == [received.key]
    officer.user.memberships.all().delete()
    assert noted_of(actor(officer.user)) == []
