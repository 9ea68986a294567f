"""The authority's page of all permits and conditions: what is not met, what is planned, and what is late."""

import csv
import io
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nhv.followup.unmet import conditions_of_year
from nhv.register.publication import publish
from nhv.rules.roles import Role
from nhv.specification.follow_up import MET, NOT, PARTLY, met_key
from tests.followup.test_walk import read
from tests.support.areas import SOUTH, WEST, a_file
from tests.support.calls import PROGRAM
from tests.support.people import a_person, signed_in
from tests.support.reports import PLAN, YEAR, a_plan, a_report, patients, sent, the_duties

pytestmark = pytest.mark.usefixtures("register")
CONDITIONS = [
    {"key": "narkos", "group": "other", "force": "must", "stage": "decided", "text": "Narkos dygnet runt"},
    {"key": "register", "group": "other", "force": "must", "stage": "decided", "text": "Alla förs in i registret"},
]
PAGE = f"/handlaggning/uppfoljning/{YEAR}/villkor/"


def reported(duty, *plans, first=MET, second=MET, general=MET):
    """A report with this said of the two conditions of the area's own, and of all general ones."""
    answers = {met_key(number): general for number in range(2, 40)} | {met_key(0): first, met_key(1): second}
    asked = {key: value for plan in plans for key, value in plan.items()}
    return sent(a_report(duty, {**patients([30], [30]), **answers, **asked}))


@pytest.fixture
def officer():
    return a_person(Role.OFFICER)


@pytest.fixture
def area():
    published = a_file(WEST, SOUTH, units=2, conditions=CONDITIONS)
    publish([published], by=PROGRAM)
    return published.area.key


def test_each_condition_that_is_not_wholly_met_stands_with_its_plan_and_the_late_first_to_be_found(area, officer):
    one, _other = the_duties(area)
    silent = len(conditions_of_year(YEAR).units) - 1
    reported(one, a_plan(0, "inte", done_by=date(2026, 1, 31)), a_plan(1, "delvis"), first=NOT, second=PARTLY)
    page = read(officer, PAGE)
    assert "2 villkor är inte helt uppfyllda. 1 skulle ha varit klart nu." in page.text
    assert "Försenat: skulle ha varit klart 31 januari 2026." in page.text and PLAN in page.text
    assert "Ansvarig: Verksamhetschefen" in page.text and "Alla förs in i registret" in page.text
    assert f"{silent} rapporter har inte kommit in" in page.text
    late, unmet = read(officer, f"{PAGE}?visa=forsenade"), read(officer, f"{PAGE}?visa=inte")
    for each in (late, unmet):
        assert "Narkos dygnet runt" in each.text and "Alla förs in i registret" not in each.text


def test_a_plan_of_the_year_before_is_not_undone_by_a_new_one(area, officer):
    duty, _ = the_duties(area, YEAR - 1)
    reported(duty, a_plan(0, "delvis", done_by=date(2026, 1, 31)), first=PARTLY)
    again, _ = the_duties(area)
    reported(again, a_plan(0, "delvis"), first=PARTLY)
    (found,) = conditions_of_year(YEAR).unmet
    assert (found.promised_by, found.is_overdue(date(2026, 1, 31)), found.is_overdue(date(2026, 2, 1))) == (
        date(2026, 1, 31),
        False,
        True,
    )
    assert "Inte heller helt uppfyllt förra året. Planen då:" in read(officer, PAGE).text


def test_what_the_unit_meets_this_year_is_late_no_longer(area):
    duty, _ = the_duties(area, YEAR - 1)
    reported(duty, a_plan(0, "delvis", done_by=date(2026, 1, 31)), first=PARTLY)
    again, _ = the_duties(area)
    reported(again)
    assert conditions_of_year(YEAR).unmet == ()
    (told,) = (one for one in conditions_of_year(YEAR).units if one.duty == again)
    assert (told.reported, told.partly, told.unmet, told.silent) == (True, 0, 0, 0) and told.met > len(CONDITIONS)


def test_the_files_say_what_the_page_says(area, officer):
    duty, _ = the_duties(area)
    reported(duty, a_plan(0, "inte", done_by=date(2026, 1, 31)), first=NOT)
    raw = signed_in(Client(), officer).get(f"{PAGE[:-1]}.csv").content.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(raw), delimiter=";")
    assert (row["Villkor"], row["Plan"], row["Ansvarig"], row["Klart senast"], row["Försenad"]) == (
        "Narkos dygnet runt",
        PLAN,
        "Verksamhetschefen",
        "2026-01-31",
        "ja",
    )
    assert signed_in(Client(), officer).get(f"{PAGE[:-1]}.xlsx").content.startswith(b"PK")


def test_it_takes_as_many_queries_however_many_report(area):
    for number in range(2, 11):
        publish(
            [a_file(WEST, SOUTH, units=2, key=f"prov-{number}", name=f"Prov {number}", conditions=CONDITIONS)],
            by=PROGRAM,
        )
    duties = [duty for year in (YEAR - 1, YEAR) for duty in the_duties(area, year)]
    duties += [duty for number in range(2, 11) for duty in the_duties(f"prov-{number}")]
    reported(duties[0], a_plan(0, "inte"), first=NOT)
    reported(duties[2], a_plan(0, "inte"), first=NOT)
    with CaptureQueriesContext(connection) as few:
        assert len(conditions_of_year(YEAR).unmet) == 1
    for duty in duties[3:]:
        reported(duty, a_plan(0, "inte"), first=NOT)
    with CaptureQueriesContext(connection) as many:
        assert len(conditions_of_year(YEAR).unmet) == 20
    assert len(few) == len(many) <= 10
