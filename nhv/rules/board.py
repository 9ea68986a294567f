"""How the board decides (SFS 2017:900, 28–30 §§): who serves, how many are needed, what a vote gives.

How many are needed is a setting with a source (`specification/board_rules.py`).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from nhv.specification.board_rules import Quorum

CHAIR: Final = "chair"


@dataclass(frozen=True)
class Seated:
    """Somebody with a seat: a healthcare region's (its key) or the chair's, as member or as deputy."""

    person: int
    seat: str
    deputy: bool = False


def needed(quorum: Quorum, others: int) -> int:
    """How many must serve besides the chair, of so many seats."""
    return -int(-others * quorum.part_of_others // 1)


def has_quorum(quorum: Quorum, serving: Collection[Seated], others: int) -> bool:
    """Whether so many serve, and the chair's seat is filled."""
    seats = {one.seat for one in serving}
    return CHAIR in seats and len(seats - {CHAIR}) >= needed(quorum, others)


def serving(seated: Iterable[Seated], here: Collection[int], barred: Collection[int]) -> tuple[Seated, ...]:
    """Each seat with its member, else its deputy, of those who are here and not kept out. A seat that neither fills is
    vacant: nobody fills another's."""
    found: dict[str, Seated] = {}
    for one in sorted(seated, key=lambda one: (one.seat != CHAIR, one.seat, one.deputy, one.person)):
        if one.person in here and one.person not in barred:
            found.setdefault(one.seat, one)
    return tuple(found.values())


def won(votes: Mapping[str, int], pair: tuple[int, int]) -> int | None:
    """Which of two motions has more votes (by seat); with as many on each the chair's own decides. Nothing as long as
    the chair's is needed and not given, or nobody has voted."""
    first, second = (sum(vote == motion for vote in votes.values()) for motion in pair)
    if first != second:
        return pair[0] if first > second else pair[1]
    chairs = votes.get(CHAIR)
    return chairs if chairs in pair else None


def yet_to_vote(
    filled: Iterable[Seated], pair: tuple[int, int], now: Collection[int], before: Mapping[int, int]
) -> tuple[Seated, ...]:
    """Who has to vote and has not (29 §): all who serve, but for the chair, whose vote is needed only where the others'
    are as many, and for those who voted before for a motion that is not in this pair: nobody has to vote for two.
    `now` are those who have voted, `before` persons' motions in the ballots before."""
    return tuple(
        one for one in filled if one.seat != CHAIR and one.person not in now and before.get(one.person, pair[0]) in pair
    )


def next_pair(main: int, others: Sequence[int], winners: Sequence[int]) -> tuple[int, int] | None:
    """Which two motions are put against each other next: the others meet pairwise, and the last of them the main one.
    `winners` are those of the ballots so far. Nothing when all is said."""
    left = list(others)
    for winner in winners:
        if len(left) > 1:
            left = [winner, *left[2:]]
        else:
            return None
    if not left:
        return None
    return (left[0], left[1]) if len(left) > 1 else (main, left[0])
