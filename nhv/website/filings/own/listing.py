"""One's own filings of a kind, and what can be answered now."""

from collections.abc import Collection

from django.core.paginator import Paginator
from django.db.models import Case, IntegerField, Q, When
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from nhv.filings.acts.set_aside import chosen_by
from nhv.filings.queries import PAGE, Filings, newest_in_time, own_filings
from nhv.filings.states import FilingState
from nhv.filings.until import wanted_by_each
from nhv.website.filings.own.handed import handed_over
from nhv.website.filings.owners import owner_names, places_of
from nhv.website.filings.pages import FilingPages
from nhv.website.requests import SignedIn


def _live_first(mine: Filings, open_now: Collection[str]) -> Filings:
    """What waits to be sent, then what can be changed and sent anew, then all else."""
    waits = When(state__in=(FilingState.DRAFT, FilingState.COMPLETION_REQUESTED), then=0)
    opened = When(~Q(state=FilingState.WITHDRAWN), about__in=open_now, then=1)
    order = Case(waits, opened, default=2, output_field=IntegerField())
    return mine.order_by(order, "-created_at")


def list_own(request: SignedIn, pages: FilingPages) -> HttpResponse:
    """The list, what can still be written in first and the latest first, and what can be begun. Twenty-three queries
    at most, with what waits elsewhere and what is decided."""
    mine = own_filings(request.actor, kind=pages.name)
    beginnings = pages.beginnings(request.actor)
    open_now = {one.key for one in beginnings}
    filings = Paginator(_live_first(mine, open_now), PAGE).get_page(request.GET.get("sida"))
    closings = pages.closings(list(filings))
    closing = wanted_by_each(filings, closings)
    again = [one for one in filings if one.about in open_now and pages.kind.process.can("send", source=one.state)]
    changeable = {one.key: closings[one.key] for one in again if one.key in closings and one.key not in closing}
    page = {
        "pages": pages,
        "now": timezone.now(),
        "filings": filings,
        "owners": owner_names(filings),
        "closing": closing,
        "changeable": changeable,
        "in_time": newest_in_time(filings),
        "beginnings": beginnings,
        "outcomes": pages.outcomes(list(filings)),
        "elsewhere": pages.elsewhere(request.actor),
        "begun": set(mine.exclude(state=FilingState.WITHDRAWN).order_by().values_list("about", flat=True)),
        "to_choose": chosen_by(filings, request.actor),
        "handed": handed_over(filings),
        "may_begin": bool(places_of(request.actor, pages.kind)),
    }
    return render(request, "filings/own/list.html", page)
