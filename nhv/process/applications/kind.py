"""An application as a kind of filing: what it is asked, until when, and which mails it sends."""

from datetime import datetime

from django.db.models import Q

from nhv.derived.application_form import application_form
from nhv.filings.kinds import FilingKind, Mail, Subject
from nhv.filings.models import CABINET
from nhv.filings.tables import FilingBase
from nhv.process.applications.moves import APPLICATION, STEPS
from nhv.process.board.models import BoardDecision, Item
from nhv.process.board.opened import note_filing
from nhv.process.weighing.models import Weighing
from nhv.process.weighing.moves import WeighingState
from nhv.register.models import Call, CallState
from nhv.rules.access import SEATED
from nhv.rules.reach import Reach
from nhv.rules.refusals import Refused


def call_of(filing: FilingBase) -> Call:
    """The call that an application answers. One query, however often the same filing is asked: who is to see what has
    changed since fetches the filing anew, as every act does."""
    known: Call = filing.__dict__.setdefault("_call", None) or call_at(filing.about)
    filing.__dict__["_call"] = known
    return known


def call_at(key: str) -> Call:
    """The call of this key with its document. One query. Raises Refused when there is none."""
    call = Call.cases.made_here().select_related("area", "general", "document__area").filter(key=key).first()
    if call is None:
        raise Refused("no_such_call", "Utlysningen finns inte. Börja från utlysningens sida.")
    return call


def _asked(about: str) -> Subject:
    call = call_at(about)
    facts = call.facts
    outline = application_form(
        call.document.specification,
        call.general.specification,
        sub_permits=facts.sought_sub_permits,
        separate_sub_permits=facts.separate_sub_permits,
    )
    return Subject(outline, call.document)


def _closes_at(filing: FilingBase) -> datetime | None:
    return call_of(filing).closes_at


def _check_call_is_out(filing: FilingBase, at: datetime) -> None:
    call = call_of(filing)
    if call.state == CallState.DRAFT:
        raise Refused("call_not_published", "Utlysningen är inte publicerad, så ingen ansökan kan tas emot ännu.")
    # What came before the call was taken back has come, however long it took us to handle.
    if call.state == CallState.WITHDRAWN and (call.ended_at is None or at >= call.ended_at):
        raise Refused(
            "call_withdrawn",
            "Utlysningen är återkallad, så inga ansökningar tas emot. Det ni har skrivit finns kvar.",
        )
    _check_not_decided_by(filing, at)


def _check_not_decided_by(filing: FilingBase, at: datetime) -> None:
    """What came before the board decided has come; what it has decided on is not changed afterwards."""
    decided = BoardDecision.objects.filter(
        item__call__key=filing.about, item__call__weighing__state=WeighingState.DECIDED
    )
    last = decided.order_by("-decided_at").values_list("decided_at", flat=True).first()
    if last is not None and at >= last:
        raise Refused(
            "call_decided",
            "Nämnden har beslutat i utlysningen, så inget mer tas emot i den. Det ni har skrivit finns kvar.",
        )


def _check_undecided(filing: FilingBase, at: datetime) -> None:
    if Weighing.objects.filter(call__key=filing.about, state=WeighingState.DECIDED).exists():
        raise Refused(
            "application_decided",
            "Nämnden har beslutat om ansökan, så den går inte att ta tillbaka. Vill ni inte ha tillståndet: skriv till "
            "Socialstyrelsen om det när ni har fått beslutet.",
        )


MAILS = {
    # Everybody who works on it: who may write may read all of it.
    "send": Mail(
        "application.read_own",
        "Mottagen: er ansökan om {subject}",
        "Er ansökan om {subject} är mottagen {when}. {in_time} Det är version {number}.\n\n"
        "Kvittot, och vad som händer nu, finns här: {page}",
    ),
    "hand_over": Mail(
        "application.send",
        "Klar att läsa igenom: ansökan om {subject}",
        "De som skriver ansökan om {subject} ber dig läsa igenom den och skicka in den.\n\n{page}",
    ),
    "comment": Mail(
        "application.write",
        "Ny kommentar: ansökan om {subject}",
        "Någon hos er har kommenterat ansökan om {subject}.\n\n{page}",
    ),
    "request_completion": Mail(
        "application.write",
        "Ansökan om {subject} behöver kompletteras",
        "Socialstyrelsen ber er komplettera ansökan om {subject} senast den {last_day}.\n\n{page}",
    ),
    "give_completion_time": Mail(
        "application.write",
        "Mer tid för kompletteringen: ansökan om {subject}",
        "Ni får mer tid att komplettera ansökan om {subject}. Den nya sista dagen är den {last_day}.\n\n{page}",
    ),
    "withdraw_completion": Mail(
        "application.write",
        "Ni behöver inte komplettera ansökan om {subject}",
        "Socialstyrelsen har tagit tillbaka sin begäran om komplettering av ansökan om {subject}. Ni behöver inte "
        "svara på den. Det ni har skickat in gäller som förut.\n\n{page}",
    ),
}


def _in_cases(reached: Reach) -> Q:
    """What has been received in calls that a group of one's own weighs or decides, when their time is out."""
    if not reached.groups:
        return Q(pk__in=())
    weighed = Weighing.objects.filter(group__key__in=reached.groups).values("call__key")
    decided = Item.objects.filter(meeting__board__key__in=reached.groups).values("call__key")
    return Q(about__in=weighed) | Q(about__in=decided)


KIND = FilingKind(
    name="application",
    address="ansokningar",
    process=APPLICATION,
    subject=_asked,
    cabinet=lambda: CABINET,
    place_question="sjukhus",
    closes_at=_closes_at,
    in_cases=_in_cases,
    check_open=_check_call_is_out,
    check_taken_back=_check_undecided,
    readers=frozenset(SEATED),
    when_read=note_filing,
    steps=STEPS,
    mails=MAILS,
)
