"""How a meeting of the board goes."""

from enum import StrEnum

from nhv.language.faults import Fragment
from nhv.rules.moves import Move, Process


class MeetingState(StrEnum):
    """Where a meeting is."""

    PLANNED = "planned"
    CALLED = "called"
    OPEN = "open"
    CLOSED = "closed"
    FROZEN = "frozen"


PLANNED, CALLED, OPEN, CLOSED, FROZEN = MeetingState

MEETING = Process(
    states={
        PLANNED: Fragment("under planering"),
        CALLED: Fragment("kallat"),
        OPEN: Fragment("öppnat"),
        CLOSED: Fragment("avslutat"),
        FROZEN: Fragment("justerat"),
    },
    moves=(
        Move("add_item", PLANNED, PLANNED, "board.plan"),
        Move("add_item", CALLED, CALLED, "board.plan", "märks som tillagt efter kallelsen"),
        Move("call_meeting", PLANNED, CALLED, "board.plan", "med minst ett ärende"),
        Move("open_meeting", CALLED, OPEN, "board.keep"),
        Move("note_presence", OPEN, OPEN, "board.keep"),
        Move("take_part", OPEN, OPEN, "board.vote", "nämnden beslutar per capsulam"),
        Move("put_vote", OPEN, OPEN, "board.keep", "någon har begärt omröstning"),
        Move("close_meeting", OPEN, CLOSED, "board.keep", "varje ärende är avgjort"),
        Move("adjust", CLOSED, CLOSED, "board.adjust", "av dem som ska justera, samma text"),
        Move("freeze", CLOSED, FROZEN, "board.adjust", "de som ska justera har justerat samma text"),
    ),
)
