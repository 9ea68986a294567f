"""What a source knows, fetched into a report: shown first, then kept, and marked with where it came from."""

from django.http import HttpResponse
from django.shortcuts import render

from nhv.followup.kind import duty_at
from nhv.followup.sources import offer_of, words_of
from nhv.language.faults import Fault
from nhv.website.errors import NotHere
from nhv.website.filings.own.come_back import READ, keep, sealed
from nhv.website.filings.own.own import Own, own_or_not_here
from nhv.website.followup.filings import PAGES
from nhv.website.refusals import in_readers_words
from nhv.website.requests import SignedIn


def fetch(request: SignedIn, key: str, source: str) -> HttpResponse:
    """What would change in the report, and keeping it."""
    # The page stands beside the kind's own, and leads to them.
    request.current_app = PAGES.name
    own = own_or_not_here(request, PAGES, key)
    if request.method == "POST" and READ in request.POST:
        try:
            return keep(own, lambda own, refused: _page(own, source, refused))
        except Fault as refused:
            return _page(own, source, in_readers_words(refused))
    return _page(own, source)


def _page(own: Own, source: str, refused: str = "") -> HttpResponse:
    try:
        offer = offer_of(duty_at(own.filing.about), source)
    except Fault as fault:
        raise NotHere(in_readers_words(fault)) from None
    page = {
        "own": own,
        "filing": own.filing,
        "offer": offer,
        "source": words_of(source),
        "changes": offer.changes(own.filing),
        "read": sealed(own, offer.answers, own.filing.revision, source=source),
        "refused": refused,
    }
    return render(own.request, "followup/fetch.html", page)
