"""The clock of re-examination: which permits are to be looked at again, and when."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from nhv.accounts.desk import desk
from nhv.language.dates import months_after
from nhv.process.board.models import PublishedDecision
from nhv.process.permits import acts
from nhv.process.permits.acts import About, Next
from nhv.process.permits.clock import due_before, re_examinations
from nhv.process.permits.models import PermitMatter
from nhv.process.permits.moves import MatterKind
from nhv.process.permits.queries import address_of
from nhv.process.weighing.queries import applications
from nhv.register.models import Permit
from nhv.rules.roles import Role
from tests.support.board import (
    a_board,
    a_hearing,
    a_weighed_call,
    an_open_meeting,
    an_opinion,
    made_public,
    permits,
)
from tests.support.calls import PROGRAM, SKANE
from tests.support.days import in_days
from tests.support.people import a_person, actor, signed_in

PART = "permit_re_examinations"


@pytest.fixture
def given(register) -> Permit:
    """One of two permits that the board has given, which begin in ninety days."""
    weighing = a_weighed_call()
    an_opinion(weighing)
    a_hearing(weighing)
    board = a_board()
    decision = made_public(board, an_open_meeting(board, weighing), permits(applications(weighing.call)))
    keys = PublishedDecision.objects.get(decision=decision).permits
    return next(one for one in Permit.objects.known() if one.key in keys and one.holder.key == SKANE)


def a_re_examination(permit: Permit) -> PermitMatter:
    about = About(MatterKind.RE_EXAMINATION, "Ett år har gått.")
    now = timezone.now()
    return acts.open_matter(area=permit.area, permit=permit, about=about, follow_up=Next(), by=PROGRAM, now=now)


def test_only_what_the_board_has_given_here_is_due_a_year_after_it_began(given):
    begins = given.valid_from
    assert re_examinations(begins - timedelta(days=1)) == [], "it has not begun"
    assert Permit.objects.known().count() > 2, "others are known, and nobody here knows how they were followed up"
    due = months_after(begins, 12)
    found = re_examinations(begins)
    assert [(one.day, one.last) for one in found] == [(due, None)] * 2
    assert due_before(due, today=begins) == []
    assert len(due_before(due + timedelta(days=1), today=begins)) == 2


def test_one_that_is_open_is_no_more_due_and_when_it_ends_the_clock_begins_anew(given):
    begins = given.valid_from
    matter = a_re_examination(given)
    assert [one.permit.holder.key == SKANE for one in re_examinations(begins)] == [False]
    acts.close(matter=matter, why="Allt är som det var.", by=PROGRAM, now=timezone.now())
    (own,) = [one for one in re_examinations(begins) if one.permit.pk == given.pk]
    assert (own.last, own.day) == (in_days(0), months_after(in_days(0), 12))


def test_the_officers_desk_shows_it_two_weeks_before_and_leads_to_the_matter(given):
    officer = actor(a_person(Role.OFFICER))
    due = months_after(given.valid_from, 12)

    def on(days_before: int) -> int:
        at = timezone.now() + (due - timezone.localdate()) - timedelta(days=days_before)
        return len({part.name: rows for part, rows in desk(officer, at)}.get(PART, []))

    assert (on(15), on(13), on(-30)) == (0, 2, 2)
    writer = desk(actor(a_person(Role.WRITER, SKANE)), timezone.now() + timedelta(days=800))
    assert PART not in {part.name for part, _rows in writer}
    Permit.objects.filter(pk=given.pk).update(valid_from=in_days(-365))
    client = signed_in(Client(), a_person(Role.OFFICER))
    address = f"/handlaggning/tillstand/nytt/{address_of(given)}/?omprovning=1"
    assert address in client.get("/handlaggning/").content.decode()
    assert address in client.get("/handlaggning/tillstand/").content.decode()
    assert "Det är dags att pröva tillståndet igen." in client.get(address).content.decode()
