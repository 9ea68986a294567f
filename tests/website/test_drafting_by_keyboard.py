"""Who writes a text with the keyboard goes on where something was just written, and can jump to each of its lists."""

import lxml.html
import pytest
from django.test import Client
from django.utils import timezone

from nhv.process.cases.models import Case
from nhv.process.drafting.acts import edit
from nhv.process.drafting.queries import latest_number
from nhv.process.groups.acts import declare
from nhv.rules.actor import Actor
from nhv.rules.roles import Role
from nhv.specification import drafting
from tests.support.calls import once
from tests.support.people import a_person, actor, signed_in
from tests.website.officer.test_before_it_goes_on import a_case, written

US = Actor("program", "test")


@pytest.fixture
def case() -> Case:
    """A text with two points."""
    found = written(a_case())
    do = lambda old: drafting.add(old, "point", {"text": "Återfall"}, under="omfattning")[0]  # noqa: E731
    edit(case=found, act="add", do=do, seen=0, by=US, now=timezone.now())
    return found


@pytest.fixture
def expert(case: Case) -> Client:
    person = a_person(Role.EXPERT, case.group.key)
    declare(case=case, interests="", nothing=True, by=actor(person), now=timezone.now())
    return signed_in(Client(), person)


def goes_to(expert: Client, case: Case, end: str, **said: str) -> str:
    """Where one lands, within the text, after sending a form of it."""
    sent = {"seen": str(latest_number(case)), "once": once(), **said}
    answer = expert.post(f"/grupp/{case.key}/text/{end}", sent)
    assert answer.status_code == 302, answer.content.decode()
    address, _, place = answer["Location"].partition("#")
    assert address == f"/grupp/{case.key}/text/"
    return place


def test_after_each_act_one_is_where_something_was_written(expert: Client, case: Case):
    assert goes_to(expert, case, "ny/point/?under=omfattning", text="Ljusdämpning") == "ljusdampning"
    assert goes_to(expert, case, "del/linsbyte/", text="Byte av lins") == "linsbyte"
    assert goes_to(expert, case, "del/linsbyte/dela/", first="Höger lins", second="Vänster lins") == "hoger-lins"
    assert goes_to(expert, case, "del/hoger-lins/foga/", text="Båda linserna") == "bada-linserna"
    assert goes_to(expert, case, "uppgifter/", name="Norrskenssjuka", units="3") == ""


def test_after_what_is_taken_away_one_is_at_what_stood_nearest(expert: Client, case: Case):
    assert goes_to(expert, case, "del/linsbyte/bort/") == "aterfall"
    assert goes_to(expert, case, "del/aterfall/bort/") == "omfattning"


def test_each_list_of_the_text_can_be_jumped_to(expert: Client, case: Case):
    page = lxml.html.fromstring(expert.get(f"/grupp/{case.key}/text/").content)
    links = page.xpath("//nav[@aria-label='Textens delar']//a/@href")
    assert links
    assert all(page.xpath(f"//*[@id='{link.removeprefix('#')}']") for link in links)
