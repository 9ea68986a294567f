"""What waits for the one who is signed in, and what of it is new."""

from collections.abc import Callable, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nhv.accounts.desk import Part, desk
from nhv.records import clock
from nhv.specification.deadlines import SWEDEN
from nhv.website.requests import SignedIn


def show_desk(request: SignedIn) -> HttpResponse:
    """Everything that somebody has to do something about, by kind. Forty-one queries at most."""
    return desk_page(request, "officer/desk.html", title=_("Att göra"))


Parts = list[tuple[Part, list[Any]]]


def desk_page(
    request: SignedIn, template: str, *, arrange: Callable[[Parts], Parts] = lambda parts: parts, **more: object
) -> HttpResponse:
    """A page of the parts that are for this person, as they stand or as they are to be arranged."""
    now = timezone.now()
    parts = arrange(desk(request.actor, now))
    page = {
        "parts": [(part.name, f"desk/{part.name}.html", records) for part, records in parts],
        "now": now,
        # Before the close it is noted who reads an application: said where it is linked.
        "earliest": clock.earliest(now),
        "news": _news(parts, now),
        **more,
    }
    return render(request, template, page)


def _news(parts: Sequence[tuple[Part, list[Any]]], now: datetime) -> list[tuple[str, str]]:
    """What of the records shown has come since yesterday began: each part's name, where it stands on the page, and
    a phrase."""
    yesterday = timezone.localdate(now, SWEDEN) - timedelta(days=1)
    since = datetime.combine(yesterday, time.min, SWEDEN)
    counted = [(part, sum(getattr(one, part.came) >= since for one in records)) for part, records in parts if part.came]
    return [(part.name, ngettext(*part.words, number) % {"number": number}) for part, number in counted if number]
