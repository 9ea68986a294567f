"""The start page: the question first, then where, then what is new."""

from nhv.register.publication import publish
from nhv.rules.actor import Actor
from tests.support.areas import SOUTH, WEST, a_file
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


def test_what_is_new_is_shown_newest_first():
    publish([a_file(WEST)], by=US)
    assert get("/").texts("//main//ul[@class='nhv-rows']/li")[0].startswith("Provområde Nytt område")


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
