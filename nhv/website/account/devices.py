"""Browsers in which somebody has signed in before: a stranger's wrong guesses are not counted as theirs."""

import hashlib
import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from nhv.language.addresses import one_address

_SALT = "nhv device"
# No address is longer (RFC 5321).
MOST_LOGIN = 254
_SECONDS = 180 * 24 * 60 * 60


def knows(request: HttpRequest, account: str) -> str:
    """The name of this browser, when that account has been signed in to in it; else nothing."""
    try:
        name, whose = signing.loads(request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""), salt=_SALT, max_age=_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    return str(name) if whose == _digest(account) else ""


def note_tried(request: HttpRequest, account: str) -> None:
    """Which account this request tries to open, for whoever counts what it tries."""
    request.tried_account = account  # type: ignore[attr-defined]  # a note on the request


def tried_account(request: HttpRequest) -> str:
    """The account that this request tries to open; of a form for signing in that nobody has looked at yet the one that
    is written in it."""
    noted = getattr(request, "tried_account", "")
    return str(noted) or one_address(request.POST.get("login", "")[:MOST_LOGIN])


def remember(response: HttpResponse, request: HttpRequest, account: str) -> None:
    """From now on the browser is known as one of this account's. No address stands in the cookie."""
    account = account.strip().lower()
    said = [knows(request, account) or secrets.token_hex(8), _digest(account)]
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        signing.dumps(said, salt=_SALT),
        max_age=_SECONDS,
        secure=settings.SECURE,
        httponly=True,
        samesite="Lax",
    )


def _digest(account: str) -> str:
    return hashlib.sha256(f"{settings.SECRET_KEY}:{account}".encode()).hexdigest()[:32]
