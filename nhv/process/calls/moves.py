"""How a call moves."""

from nhv.language.faults import Fragment
from nhv.register.models.calls import CallState
from nhv.rules.moves import Move, Process

AHEAD = "sista ansökningsdag ligger framåt i tiden"
LATER_AND_TWO = "till en senare tid, före sista ansökningsdagens slut, och bekräftat av en annan handläggare"

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
