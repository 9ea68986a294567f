"""A party's reply as a kind of filing: an applicant's, with a receipt as all that is received."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q

from nhv.derived.hearing_form import hearing_form
from nhv.filings.kinds import FilingKind, Mail, Subject
from nhv.filings.models import CABINET
from nhv.filings.states import FilingState
from nhv.filings.tables import FilingBase
from nhv.language.faults import Fragment
from nhv.process.board.opened import note_filing
from nhv.process.hearings.models import Hearing
from nhv.process.hearings.queries import is_party
from nhv.rules.access import ALL, AT_THE_BOARD, IN_PREPARATION, OWN, SEATED
from nhv.rules.moves import Move, Process
from nhv.rules.reach import Reach
from nhv.rules.refusals import Refused
from nhv.rules.roles import Role

D, R, W = FilingState.DRAFT, FilingState.RECEIVED, FilingState.WITHDRAWN
REPLY = Process(
    states={D: Fragment("ett utkast"), R: Fragment("inskickat"), W: Fragment("återtaget")},
    moves=(
        Move("save", D, D, "hearing.write"),
        Move("save", R, R, "hearing.write"),
        Move("send", D, R, "hearing.send"),
        Move("send", R, R, "hearing.send", "ersätter det förra; båda finns kvar"),
        Move("withdraw", R, W, "hearing.withdraw"),
    ),
)


def hearing_at(key: str) -> Hearing:
    """The hearing of this key. One query. Raises Refused when there is none."""
    near = Hearing.objects.select_related("weighing__call__document", "weighing__group", "opinion")
    found = near.filter(key=key[:80]).first()
    if found is None:
        raise Refused("no_such_hearing", "Hörandet finns inte. Börja från sidan där ni ombeds yttra er.")
    return found


def _asked(about: str) -> Subject:
    call = hearing_at(about).weighing.call
    return Subject(hearing_form(call.facts.title), call.document)


def _check_party(filing: FilingBase, at: datetime) -> None:
    if not is_party(hearing_at(filing.about), filing.organisation_id or ""):
        raise Refused("no_party", "Bara den som har ansökt i utlysningen kan yttra sig.")


def _in_cases(reached: Reach) -> Q:
    """Replies in calls that a group of one's own weighs or decides."""
    if not reached.groups:
        return Q(pk__in=())
    weighed = Q(weighing__group__key__in=reached.groups)
    decided = Q(weighing__call__items__meeting__board__key__in=reached.groups)
    return Q(about__in=Hearing.objects.filter(weighed | decided).values("key"))


def _within(cases: Collection[str]) -> Q:
    return Q(about__in=Hearing.objects.filter(weighing__call__key__in=cases).values("key"))


KIND = FilingKind(
    name="hearing",
    address="yttranden",
    process=REPLY,
    subject=_asked,
    cabinet=lambda: CABINET,
    in_cases=_in_cases,
    case_of=lambda about: hearing_at(about).weighing.call.key,
    within=_within,
    closes_at=lambda filing: hearing_at(filing.about).closes_at,
    check_open=_check_party,
    readers=frozenset(SEATED),
    when_read=note_filing,
    mails={
        "send": Mail(
            "hearing.read_own",
            "Mottaget: ert yttrande",
            "Ert yttrande är mottaget {when}. {in_time} Det är version {number}.\n\nKvittot finns här: {page}",
        )
    },
    activities={
        "hearing.write": {Role.WRITER: OWN, Role.SIGNATORY: OWN},
        "hearing.send": {Role.SIGNATORY: OWN},
        "hearing.withdraw": {Role.SIGNATORY: OWN},
        "hearing.read_own": {Role.WRITER: OWN, Role.SIGNATORY: OWN, Role.REGION_ADMINISTRATOR: OWN},
        "hearing.read_received": {Role.OFFICER: ALL, Role.REGISTRAR: ALL, **IN_PREPARATION, **AT_THE_BOARD},
        "hearing.note": {Role.OFFICER: ALL, Role.REGISTRAR: ALL},
        "hearing.register": {Role.REGISTRAR: ALL},
    },
)
