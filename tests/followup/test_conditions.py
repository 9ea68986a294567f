"""How units meet their conditions: asked about, told for a year that is published and not before, and restated."""

import pytest

from nhv.followup.conditions import newest_year, reported_on
from nhv.followup.overview import area_reports
from nhv.followup.queries import asked_of
from nhv.register.models import Area
from nhv.register.publication import publish
from nhv.rules.refusals import Refused
from nhv.rules.roles import Role
from nhv.specification.follow_up import MET, PARTLY, met_key, plan_key, total_key
from nhv.specification.measures import TREATED
from tests.followup.test_walk import read
from tests.support.areas import WEST, a_file
from tests.support.calls import PROGRAM
from tests.support.pages import get
from tests.support.people import a_person
from tests.support.reports import PLAN, YEAR, a_plan, a_report, accepted, patients, published, sent, the_duties

pytestmark = pytest.mark.usefixtures("register")
KEY, SHARED = "narkos", "samverkan-mellan-enheter"


@pytest.fixture
def duty():
    """What one unit owes, of an area with one condition of its own."""
    condition = {"key": KEY, "group": "other", "force": "must", "stage": "decided", "text": "Narkos dygnet runt"}
    publish([a_file(WEST, conditions=[condition])], by=PROGRAM)
    (found,) = the_duties(Area.objects.get(documents__name=a_file(WEST).area.name).key)
    return found


def answers(duty, **said):
    """A report that adds up, with an answer to each condition by its key: met, where nothing else is said."""
    keys = [one.key for one in asked_of(duty).conditions]
    met = {met_key(number): said.get(key, MET) for number, key in enumerate(keys)}
    plans = [a_plan(number, "delvis") for number, key in enumerate(keys) if said.get(key) == PARTLY]
    return {**patients([30], [30]), **met, **{key: value for plan in plans for key, value in plan.items()}}


def test_the_areas_own_are_asked_about_first_and_then_the_general_ones_that_are_known(duty):
    asked = asked_of(duty).conditions
    assert next(one.key for one in asked) == KEY and SHARED in [one.key for one in asked]
    assert [bool(one.paragraph) for one in asked] == [False] + [True] * (len(asked) - 1)


def test_what_a_unit_says_of_a_condition_is_told_when_its_year_is_published(duty):
    area = duty.area.key
    accepted(sent(a_report(duty), answers(duty, **{KEY: PARTLY})))
    assert reported_on(area, KEY) == [] and newest_year([area]) == {}
    assert "Delvis uppfyllt" not in get(f"/omraden/{area}/villkor/{KEY}/").text
    published(YEAR, area)
    assert [(one.year, one.place.name, one.said) for one in reported_on(area, KEY)] == [
        (YEAR, duty.place.name, "partly")
    ]
    assert duty.place.name in get(f"/en/omraden/{area}/villkor/{KEY}/").text
    page = get(f"/omraden/{area}/uppfoljning/{YEAR}/")
    assert "1 av 1 enheter uppger" in page.text and "Narkos dygnet runt Delvis uppfyllt" in page.text
    assert PLAN not in page.text and PLAN not in str(page.html.xpath("string()"))
    assert "1 av 1 enheter uppger" in get(f"/omraden/{area}/").text
    places = {"unit": "enheter", "hospital": "sjukhus", "region": "regioner"}
    own = get(f"/{places[duty.place.kind]}/{duty.place.key}/").text
    assert "inte helt uppfyllda: Narkos dygnet runt" in own


def test_a_condition_said_otherwise_afterwards_is_a_new_edition_of_its_own(duty):
    area = duty.area.key
    report = a_report(duty)
    accepted(sent(report, answers(duty, **{KEY: PARTLY})))
    first = published(YEAR, area)
    accepted(sent(report, {**answers(duty), plan_key(0, "delvis"): None}))
    assert reported_on(area, KEY)[0].said == "partly"
    second = published(YEAR, area)
    assert (second.number, second.document.edition.note) == (2, False)
    assert reported_on(area, KEY)[0].said == "met"
    assert first.document.conditions[0].said == {duty.place.key: "partly"}
    page = get(f"/omraden/{area}/uppfoljning/{YEAR}/").html
    (restated,) = page.xpath("//details[@id='rattat']//tbody/tr")
    assert [cell.text_content() for cell in restated] == [
        "Narkos dygnet runt", duty.place.name, "Delvis uppfyllt", "Uppfyllt",
    ]  # fmt: skip
    with pytest.raises(Refused, match="Inget har ändrats"):
        published(YEAR, area)


def test_an_officer_reads_what_is_not_met_and_the_plan(duty):
    sent(a_report(duty), answers(duty, **{SHARED: PARTLY}))
    (unit,) = area_reports(duty.area.key, YEAR).units
    assert [(one.condition.key, said, one.plan) for said, one in unit.lacking] == [(SHARED, "partly", PLAN)]
    page = read(a_person(Role.OFFICER), f"/handlaggning/uppfoljning/{YEAR}/omraden/{duty.area.key}/")
    assert f"Delvis uppfyllt . Plan: {PLAN}" in page.text or f"Delvis uppfyllt. Plan: {PLAN}" in page.text


@pytest.mark.parametrize(
    ("homes", "step"), [([30], "Godta rapporten från"), ([20], "Begär komplettering")], ids=["adds up", "does not"]
)
def test_an_officer_accepts_what_adds_up_and_asks_about_what_does_not(duty, homes, step):
    said = {**answers(duty), **patients(homes, homes), total_key(TREATED): 30}
    report = sent(a_report(duty), said)
    officer = a_person(Role.OFFICER)
    page = read(officer, f"/handlaggning/uppfoljning/{YEAR}/omraden/{duty.area.key}/")
    assert step in page.text
    ways = [*page.links(), *page.html.xpath("//main//form/@action")]
    asking, accepting = f"/{report.key}/komplettering/", f"/{duty.key}/godta/"
    found = [end for end in (asking, accepting) if any(way.endswith(end) for way in ways)]
    assert found == [accepting if homes == [30] else asking]
