"""Every form that is drawn for somebody signed in says, under our seal, for whom and on which page.

So a form that comes too late (its session has ended, or another has begun) is still known as one of ours: whose it is,
and where it stood. Without such a sign nothing of what is sent is kept.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase

NAME = "drawn_for"
_SALT = "nhv drawn form"
# A tab that was left open over a long weekend.
_SECONDS = 7 * 24 * 60 * 60
_LONGEST_ADDRESS = 1_000

R = TypeVar("R", bound=HttpResponseBase)


@dataclass(frozen=True)
class Drawn:
    """For whom a form was drawn, and on which page. `sign` is what it carried, and no other form does."""

    user_id: int
    page: str
    sign: str


def sign(request: HttpRequest) -> str:
    """What a form on this page carries; nothing for who is not signed in."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return ""
    # A form that is drawn again, in answer to what was sent, stands where it first stood.
    before = drawn(request) if request.method == "POST" else None
    page = before.page if before is not None and before.user_id == user.pk else request.get_full_path()
    # Two tabs, and two forms of one page, may be drawn within the same second.
    return signing.dumps([user.pk, page[:_LONGEST_ADDRESS], secrets.token_urlsafe(6)], salt=_SALT)


def drawn(request: HttpRequest) -> Drawn | None:
    """For whom the form that was sent was drawn; nothing when it is none of ours, or too old."""
    carried = request.POST.get(NAME, "")
    try:
        user_id, page, *_one = signing.loads(carried, salt=_SALT, max_age=_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Drawn(user_id, page, carried)


def is_drawn_for_another(request: HttpRequest) -> bool:
    """Whether the form that was sent was drawn for somebody else than who is signed in now."""
    found = drawn(request) if request.method == "POST" else None
    return found is not None and found.user_id != request.user.pk


def not_received(response: R) -> R:
    """The response, marked: what was sent has not been received, though it does not look like a refusal."""
    response.not_received = True  # type: ignore[attr-defined]  # a note on a response
    return response


def shows_what_was_sent(response: R) -> R:
    """The response, marked: it refuses, and shows itself what was sent."""
    response.shows_what_was_sent = True  # type: ignore[attr-defined]  # a note on a response
    return response


def is_refused(response: HttpResponseBase) -> bool:
    """Whether what was sent has not been received."""
    return response.status_code >= 400 or getattr(response, "not_received", False)


def key_of(request: HttpRequest) -> str:
    """The key under which this browser's forms wait; nothing when none does."""
    key = request.COOKIES.get(settings.UNSENT_COOKIE_NAME, "")
    return key if 20 <= len(key) <= 100 and key.isascii() else ""


def saved_but_for(response: R, questions: Mapping[str, int]) -> R:
    """The answer to a form that is saved while one writes: all of it is, but for these questions, each with the
    revision that its field is of."""
    response.not_kept = questions  # type: ignore[attr-defined]
    return response
