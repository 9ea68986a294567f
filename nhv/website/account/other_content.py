"""409 for a form that was sent before with something else in it: what came first and what came now, side by side."""

import json
from dataclasses import dataclass
from datetime import date, datetime
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
from nhv.website.words import CARRIED

# What a form carries as a mark of its own: that it differs says something, how it is written does not.
_MARKS = {"revision", "answers", "files"}
_ORGANISATIONS = {"organisation", "place"}
_WRITTEN = {"question", "text", "late_because", "why", "title", "instructions"}


@dataclass(frozen=True)
class Row:
    """What is called so, as it came first and as it came now."""

    name: str
    first: str
    now: str


def other_content(request: HttpRequest, said: OtherContent) -> HttpResponse:
    """The page."""
    named = [(name, first, now) for name, first, now in said.differing if name in CARRIED]
    page: dict[str, Any] = {
        "reason": in_readers_words(said),
        "rows": [Row(str(CARRIED[name]), *_pair(name, first, now)) for name, first, now in named if name not in _MARKS],
        "also": [CARRIED[name] for name, _first, _now in named if name in _MARKS],
        "back": came_from(request),
    }
    return render(request, "signed_in/other_content.html", page, status=409)


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
    for kind in (date, datetime):
        try:
            moment = kind.fromisoformat(text)
        except ValueError:
            continue
        if isinstance(moment, datetime):
            return date_format(timezone.localtime(moment, SWEDEN), "j F Y H.i") if timezone.is_aware(moment) else text
        return date_format(moment, "j F Y")
    return text
