"""An answer to a consultation as a kind of filing: a region's, written by several and sent by one who may."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q

from nhv.derived.consultation_form import consultation_form
from nhv.filings.kinds import FilingKind, Mail, Subject
from nhv.filings.models import CABINET
from nhv.filings.states import FilingState
from nhv.filings.tables import FilingBase
from nhv.language.faults import Fragment
from nhv.process.consultations.longer import closes_for
from nhv.process.consultations.models import Consultation
from nhv.rules.access import ALL, OWN
from nhv.rules.moves import Move, Process
from nhv.rules.refusals import Refused
from nhv.rules.roles import Role

ANSWER = Process(
    states={
        FilingState.DRAFT: Fragment("ett utkast"),
        FilingState.RECEIVED: Fragment("inskickat"),
        FilingState.WITHDRAWN: Fragment("återtaget"),
    },
    moves=(
        Move("save", FilingState.DRAFT, FilingState.DRAFT, "consultation.write"),
        Move("save", FilingState.RECEIVED, FilingState.RECEIVED, "consultation.write"),
        Move("send", FilingState.DRAFT, FilingState.RECEIVED, "consultation.send"),
        Move(
            "send",
            FilingState.RECEIVED,
            FilingState.RECEIVED,
            "consultation.send",
            "ersätter det förra; båda finns kvar",
        ),
        Move("withdraw", FilingState.RECEIVED, FilingState.WITHDRAWN, "consultation.withdraw"),
    ),
)


def consultation_at(key: str) -> Consultation:
    """The consultation of this key with its text. One query. Raises Refused when there is none."""
    found = Consultation.objects.select_related("text", "case").filter(key=key).first()
    if found is None:
        raise Refused("no_such_consultation", "Remissen finns inte. Börja från ärendets sida.")
    return found


def _asked(about: str) -> Subject:
    return Subject(consultation_form(consultation_at(about).text.area))


def case_of(about: str) -> str:
    """The key of the case that a consultation is in. One query."""
    return Consultation.objects.filter(key=about).values_list("case__key", flat=True).first() or ""


def within(cases: Collection[str]) -> Q:
    """The condition on answers in these cases."""
    return Q(about__in=Consultation.objects.filter(case__key__in=cases).values("key"))


def closes_at(filing: FilingBase) -> datetime | None:
    """The first instant that is too late for the body's answer. One query."""
    return closes_for(filing.about, Q(longer_times__organisation__key=filing.organisation_id or ""))


KIND = FilingKind(
    name="consultation",
    address="remissvar",
    process=ANSWER,
    subject=_asked,
    cabinet=lambda: CABINET,
    case_of=case_of,
    within=within,
    closes_at=closes_at,
    mails={
        "send": Mail(
            "consultation.read_own",
            "Mottaget: ert svar på remissen",
            "{subject} är mottaget {when}. {in_time} Det är version {number}.\n\nKvittot finns här: {page}",
        )
    },
    activities={
        "consultation.write": {Role.WRITER: OWN, Role.SIGNATORY: OWN},
        "consultation.send": {Role.SIGNATORY: OWN},
        "consultation.withdraw": {Role.SIGNATORY: OWN},
        "consultation.read_own": {Role.WRITER: OWN, Role.SIGNATORY: OWN, Role.REGION_ADMINISTRATOR: OWN},
        "consultation.read_received": {Role.OFFICER: ALL, Role.REGISTRAR: ALL},
        "consultation.note": {Role.OFFICER: ALL, Role.REGISTRAR: ALL},
        "consultation.register": {Role.REGISTRAR: ALL},
        "consultation.outcome": {Role.OFFICER: ALL},
        "consultation.invite": {Role.OFFICER: ALL},
        "consultation.give_time": {Role.OFFICER: ALL},
    },
)
