"""Permits by acts: granted, known otherwise, ended, struck; all or nothing, and the diary enough to make them again."""

import json
from datetime import date

import pytest

from nhv.register import queries
from nhv.register.acts import permits
from nhv.register.acts.permits import Terms, end, grant, strike, supersede
from nhv.register.memory import DIARY
from nhv.register.models import Area, DiaryEntry, DiaryPayload, Organisation, Permit
from nhv.register.publication import publish
from nhv.rules.actor import Actor
from nhv.rules.refusals import Refused
from tests.support.areas import SOUTH, WEST, a_file

US = Actor("program", "test")
YEAR = date(2025, 1, 1)


@pytest.fixture(autouse=True)
def _an_area_with_a_permit(register):
    condition = {"key": "ecmo", "group": "critical_equipment", "force": "must", "text": "ECMO", "stage": "decided"}
    publish([a_file(WEST, conditions=[condition])], by=US)


def document():
    return Area.objects.get(key="provomrade").documents.newest_first()[0]


def skane(**more):
    return Terms(holder=Organisation.objects.get(key="region-skane"), valid_from=YEAR, **more)


def the_first():
    return Permit.objects.known().get(area__key="provomrade", number=1)


def told(act):
    number = DiaryEntry.objects.filter(act=act).last().number
    return json.loads(DiaryPayload.objects.get(number=number).content)


def test_a_permit_is_granted_with_the_conditions_decided():
    place = Organisation.objects.get(key="skanes-universitetssjukhus")
    granted = grant(document=document(), terms=skane(place=place, record_number="1/2025"), by=US, why="Nämndens beslut")
    assert (granted.number, granted.key, [c["key"] for c in granted.conditions]) == (2, "provomrade:2", ["ecmo"])
    (view,) = [row for row in queries.area_rows() if row.key == "provomrade"]
    assert [holder.name for holder in view.holders] == [place.name, "Sahlgrenska universitetssjukhuset"]


def test_a_permit_known_otherwise_keeps_its_number_and_its_former_row():
    corrected = supersede(permit=the_first(), terms=Terms(holder=the_first().holder), by=US, why="Platsen var fel.")
    rows = Permit.objects.filter(area__key="provomrade").order_by("pk")
    assert [(row.number, row.superseded_at is None) for row in rows] == [(1, False), (1, True)]
    assert (corrected.place, corrected.turn_to) == (None, corrected.holder)


def test_a_permit_that_ends_is_valid_through_its_last_day():
    end(permit=the_first(), last_day=YEAR, by=US, why="På begäran av regionen.")
    (holder,) = queries.area_on("provomrade", YEAR).holders
    assert holder.in_force
    (holder,) = queries.area_on("provomrade", date(2025, 1, 2)).holders
    assert not holder.in_force


def test_a_struck_permit_is_shown_no_more():
    strike(permit=the_first(), by=US, why="Gällde ett annat område.")
    assert queries.area_on("provomrade").holders == ()
    assert DiaryEntry.objects.last().why == "Gällde ett annat område."


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (lambda: grant(document=document(), terms=Terms(holder=the_first().place), by=US), "är ingen region"),
        (lambda: grant(document=document(), terms=skane(place=skane().holder), by=US), "varken ett sjukhus"),
        (lambda: grant(document=document(), terms=skane(valid_until=date(2024, 1, 1)), by=US), "slutar 2024-01-01"),
        (lambda: grant(document=document(), terms=skane(sub_permits=("x",)), by=US), "finns inte i områdets"),
        (lambda: end(permit=the_first(), last_day=date(2020, 1, 1), by=US, why="x"), "slutar 2020-01-01"),
        (lambda: strike(permit=the_first(), by=US, why=" "), "Skäl saknas"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_leaves_nothing(act, words):
    before = DiaryEntry.objects.count(), list(Permit.objects.values())
    with pytest.raises(Refused, match=words):
        act()
    assert (DiaryEntry.objects.count(), list(Permit.objects.values())) == before


def test_who_comes_second_is_told():
    seen = the_first()
    end(permit=seen, last_day=YEAR, by=US, why="Först.")
    with pytest.raises(Refused, match="Någon annan har ändrat"):
        strike(permit=seen, by=US, why="Sedan.")


@pytest.mark.parametrize(
    "act",
    [
        lambda: grant(document=document(), terms=skane(), by=US),
        lambda: supersede(permit=the_first(), terms=skane(), by=US, why="x"),
        lambda: end(permit=the_first(), last_day=YEAR, by=US, why="x"),
        lambda: strike(permit=the_first(), by=US, why="x"),
    ],
    ids=["grant", "supersede", "end", "strike"],
)
def test_an_act_that_fails_after_its_diary_entry_leaves_neither(monkeypatch, act):
    """The control: without the failure both are there."""
    before = DiaryEntry.objects.count(), list(Permit.objects.values())

    def record_and_fail(*arguments, **named):
        DIARY.record(*arguments, **named)
        raise RuntimeError("after the entry")

    failing = {"record": staticmethod(record_and_fail), "take_turn": staticmethod(DIARY.take_turn)}
    with monkeypatch.context() as patch:
        patch.setattr(permits, "DIARY", type("Failing", (), failing))
        with pytest.raises(RuntimeError, match="after the entry"):
            act()
    assert (DiaryEntry.objects.count(), list(Permit.objects.values())) == before
    act()
    assert DiaryEntry.objects.count() == before[0] + 1
    assert list(Permit.objects.values()) != before[1]


def test_the_known_permits_of_the_whole_register_can_be_made_again_from_the_diary():
    publish([a_file({**WEST, "unit": "Provenheten"}, SOUTH)], by=US)
    strike(permit=Permit.objects.known().get(area__key="provomrade", number=2), by=US, why="prov")
    again = {}
    for entry in DiaryEntry.objects.filter(subject_kind="permit").order_by("number"):
        said = json.loads(DiaryPayload.objects.get(number=entry.number).content)
        again[entry.subject_key] = said
        if entry.act == "permit_struck":
            del again[entry.subject_key]
    assert len(again) > 50
    assert again == {permit.key: as_told(permit) for permit in Permit.objects.known()}


def as_told(permit):
    days = {name: getattr(permit, name) for name in ("decided_on", "valid_from", "valid_until", "turned_on")}
    return {
        **{name: day.isoformat() if day else None for name, day in days.items()},
        **{
            name: getattr(permit, name)
            for name in ("cooperates_with", "sub_permits", "record_number", "origin", "part_days")
        },
        "conditions": permit.conditions,
        "holder": permit.holder.key,
        "place": permit.place.key if permit.place else None,
        "version": permit.document.version,
        "edition": permit.document.edition,
    }
