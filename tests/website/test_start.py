"""The start page: the question first, then where, then what is new."""

from datetime import date, timedelta

from django.utils.timezone import localdate

from nhv.register.publication import publish
from nhv.rules.actor import Actor
from nhv.website.templatetags.nhv import day
from tests.support.areas import SOUTH, WEST, a_file
from tests.support.calls import an_open_call
from tests.support.pages import get

US = Actor("program", "test")


def test_the_question_comes_before_everything_else():
    page = get("/")
    assert page.texts("//h1") == ["Är det nationell högspecialiserad vård?"]
    (form,) = page.html.xpath("//form[@role='search']")
    assert (form.get("action"), form.get("method")) == ("/sok/", "get")
    assert "/sok/?q=ALS" in page.links("//ul[contains(@class, 'nhv-examples')]//a")


def test_it_says_that_it_is_not_the_authority():
    notice = get("/").texts("//div[@class='nhv-notice']")
    assert len(notice) == 1
    assert notice[0].startswith("Fristående programvara, inte Socialstyrelsens webbplats")


def test_what_has_happened_is_told_by_its_own_day_newest_first_and_not_by_the_day_it_was_entered():
    begun = localdate() - timedelta(days=1)
    publish([a_file({**WEST, "decided_on": date(2020, 1, 1), "valid_from": begun})], by=US)
    told = get("/").texts("//h2[.='Det här har hänt']/following-sibling::ul[1]/li")
    assert told[0] == f"Provområde {day(begun)} Tillstånd började gälla Västra Götalandsregionen"
    assert not [line for line in told if day(localdate()) in line or "Nytt område" in line]


def test_what_will_happen_has_not_happened():
    publish([a_file({**WEST, "decided_on": None, "valid_from": localdate() + timedelta(days=1)})], by=US)
    assert not [line for line in get("/").texts("//main//ul[@class='nhv-rows']/li") if "Provområde" in line]


def test_an_open_call_comes_before_what_has_happened():
    assert "Öppet att söka nu" not in get("/").texts("//main//h2")
    call = an_open_call()
    page = get("/")
    assert page.texts("//main//h2")[:2] == ["Öppet att söka nu", "Det här har hänt"]
    assert page.links("//main//ul[@class='nhv-rows']//a")[0] == f"/utlysningar/{call.key}/"


def test_the_map_has_a_table_with_the_same_numbers():
    publish([a_file(WEST, SOUTH)], by=US)
    page = get("/")
    marks = page.texts("//*[contains(@class, 'nhv-map__label')]")
    rows = page.texts("//main//tbody/tr/td[1]")
    assert marks == rows == [str(number) for number in range(1, len(rows) + 1)]
    assert "Skånes universitetssjukhus" in page.text


def test_it_costs_as_many_queries_with_ten_times_the_areas():
    publish([a_file(WEST, key=f"prov-{n}", name=f"Prov {n}") for n in range(3)], by=US)
    few = get("/").queries
    publish([a_file(WEST, key=f"prov-{n}", name=f"Prov {n}") for n in range(3, 33)], by=US)
    assert get("/").queries == few <= 8
