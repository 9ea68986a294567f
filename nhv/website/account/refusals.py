"""When somebody may not: said in words, with whom to ask."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nhv.records import room
from nhv.rules.access import roles_with
from nhv.rules.refusals import NoRoom, OtherContent
from nhv.website.account.other_content import other_content
from nhv.website.attempts import as_attempt
from nhv.website.errors import no_room
from nhv.website.refusals import NOT_DONE, in_readers_words, status_of
from nhv.website.words import ROLES


def may_not(request: HttpRequest, activity: str) -> HttpResponse:
    """403: who may, in words."""
    page = {"roles": [ROLES[role] for role in roles_with(activity)]}
    return render(request, "signed_in/may_not.html", page, status=403)


def refused(request: HttpRequest, reason: str, *, status: int = 403) -> HttpResponse:
    """403 with the sentence of a Refused, for pages that have no form to show it in."""
    return render(request, "signed_in/may_not.html", {"reason": reason}, status=status)


class SaysWhyNotDone:
    """Middleware: the sentence, where a page has no place of its own for an act that was not done (409, or 503 when the
    server could not); and 503, whatever page it is, when there was no room to keep something."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        room.forget_met()
        response = self.get_response(request)
        if not room.has_met_full() or response.status_code >= 500:
            return response
        if 300 <= response.status_code < 400:
            return no_room(request)
        # The form with all that was typed, and why it is not kept.
        response.status_code = 503
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page instead of an error, for what an act has put in words."""
        if isinstance(exception, OtherContent):
            return other_content(request, exception)
        if isinstance(exception, NoRoom) or room.is_want_of_room(exception):
            return no_room(request)
        if isinstance(exception, NOT_DONE):
            return refused(request, in_readers_words(exception), status=status_of(exception))
        return None


def signed_out(request: HttpRequest) -> HttpResponse:
    """403 for a form sent by somebody who is signed out."""
    return render(request, "account/signed_out.html", status=403)


def form_too_old(request: HttpRequest, reason: str = "", **_named: Any) -> HttpResponse:
    """403 when a form does not carry the sign that we gave it: it is old, or it was sent from elsewhere."""
    return as_attempt(render(request, "account/form_too_old.html", status=403), "forged_form")
