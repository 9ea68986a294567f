"""How a matter in a permit's life goes, and what kinds there are."""

from enum import StrEnum
from typing import Final

from nhv.language.faults import Fragment
from nhv.rules.moves import Move, Process


class MatterState(StrEnum):
    """Where a matter is."""

    OPEN = "open"
    HEARD = "heard"
    BOARD = "board"
    DECIDED = "decided"
    CLOSED = "closed"


class MatterKind(StrEnum):
    """What a matter is about. The regulation (HSLF-FS 2018:48) names the holder's own request in its 5 ch. and
    exemption in its 6 ch."""

    CHANGE = "change"  # anmäld ändring
    REVOCATION = "revocation"  # återkallelse
    EXEMPTION = "exemption"  # undantag
    RE_EXAMINATION = "re_examination"  # omprövning
    UNITS = "units"  # antalet enheter


class Ground(StrEnum):
    """Why a permit may be revoked (7 ch. 5 a § of the Health and Medical Services Act, 2017:30)."""

    CONDITIONS = "conditions"  # villkoren följs inte längre
    BASIS = "basis"  # förutsättningarna har ändrats
    REQUEST = "request"  # innehavaren begär det


def outcome_of(kind: str, *, granted: bool) -> str:
    """A name for what a decision on a matter of this kind comes to."""
    return f"{kind}-{'yes' if granted else 'no'}"


# Where the holder may still reply, as long as its time is not out.
MAY_REPLY: Final = (MatterState.HEARD, MatterState.BOARD)

# What a matter is called on the board's agenda and in its papers.
ON_THE_AGENDA: Final = {
    MatterKind.REVOCATION: "Återkallelse av tillstånd",
    MatterKind.EXEMPTION: "Undantag från villkor",
}
GROUNDS: Final = {
    Ground.CONDITIONS: "villkoren uppfylls inte längre",
    Ground.BASIS: "förutsättningarna för tillståndet har ändrats",
    Ground.REQUEST: "innehavaren begär det",
}

# What binds the holder is decided by the board, and after the holder has been heard.
DECIDED_BY_THE_BOARD = frozenset({MatterKind.REVOCATION, MatterKind.EXEMPTION})

OPEN, HEARD, BOARD, DECIDED, CLOSED = MatterState

MATTER = Process(
    states={
        OPEN: Fragment("öppet"),
        HEARD: Fragment("hos innehavaren för yttrande"),
        BOARD: Fragment("inför nämnden"),
        DECIDED: Fragment("avgjort"),
        CLOSED: Fragment("avslutat"),
    },
    moves=(
        Move("note", OPEN, OPEN, "permit_matter.handle"),
        Move("note", HEARD, HEARD, "permit_matter.handle"),
        Move("hear", OPEN, HEARD, "permit_matter.handle", "innehavaren får det som har betydelse, och tid att svara"),
        Move("hear", HEARD, HEARD, "permit_matter.handle", "något nytt har kommit till"),
        Move("reply", HEARD, HEARD, "permit_matter.reply", "innan tiden är ute"),
        Move("to_board", HEARD, BOARD, "permit_matter.handle", "det är en återkallelse eller ett undantag"),
        Move("to_board", OPEN, BOARD, "permit_matter.handle", "innehavaren är hörd, eller har själv begärt det"),
        Move("note", BOARD, BOARD, "permit_matter.handle"),
        Move("hear", BOARD, BOARD, "permit_matter.handle", "något nytt har kommit till"),
        Move("reply", BOARD, BOARD, "permit_matter.reply", "innan tiden är ute"),
        Move("send_back", BOARD, OPEN, "board.decide", "nämnden är beslutför; allt finns kvar"),
        Move("postpone", BOARD, BOARD, "board.decide", "nämnden är beslutför"),
        Move("approve", BOARD, DECIDED, "board.decide", "nämnden är beslutför, och tiden att yttra sig är ute"),
        Move("reject", BOARD, DECIDED, "board.decide", "nämnden är beslutför, och tiden att yttra sig är ute"),
        Move(
            "decide",
            HEARD,
            DECIDED,
            "permit_matter.handle",
            "tiden att yttra sig är ute; beslutet är taget någon annanstans",
        ),
        Move("decide", OPEN, DECIDED, "permit_matter.handle", "innehavaren har själv begärt det som beslutas"),
        Move("close", OPEN, CLOSED, "permit_matter.handle", "med skäl"),
        Move("close", HEARD, CLOSED, "permit_matter.handle", "med skäl"),
    ),
)
