"""Calls for applications: the list, and one with its annex."""

from datetime import date, timedelta

from nhv.records.actor import Actor
from nhv.register import queries
from nhv.register.publication import publish
from nhv.specification.document import CallFacts
from tests.support.areas import a_file
from tests.support.pages import get

US = Actor("program", "test")
CALL = "/utlysningar/ansokan-2025/"


def a_call(deadline):
    call = CallFacts(key="prov-utlysning", title="Ansökan om provvård", deadline=deadline)
    publish([a_file().model_copy(update={"calls": (call,)})], by=US)


def state():
    return get("/utlysningar/prov-utlysning/").texts("//main//span[contains(@class, 'nhv-state')]")


def test_a_call_is_open_through_its_last_day():
    a_call(queries.today())
    assert state() == ["Öppen"]
    a_call(queries.today() - timedelta(days=1))
    assert state() == ["Stängd"]


def test_open_calls_stand_before_closed_ones():
    a_call(date(2090, 1, 31))
    assert get("/utlysningar/").texts("//main//li") == [
        "Provområde Sista dag att ansöka: 31 januari 2090 2 enheter",
        "Viss avancerad esofaguskirurgi Sista dag att ansöka: 14 november 2025 2 enheter",
    ]


def test_a_call_says_when_what_and_where_to_send():
    page = get(CALL)
    assert "Sista dag att ansöka 14 november 2025" in page.text
    assert "Verksamhetsplan" in page.text
    assert any(link.startswith("mailto:") for link in page.links())


def test_the_annex_holds_the_27_proposed_conditions_with_their_force():
    page = get(CALL)
    assert len(page.html.xpath("//ul[@class='nhv-conditions']/li")) == 27
    assert "Villkoren är förslag. Nämnden kan ändra dem" in page.text
    assert "ska verka för" in page.text


def test_an_annex_not_read_is_not_called_empty():
    a_call(date(2090, 1, 31))
    assert "Det betyder inte att villkor saknas." in get("/utlysningar/prov-utlysning/").text


def test_no_open_call_is_said():
    assert "Ingen utlysning i registret är öppen." in get("/utlysningar/").text
