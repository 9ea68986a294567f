"""How an application moves."""

from nhv.filings.states import FilingState
from nhv.language.faults import Phrase
from nhv.rules.moves import Move, Process

APPLICATION = Process(
    states={
        FilingState.DRAFT: Phrase("ett utkast"),
        FilingState.RECEIVED: Phrase("inskickat"),
        FilingState.COMPLETION_REQUESTED: Phrase("komplettering begärd"),
        FilingState.WITHDRAWN: Phrase("återtaget"),
    },
    moves=(
        Move("save", FilingState.DRAFT, FilingState.DRAFT, "application.write"),
        Move("save", FilingState.RECEIVED, FilingState.RECEIVED, "application.write"),
        Move("save", FilingState.COMPLETION_REQUESTED, FilingState.COMPLETION_REQUESTED, "application.write"),
        Move("send", FilingState.DRAFT, FilingState.RECEIVED, "application.send"),
        Move(
            "send",
            FilingState.RECEIVED,
            FilingState.RECEIVED,
            "application.send",
            "ersätter det som redan är inskickat",
        ),
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
    ),
)
