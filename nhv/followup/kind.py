"""A unit's annual report as a kind of filing: written at the unit, sent by the region, accepted by the authority."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from nhv.derived.annual_report import KIND as NAME
from nhv.derived.annual_report import annual_report
from nhv.filings.kinds import FilingKind, Mail, Subject
from nhv.filings.models import CABINET, Filing
from nhv.filings.states import FilingState
from nhv.filings.tables import FilingBase
from nhv.followup.checks import contradictions
from nhv.followup.models import Duty
from nhv.followup.queries import asked_of, closings, last_year_of
from nhv.followup.sources import came_from
from nhv.language.faults import Fragment
from nhv.rules.access import ALL, OWN, Scope
from nhv.rules.moves import Move, Process
from nhv.rules.refusals import Refused
from nhv.rules.roles import Role
from nhv.specification.organisations import OrganisationKind

ACCEPTED = "accepted"
_RECEIVED, _ASKED = FilingState.RECEIVED, FilingState.COMPLETION_REQUESTED

REPORT = Process(
    states={
        FilingState.DRAFT: Fragment("ett utkast"),
        _RECEIVED: Fragment("inskickad"),
        _ASKED: Fragment("tillbaka med frågor"),
        ACCEPTED: Fragment("godtagen"),
    },
    moves=(
        *(Move("save", state, state, "annual_report.write") for state in (FilingState.DRAFT, _RECEIVED, _ASKED)),
        Move("save", ACCEPTED, ACCEPTED, "annual_report.write", "en rättelse, som gäller när den är godtagen"),
        *(Move("send", state, _RECEIVED, "annual_report.send") for state in (FilingState.DRAFT, _RECEIVED, _ASKED)),
        Move("send", ACCEPTED, _RECEIVED, "annual_report.send", "en rättelse; det godtagna gäller så länge"),
        Move("request_completion", _RECEIVED, _ASKED, "annual_report.request_completion"),
        Move("accept", _RECEIVED, ACCEPTED, "annual_report.accept", "det som inte går ihop är rättat eller förklarat"),
    ),
)


def duty_at(key: str) -> Duty:
    """What is owed under this key, with its documents. One query. Raises Refused when there is none."""
    near = ("round", "area", "document__area", "general", "place", "holder")
    found = Duty.objects.select_related(*near).filter(key=key).first()
    if found is None:
        raise Refused("no_such_duty", "Ingen årsrapport väntas under den adressen. Börja från listan.")
    return found


def _asked(about: str) -> Subject:
    duty = duty_at(about)
    return Subject(annual_report(asked_of(duty), last_year_of(duty)), duty.document)


def _closes_at(filing: FilingBase) -> datetime | None:
    return closings([filing.about]).get(filing.about)


def is_first(filing: FilingBase) -> bool:
    """Whether nobody has begun another of this kind about the same. Of two begun at once the first counts."""
    others = Filing.objects.filter(kind=filing.kind, about=filing.about)
    return not (others.filter(pk__lt=filing.pk) if filing.pk else others).exists()


def _check_open(filing: FilingBase, at: datetime) -> None:
    if not is_first(filing):
        raise Refused("report_begun", "Rapporten är redan påbörjad. Arbeta vidare i den som finns.")


def _contradictions(filing: FilingBase, answers: Mapping[str, Any]) -> Iterable[tuple[str, Fragment]]:
    return contradictions(asked_of(duty_at(filing.about)), answers)


def year_of(about: str) -> str:
    """The year that a report is of, as the key of what is owed begins with it."""
    return about.partition("-")[0]


def owed_by(about: str) -> str:
    """The place that alone owes what has this key."""
    return Duty.objects.filter(key=about).values_list("place__key", flat=True).first() or ""


def owed_activities(kind: str) -> dict[str, Mapping[Role, Scope]]:
    """What everybody does with a kind that places owe: they write and their region sends, the authority reads and
    asks."""
    theirs = {Role.UNIT_EDITOR: OWN, Role.WRITER: OWN, Role.SIGNATORY: OWN}
    ours = {Role.OFFICER: ALL, Role.REGISTRAR: ALL}
    return {
        f"{kind}.write": theirs,
        f"{kind}.send": {Role.SIGNATORY: OWN},
        f"{kind}.read_own": {**theirs, Role.REGION_ADMINISTRATOR: OWN},
        f"{kind}.read_received": ours,
        f"{kind}.request_completion": {Role.OFFICER: ALL},
        f"{kind}.note": ours,
        f"{kind}.register": {Role.REGISTRAR: ALL},
    }


PLACES = (OrganisationKind.UNIT, OrganisationKind.HOSPITAL, OrganisationKind.REGION)

KIND = FilingKind(
    name=NAME,
    address="arsrapporter",
    process=REPORT,
    subject=_asked,
    cabinet=lambda: CABINET,
    at=PLACES,
    owed_by=owed_by,
    closes_at=_closes_at,
    check_open=_check_open,
    in_sheets=True,
    apart=year_of,
    contradictions=_contradictions,
    came_from=came_from,
    mails={
        "hand_over": Mail(
            "annual_report.send",
            "Årsrapport att läsa igenom",
            "{subject}: enheten är klar med sin årsrapport. Läs igenom den och skicka in den.\n\n{page}",
        ),
        "send": Mail(
            "annual_report.read_own",
            "Mottaget: årsrapport",
            "{subject}: årsrapporten är mottagen {when}. {in_time} Det är version {number}.\n\n{page}",
        ),
        "request_completion": Mail(
            "annual_report.write",
            "Frågor om årsrapporten",
            "{subject}: Socialstyrelsen har frågor om årsrapporten. Svara senast {last_day}.\n\n{page}",
        ),
        "accept": Mail(
            "annual_report.read_own",
            "Godtagen: årsrapport",
            "{subject}: årsrapporten är godtagen. Rätta den på samma sida om något visar sig vara fel.\n\n{page}",
        ),
    },
    activities={
        **owed_activities(NAME),
        "annual_report.accept": {Role.OFFICER: ALL},
        "annual_report.chase": {Role.OFFICER: ALL},
        "annual_report.answer_for": {Role.REGION_ADMINISTRATOR: OWN, Role.SIGNATORY: OWN},
        "follow_up.see": {Role.OFFICER: ALL, Role.REGISTRAR: ALL},
        "follow_up.open": {Role.OFFICER: ALL},
        "follow_up.publish": {Role.OFFICER: ALL},
        "follow_up.theme": {Role.OFFICER: ALL},
    },
)
