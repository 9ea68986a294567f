"""A holder's letter about its permit, as a kind of filing: a change, a request for revocation or for exemption."""

from nhv.derived.permit_notice import KIND as NAME
from nhv.derived.permit_notice import permit_notice
from nhv.filings.kinds import FilingKind, Mail, Subject
from nhv.filings.models import CABINET
from nhv.filings.states import FilingState
from nhv.language.faults import Fragment
from nhv.process.permits.queries import permit_at
from nhv.rules.access import ALL, OWN
from nhv.rules.moves import Move, Process
from nhv.rules.roles import Role

D, R, W = FilingState.DRAFT, FilingState.RECEIVED, FilingState.WITHDRAWN
LETTER = Process(
    states={D: Fragment("ett utkast"), R: Fragment("inskickad"), W: Fragment("återtagen")},
    moves=(
        Move("save", D, D, "permit_notice.write"),
        Move("save", R, R, "permit_notice.write"),
        Move("send", D, R, "permit_notice.send"),
        Move("send", R, R, "permit_notice.send", "ersätter den förra; båda finns kvar"),
        Move("withdraw", R, W, "permit_notice.withdraw"),
    ),
)


def _asked(about: str) -> Subject:
    permit = permit_at(about)
    return Subject(permit_notice(f"{permit.document.name}, {permit.turn_to.name}", permit.conditions), permit.document)


def _holder(about: str) -> str:
    return permit_at(about).holder.key


KIND = FilingKind(
    name=NAME,
    address="skrivelser",
    process=LETTER,
    subject=_asked,
    cabinet=lambda: CABINET,
    owed_by=_holder,
    mails={
        "send": Mail(
            "permit_notice.read_own",
            "Mottaget: er skrivelse om ett tillstånd",
            "{subject}: skrivelsen är mottagen {when}. Det är version {number}.\n\nKvittot finns här: {page}",
        )
    },
    activities={
        "permit_notice.write": {Role.WRITER: OWN, Role.SIGNATORY: OWN},
        "permit_notice.send": {Role.SIGNATORY: OWN},
        "permit_notice.withdraw": {Role.SIGNATORY: OWN},
        "permit_notice.read_own": {
            Role.WRITER: OWN,
            Role.SIGNATORY: OWN,
            Role.REGION_ADMINISTRATOR: OWN,
            Role.REGION_COORDINATOR: OWN,
        },
        "permit_notice.read_received": {Role.OFFICER: ALL, Role.REGISTRAR: ALL},
        "permit_notice.note": {Role.OFFICER: ALL, Role.REGISTRAR: ALL},
        "permit_notice.register": {Role.REGISTRAR: ALL},
    },
)
