"""A name that was written wrongly is corrected, and what it was stays: who corrected it, when, from what and why."""

import pytest
from django.test import Client

from nhv.accounts import acts
from nhv.accounts.deeds import former_names, names_of
from nhv.register.memory import DIARY
from nhv.rules.roles import Role
from tests.support.calls import once
from tests.support.diary import of_acts
from tests.support.people import a_person, actor, signed_in
from tests.support.refusals import refuses


def called(name, role):
    user = a_person(role, "region-ett")
    user.name = name
    user.save(update_fields=["name"])
    return user


@pytest.fixture
def boss(people):
    return called("Bo Boman", Role.REGION_ADMINISTRATOR)


@pytest.fixture
def anna(people):
    return called("Ana Ek", Role.WRITER)


def test_a_corrected_name_is_shown_everywhere_and_the_former_stays(boss, anna):
    acts.correct_name(user=anna, name="  Anna   Ek ", by=actor(boss), why="felstavat")
    anna.refresh_from_db()
    assert (anna.name, names_of([str(actor(anna))])) == ("Anna Ek", {str(actor(anna)): "Anna Ek"})
    acts.correct_name(user=anna, name="Anna Berg", by=actor(boss), why="nytt namn")
    told = [(one.name, one.by, one.why) for one in former_names(anna)]
    assert told == [("Anna Ek", "Bo Boman", "nytt namn"), ("Ana Ek", "Bo Boman", "felstavat")]
    assert former_names(boss) == []


def test_what_was_erased_by_decision_leaves_who_and_why(boss, anna):
    acts.correct_name(user=anna, name="Anna Ek", by=actor(boss), why="felstavat")
    (told,) = former_names(anna)
    assert told.name == "Ana Ek"
    DIARY.erase_payload(of_acts().get(act="name_corrected").number, by=actor(boss), why="beslut")
    (told,) = former_names(anna)
    assert (told.name, told.by) == ("", "Bo Boman")


@pytest.mark.parametrize(
    "name, why, refused",
    [
        ("", "felstavat", "name_not_new"),
        ("Ana Ek", "felstavat", "name_not_new"),
        ("Anna Ek", " ", "name_reason_missing"),
        ("A" * 201, "felstavat", "text_too_long"),
    ],
)
def test_a_correction_says_something_new_and_why(boss, anna, name, why, refused):
    with refuses(refused):
        acts.correct_name(user=anna, name=name, by=actor(boss), why=why)
    assert former_names(anna) == []


def test_nobody_corrects_those_who_work_elsewhere(anna):
    other = a_person(Role.REGION_ADMINISTRATOR, "region-tva")
    with refuses("roles_elsewhere"):
        acts.correct_name(user=anna, name="Anna Ek", by=actor(other), why="felstavat")


def test_the_page_corrects_and_tells(boss, anna):
    browser = signed_in(Client(), boss)
    form = browser.get(f"/personer/{anna.pk}/namn/")
    assert "Ana Ek" in form.content.decode()
    browser.post(f"/personer/{anna.pk}/namn/", {"name": "Anna Ek", "why": "felstavat", "once": once()})
    page = browser.get(f"/personer/{anna.pk}/").content.decode()
    assert "Hette Ana Ek till" in page and "Rättat av Bo Boman: felstavat" in page
    assert ">Anna Ek</h1>" in page
