"""What every answer says about itself: run nothing, load from here only, be framed nowhere."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase

# Hardly a page runs a script and none carries a style of its own, so neither is let in.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "font-src 'self'",
        "img-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

# For the few pages that do: our own files only, and what those ask of us.
CONTENT_SECURITY_POLICY_WITH_SCRIPTS = f"{CONTENT_SECURITY_POLICY}; script-src 'self'; connect-src 'self'"

HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # A question may hold a patient's age and illness: it must not follow to another site.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def with_scripts(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Lets the page of a view run scripts that we serve as files. Never those that stand in the page."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **named: Any) -> HttpResponseBase:
        response = view(request, *args, **named)
        response.headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY_WITH_SCRIPTS
        return response

    return answer


class SecurityHeaders:
    """Middleware: sets HEADERS on every answer that has not set them itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if "frame-ancestors 'none'" not in response.headers["Content-Security-Policy"]:
            # The older header knows only «nobody»; browsers that read the newer one need no other.
            del response.headers["X-Frame-Options"]
        return response
