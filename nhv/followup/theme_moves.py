"""How an answer to a theme goes: written at the unit, sent by the region, and back with questions."""

from nhv.derived.theme_answer import KIND as NAME
from nhv.filings.states import FilingState
from nhv.language.faults import Fragment
from nhv.rules.moves import Move, Process

_RECEIVED, _ASKED = FilingState.RECEIVED, FilingState.COMPLETION_REQUESTED
_STATES = (FilingState.DRAFT, _RECEIVED, _ASKED)

ANSWER = Process(
    states={
        FilingState.DRAFT: Fragment("ett utkast"),
        _RECEIVED: Fragment("inskickat"),
        _ASKED: Fragment("tillbaka med frågor"),
    },
    moves=(
        *(Move("save", state, state, f"{NAME}.write") for state in _STATES),
        *(Move("send", state, _RECEIVED, f"{NAME}.send") for state in _STATES),
        Move("request_completion", _RECEIVED, _ASKED, f"{NAME}.request_completion"),
    ),
)
