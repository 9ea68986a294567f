"""What is said of a text while it is written: comments that stay with their part, and questions put at each change."""

import pytest
from django.test import Client
from django.utils import timezone

from nhv.process.cases.models import Case
from nhv.process.drafting import acts, talk
from nhv.process.drafting.queries import drafted_at, latest_number
from nhv.process.groups.acts import declare
from nhv.register.models import DiaryPayload
from nhv.rules.actor import Actor
from nhv.rules.roles import Role
from nhv.specification import drafting
from tests.process.test_drafting import GROUP, a_case, a_member, added, reworded
from tests.support.calls import once
from tests.support.people import a_person, actor, an_organisation, signed_in
from tests.support.refusals import refuses

US = Actor("program", "test")


@pytest.fixture(autouse=True)
def _in_a_register(register):
    """The bundled areas, on each kind of database."""


@pytest.fixture
def case() -> Case:
    found = a_case()
    added(found, "Linsbyte", by=a_member(found))
    return found


def said(case: Case, text: str = "Båda ögonen?", part: str = "linsbyte", by: Actor = US) -> talk.PartComment:
    return talk.comment(case=case, part=part, text=text, by=by, now=timezone.now())


def shown(case: Case) -> dict[str, list[str]]:
    found = talk.open_comments(case, drafted_at(case, latest_number(case)))
    return {part: [one.text for one in those] for part, those in found.items()}


def edited(case: Case, do: acts.Edit) -> None:
    acts.edit(case=case, act="split", do=do, seen=0, by=US, now=timezone.now())


# --- Comments ----------------------------------------------------------------------------------------


def test_a_comment_stays_with_its_part_however_it_is_written_on(case):
    said(case)
    reworded(case, "linsbyte", "Byte av lins", by=US, seen=latest_number(case))
    added(case, "Återfall", by=US)
    edited(case, lambda old: drafting.move(old, "linsbyte", up=False))
    assert shown(case) == {"linsbyte": ["Båda ögonen?"]}
    assert case.comments.get().wording == "Linsbyte"


def test_it_follows_a_part_that_is_split_and_joined_again(case):
    said(case)
    edited(case, lambda old: drafting.split(old, "linsbyte", ["Höger", "Vänster"])[0])
    (part,) = shown(case)
    assert part in ("hoger", "vanster")
    edited(case, lambda old: drafting.join(old, "hoger", "vanster", "Byte av linser")[0])
    assert shown(case) == {"byte-av-linser": ["Båda ögonen?"]}


def test_what_is_left_of_a_part_that_is_gone_stands_by_itself_with_its_words(case):
    said(case)
    edited(case, lambda old: drafting.remove(old, "linsbyte"))
    assert shown(case) == {"": ["Båda ögonen?"]}
    officer = signed_in(Client(), a_person(Role.OFFICER))
    page = officer.get(f"/grupp/{case.key}/text/").content.decode()
    for words in ("Båda ögonen?", "Linsbyte", "delar som inte finns längre"):
        assert words in page


def test_what_is_settled_is_kept_and_asked_for_no_more(case):
    one = said(case)
    talk.settle(case=case, number=one.pk, by=US, now=timezone.now())
    assert shown(case) == {}
    assert case.comments.get().text == "Båda ögonen?"
    with refuses("comment_settled"):
        talk.settle(case=case, number=one.pk, by=US, now=timezone.now())


def test_the_group_and_officers_comment_and_nobody_else(case):
    for by in (a_member(case), a_member(case, Role.PATIENT_REPRESENTATIVE), actor(a_person(Role.OFFICER))):
        said(case, by=by)
    an_organisation("annan-grupp", "group")
    with refuses("role_outside_case"):
        said(case, by=actor(a_person(Role.EXPERT, "annan-grupp")))
    with refuses("no_such_role"):
        said(case, by=actor(a_person(Role.SIGNATORY, "region-skane")))
    with refuses("no_such_part"):
        said(case, part="finns-inte")
    with refuses("comment_impossible"):
        said(case, text=" ")
    assert not DiaryPayload.objects.filter(content__contains="ögonen").exists()


# --- Questions ---------------------------------------------------------------------------------------


def asked(case: Case, text: str, must: str) -> None:
    talk.ask(case=case, text=text, must=must, by=US, now=timezone.now())


def verdicts(case: Case) -> dict[str, tuple[str | None, bool]]:
    found = talk.cards(case, drafted_at(case, latest_number(case)).area)
    return {card.question.text: (card.answer and card.answer.verdict, card.is_right) for card in found}


def test_a_question_is_put_to_the_text_at_each_change(case):
    asked(case, "linsbyte", "included")
    asked(case, "ljusdämpning", "excluded")
    assert verdicts(case) == {"linsbyte": ("included", True), "ljusdämpning": (None, False)}
    added(case, "Ljusdämpning", by=US, kind="exclusion")
    assert verdicts(case)["ljusdämpning"] == ("excluded", True)
    edited(case, lambda old: drafting.remove(old, "linsbyte"))
    assert not verdicts(case)["linsbyte"][1]


def test_a_question_stands_once_and_can_be_taken_away(case):
    asked(case, "linsbyte", "included")
    with refuses("draft_question_there"):
        asked(case, "linsbyte", "excluded")
    with refuses("draft_question_impossible"):
        asked(case, "återfall", "kanske")
    number = case.questions.get().pk
    talk.drop(case=case, number=number, by=US)
    with refuses("draft_question_gone"):
        talk.drop(case=case, number=number, by=US)


def test_a_member_comments_and_asks_on_the_pages(case):
    person = a_person(Role.PATIENT_REPRESENTATIVE, GROUP)
    declare(case=case, interests="", nothing=True, by=actor(person), now=timezone.now())
    client, text = signed_in(Client(), person), f"/grupp/{case.key}/text/"
    assert client.post(f"{text}del/linsbyte/kommentar/", {"once": once(), "text": "Vilka ögon?"}).status_code == 302
    assert "Vilka ögon?" in client.get(text).content.decode()
    told = {"once": once(), "text": "linsbyte", "must": "excluded"}
    assert client.post(f"{text}fragor/", told).status_code == 302
    assert "Fel besked" in client.get(f"{text}fragor/").content.decode()
    assert "Testfråga med fel besked" in client.get(text).content.decode()
    number = case.comments.get().pk
    client.post(f"{text}kommentar/{number}/klar/", {"once": once()})
    assert "Vilka ögon?" not in client.get(text).content.decode()
