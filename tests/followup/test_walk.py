"""A report from the unit's hand to the region's signatory: what the pages say on the way."""

import lxml.html
import pytest
from django.test import Client

from nhv.accounts.telling import people_at
from nhv.filings.models import Filing
from nhv.register.models import OutgoingMessage
from nhv.rules.roles import Role
from nhv.specification.follow_up import home_key, total_key
from nhv.specification.measures import TREATED
from tests.support.calls import once
from tests.support.pages import Page
from tests.support.people import a_person, signed_in
from tests.support.reports import HOMES, YEAR, a_report, patients, sent, the_duties

HOSPITAL, REGION, ELSEWHERE = "skanes-universitetssjukhus", "region-skane", "region-stockholm"
WRONG = {total_key(TREATED): 36, home_key(TREATED, HOMES[0]): 60}


def our_duty(year=YEAR):
    return next(one for one in the_duties(year=year) if one.place.key == HOSPITAL)


def read(person, path) -> Page:
    answer = signed_in(Client(), person).get(path)
    return Page(answer.status_code, lxml.html.fromstring(answer.content), answer.headers, 0)


@pytest.mark.parametrize("place", [HOSPITAL, REGION])
def test_who_may_do_it_is_told_of_what_lies_under_their_organisation(register, place):
    signatory, other = a_person(Role.SIGNATORY, REGION), a_person(Role.SIGNATORY, ELSEWHERE)
    told = [number for number, _email in people_at(place, "annual_report.send")]
    assert str(signatory.pk) in told and str(other.pk) not in told
    officer = a_person(Role.OFFICER)
    assert str(officer.pk) not in [number for number, _email in people_at(place, "annual_report.accept")]


def test_a_unit_hands_its_report_over_to_the_region(sqlite_register):
    editor, signatory = a_person(Role.UNIT_EDITOR, HOSPITAL), a_person(Role.SIGNATORY, REGION)
    report = a_report(our_duty(), patients([36]))
    page = read(editor, f"/arsrapporter/{report.key}/")
    assert signatory.name in page.text
    (way,) = page.html.xpath("//form[contains(., 'läses igenom och skickas in')]/@action")
    signed_in(Client(), editor).post(way, {"once": once()})
    (mail,) = OutgoingMessage.objects.filter(kind="annual_report_hand_over")
    assert mail.to == signatory.email and f", {YEAR}:" in mail.text


def test_what_does_not_add_up_is_told_before_it_is_sent_and_hinders_nobody(sqlite_register):
    signatory = a_person(Role.SIGNATORY, REGION)
    report = a_report(our_duty(), WRONG)
    path = f"/arsrapporter/{report.key}/skicka/"
    assert "hemregion blir tillsammans 60, men antalet är 36" in read(signatory, path).text
    sent(report, patients([36]))
    assert "blir tillsammans" not in read(signatory, path).text
    assert sent(report, WRONG).versions.count() == 2


def test_years_of_one_area_are_told_apart(sqlite_register):
    editor = a_person(Role.UNIT_EDITOR, HOSPITAL)
    for year in (YEAR - 1, YEAR):
        a_report(our_duty(year), patients([30], [30]))
    titles = read(editor, "/arsrapporter/").texts("//a[@class='nhv-row__title']")
    assert {title.rpartition(", ")[2] for title in titles[: Filing.objects.count()]} == {str(YEAR - 1), str(YEAR)}


def test_where_one_can_only_write_for_one_place_it_is_chosen(sqlite_register):
    editor = a_person(Role.UNIT_EDITOR, HOSPITAL)
    page = read(editor, f"/arsrapporter/ny/{our_duty().key}/")
    assert len(page.texts("//input[@type='radio']")) == len(page.texts("//input[@type='radio'][@checked]")) == 1
