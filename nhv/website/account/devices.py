"""Browsers in which somebody has signed in before: a stranger's wrong guesses are not counted as theirs."""

import hashlib
import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

_SALT = "nhv device"
_SECONDS = 180 * 24 * 60 * 60


def knows(request: HttpRequest, account: str) -> str:
    """The name of this browser, when that account has been signed in to in it; else nothing."""
    try:
        name, whose = signing.loads(request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""), salt=_SALT, max_age=_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    return str(name) if whose == _digest(account) else ""


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
