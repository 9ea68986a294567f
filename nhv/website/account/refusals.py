"""When somebody may not: said in words, with whom to ask."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nhv.rules.access import roles_with
from nhv.rules.refusals import OtherContent
from nhv.website.refusals import NOT_DONE, in_readers_words
from nhv.website.words import CARRIED, ROLES


def may_not(request: HttpRequest, activity: str) -> HttpResponse:
    """403: who may, in words."""
    page = {"roles": [ROLES[role] for role in roles_with(activity)]}
    return render(request, "signed_in/may_not.html", page, status=403)


def refused(request: HttpRequest, reason: str, *, status: int = 403) -> HttpResponse:
    """403 with the sentence of a Refused, for pages that have no form to show it in."""
    return render(request, "signed_in/may_not.html", {"reason": reason}, status=status)


class SaysWhyNotDone:
    """Middleware: 409 with the sentence, where a page has no place of its own for an act that was not done."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page instead of an error, for what an act has put in words."""
        if isinstance(exception, OtherContent):
            return other_content(request, exception)
        if isinstance(exception, NOT_DONE):
            return refused(request, in_readers_words(exception), status=409)
        return None


def other_content(request: HttpRequest, said: OtherContent) -> HttpResponse:
    """409 for a form that was sent before with something else in it: both are said."""
    rows = [(CARRIED.get(name, name), first, now) for name, first, now in said.differing if name in CARRIED]
    page = {"reason": in_readers_words(said), "rows": rows}
    return render(request, "signed_in/other_content.html", page, status=409)


def signed_out(request: HttpRequest) -> HttpResponse:
    """403 for a form sent by somebody who is signed out: the browser keeps what was written, and can send it again."""
    return render(request, "account/signed_out.html", status=403)


def form_too_old(request: HttpRequest, reason: str = "", **_named: Any) -> HttpResponse:
    """403 when a form does not carry the sign that we gave it: it is old, or it was sent from elsewhere."""
    return render(request, "account/form_too_old.html", status=403)
