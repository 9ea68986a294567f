"""Terms: a seat is had until a day. Access follows it, a vacant seat still counts, and the newcomer reads on."""

from datetime import timedelta

import pytest
from django.utils import timezone

from nhv.accounts.acts import end_role
from nhv.accounts.models import Membership
from nhv.filings.queries import received_filing
from nhv.process.board import deciding, meetings, minutes, seats
from nhv.process.board.opened import materials
from nhv.process.board.queries import items_for, meetings_for
from nhv.process.board.standing import standing_of
from nhv.process.weighing.queries import applications
from nhv.rules.roles import Role
from tests.support.board import (
    BOARD,
    a_board,
    a_hearing,
    a_weighed_call,
    an_open_meeting,
    an_opinion,
    decided,
    permits,
)
from tests.support.calls import PROGRAM
from tests.support.people import a_person, actor
from tests.support.refusals import refuses

pytestmark = pytest.mark.usefixtures("register")


@pytest.fixture
def weighing(register):
    found = a_weighed_call()
    an_opinion(found)
    a_hearing(found)
    return found


def seat_of(user) -> Membership:
    return Membership.objects.get(user=user)


def leave(user) -> None:
    """The term's last day was yesterday."""
    yesterday = timezone.localdate() - timedelta(days=1)
    Membership.objects.filter(user=user).update(valid_from=yesterday, valid_until=yesterday)


def test_who_has_left_reads_nothing_from_that_day_and_the_newcomer_all_of_the_open_case(weighing):
    board = a_board()
    item = an_open_meeting(board, weighing)
    south, filed = board.members["sodra"], applications(weighing.call)

    def reads(user) -> list[bool]:
        by = actor(user)
        return [
            meetings_for(by).exists(),
            items_for(by, item.meeting).exists(),
            received_filing(by, filed[0].key, kind="application") is not None,
            bool(materials(by, item.meeting)),
        ]

    assert reads(south) == [True] * 4
    seats.end_term(membership=seat_of(south), last_day=timezone.localdate(), by=PROGRAM)
    assert reads(south) == [True] * 4, "the last day counts"
    leave(south)
    assert reads(south) == [False] * 4
    new = a_person(Role.BOARD_MEMBER, BOARD)
    region = board.deputies["sodra"].memberships.get().board_seat.healthcare_region
    seats.seat(membership=seat_of(new), healthcare_region=region, by=PROGRAM)
    assert reads(new) == [True] * 4
    told = {(one.name, one.is_on) for one in seats.terms(board.board) if one.seat == region.key and not one.deputy}
    assert told == {(south.name, False), (new.name, True)}


def test_a_term_has_its_last_day_ahead_and_only_for_those_on_the_board(weighing):
    board = a_board()
    north, yesterday = seat_of(board.members["norra"]), timezone.localdate() - timedelta(days=1)
    with refuses("role_last_day_passed"):
        seats.end_term(membership=north, last_day=yesterday, by=PROGRAM)
    with refuses("no_role_on_the_board"):
        seats.end_term(membership=seat_of(board.secretary), last_day=timezone.localdate(), by=PROGRAM)
    with refuses("no_such_role"):
        seats.end_term(membership=north, last_day=timezone.localdate(), by=actor(board.secretary))


def test_a_vacant_seat_still_counts_when_quorum_is_asked_and_stands_as_vacant(weighing):
    board = a_board()
    for key in ("sodra", "vastra", "sydostra"):
        for user in (board.members[key], board.deputies[key]):
            leave(user)
    few = [board.members[key] for key in ("chair", "norra", "mellansverige")]
    item, chair = an_open_meeting(board, weighing, few), actor(board.members["chair"])
    standing = standing_of(item, chair)
    assert standing.others_needed == 3, "half of the six seats, and not of the three that are filled"
    assert sum(not one.name for one in standing.places) == 4
    said = permits(applications(weighing.call))
    motion = deciding.propose(item=item, said=said, by=chair, now=timezone.now())
    with refuses("no_quorum"):
        deciding.decide(item=item, motion=motion, reasons="Skäl.", by=chair, now=timezone.now())
    last = board.members["stockholm-gotland"]
    meetings.note_here(meeting=item.meeting, user=last, by=actor(board.secretary), now=timezone.now())
    decision = deciding.decide(item=item, motion=motion, reasons="Skäl.", by=chair, now=timezone.now())
    assert set(decision.vacant) == {f"sjukvardsregion-{key}" for key in ("sodra", "vastra", "sydostra")}


def test_minutes_keep_the_seats_of_those_who_have_left_and_the_new_chair_adjusts_them(weighing):
    board = a_board()
    item = an_open_meeting(board, weighing)
    decided(board, item, permits(applications(weighing.call)))
    before = minutes.minutes_of(item.meeting)
    now = timezone.now()
    meetings.close_meeting(meeting=item.meeting, by=actor(board.secretary), now=now)
    seal = minutes.seal_of(minutes.minutes_of(item.meeting))
    for user in (board.members["chair"], board.members["sodra"]):
        end_role(membership=seat_of(user), by=PROGRAM, why="Förordnandet tog slut.")
    assert minutes.minutes_of(item.meeting) == before
    new = a_person(Role.BOARD_CHAIR, BOARD)
    with refuses("did_not_serve"):
        minutes.adjust(meeting=item.meeting, seen=seal, by=actor(board.deputies["norra"]), now=now)
    seats.seat(membership=seat_of(new), healthcare_region=None, by=PROGRAM)
    for user in (new, board.members["norra"]):
        kept = minutes.adjust(meeting=item.meeting, seen=seal, by=actor(user), now=now)
    assert kept is not None
