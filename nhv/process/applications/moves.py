"""How an application moves."""

from enum import StrEnum

from nhv.filings.states import FilingState
from nhv.language.faults import Fragment
from nhv.rules.moves import Move, Process


class Handling(StrEnum):
    """Where a received application is with the officer who handles it."""

    UNDER_REVIEW = "under_review"
    READY = "ready"


# What those who have received it may do with it, and the region with its own, does not depend on how far the officer
# has come: a new version begins anew.
RECEIVED = (FilingState.RECEIVED, Handling.UNDER_REVIEW, Handling.READY)
HELD = (*RECEIVED, FilingState.COMPLETION_REQUESTED)
WRITE, SEND, HANDLE = "application.write", "application.send", "application.handle"
ASK, _ASKED = "application.request_completion", FilingState.COMPLETION_REQUESTED
# The steps that the officer takes, in their order.
STEPS = ("begin_review", "find_ready", "reopen")

APPLICATION = Process(
    states={
        FilingState.DRAFT: Fragment("ett utkast"),
        FilingState.RECEIVED: Fragment("inskickat"),
        Handling.UNDER_REVIEW: Fragment("under handläggning"),
        Handling.READY: Fragment("klart för beredning"),
        FilingState.COMPLETION_REQUESTED: Fragment("komplettering begärd"),
        FilingState.WITHDRAWN: Fragment("återtaget"),
    },
    moves=(
        *(Move("save", state, state, WRITE) for state in (FilingState.DRAFT, *HELD)),
        Move("send", FilingState.DRAFT, FilingState.RECEIVED, SEND),
        *(Move("send", state, FilingState.RECEIVED, SEND, "ersätter det som redan är inskickat") for state in RECEIVED),
        Move("send", FilingState.COMPLETION_REQUESTED, FilingState.RECEIVED, SEND, "som komplettering"),
        *(Move("withdraw", state, FilingState.WITHDRAWN, "application.withdraw") for state in HELD),
        Move("begin_review", FilingState.RECEIVED, Handling.UNDER_REVIEW, HANDLE),
        Move("find_ready", Handling.UNDER_REVIEW, Handling.READY, HANDLE),
        Move("reopen", Handling.READY, Handling.UNDER_REVIEW, HANDLE),
        *(
            Move(
                "request_completion",
                state,
                FilingState.COMPLETION_REQUESTED,
                ASK,
                "med en egen sista dag framåt i tiden",
            )
            for state in RECEIVED
        ),
        Move("give_completion_time", _ASKED, _ASKED, ASK, "till en senare dag"),
        Move("withdraw_completion", _ASKED, FilingState.RECEIVED, ASK, "innan den är besvarad"),
    ),
)
