"""409 for a form that was sent before with something else in it: what came first and what came now, side by side."""

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from nhv.register.models import Organisation
from nhv.rules.refusals import OtherContent
from nhv.specification.deadlines import SWEDEN
from nhv.website.refusals import in_readers_words
from nhv.website.requests import came_from
from nhv.website.unsent.drawn import shows_what_was_sent
from nhv.website.unsent.filling import MACHINERY
from nhv.website.words import CARRIED

# What a form carries as a mark of its own: that it differs says something, how it is written does not.
_MARKS = {"revision", "answers", "files", "address"}
_ORGANISATIONS = {"organisation", "place"}
_WRITTEN = {"question", "text", "late_because", "why", "title", "instructions"}


@dataclass(frozen=True)
class Row:
    """What is called so, as it came first and as it came now."""

    name: str
    first: str
    now: str


def other_content(request: HttpRequest, said: OtherContent) -> HttpResponse:
    """The page. Where the first content is not kept, as of a form that nobody was signed in for, only what came now can
    be shown, and not what differs."""
    is_kept = bool(said.first)
    own = [Row(*shown) for name, *_both in said.differing if (shown := said.shown.get(name)) and shown[0]]
    known = CARRIED.keys() - said.shown.keys()
    if "address" in said.now:
        known = said.now.keys() - said.shown.keys() - (MACHINERY - _MARKS)
    named = [(name, *both) for name, *both in said.differing if name in known]
    page: dict[str, Any] = {
        "reason": in_readers_words(said),
        "rows": own + [Row(_called(name), *_pair(name, *both)) for name, *both in named if name not in _MARKS],
        "also": [_called(name) for name, *_both in named if name in _MARKS and is_kept],
        "is_kept": is_kept,
        "back": came_from(request),
    }
    return shows_what_was_sent(render(request, "signed_in/other_content.html", page, status=409))


def _called(name: str) -> str:
    """What the thing is called; where the form itself was not met, its fields have no names that people know."""
    return str(CARRIED.get(name) or _("Ett fält i formuläret"))


def _pair(name: str, first: str, now: str) -> tuple[str, str]:
    if name in _WRITTEN:
        return first, now
    said = [_in_words(text) for text in (first, now)]
    if name in _ORGANISATIONS:
        names = dict(Organisation.objects.filter(key__in=said).values_list("key", "name"))
        said = [names.get(key, key) for key in said]
    return said[0], said[1]


def _in_words(text: str) -> str:
    """What a form carried that nobody wrote, as people write it: days, yes and no."""
    try:
        value: Any = json.loads(text)
    except (ValueError, RecursionError):
        return text
    match value:
        case bool():
            return str(_("Ja") if value else _("Nej"))
        case None:
            return ""
        case str():
            return _moment(value)
        case _:
            return text


def _moment(text: str) -> str:
    """A day, an hour or both, as Swedes have them; else what stands."""
    with suppress(ValueError):
        return date_format(date.fromisoformat(text), "j F Y")
    with suppress(ValueError):
        return f"{time.fromisoformat(text):%H.%M}"
    with suppress(ValueError):
        moment = datetime.fromisoformat(text)
        return date_format(timezone.localtime(moment, SWEDEN), "j F Y H.i") if timezone.is_aware(moment) else text
    return text
