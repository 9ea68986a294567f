"""How an item stands while the meeting is on: who fills each seat and has voted, and what comes next for somebody."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from nhv.accounts import access
from nhv.accounts.models import User
from nhv.process.board.deciding import missing_in, winner_of
from nhv.process.board.minutes import seat_names
from nhv.process.board.models import Ballot, Item, Meeting, Vote
from nhv.process.board.moves import MeetingState
from nhv.process.board.seats import barred, barred_in, here, seated
from nhv.register.general import general
from nhv.rules.actor import Actor
from nhv.rules.board import CHAIR, Seated, has_quorum, needed, serving, won, yet_to_vote


class Next(StrEnum):
    """What somebody can do in an item now, or what it waits for."""

    NOT_OPEN = "not_open"  # the meeting has not begun, or is over
    DECIDED = "decided"
    PROPOSE = "propose"  # nothing is proposed
    VOTE = "vote"
    MAY_VOTE = "may_vote"  # the chair, whose vote may not be needed
    VOTED = "voted"  # one's vote is given; others' are not
    DECIDE = "decide"  # the chair says what is decided
    AWAIT = "await"  # for the vote, or for the chair
    NOT_SERVING = "not_serving"
    LOOK_ON = "look_on"  # no seat of one's own


@dataclass(frozen=True)
class Place:
    """A seat: who fills it (nobody: vacant), whether as deputy, and the number of the motion voted for."""

    seat: str
    name: str = ""
    deputy: bool = False
    voted: int | None = None


@dataclass(frozen=True)
class Standing:
    """The whole. `counts` are the votes of the latest ballot, by motion; `missing` how many have to vote and have not;
    `winner` the motion that has most votes, when none is missing: it is won when the chair has said so. `chairs`:
    whether the one who reads chairs the item."""

    places: tuple[Place, ...]
    kept_out: tuple[str, ...]
    others_needed: int
    has_quorum: bool
    next: Next
    ballot: Ballot | None = None
    counts: Mapping[int, int] = field(default_factory=dict)
    missing: int = 0
    winner: int | None = None
    own_vote: int | None = None
    chairs: bool = False


def standing_of(item: Item, by: Actor) -> Standing:
    """How the item stands for `by`. Ten queries at most."""
    seats, called = seated(item.meeting.board), seat_names(item.meeting.board)
    out = barred(item)
    filled = serving(seats, here(item), out)
    ballot = item.ballots.select_related("first", "second").last()
    votes = {one.voter_id: one.motion.number for one in ballot.votes.select_related("motion")} if ballot else {}
    cast = {one.seat: votes[one.person] for one in filled if one.person in votes}
    names = dict(User.objects.filter(pk__in={one.person for one in seats}).values_list("pk", "name"))
    others, quorum = len(called.keys() - {CHAIR}), general().board.quorum
    missing = missing_in(ballot, filled) if ballot else ()
    winner = winner_of(ballot, filled) if ballot and not missing else None
    mine = next((one for one in filled if by.kind == "user" and one.person == int(by.name)), None)
    return Standing(
        places=_places(called, filled, cast, names),
        kept_out=tuple(sorted(names[one.person] for one in seats if one.person in out)),
        others_needed=needed(quorum, others),
        has_quorum=has_quorum(quorum, filled, others),
        next=_next(item, by, mine, ballot, cast, winner, still=bool(missing)),
        ballot=ballot,
        counts={one.number: list(cast.values()).count(one.number) for one in (ballot.first, ballot.second)}
        if ballot
        else {},
        missing=len(missing),
        winner=winner,
        own_vote=cast.get(mine.seat) if mine else None,
        chairs=bool(mine and mine.seat == CHAIR),
    )


def votes_awaited(meeting: Meeting, items: Collection[Item], by: Actor) -> set[int]:
    """The numbers of the items in which a vote of `by` is awaited: the chair's only where the others' are as many. Five
    queries, however many the items."""
    if meeting.state != MeetingState.OPEN or by.kind != "user" or not items:
        return set()
    who, seats = int(by.name), seated(meeting.board)
    present, out = here(next(iter(items))), barred_in(items)
    ballots = Ballot.objects.filter(item__in=items).select_related("first", "second").order_by("number")
    last = {one.item_id: one for one in ballots}
    cast: dict[int, list[tuple[int, int, int]]] = {}
    votes = Vote.objects.filter(ballot__item__in=items).order_by("ballot__number")
    for item, ballot, voter, motion in votes.values_list("ballot__item", "ballot__number", "voter", "motion__number"):
        cast.setdefault(item, []).append((ballot, voter, motion))

    def is_awaited(item: Item) -> bool:
        ballot, told = last[item.pk], cast.get(item.pk, [])
        pair = (ballot.first.number, ballot.second.number)
        filled = serving(seats, present, out.get(item.case_key, ()))
        now = {voter: motion for number, voter, motion in told if number == ballot.number}
        before = {voter: motion for number, voter, motion in told if number < ballot.number}
        missing = {one.person for one in yet_to_vote(filled, pair, now, before)}
        if who in missing or who in now:
            return who in missing
        chairs = any(one.person == who and one.seat == CHAIR for one in filled)
        given = {one.seat: now[one.person] for one in filled if one.person in now}
        return chairs and not missing and won(given, pair) is None

    open_ones = [one for one in items if one.pk in last and not hasattr(one, "decision")]
    return {one.number for one in open_ones if is_awaited(one)}


def _places(
    called: Mapping[str, str],
    filled: tuple[Seated, ...],
    cast: Mapping[str, int],
    names: Mapping[int, str],
) -> tuple[Place, ...]:
    """Every seat of the board, the chair's first; one that nobody has is vacant."""
    who = {one.seat: one for one in filled}
    order = sorted(called, key=lambda seat: (seat != CHAIR, called[seat]))
    return tuple(
        Place(called[seat], names[who[seat].person], who[seat].deputy, cast.get(seat))
        if seat in who
        else Place(called[seat])
        for seat in order
    )


def _next(
    item: Item,
    by: Actor,
    mine: Seated | None,
    ballot: Ballot | None,
    cast: Mapping[str, int],
    winner: int | None,
    *,
    still: bool,
) -> Next:
    if hasattr(item, "decision"):
        return Next.DECIDED
    if item.meeting.state != MeetingState.OPEN:
        return Next.NOT_OPEN
    if mine is None:
        return Next.NOT_SERVING if access.can(by, "board.vote") else Next.LOOK_ON
    if not item.motions.exists():
        return Next.PROPOSE
    # The chair votes where it is needed: not where the others have settled it (29 §).
    if mine.seat == CHAIR and (ballot is None or winner is not None):
        return Next.DECIDE
    if ballot and mine.seat not in cast:
        return Next.MAY_VOTE if mine.seat == CHAIR and still else Next.VOTE
    return Next.VOTED if ballot else Next.AWAIT
