"""An answer by somebody without an account, as a kind of filing: it belongs to the address that they have confirmed."""

from nhv.derived.consultation_form import open_consultation_form
from nhv.filings.kinds import FilingKind, Subject
from nhv.filings.models import CABINET
from nhv.filings.states import FilingState
from nhv.language.faults import Fragment
from nhv.process.consultations.kind import closes_at, consultation_at
from nhv.rules.access import ALL
from nhv.rules.moves import Move, Process
from nhv.rules.roles import Role

OPEN_ANSWER = Process(
    states={FilingState.DRAFT: Fragment("ett utkast"), FilingState.RECEIVED: Fragment("inskickat")},
    moves=(
        Move("save", FilingState.DRAFT, FilingState.DRAFT, "open_answer.write"),
        Move("save", FilingState.RECEIVED, FilingState.RECEIVED, "open_answer.write"),
        Move("send", FilingState.DRAFT, FilingState.RECEIVED, "open_answer.write"),
        Move(
            "send",
            FilingState.RECEIVED,
            FilingState.RECEIVED,
            "open_answer.write",
            "ersätter det förra; båda finns kvar",
        ),
    ),
)


def _asked(about: str) -> Subject:
    return Subject(open_consultation_form(consultation_at(about).text.area))


KIND = FilingKind(
    name="open_answer",
    address="svar-utan-konto",
    process=OPEN_ANSWER,
    subject=_asked,
    cabinet=lambda: CABINET,
    belongs_to="address",
    takes_files=False,
    closes_at=closes_at,
    activities={
        # For nobody's role: by who has confirmed the address alone.
        "open_answer.write": {},
        "open_answer.read_own": {},
        "open_answer.read_received": {Role.OFFICER: ALL, Role.REGISTRAR: ALL},
        "open_answer.note": {Role.OFFICER: ALL, Role.REGISTRAR: ALL},
        "open_answer.register": {Role.REGISTRAR: ALL},
    },
)
