"""An area whose definition is decided and not in force yet: every page says from when, and none that it holds today."""

from datetime import timedelta

import pytest
from django.test import Client

from nhv.register import queries
from nhv.register.publication import publish
from nhv.rules.actor import Actor
from nhv.website.templatetags.nhv import day as in_words
from tests.support.areas import a_file
from tests.support.pages import get

US = Actor("program", "test")
POINT = {"key": "vilka", "points": [{"key": "linsbyte", "text": "Linsbyte vid norrskenssjuka."}]}
UNTIL_THEN = "Till dess är vården inte nationell högspecialiserad vård."
PAGES = ("/omraden/prov/", "/omraden/prov/for-patienter/", "/omraden/prov/punkt/linsbyte/", "/sok/?q=norrskenssjuka")


def an_area_from(days: int) -> str:
    """Its first day, so many days from now, as pages write it."""
    first = queries.today() + timedelta(days=days)
    terms = [{"text": "norrskenssjuka"}]
    publish([a_file(key="prov", name="Prov", scope=[POINT], terms=terms, in_force_from=first)], by=US)
    return in_words(first)


@pytest.mark.parametrize("path", PAGES)
def test_each_page_says_from_when(path: str) -> None:
    first = an_area_from(40)
    page = get(path)
    assert page.status == 200
    assert f"gäller från och med {first}" in page.text
    assert (UNTIL_THEN in page.text) is (path in PAGES[:3]), "a card's area may have another definition until then"


@pytest.mark.parametrize("path", PAGES)
def test_what_is_in_force_is_not_said_to_be_ahead(path: str) -> None:
    """The control."""
    an_area_from(-40)
    page = get(path)
    assert page.status == 200
    assert "beslutad och gäller från och med" not in page.text


@pytest.mark.parametrize("path", PAGES[:3])
def test_every_link_of_its_pages_leads_somewhere(path: str) -> None:
    an_area_from(40)
    links = [link for link in get(path).links() if link.startswith("/omraden/prov/")]
    assert len(links) > 1
    assert [link for link in links if Client().get(link).status_code != 200] == []


def test_the_page_of_its_first_day_is_not_in_the_past() -> None:
    first = queries.today() + timedelta(days=40)
    an_area_from(40)
    assert "Så här gäller området den" in get(f"/omraden/prov/?datum={first}").text


def test_programs_are_told_too() -> None:
    an_area_from(40)
    (answer,) = Client().get("/api/v1/search?q=norrskenssjuka").json()["answers"]
    assert answer["begins"] == (queries.today() + timedelta(days=40)).isoformat()
    assert answer["in_force"] is False


def test_a_version_that_takes_over_is_told_of_where_the_one_before_it_is_shown() -> None:
    an_area_from(-40)
    changed = {**POINT, "points": [*POINT["points"], {"key": "ljusdampning", "text": "Ljusdämpning."}]}  # type: ignore[misc]
    later = queries.today() + timedelta(days=30)
    terms = [{"text": "norrskenssjuka"}]
    publish([a_file(key="prov", name="Prov", scope=[changed], terms=terms, in_force_from=later)], by=US)
    page = get("/omraden/prov/")
    assert f"En ändrad definition är beslutad och gäller från och med {in_words(later)}." in page.text
    assert "/omraden/prov/versioner/1-2/" in page.links()
    # What the search answers is of the version that is coming, and says so; its links lead to a day when it holds.
    found = get("/sok/?q=ljusdämpning norrskenssjuka")
    assert f"gäller från och med {in_words(later)}" in found.text
    shared = [link for link in found.links() if "/punkt/ljusdampning/" in link]
    assert shared and all(Client().get(link).status_code == 200 for link in shared)
