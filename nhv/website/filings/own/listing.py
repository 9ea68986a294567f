"""One's own filings of a kind, and what can be answered now."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from nhv.filings.acts.set_aside import chosen_by
from nhv.filings.queries import PAGE, newest_in_time, own_filings
from nhv.filings.states import FilingState
from nhv.filings.until import wanted_by_each
from nhv.website.filings.own.handed import handed_over
from nhv.website.filings.owners import owner_names, places_of
from nhv.website.filings.pages import FilingPages
from nhv.website.requests import SignedIn


def list_own(request: SignedIn, pages: FilingPages) -> HttpResponse:
    """The list, the latest first, and what can be begun. Fifteen queries at most."""
    mine = own_filings(request.actor, kind=pages.name)
    filings = Paginator(mine, PAGE).get_page(request.GET.get("sida"))
    closing = wanted_by_each(filings, pages.closings([filing for filing in filings if filing.received_at is None]))
    page = {
        "pages": pages,
        "now": timezone.now(),
        "filings": filings,
        "owners": owner_names(filings),
        "closing": closing,
        "in_time": newest_in_time(filings),
        "beginnings": pages.beginnings(request.actor),
        "begun": set(mine.exclude(state=FilingState.WITHDRAWN).order_by().values_list("about", flat=True)),
        "to_choose": chosen_by(filings, request.actor),
        "handed": handed_over(filings),
        "may_begin": bool(places_of(request.actor, pages.kind)),
    }
    return render(request, "filings/own/list.html", page)
