"""What all areas share is versioned: a new version by an act, and what was made under the former one stays under it."""

import pytest

from nhv.derived.call import call_writing
from nhv.process.calls import acts as calls
from nhv.register.acts import documents
from nhv.register.acts.documents import publish_general
from nhv.register.documents import general_faults
from nhv.register.general import general, general_document
from nhv.register.memory import DIARY, register_state
from nhv.register.models import Call, DiaryEntry, GeneralDocument
from nhv.rules.actor import Actor
from nhv.rules.refusals import Refused
from nhv.specification.general import General
from tests.support.calls import a_draft_call, an_open_call
from tests.support.pages import get

US = Actor("program", "test")


@pytest.fixture(autouse=True)
def _in_a_register(register):
    """Each test has the bundled general document."""


def another() -> General:
    """The general document with another first condition."""
    now = general()
    first, *rest = now.conditions
    return now.model_copy(update={"conditions": (first.model_copy(update={"text": "En ny lydelse."}), *rest)})


def test_a_new_version_is_an_act_and_the_same_again_is_none():
    before, state = general_document(), register_state()
    assert not publish_general(general=general(), by=US)
    assert register_state() == state
    assert publish_general(general=another(), by=US)
    assert (general_document().version, general()) == (before.version + 1, another())
    assert (DiaryEntry.objects.last().act, register_state() != state) == ("general_published", True)


def test_a_published_call_stays_under_the_version_it_was_made_under():
    call = an_open_call()
    address = f"/utlysningar/{call.key}/"
    before = get(address).text
    assert publish_general(general=another(), by=US)
    page = get(address)
    assert (page.text, "En ny lydelse." in page.text) == (before, False)
    assert Call.objects.get(key=call.key).general.version == general_document().version - 1
    later = an_open_call()
    assert "En ny lydelse." in get(f"/utlysningar/{later.key}/").text, "the control: it would have been seen"
    assert call_writing(later.document.specification, later.facts, later.general.specification) is not None


def test_a_draft_is_not_published_under_conditions_that_nobody_has_read_with_it():
    draft = a_draft_call()
    publish_general(general=another(), by=US)
    with pytest.raises(Refused, match="allmänna villkoren har ändrats"):
        calls.publish(call=draft, by=US, now=draft.created_at, without_questions=True)
    saved = calls.edit_call(call=draft, facts=draft.facts, seen_revision=draft.revision, by=US)
    published = calls.publish(call=saved, by=US, now=draft.created_at, without_questions=True)
    assert published.general == general_document()


def test_versions_are_never_changed():
    assert list(general_faults()) == []
    with pytest.raises(Exception, match="minnet"):
        GeneralDocument.objects.update(content="{}")


def test_one_that_the_diary_does_not_know_is_found():
    row = GeneralDocument.objects.get()
    GeneralDocument.objects.create(version=9, content=row.content, sha256=row.sha256, recorded_at=row.recorded_at)
    assert list(general_faults()) == ["det allmänna dokumentet version 9 finns men står inte i händelseloggen"]


def test_an_act_that_fails_after_its_diary_entry_leaves_neither(monkeypatch):
    def record_and_fail(*arguments, **named):
        DIARY.record(*arguments, **named)
        raise RuntimeError("after the entry")

    failing = {"record": staticmethod(record_and_fail), "take_turn": staticmethod(DIARY.take_turn)}
    before = DiaryEntry.objects.count()
    with monkeypatch.context() as patch:
        patch.setattr(documents, "DIARY", type("Failing", (), failing))
        with pytest.raises(RuntimeError, match="after the entry"):
            publish_general(general=another(), by=US)
    assert (DiaryEntry.objects.count(), GeneralDocument.objects.count()) == (before, 1)
