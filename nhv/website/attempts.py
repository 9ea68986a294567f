"""Every refusal on its way out is counted, in one place: see nhv/accounts/attempts.py."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.signals import user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse

from nhv.accounts import attempts
from nhv.rules.alarms import Kind
from nhv.website.client_address import client_address

BY_STATUS: dict[int, Kind] = {
    400: "unreadable",
    401: "provider_refused",
    403: "not_allowed",
    408: "not_received",
    411: "not_received",
    413: "not_received",
    429: "throttled",
}


class CountsRefusals:
    """Middleware: counts what is answered with a refusal. A page that knows better of what kind it is says so
    (`as_attempt`)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        kind: Kind | None = getattr(response, "attempt", None) or BY_STATUS.get(response.status_code)
        if kind:
            count(request, kind)
        return response


def as_attempt(response: HttpResponse, kind: Kind) -> HttpResponse:
    """The response, counted as this."""
    response.attempt = kind  # type: ignore[attr-defined]  # a note on a response
    return response


def count(request: HttpRequest | None, kind: Kind) -> None:
    """Count an attempt by who sends this request."""
    if request is None:
        return
    # What is refused before anybody has asked who it is has no user.
    user = getattr(request, "user", None)
    who = f"user:{user.pk}" if user is not None and user.is_authenticated else ""
    attempts.note(kind, who or attempts.sender_of(client_address(request)))


@receiver(user_login_failed)
def _wrong_password(request: HttpRequest | None = None, **_named: Any) -> None:
    count(request, "wrong_password")
