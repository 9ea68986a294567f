"""/regionens-vecka/: all that a region's coordinator follows, on one page."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, cast

from django.http import HttpResponse
from django.utils.translation import gettext as _

from nhv.accounts.access import can
from nhv.accounts.desk import MOST
from nhv.filings.queries import own_filings
from nhv.filings.states import FilingState
from nhv.process.week import KIND
from nhv.register.contacts import contacts
from nhv.website.applications.pages import PAGES
from nhv.website.filings.own.handed import handed_over
from nhv.website.officer.desk import Parts, desk_page
from nhv.website.region.contact import regions_within
from nhv.website.requests import SignedIn


def show_week(request: SignedIn) -> HttpResponse:
    """What is open, written, sent, old and to be reported: first what has a last day, the nearest first. Sixty-two
    queries at most, however much there is."""
    told, until = contacts(), dict[str, datetime]()
    mine = own_filings(request.actor, kind=KIND).exclude(state=FilingState.WITHDRAWN)
    return desk_page(
        request,
        "region/week.html",
        title=_("Regionens vecka"),
        arrange=lambda parts: _by_last_day(parts, until),
        until=until,
        begun=dict(mine.order_by().values_list("about", "key")),
        handed=handed_over(cast("Any", mine.filter(state=FilingState.DRAFT)).defer("document__content")[:MOST]),
        invites=can(request.actor, "people.invite"),
        contacts=[(region, told.get(region.pk)) for region in regions_within(request.actor)],
    )


# The first instant that is too late for what waits for the region itself; nothing of what it has done.
_CLOSES: Mapping[str, Callable[[Any], datetime | None]] = {
    "week_permits": lambda one: one.closes_at,
    "week_calls": lambda one: one.closes_at,
    "week_completions": lambda one: one.closes_at,
    "week_hearings": lambda one: one.closes_at,
    "week_owed": lambda one: None if one.is_received else one.closes_at,
}


def _by_last_day(parts: Parts, until: dict[str, datetime]) -> Parts:
    """Those where something has a last day first, the nearest first, and the rest as they stand. `until` is filled with
    the last day of each draft, by its key. One query where there are drafts."""
    drafts = next((records for part, records in parts if part.name == "week_drafts"), [])
    until |= PAGES.closings(drafts) if drafts else {}
    drafts.sort(key=lambda one: until.get(one.key, _NEVER))
    closes: Mapping[str, Callable[[Any], datetime | None]] = {
        **_CLOSES,
        "week_drafts": lambda one: until.get(one.key),
    }

    def nearest(each: tuple[Any, list[Any]]) -> datetime:
        part, records = each
        found = [at for one in records if part.name in closes and (at := closes[part.name](one))]
        return min(found, default=_NEVER)

    return sorted(parts, key=nearest)


_NEVER = datetime.max.replace(tzinfo=UTC)
