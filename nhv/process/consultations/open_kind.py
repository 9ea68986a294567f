"""An answer by somebody without an account, as a kind of filing: it belongs to the address that they have confirmed."""

from datetime import datetime

from django.db.models import Q

from nhv.derived.consultation_form import open_consultation_form
from nhv.filings.kinds import FilingKind, Subject
from nhv.filings.models import CABINET
from nhv.filings.owners import Owner
from nhv.filings.states import FilingState
from nhv.filings.tables import FilingBase
from nhv.language.faults import Fragment
from nhv.process.consultations.kind import case_of, consultation_at, within
from nhv.process.consultations.links import a_respondent_on_paper
from nhv.process.consultations.longer import closes_for
from nhv.process.consultations.models import Respondent
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


def closes_at(filing: FilingBase) -> datetime | None:
    """The first instant that is too late for the answer of this address. One query."""
    own = Respondent.objects.filter(pk=-(filing.person or 0)).exclude(address="").values("address")
    return closes_for(filing.about, Q(longer_times__address__in=own))


def _new_owner(about: str, now: datetime) -> Owner:
    return Owner(person=-a_respondent_on_paper(consultation_at(about), now).pk)


KIND = FilingKind(
    name="open_answer",
    address="svar-utan-konto",
    process=OPEN_ANSWER,
    subject=_asked,
    cabinet=lambda: CABINET,
    belongs_to="address",
    new_owner=_new_owner,
    case_of=case_of,
    within=within,
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
