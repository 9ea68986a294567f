"""What waits at the authority for somebody to do something. Nothing of a draft: only what has been received."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from nhv.accounts import access
from nhv.filings.models import CompletionRequest, Filing, PaperEntry
from nhv.filings.queries import received_filings
from nhv.filings.states import FilingState
from nhv.process.calls.models import CallQuestion, Extension
from nhv.register.models import Call, CallState
from nhv.rules.actor import Actor

MOST = 20
SOON = timedelta(days=14)


@dataclass(frozen=True)
class Desk:
    """Each at most MOST, what is most pressing first. A list is empty for who has nothing to do with such things."""

    closing: list[Call] = field(default_factory=list)
    extensions: list[Extension] = field(default_factory=list)
    questions: list[CallQuestion] = field(default_factory=list)
    completions: list[CompletionRequest] = field(default_factory=list)
    late: list[Filing] = field(default_factory=list)
    unnumbered: list[Filing] = field(default_factory=list)
    paper: list[PaperEntry] = field(default_factory=list)

    def __bool__(self) -> bool:
        return any(vars(self).values())


def desk(by: Actor, now: datetime) -> Desk:
    """What waits for `by`, by the table of access. Ten queries at most."""
    found: dict[str, list[Any]] = {}
    if access.can(by, "call.draft"):
        out = Call.objects.made_here().filter(state=CallState.PUBLISHED).select_related("document__area")
        soon = out.filter(closes_at__lt=now + SOON).defer("document__content").order_by("closes_at")
        waiting = Extension.objects.filter(confirmed_at__isnull=True, call__closes_at__gt=now)
        asked = CallQuestion.objects.filter(answered_at__isnull=True).exclude(call__state=CallState.WITHDRAWN)
        found["closing"] = list(soon[:MOST])
        found["extensions"] = list(_with_call(waiting).order_by("call__closes_at")[:MOST])
        found["questions"] = list(_with_call(asked).select_related("organisation").order_by("asked_at")[:MOST])
    if access.can(by, "application.request_completion"):
        received = received_filings(by).defer("call__content", "call__document__content")
        requested = CompletionRequest.objects.filter(
            answered_at__isnull=True, filing__state=FilingState.COMPLETION_REQUESTED, closes_at__lt=now + SOON
        )
        found["completions"] = list(requested.select_related("filing__organisation").order_by("closes_at")[:MOST])
        # Whether a late one is to be tried is decided while it is still without what follows.
        found["late"] = list(received.filter(late=True, state=FilingState.RECEIVED)[:MOST])
    if access.can(by, "application.register"):
        received = received_filings(by).defer("call__content", "call__document__content")
        entered = PaperEntry.objects.filter(confirmed_at__isnull=True).select_related("organisation")
        found["unnumbered"] = list(received.filter(record_number="").order_by("received_at")[:MOST])
        found["paper"] = list(_with_call(entered).order_by("entered_at")[:MOST])
    return Desk(**found)


def _with_call(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.select_related("call__document").defer("call__document__content")
