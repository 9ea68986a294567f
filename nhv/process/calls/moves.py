"""How a call moves."""

from enum import StrEnum

from nhv.language.faults import Fragment
from nhv.rules.moves import Move, Process


class CallState(StrEnum):
    """Where a call is. Open or not is a matter of the clock, not of the state."""

    DRAFT = "draft"
    PUBLISHED = "published"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


AHEAD = "sista ansökningsdag ligger framåt i tiden"
LATER_AND_TWO = "till en senare tid, före sista ansökningsdagens slut, och bekräftat av en andra handläggare"

CALL = Process(
    states={
        CallState.DRAFT: Fragment("ett utkast"),
        CallState.PUBLISHED: Fragment("publicerat"),
        CallState.CLOSED: Fragment("stängt"),
        CallState.WITHDRAWN: Fragment("återkallat"),
    },
    moves=(
        Move("edit", CallState.DRAFT, CallState.DRAFT, "call.draft"),
        Move(
            "publish", CallState.DRAFT, CallState.PUBLISHED, "call.publish", "sista ansökningsdag ligger framåt i tiden"
        ),
        Move("extend", CallState.PUBLISHED, CallState.PUBLISHED, "call.extend", LATER_AND_TWO),
        Move("close", CallState.PUBLISHED, CallState.CLOSED, "call.close", "efter sista ansökningsdagens slut"),
        Move("withdraw", CallState.DRAFT, CallState.WITHDRAWN, "call.withdraw", "med skäl"),
        Move("withdraw", CallState.PUBLISHED, CallState.WITHDRAWN, "call.withdraw", "med skäl"),
    ),
)
