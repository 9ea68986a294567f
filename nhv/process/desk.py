"""What of the process waits at the authority. Nothing of a draft application: only what has been received."""

from datetime import datetime, timedelta
from typing import Any, TypeVar, cast

from django.db.models import Model, OuterRef, QuerySet, Subquery
from django.utils import timezone

from nhv.accounts.desk import Part, counted
from nhv.filings.arrivals import counted as counted_versions
from nhv.filings.models import CABINET, CompletionRequest, Filing, PaperEntry
from nhv.filings.queries import Filings, received_filings
from nhv.filings.states import FilingState
from nhv.process.applications.moves import Handling
from nhv.process.calls.models import CallQuestion, Extension
from nhv.process.calls.queries import TEXTS
from nhv.process.cases.models import Case
from nhv.process.cases.queries import cases_for
from nhv.process.consultations.models import Consultation, LongerTime
from nhv.process.consultations.queries import KINDS as ANSWERS
from nhv.process.corrections.models import ErrorReport
from nhv.process.corrections.queries import waiting_reports
from nhv.process.diarium.comparing import differences_for
from nhv.process.proposals.models import Proposal
from nhv.process.proposals.moves import ProposalState
from nhv.process.proposals.queries import proposals_for
from nhv.process.weighing.models import Weighing
from nhv.process.weighing.moves import WeighingState
from nhv.process.weighing.queries import to_prepare
from nhv.register.models import Call, CallState
from nhv.rules.actor import Actor

SOON = timedelta(days=14)
# How long what has come in stands on the desk as new.
NEW = timedelta(days=7)
KIND = "application"

M = TypeVar("M", bound=Model)


def _extensions(by: Actor, now: datetime) -> QuerySet[Extension]:
    waiting = Extension.objects.filter(confirmed_at__isnull=True, call__closes_at__gt=now)
    return _with_call(waiting).order_by("call__closes_at")


def _paper(by: Actor, now: datetime) -> QuerySet[PaperEntry]:
    entered = PaperEntry.objects.filter(kind=KIND, confirmed_at__isnull=True)
    return entered.select_related("organisation").order_by("entered_at")


def _answers_unnumbered(by: Actor, now: datetime) -> QuerySet[Filing]:
    """Answers to consultations, with an account and without, that the registrar has to number."""
    received = Filing.objects.filter(kind__in=ANSWERS, received_at__isnull=False, record_number="")
    return _titled(received).select_related("organisation").order_by("received_at")


def _answers_on_paper(by: Actor, now: datetime) -> QuerySet[PaperEntry]:
    entered = PaperEntry.objects.filter(kind__in=ANSWERS, confirmed_at__isnull=True)
    return _titled(entered).select_related("organisation").order_by("entered_at")


def _titled(rows: QuerySet[M]) -> QuerySet[M]:
    """Each with `title`, what it is about as people say it."""
    about = Consultation.objects.filter(key=OuterRef("about"))
    return cast("QuerySet[M]", rows.annotate(title=Subquery(about.values("case__title")[:1])))


def _longer_times(by: Actor, now: datetime) -> QuerySet[LongerTime]:
    waiting = LongerTime.objects.filter(answered_at__isnull=True).select_related("consultation__case", "organisation")
    return waiting.order_by("consultation__closes_at", "pk")


def _questions(by: Actor, now: datetime) -> QuerySet[CallQuestion]:
    asked = CallQuestion.objects.filter(answered_at__isnull=True).exclude(call__state=CallState.WITHDRAWN)
    return _with_call(asked).select_related("organisation").order_by("asked_at")


def _completions(by: Actor, now: datetime) -> QuerySet[CompletionRequest]:
    """All that waits for somebody's answer, by its last day, however far off."""
    requested = CompletionRequest.objects.filter(
        answered_at__isnull=True,
        withdrawn_at__isnull=True,
        filing__kind=KIND,
        filing__state=FilingState.COMPLETION_REQUESTED,
    )
    near = requested.select_related("filing__organisation", "filing__document__area")
    return _with_close(near, "filing__about").order_by("closes_at", "pk")


def _closing(by: Actor, now: datetime) -> QuerySet[Call]:
    out = Call.objects.made_here().filter(state=CallState.PUBLISHED, closes_at__lt=now + SOON)
    return out.select_related("document__area").defer("document__content").order_by("closes_at")


def _new(by: Actor, now: datetime) -> Filings:
    # What came has come, whatever has been done with it since, and whether or not it was in time. A completion is told
    # of by itself.
    came = CABINET.versions._default_manager.filter(filing=OuterRef("pk"), completes__isnull=True).order_by("-number")
    arrived = {f"arrived_{name}": Subquery(came.values(column)[:1]) for name, column in _ARRIVED.items()}
    received: QuerySet[Any] = _received(by)
    found: Filings = received.annotate(**arrived).filter(arrived_at__gte=now - NEW).order_by("-arrived_at", "-pk")
    return found


_ARRIVED = {"at": "received_at", "number": "number"}


def _answered(by: Actor, now: datetime) -> QuerySet[CompletionRequest]:
    came = CompletionRequest.objects.filter(filing__kind=KIND, answered_at__gte=now - NEW)
    near = came.select_related("filing__organisation", "filing__document__area")
    return _with_close(near, "filing__about").order_by("-answered_at")


def _late(by: Actor, now: datetime) -> Filings:
    # Whether a late one is to be tried is decided while it is still without what follows.
    return _received(by).filter(late=True, state=FilingState.RECEIVED)


def _unnumbered(by: Actor, now: datetime) -> Filings:
    return _received(by).filter(record_number="").order_by("received_at")


def _received(by: Actor) -> Filings:
    received: QuerySet[Any] = received_filings(by, kind=KIND)
    # Which version came is said beside when.
    return _with_close(counted_versions(received.defer("document__content"), CABINET), "about")


def _with_close(rows: QuerySet[M], about: str) -> QuerySet[M]:
    """Each with `call_closes_at`: before then it is noted who reads it."""
    calls = Call.objects.filter(key=OuterRef(about)).values("closes_at")
    return cast("QuerySet[M]", rows.annotate(call_closes_at=Subquery(calls[:1])))


def _with_call(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.select_related("call__document").defer("call__document__content")


def _cases(by: Actor, now: datetime) -> QuerySet[Case]:
    return cases_for(by).filter(next_day__lt=timezone.localdate(now + SOON)).order_by("next_day")


def _proposals(by: Actor, now: datetime) -> QuerySet[Proposal]:
    return proposals_for(by).filter(state=ProposalState.LISTED).order_by("proposed_at")


def _withdrawn(by: Actor, now: datetime) -> Filings:
    """What its sender has taken back lately: whoever handles it is to know."""
    return _received(by).filter(state=FilingState.WITHDRAWN, withdrawn_at__gte=now - NEW).order_by("-withdrawn_at")


def _mine(by: Actor, now: datetime) -> Filings:
    """What the person handles and is not done with, the oldest first."""
    if by.kind != "user":
        return _received(by).none()
    done = (Handling.READY, FilingState.WITHDRAWN)
    return _received(by).filter(assignee=int(by.name)).exclude(state__in=done).order_by("received_at")


def _unassigned(by: Actor, now: datetime) -> Filings:
    """What waits in a call whose time is out, and that nobody handles, until it is before the board: the oldest call
    first."""
    ended = Call.objects.filter(closes_at__lte=now).values("key")
    done = (Handling.READY, FilingState.WITHDRAWN)
    prepared = Weighing.objects.exclude(state=WeighingState.PREPARING).values("call__key")
    found = _received(by).filter(about__in=ended, assignee__isnull=True).exclude(state__in=done)
    return found.exclude(about__in=prepared).order_by("call_closes_at", "received_at")


def _to_prepare(by: Actor, now: datetime) -> QuerySet[Call]:
    return to_prepare(by, now).defer(*TEXTS)


def _error_reports(by: Actor, now: datetime) -> QuerySet[ErrorReport]:
    return waiting_reports()


PARTS = (
    Part("cases_late", "case.plan", _cases),
    Part(
        "new",
        "application.request_completion",
        _new,
        came="arrived_at",
        words=counted("%(number)s ansökan har kommit in", "%(number)s ansökningar har kommit in"),
    ),
    Part(
        "answered",
        "application.request_completion",
        _answered,
        came="answered_at",
        words=counted("%(number)s komplettering har kommit in", "%(number)s kompletteringar har kommit in"),
    ),
    Part(
        "withdrawn",
        "application.request_completion",
        _withdrawn,
        came="withdrawn_at",
        words=counted("%(number)s ansökan har återtagits", "%(number)s ansökningar har återtagits"),
    ),
    Part("mine", "application.assign", _mine),
    Part("unassigned", "application.assign", _unassigned, most=60),
    Part("to_prepare", "weighing.appoint", _to_prepare),
    Part("extensions", "call.extend", _extensions),
    Part("paper", "application.register", _paper),
    Part(
        "questions",
        "call.answer",
        _questions,
        came="asked_at",
        words=counted("%(number)s ny fråga väntar på svar", "%(number)s nya frågor väntar på svar"),
    ),
    Part("completions", "application.request_completion", _completions, most=100),
    Part("closing", "call.draft", _closing),
    Part(
        "late",
        "application.request_completion",
        _late,
        came="received_at",
        words=counted("%(number)s ansökan har kommit för sent", "%(number)s ansökningar har kommit för sent"),
    ),
    Part(
        "unnumbered",
        "application.register",
        _unnumbered,
        came="received_at",
        words=counted("%(number)s har kommit in utan diarienummer", "%(number)s har kommit in utan diarienummer"),
    ),
    Part("answers_on_paper", "consultation.register", _answers_on_paper),
    Part("answers_unnumbered", "consultation.register", _answers_unnumbered),
    Part(
        "longer_times",
        "consultation.give_time",
        _longer_times,
        came="asked_at",
        words=counted("%(number)s ber om längre tid för en remiss", "%(number)s ber om längre tid för en remiss"),
    ),
    Part("diarium", "diarium.exchange", lambda by, now: differences_for(by), most=8),
    Part("error_reports", "error_report.answer", _error_reports),
    Part(
        "proposals_new",
        "proposal.handle",
        _proposals,
        came="proposed_at",
        words=counted("%(number)s nytt förslag på listan", "%(number)s nya förslag på listan"),
    ),
)
