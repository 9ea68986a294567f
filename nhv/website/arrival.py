"""The time of receipt: when the last byte of what somebody sent was here.

The front (nhv/program/front) has taken in the whole of it and says when; everything that takes time comes after:
validation, sessions, locks, scanning. What a deadline is compared with must not depend on how busy we are.
"""

import codecs
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Literal, cast
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from django.shortcuts import render

from nhv.language.numbers import whole_number
from nhv.records import room
from nhv.website.account.refusals import signed_out
from nhv.website.api.problems import is_for_programs, problem
from nhv.website.client_address import is_trusted
from nhv.website.errors import bad_request
from nhv.website.form_bytes import CODEC
from nhv.website.part_heads import Watched
from nhv.website.reading import CutShort, NotUtf8, Unreadable
from nhv.website.requests import Received
from nhv.website.unsent.large import WordsAlone

METHODS = ("POST", "PUT", "PATCH", "DELETE")
# No queue is so long: a clock that is further behind is no clock.
SANE = timedelta(days=1)
_FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")

# What the front puts on the environment of a request. No header can: theirs begin with HTTP_.
ARRIVED, REFUSED = "nhv.arrived", "nhv.refused"
Refusal = Literal["length_unsaid", "too_much", "too_much_at_once", "too_slow", "no_room", "signed_out"]
STATUS: dict[Refusal, int] = {
    "length_unsaid": 411,
    "too_much": 413,
    "too_much_at_once": 503,
    "too_slow": 408,
    "no_room": 507,
    "signed_out": 403,
}


class Arrival:
    """Middleware: reads the whole of what is sent and sets `request.received_at` (UTC). Stands before all that reads.

    What is refused (by the front, or here) is answered with its page and kept nowhere.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        refusal: Refusal | None = request.META.get(REFUSED)
        if refusal is None and request.method in METHODS:
            try:
                refusal = _refusal(request)
                if refusal is None:
                    refusal = _receive(request)
                elif refusal == "signed_out":
                    _read_words(request)
            except (UnreadablePostError, Unreadable) as error:
                return bad_request(request, error)
        return self.get_response(request) if refusal is None else not_received(request, refusal)


def not_received(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The page that says why what was sent is not here, and what to do; of a program's address no page."""
    if is_for_programs(request):
        return _told_a_program(request, refusal)
    if refusal == "signed_out":
        return signed_out(request)
    most = settings.MOST_FILE_BYTES // 1_048_576
    page = render(request, "public/not_received.html", {"refusal": refusal, "most": most}, status=STATUS[refusal])
    if refusal == "too_much_at_once":
        page.headers["Retry-After"] = "30"
    return page


def _told_a_program(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Nobody signs in there: what is too long without a session is too long."""
    status = 413 if refusal == "signed_out" else STATUS[refusal]
    bytes_read = settings.MOST_STRANGER_BYTES if refusal == "signed_out" else settings.MOST_REQUEST_BYTES
    told = {
        "length_unsaid": "Say in Content-Length how much is sent: chunks are not read.",
        "too_slow": "It came too slowly. Nothing of it was read.",
        "too_much_at_once": "Too much is being received at once. Send it again in half a minute.",
        "no_room": "There is no room on the server. Nothing was kept.",
    }.get(refusal, f"At most {bytes_read} bytes are read here. Send less at a time.")
    answer = problem(request, status, "Not received", told)
    if refusal == "too_much_at_once":
        answer.headers["Retry-After"] = "30"
    return answer


def _refusal(request: HttpRequest) -> Refusal | None:
    """Why it is not read. The front has asked the same, but only how a session's key looks."""
    if "chunked" in request.META.get("HTTP_TRANSFER_ENCODING", "").casefold():
        return "length_unsaid"
    length = _length(request)
    if length > settings.MOST_REQUEST_BYTES:
        return "too_much"
    if length > settings.MOST_STRANGER_BYTES and SESSION_KEY not in request.session:
        return "signed_out"
    return None


def _read_words(request: HttpRequest) -> None:
    """The words of a long form whose sender is signed out, for when they are back. No file is taken."""
    if request.content_type in _FORMS:
        request.upload_handlers = [WordsAlone(request)]
        with suppress(SuspiciousOperation):
            _receive(request, is_whole=False)


def _receive(request: HttpRequest, *, is_whole: bool = True) -> Refusal | None:
    """Read all of it, as a form into its fields and files, and note when its last byte was there."""
    if request.encoding and codecs.lookup(request.encoding).name != "utf-8":
        # In other codes a sender can write halves of characters, which no page and no database can hold.
        raise NotUtf8
    watched: Watched | None = None
    if request.content_type == _FORMS[0]:
        request.encoding = CODEC
        boundary = (request.content_params or {}).get("boundary", "").encode()
        # Where Django reads it from.
        request._stream = watched = Watched(request._stream, boundary)  # type: ignore[assignment]
    elif request.content_type == _FORMS[1]:
        _check_utf_8(request.body)
    try:
        _ = request.POST if request.content_type in _FORMS else request.body
        if is_whole and watched is not None and _length(request) and not watched.has_ended:
            raise CutShort
    except Unreadable:
        # Whoever asks for its fields from here on is told of none.
        request._mark_post_parse_error()  # type: ignore[attr-defined]  # as Django does for what it refuses itself
        raise
    except OSError as error:
        if room.is_want_of_room(error):
            return "no_room"
        raise
    arrived = request.META.get(ARRIVED) or datetime.now(UTC)
    cast(Received, request).received_at = _said_by_proxy(request, arrived) or arrived
    return None


def _check_utf_8(body: bytes) -> None:
    """Raises NotUtf8. What parts the fields is ASCII, so all of it is UTF-8 when each of them is."""
    try:
        unquote_to_bytes(body).decode("utf-8")
    except UnicodeDecodeError:
        raise NotUtf8 from None


def _said_by_proxy(request: HttpRequest, arrived: datetime) -> datetime | None:
    """When a proxy we trust had read the last byte, by the header it writes over: seconds since 1970, with decimals.
    However long ago: it has read the whole request before it sends it on, and we may have been long about taking it."""
    if not settings.ARRIVAL_HEADER or not is_trusted(request.META.get("REMOTE_ADDR", "")):
        return None
    try:
        seconds = float(request.headers.get(settings.ARRIVAL_HEADER, ""))
        said = datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return said if arrived - SANE <= said <= arrived else None


def _length(request: HttpRequest) -> int:
    return whole_number(request.META.get("CONTENT_LENGTH") or "0", digits=100) or 0
