"""Until when, for this filing now. Every page, mail and list that says a last day asks here."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from nhv.filings.cabinet import cabinet_of
from nhv.filings.kinds import kind_of
from nhv.filings.states import FilingState
from nhv.filings.tables import CompletionRequestBase, FilingBase


def wanted_by(filing: FilingBase, request: CompletionRequestBase | None) -> datetime | None:
    """The first instant after the last day that is said of it: of a completion its own, whatever else is open."""
    return request.closes_at if request else kind_of(filing).closes_at(filing)


def closes(filing: FilingBase, request: CompletionRequestBase | None) -> datetime | None:
    """The first instant that is too late for what is sent now. A completion asked for while there is time does not
    shorten the time that everybody has."""
    at = kind_of(filing).closes_at(filing)
    return max(request.closes_at, at or request.closes_at) if request else at


def wanted_by_each(filings: Iterable[FilingBase], closings: Mapping[str, datetime]) -> dict[str, datetime]:
    """Filing's key → `wanted_by`, of those that wait for their owners: drafts, by `closings`, and completions. A query
    when there are completions."""
    filings = list(filings)
    asked = [filing for filing in filings if filing.state == FilingState.COMPLETION_REQUESTED]
    drafts = {
        filing.key: closings[filing.key] for filing in filings if filing.received_at is None and filing.key in closings
    }
    if not asked:
        return drafts
    requests: QuerySet[Any] = cabinet_of(asked[0]).requests._default_manager.all()
    requests = requests.filter(filing__in=asked, answered_at__isnull=True, withdrawn_at__isnull=True)
    return drafts | dict(requests.order_by("number").values_list("filing__key", "closes_at"))


def open_request(filing: FilingBase) -> CompletionRequestBase | None:
    """What the receiver waits for, having asked for more. One query, and none otherwise."""
    if filing.state != FilingState.COMPLETION_REQUESTED:
        return None
    found: CompletionRequestBase | None = (
        filing.completion_requests.filter(answered_at__isnull=True, withdrawn_at__isnull=True)
        .order_by("-number")
        .first()
    )
    return found
