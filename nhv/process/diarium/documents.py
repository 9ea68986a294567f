"""Every document that has been received or drawn up and belongs in the official diarium, told as a row: what it is, of
which day, in which case, from or to whom. No person is named, here or in a key."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from nhv.accounts import access
from nhv.filings.kinds import KINDS
from nhv.filings.models import CompletionRequest, FilingVersion
from nhv.filings.queries import received_filings
from nhv.language.dates import date_in_words
from nhv.process.board.models import BoardDecision, Minutes
from nhv.process.cases.moves import CaseState
from nhv.process.cases.queries import cases_for
from nhv.process.consultations.models import Consultation
from nhv.process.decisions.models import DefinitionDecision
from nhv.process.hearings.models import Hearing
from nhv.process.opinions.models import SystemOpinion
from nhv.process.permits.models import PermitDecision
from nhv.process.proposals.models import Proposal
from nhv.process.weighing.models import PermitOpinion
from nhv.register.models import Call
from nhv.rules.actor import Actor

# The latest so many; what is older has had its number long ago.
MOST_DOCUMENTS = 5_000
CASE = "arende-"
PRIVATE = "privatperson"
# What is received, by the kind of filing, as the diarium calls it.
RECEIVED = {
    "application": "Ansökan om tillstånd",
    "consultation": "Remissvar",
    "open_answer": "Remissvar utan konto",
    "hearing": "Yttrande",
    "permit_notice": "Anmälan om ett tillstånd",
    "annual_report": "Årsrapport",
    "theme_answer": "Temasvar",
}


@dataclass(frozen=True)
class Document:
    """`came_in` of what has been received, else it is drawn up here. `about` is the key of the case or the call,
    `with_whom` an organisation, `ours` the number of our own series, `number` the official one where it has been
    entered here by hand, `sha256` of what was received or signed."""

    key: str
    kind: str
    came_in: bool
    day: date
    title: str
    about: str = ""
    case_number: str = ""
    with_whom: str = ""
    ours: str = ""
    number: str = ""
    sha256: str = ""


def documents(by: Actor, since: date, most: int | None = MOST_DOCUMENTS) -> list[Document]:
    """All since a day (that day too), the latest first, at most so many. Never what belongs to a case in which one
    is barred. Some twenty queries, however many they are."""
    barred = access.reach(by, "case.see").barred
    found = [
        *_cases(by),
        *_calls(barred),
        *_of_cases(barred),
        *_of_calls(barred),
        *(one for kind in RECEIVED if kind in KINDS for one in _received(by, kind, most)),
    ]
    found = [one for one in found if one.day >= since]
    return sorted(found, key=lambda one: (one.day, one.key), reverse=True)[:most]


def _cases(by: Actor) -> Iterator[Document]:
    """Those that have been opened or numbered here: an area that was decided before has its case elsewhere."""
    for case in cases_for(by).exclude(state=CaseState.REGISTER, record_number=""):
        day, number = _day(case.opened_at), case.record_number
        yield Document(f"{CASE}{case.key}", "Ärende", False, day, case.title, case.key, number, number=number)


def _calls(barred: frozenset[str]) -> Iterator[Document]:
    for call in _not_barred(Call.objects.made_here(), "", barred).filter(published_at__isnull=False):
        yield Document(
            f"utlysning-{call.key}", "Utlysning", False, _day(call.published_at), f"Utlysning: {call.document.name}",
            call.key, call.record_number, number=call.record_number,
        )  # fmt: skip


def _of_cases(barred: frozenset[str]) -> Iterator[Document]:
    """What is drawn up in a definition's case, and the proposals that came."""
    for proposal in Proposal.objects.exclude(case__key__in=barred).select_related("proposer", "case"):
        case = proposal.case
        yield Document(
            f"forslag-{proposal.pk}", "Förslag", True, _day(proposal.proposed_at), f"Förslag: {proposal.title}",
            case.key if case else "", case.record_number if case else "", proposal.proposer.name,
        )  # fmt: skip
    for sent in Consultation.objects.exclude(case__key__in=barred).select_related("case"):
        yield _in_case(f"remiss-{sent.key}", "Remiss", sent.case, _day(sent.opened_at))
    for opinion in SystemOpinion.objects.exclude(case__key__in=barred).select_related("case"):
        key = f"systemeffekter-{opinion.pk}"
        yield _in_case(key, "Yttrande om systemeffekter", opinion.case, _day(opinion.given_at), sha256=opinion.sha256)
    for one in DefinitionDecision.objects.exclude(case__key__in=barred).select_related("case", "signed"):
        signed = getattr(one, "signed", None)
        yield _in_case(
            f"definitionsbeslut-{one.pk}", "Beslut om definition", one.case, one.decided_on,
            number=one.record_number, sha256=signed.pdf_sha256 if signed else "",
        )  # fmt: skip


def _of_calls(barred: frozenset[str]) -> Iterator[Document]:
    """What is drawn up about applications: opinions, decisions that have been sent, minutes, and what a permit's life
    has led to."""
    opinions = PermitOpinion.objects.select_related("weighing__call__document")
    for opinion in _not_barred(opinions, "weighing__call__", barred):
        key = f"gruppens-yttrande-{opinion.pk}"
        yield _in_call(key, "Yttrande om ansökningar", opinion.weighing.call, _day(opinion.given_at), opinion.sha256)
    sent = BoardDecision.objects.filter(dispatch__isnull=False).select_related("paper")
    decisions = sent.filter(item__call__isnull=False)
    for one in _not_barred(decisions, "item__call__", barred):
        paper = getattr(one, "paper", None)
        yield _in_call(
            f"namndbeslut-{one.pk}", "Nämndens beslut", one.item.call, _day(one.decided_at),
            paper.pdf_sha256 if paper else "", one.record_number,
        )  # fmt: skip
    of_matters = sent.filter(item__matter__isnull=False).exclude(item__matter__key__in=barred)
    for one in of_matters.select_related("item__matter__holder"):
        paper, holder = getattr(one, "paper", None), one.item.held.holder
        yield Document(
            f"namndbeslut-{one.pk}", "Nämndens beslut", False, _day(one.decided_at),
            f"Nämndens beslut: {one.item.title}", one.item.case_key, with_whom=holder.name if holder else "",
            number=one.record_number, sha256=paper.pdf_sha256 if paper else "",
        )  # fmt: skip
    for minutes in Minutes.objects.select_related("meeting"):
        day = _day(minutes.meeting.begins_at)
        yield Document(
            f"protokoll-{minutes.meeting.key}", "Protokoll", False, day, f"Protokoll från mötet {date_in_words(day)}",
            sha256=minutes.pdf_sha256,
        )  # fmt: skip
    # Those that the board took here stand among its own.
    linked = PermitDecision.objects.exclude(matter__items__decision__published__isnull=False)
    for decided in linked.select_related("matter__holder", "matter__area"):
        matter = decided.matter
        yield Document(
            f"tillstandsbeslut-{decided.pk}", "Beslut om ett tillstånd", False, decided.decided_on,
            f"Beslut om ett tillstånd: {matter.area.key}", with_whom=matter.holder.name if matter.holder else "",
            number=decided.record_number,
        )  # fmt: skip


def _received(by: Actor, kind: str, most: int | None) -> Iterator[Document]:
    """Each version of each filing, and each request for more. Three queries."""
    reached = received_filings(by, kind=kind).order_by().values("pk")
    about = _abouts(kind)
    versions = FilingVersion.objects.filter(filing__in=reached).select_related(
        "filing__organisation", "filing__document"
    )
    for one in versions.defer("answers", "receipt", "filing__document__content").order_by("-received_at")[:most]:
        case, number, name = about.get(one.filing.about, ("", "", ""))
        name = name or (one.filing.document.name if one.filing.document else "")
        completion = ", komplettering" if one.completes else f", version {one.number}" if one.number > 1 else ""
        whom = one.filing.organisation.name if one.filing.organisation else PRIVATE
        yield Document(
            f"in-{one.filing.key}-{one.number}", RECEIVED[kind], True, _day(one.received_at),
            _titled(f"{RECEIVED[kind]}{completion}", name, whom), case, number, whom,
            one.filing.record_number, sha256=one.answers_sha256,
        )  # fmt: skip
    for asked in CompletionRequest.objects.filter(filing__in=reached).select_related("filing__organisation"):
        case, number, name = about.get(asked.filing.about, ("", "", ""))
        whom = asked.filing.organisation.name if asked.filing.organisation else PRIVATE
        yield Document(
            f"ut-{asked.filing.key}-{asked.number}", "Begäran om komplettering", False, _day(asked.asked_at),
            _titled("Begäran om komplettering", name, whom), case, number, whom, asked.filing.record_number,
        )  # fmt: skip


def _titled(what: str, name: str, whom: str) -> str:
    return f"{what}: {', '.join(filter(None, (name, whom)))}"


def _abouts(kind: str) -> Mapping[str, tuple[str, str, str]]:
    """What a filing of this kind is about → the case or call, its number, and what it is called."""
    if kind in ("consultation", "open_answer"):
        sent = Consultation.objects.select_related("case")
        return {one.key: (one.case.key, one.case.record_number, one.case.title) for one in sent}
    if kind == "application":
        calls = Call.objects.made_here().select_related("document").defer("content", "document__content")
        return {one.key: (one.key, one.record_number, one.document.name) for one in calls}
    if kind == "hearing":
        heard = Hearing.objects.select_related("weighing__call__document").defer("weighing__call__document__content")
        return {
            one.key: (one.weighing.call.key, one.weighing.call.record_number, one.weighing.call.document.name)
            for one in heard
        }
    return {}


def _not_barred(rows: Any, to_call: str, barred: frozenset[str]) -> Any:
    """Without those of a call, or of the case of its area, in which one is barred."""
    rows = rows.select_related(f"{to_call}document").defer(f"{to_call}content", f"{to_call}document__content")
    if not barred:
        return rows
    of_case = Call.objects.filter(area__cases__key__in=barred).values("pk")
    return rows.exclude(Q(**{f"{to_call}key__in": barred}) | Q(**{f"{to_call}pk__in": of_case}))


def _in_case(key: str, kind: str, case: Any, day: date, number: str = "", sha256: str = "") -> Document:
    title = f"{kind}: {case.title}"
    return Document(key, kind, False, day, title, case.key, case.record_number, number=number, sha256=sha256)


def _in_call(key: str, kind: str, call: Call, day: date, sha256: str, number: str = "") -> Document:
    title = f"{kind}: {call.document.name}"
    return Document(key, kind, False, day, title, call.key, call.record_number, number=number, sha256=sha256)


def _day(moment: datetime | None) -> date:
    return timezone.localdate(moment)
