"""/regionens-vecka/: all that a region's coordinator follows, on one page."""

from typing import Any, cast

from django.http import HttpResponse
from django.utils.translation import gettext as _

from nhv.accounts.access import can
from nhv.accounts.desk import MOST
from nhv.filings.queries import own_filings
from nhv.filings.states import FilingState
from nhv.process.week import KIND
from nhv.register.contacts import contacts
from nhv.website.filings.own.handed import handed_over
from nhv.website.officer.desk import desk_page
from nhv.website.region.contact import regions_within
from nhv.website.requests import SignedIn


def show_week(request: SignedIn) -> HttpResponse:
    """What is open, written, sent, old and to be reported. Sixty-two queries at most, however much there is."""
    told = contacts()
    mine = own_filings(request.actor, kind=KIND).exclude(state=FilingState.WITHDRAWN)
    return desk_page(
        request,
        "region/week.html",
        title=_("Regionens vecka"),
        begun=dict(mine.order_by().values_list("about", "key")),
        handed=handed_over(cast("Any", mine.filter(state=FilingState.DRAFT)).defer("document__content")[:MOST]),
        invites=can(request.actor, "people.invite"),
        contacts=[(region, told.get(region.pk)) for region in regions_within(request.actor)],
    )
