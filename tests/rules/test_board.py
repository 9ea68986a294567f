"""How the board decides: the five votes that the rules were read with, who has to vote, and who serves."""

import pytest

from nhv.rules.board import CHAIR, Seated, has_quorum, next_pair, serving, won, yet_to_vote
from nhv.specification.board_rules import Quorum

OTHERS = ("norra", "mellan", "stockholm", "sydostra", "vastra", "sodra")
SEATS = (CHAIR, *OTHERS)
EVERYBODY = [Seated(10 * number + deputy, seat, bool(deputy)) for number, seat in enumerate(SEATS) for deputy in (0, 1)]
MEMBERS = {one.person for one in EVERYBODY if not one.deputy}


def votes(**cast):
    return dict(cast)


@pytest.mark.parametrize(
    ("cast", "gives"),
    [
        (votes(chair=1, norra=1, mellan=1, stockholm=2, sydostra=2, vastra=2), 1),
        (votes(chair=1, norra=1, mellan=1, sodra=1, stockholm=2, sydostra=2, vastra=2), 1),
        (votes(chair=2, norra=1, mellan=1, stockholm=1, sydostra=2, vastra=2), 2),
        (votes(norra=1, mellan=1, stockholm=2, sydostra=2), None),
        (votes(norra=1, mellan=1, stockholm=2), 1),
        (votes(), None),
    ],
)
def test_more_votes_win_and_the_chair_decides_where_they_are_as_many(cast, gives):
    assert won(cast, (1, 2)) == gives


def test_the_others_meet_pairwise_and_the_last_of_them_the_main_motion():
    assert next_pair(1, [2, 3], []) == (2, 3)
    assert next_pair(1, [2, 3], [2]) == (1, 2)
    assert next_pair(1, [2, 3], [2, 1]) is None
    assert next_pair(1, [], []) is None


def test_a_seat_is_filled_by_its_member_else_its_deputy_and_by_nobody_else():
    south, deputy = (one.person for one in EVERYBODY if one.seat == "sodra")
    everybody = {one.person for one in EVERYBODY}
    filled = {one.seat: one.person for one in serving(EVERYBODY, everybody, set())}
    assert filled["sodra"] == south
    assert {one.seat: one.person for one in serving(EVERYBODY, everybody, {south})}["sodra"] == deputy
    assert "sodra" not in {one.seat for one in serving(EVERYBODY, everybody, {south, deputy})}


@pytest.mark.parametrize(
    ("here", "may"), [((CHAIR, *OTHERS[:3]), True), ((CHAIR, *OTHERS[:2]), False), (OTHERS, False)]
)
def test_the_chair_and_half_of_the_others_are_needed(here, may):
    filled = [one for one in EVERYBODY if one.seat in here and not one.deputy]
    assert has_quorum(Quorum(), filled, len(OTHERS)) is may


def test_all_who_serve_vote_but_for_the_chair_and_nobody_for_two_motions():
    filled = serving(EVERYBODY, MEMBERS, set())
    who = {one.seat: one.person for one in filled}

    def missing(pair, now, before=None):
        return {one.seat for one in yet_to_vote(filled, pair, {who[seat] for seat in now}, before or {})}

    assert missing((2, 3), ()) == set(OTHERS)
    assert missing((2, 3), OTHERS[1:]) == {"norra"}
    # North spoke for 3, which has lost; the south for 2, which stands against 1 now.
    before = {who["norra"]: 3, who["sodra"]: 2}
    assert missing((1, 2), OTHERS[1:5], before) == {"sodra"}
