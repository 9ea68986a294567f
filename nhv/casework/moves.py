"""A process is a table of moves: which act leads from which state to which. Pure Python.

Who may do an act stands in the access table, under the activity that the move `needs`; what must hold besides (`guard`)
is said here in words and checked by the act of the same name. docs/printed/ shows these tables as pictures.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from nhv.records.acts import Refused


@dataclass(frozen=True)
class Move:
    """One permitted step. `needs` is the activity in the access table; a `guard` is Swedish words."""

    act: str
    source: str
    target: str
    needs: str
    guard: str = ""


class CallState(StrEnum):
    """Where a call is. Open or not is a matter of the clock, not of the state: see `casework.queries.is_open`."""

    DRAFT = "draft"
    PUBLISHED = "published"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class FilingState(StrEnum):
    """Where something filed is. What has been received stays received, whatever happens to it afterwards."""

    DRAFT = "draft"
    RECEIVED = "received"
    COMPLETION_REQUESTED = "completion_requested"
    WITHDRAWN = "withdrawn"


BEFORE_THE_CLOSE = "före sista ansökningsdagens slut"
LATER_AND_TWO = "till en senare tid, före sista ansökningsdagens slut, och bekräftat av en andra handläggare"

CALL: tuple[Move, ...] = (
    Move("edit", CallState.DRAFT, CallState.DRAFT, "call.draft"),
    Move("publish", CallState.DRAFT, CallState.PUBLISHED, "call.publish", "sista ansökningsdag ligger framåt i tiden"),
    Move("extend", CallState.PUBLISHED, CallState.PUBLISHED, "call.extend", LATER_AND_TWO),
    Move("close", CallState.PUBLISHED, CallState.CLOSED, "call.close", "efter sista ansökningsdagens slut"),
    Move("withdraw", CallState.DRAFT, CallState.WITHDRAWN, "call.withdraw", "med skäl"),
    Move("withdraw", CallState.PUBLISHED, CallState.WITHDRAWN, "call.withdraw", "med skäl"),
)

APPLICATION: tuple[Move, ...] = (
    Move("save", FilingState.DRAFT, FilingState.DRAFT, "application.write"),
    Move("save", FilingState.RECEIVED, FilingState.RECEIVED, "application.write"),
    Move("save", FilingState.COMPLETION_REQUESTED, FilingState.COMPLETION_REQUESTED, "application.write"),
    Move("send", FilingState.DRAFT, FilingState.RECEIVED, "application.send"),
    Move("send", FilingState.RECEIVED, FilingState.RECEIVED, "application.send", "ersätter det som redan är inskickat"),
    Move("send", FilingState.COMPLETION_REQUESTED, FilingState.RECEIVED, "application.send", "som komplettering"),
    Move("withdraw", FilingState.RECEIVED, FilingState.WITHDRAWN, "application.withdraw"),
    Move("withdraw", FilingState.COMPLETION_REQUESTED, FilingState.WITHDRAWN, "application.withdraw"),
    Move(
        "request_completion",
        FilingState.RECEIVED,
        FilingState.COMPLETION_REQUESTED,
        "application.request_completion",
        "med en egen sista dag framåt i tiden",
    ),
)

STATE_WORDS: dict[str, str] = {
    CallState.DRAFT: "utkast",
    CallState.PUBLISHED: "publicerad",
    CallState.CLOSED: "stängd",
    CallState.WITHDRAWN: "återkallad",
    FilingState.RECEIVED: "inskickad",
    FilingState.COMPLETION_REQUESTED: "komplettering begärd",
}


def check_move(moves: Sequence[Move], *, act: str, source: str) -> Move:
    """The move of this act from this state. Raises Refused, in words, when there is none."""
    for move in moves:
        if move.act == act and move.source == source:
            return move
    raise Refused(f"Ärendet är {STATE_WORDS.get(source, source)} och kan inte ändras så.")


def can_move(moves: Sequence[Move], *, act: str, source: str) -> bool:
    """Whether `check_move` would let the act through."""
    return any(move.act == act and move.source == source for move in moves)
