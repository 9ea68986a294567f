"""What comes to a text from a file: shown first, by key, and nothing replaced that was not shown."""

import io
import re

import docx
import pytest
from django.test import Client
from django.utils import timezone

from nhv.process.cases.acts import open_case
from nhv.process.cases.models import Case
from nhv.process.drafting.acts import edit
from nhv.process.drafting.queries import drafted_at, latest_number
from nhv.process.drafting.reading_in import read_in, take_in
from nhv.process.drafting.word_way import Commented, read_word, take_word, word_of
from nhv.register.models import Area
from nhv.rules.actor import Actor
from nhv.rules.roles import Role
from nhv.specification.drafting import add, remove, reword, set_head, take_over
from tests.process.test_drafting import GROUP, a_case, a_member
from tests.support.calls import once
from tests.support.people import a_person, signed_in
from tests.support.refusals import refuses

US = Actor("program", "test")
PAGE = """Norrskenssjuka

Här hittar du vad som utgör nationell högspecialiserad vård, tillståndsinnehavare och giltighetstid.

Definition

Socialstyrelsen har beslutat att viss vård vid norrskenssjuka, enligt nedan, ska bedrivas vid två enheter.

Följande utgör nationell högspecialiserad vård:

 1. Linsbyte vid svår norrskenssjuka
 2. Ljusdämpning
"""


@pytest.fixture(autouse=True)
def _in_a_register(register):
    """The bundled areas, on each kind of database."""


@pytest.fixture
def case() -> Case:
    made = a_case()
    write(made, a_member(made), "Linsbyte", "Ljusdämpning")
    return made


@pytest.fixture
def member(case) -> Actor:
    return a_member(case)


def write(case: Case, by: Actor, *points: str) -> None:
    for words in points:
        does(case, by, lambda old, words=words: add(old, "point", {"text": words}, under="omfattning")[0])


def does(case: Case, by: Actor, do) -> int:
    return edit(case=case, act="add", do=do, seen=latest_number(case), by=by, now=timezone.now())


def another(area: Area | None = None) -> Case:
    return open_case(title="Midvinterhosta", area=area, by=US, now=timezone.now(), once_key=once())


def points(case: Case) -> dict[str, str]:
    return {one.key: one.text for one in drafted_at(case, latest_number(case)).area.scope[0].points}


def written_in(data: bytes, **said: str) -> bytes:
    """The file as somebody leaves it: each field, by its tag, with other words."""
    document = docx.Document(io.BytesIO(data))
    for control in document.element.body.iter(docx.oxml.ns.qn("w:sdt")):
        tag = control.find(f".//{docx.oxml.ns.qn('w:tag')}").get(docx.oxml.ns.qn("w:val"))
        for name, words in said.items():
            if tag.endswith(name.replace("_", "-")):
                first, *rest = control.iter(docx.oxml.ns.qn("w:t"))
                first.text = words
                for other in rest:
                    other.text = ""
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def test_what_is_written_in_word_comes_back_to_its_parts(case, member):
    back = read_word(case, written_in(word_of(case), lydelse_1="Linsbyte på båda ögonen", kommentar_2="Hur mycket?"))
    assert [(one.key, one.before, one.now, one.said) for one in back.reworded] == [
        ("linsbyte", "Linsbyte", "Linsbyte", "Linsbyte på båda ögonen")
    ]
    assert back.comments == (Commented("ljusdampning", "Ljusdämpning", "Hur mycket?"),)
    assert points(case) == {"linsbyte": "Linsbyte", "ljusdampning": "Ljusdämpning"}, "looking keeps nothing"
    take_word(
        case=case,
        said={"linsbyte": "Linsbyte på båda ögonen"},
        shown={"linsbyte": "Linsbyte"},
        comments={one.key: one.said for one in back.comments},
        by=member,
        now=timezone.now(),
    )
    assert points(case)["linsbyte"] == "Linsbyte på båda ögonen"
    assert [(one.part, one.text) for one in case.comments.all()] == [("ljusdampning", "Hur mycket?")]


def test_a_part_that_was_changed_or_taken_away_meanwhile_is_told_and_never_overwritten(case, member):
    sent = word_of(case)
    does(case, member, lambda old: reword(old, "linsbyte", {"text": "Linsbyte på ett öga"}))
    does(case, member, lambda old: remove(old, "ljusdampning"))
    back = read_word(case, written_in(sent, lydelse_1="Linsbyte på båda ögonen", lydelse_2="Dämpning"))
    assert [(one.key, one.now, one.is_clash) for one in back.reworded] == [
        ("linsbyte", "Linsbyte på ett öga", True),
        ("ljusdampning", None, False),
    ]
    with refuses("draft_changed_since_shown"):
        take_word(
            case=case,
            said={"linsbyte": "Linsbyte på båda ögonen"},
            shown={"linsbyte": "Linsbyte"},
            comments={},
            by=member,
            now=timezone.now(),
        )
    assert points(case) == {"linsbyte": "Linsbyte på ett öga"}


def test_another_texts_file_is_told_and_so_is_what_is_no_word_file(case):
    area = Area.objects.get(key="neuromuskulara-sjukdomar")
    with refuses("word_of_another_text"):
        read_word(case, word_of(another(area=area)))
    with refuses("file_named_otherwise"):
        read_word(case, b"%PDF-1.4")
    with refuses("text_says_nothing"):
        word_of(another())


def test_a_document_is_shown_and_then_put_in_and_its_words_keep_their_keys(case, member):
    does(case, member, lambda old: set_head(old, {"units": 3}))
    children = {"text": "Barn", "units": 1, "covers": {"points": ["linsbyte", "ljusdampning"]}}
    does(case, member, lambda old: add(old, "sub_permit", children)[0])
    found = read_in(case, PAGE.encode(), "norrskenssjuka.txt")
    sentences = " ".join(change.sentence("sv") for change in found.differs)
    assert "Antalet enheter har ändrats från ”3” till ”2”" in sentences
    assert drafted_at(case, latest_number(case)).area.units == 3, "looking keeps nothing"
    take_in(case=case, area=found.area, revision=found.revision, by=member, now=timezone.now())
    after = drafted_at(case, latest_number(case)).area
    assert (after.units, after.key) == (2, case.key)
    assert "Ljusdämpning" in points(case).values()
    # What the file is silent about stays, and points to nothing that is gone.
    assert [one.text for one in after.sub_permits] == ["Barn"]
    assert set(after.sub_permits[0].covers.points) <= {key for key, _part in after.keyed()}


def test_of_two_who_read_in_at_once_the_second_has_to_look_again(case, member):
    first, second = (read_in(case, PAGE.encode(), "norrskenssjuka.txt") for _time in range(2))
    take_in(case=case, area=first.area, revision=first.revision, by=member, now=timezone.now())
    with refuses("draft_changed_since_shown"):
        take_in(case=case, area=second.area, revision=second.revision, by=member, now=timezone.now())


def test_what_is_no_area_is_told_in_one_sentence(case):
    with refuses("file_is_no_area"):
        read_in(case, "Kära dagbok, i dag regnade det.".encode(), "dagbok.txt")


def test_a_key_that_has_been_is_not_given_to_what_is_read(case, member):
    does(case, member, lambda old: remove(old, "ljusdampning"))
    drafted = drafted_at(case, latest_number(case))
    area = read_in(case, PAGE.encode(), "norrskenssjuka.txt").area
    after = take_over(drafted, area)
    assert "ljusdampning" not in {key for key, _part in after.area.keyed()}
    assert "Ljusdämpning" in {getattr(part, "text", "") for _key, part in after.area.keyed()}


def test_the_pages_show_first_and_keep_what_was_shown(case):
    person = a_person(Role.EXPERT, GROUP)
    client, page = signed_in(Client(), person), f"/grupp/{case.key}/text/filer/"
    client.post(f"/grupp/{case.key}/intressen/", {"once": once(), "nothing": "on"})
    sent = client.get(f"{page}utkast.docx").content
    held = io.BytesIO(written_in(sent, lydelse_1="Linsbyte <b>på</b> båda ögonen", kommentar_2="Hur mycket?"))
    held.name = "tillbaka.docx"
    shown = client.post(page, {"word": held}).text
    assert "Linsbyte &lt;b&gt;på&lt;/b&gt; båda ögonen" in shown
    sealed = {name: re.search(f'name="{name}" value="([^"]*)"', shown)[1] for name in ("read", "once")}
    assert client.post(page, {**sealed, "read": "något annat", "del": ["linsbyte"]}).status_code == 200
    assert points(case)["linsbyte"] == "Linsbyte"
    assert client.post(page, {**sealed, "once": once(), "del": ["linsbyte"]}).status_code == 302
    assert points(case)["linsbyte"] == "Linsbyte <b>på</b> båda ögonen"
    assert not case.comments.exists(), "what was not chosen is not put in"
    assert "Ingen fil är vald" in client.post(page, {}).text
