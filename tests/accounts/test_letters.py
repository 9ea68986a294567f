"""Letters that people ask for: how many are new and where, at once or in the morning, never what it is about."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from nhv.accounts.letters import MOST_FOLLOWED, choose, follow, unfollow, write_letters
from nhv.accounts.models import Follow, User
from nhv.register.models import Area, OutgoingMessage, Permit
from nhv.rules.roles import Role
from tests.support.calls import AREA, a_draft, an_applicant, an_open_call, sent
from tests.support.people import a_person, actor
from tests.support.refusals import refuses

SOON = timedelta(minutes=10)
# An area in which regions have permits.
HELD, LUND = "neuromuskulara-sjukdomar", "skanes-universitetssjukhus"


def letters(to: User) -> list[str]:
    return list(
        OutgoingMessage.objects.filter(kind="letter", to=to.email).order_by("pk").values_list("text", flat=True)
    )


def test_an_officer_is_told_at_once_that_something_came_and_of_the_same_once(register: str) -> None:
    officer, signatory, silent = a_person(Role.OFFICER), an_applicant(), a_person(Role.OFFICER)
    choose(by=actor(officer), how="at_once", now=timezone.now())
    version = sent(a_draft(an_open_call(), signatory), signatory)
    assert write_letters(now=timezone.now() + SOON) == 1
    assert write_letters(now=timezone.now() + 2 * SOON) == 0
    (text,) = letters(officer)
    assert text.startswith("1 ansökan har kommit in. http") and "/handlaggning/" in text
    assert version.filing.key not in text and "Skåne" not in text
    assert letters(silent) == []


def test_what_is_being_kept_just_now_is_told_of_in_the_next_letter(sqlite_register: str) -> None:
    officer, signatory = a_person(Role.OFFICER), an_applicant()
    choose(by=actor(officer), how="at_once", now=timezone.now() - SOON)
    version = sent(a_draft(an_open_call(), signatory), signatory)
    assert write_letters(now=version.received_at) == 0
    assert write_letters(now=version.received_at + SOON) == 1


@pytest.mark.parametrize(("hour", "is_written"), [(4, False), (6, True)])  # UTC; seven is morning in Sweden
def test_the_daily_letter_comes_in_the_morning(sqlite_register: str, hour: int, is_written: bool) -> None:
    officer, signatory = a_person(Role.OFFICER), an_applicant()
    sent(a_draft(an_open_call(), signatory), signatory)
    choose(by=actor(officer), how="daily", now=timezone.now() - timedelta(days=1))
    tomorrow = timezone.now() + timedelta(days=1)
    assert (
        write_letters(now=datetime(tomorrow.year, tomorrow.month, tomorrow.day, hour, tzinfo=UTC)) == 1
    ) is is_written


def test_who_follows_an_area_or_a_region_is_told_of_what_becomes_public_there(sqlite_register: str) -> None:
    holder = Permit.objects.known().filter(area__key=HELD).values_list("holder__key", flat=True)[0]
    of_area, of_region, of_else = (a_person(Role.UNIT_EDITOR, LUND) for _ in range(3))
    for person in (of_area, of_region, of_else):
        choose(by=actor(person), how="at_once", now=timezone.now())
    follow(by=actor(of_area), kind="area", key=HELD)
    follow(by=actor(of_region), kind="region", key=holder)
    follow(by=actor(of_else), kind="area", key=AREA)
    an_open_call(area=HELD)
    write_letters(now=timezone.now() + SOON)
    assert [len(letters(person)) for person in (of_area, of_region, of_else)] == [1, 1, 0]
    assert f"/omraden/{HELD}/" in letters(of_area)[0]


def test_what_is_not_there_is_not_followed_and_there_is_a_bound(sqlite_register: str) -> None:
    person = a_person(Role.OFFICER)
    for kind, key in (("area", "finns-inte"), ("region", AREA), ("sjukhus", AREA)):
        with refuses("nothing_to_follow"):
            follow(by=actor(person), kind=kind, key=key)
    with refuses("letters_how_unknown"):
        choose(by=actor(person), how="varje timme", now=timezone.now())
    keys = Area.objects.values_list("key", flat=True)
    for key in keys[:3]:
        follow(by=actor(person), kind="area", key=key)
    follow(by=actor(person), kind="area", key=keys[0])
    assert Follow.objects.filter(user=person).count() == 3
    unfollow(by=actor(person), kind="area", key=keys[0])
    assert Follow.objects.filter(user=person).count() == 2
    Follow.objects.bulk_create(
        Follow(user=person, kind="area", key=f"x{number}") for number in range(MOST_FOLLOWED - 2)
    )
    with refuses("follows_too_many"):
        follow(by=actor(person), kind="area", key=keys[0])
