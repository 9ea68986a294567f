"""The time of receipt: when the last byte of what somebody sent has been read.

Everything that takes time comes after: validation, sessions, locks, scanning. What a deadline is compared with must not
depend on how busy we are.
"""

import codecs
import errno
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from django.shortcuts import render

from nhv.website.client_address import is_trusted
from nhv.website.errors import bad_request
from nhv.website.requests import Received

METHODS = ("POST", "PUT", "PATCH", "DELETE")
# How far a trusted proxy's clock is believed: it has read the whole request before it sends it on to us.
BELIEVED = timedelta(seconds=30)
_FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")


class Arrival:
    """Middleware: reads the whole of what is sent and sets `request.received_at` (UTC). Stands before all that reads.

    Answers 413 without keeping anything when more is sent than is taken, 411 when its length is not said, and 507 when
    there is no room for it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in METHODS:
            return self.get_response(request)
        status = _refused_unread(request)
        if status is None:
            try:
                cast(Received, request).received_at = _read(request)
            except RequestDataTooBig:
                status = 413
            except OSError as error:
                if error.errno in (errno.ENOSPC, errno.EDQUOT):
                    status = 507
                elif isinstance(error, UnreadablePostError):
                    return bad_request(request, error)
                else:
                    raise
        if status is not None:
            _throw_away(request)
            most = settings.MOST_FILE_BYTES // 1_048_576
            return render(request, "public/not_received.html", {"status": status, "most": most}, status=status)
        return self.get_response(request)


class _Watched:
    """A stream that remembers when it last gave something, and how much in all."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self.last: datetime | None = None
        self.size = 0

    def read(self, *size: int) -> bytes:
        return self._note(self._stream.read(*size))

    def readline(self, *size: int) -> bytes:
        return self._note(self._stream.readline(*size))

    def close(self) -> None:
        self._stream.close()

    def _note(self, data: bytes) -> bytes:
        if data:
            self.last = datetime.now(UTC)
            self.size += len(data)
        return data


def _refused_unread(request: HttpRequest) -> int | None:
    if "chunked" in request.META.get("HTTP_TRANSFER_ENCODING", "").casefold():
        return 411
    return 413 if _length(request) > settings.MOST_REQUEST_BYTES else None


def _throw_away(request: HttpRequest) -> None:
    """Read on without keeping it: a browser that is still sending shows its own words about a lost connection, and not
    the page that says what to do. Who sends beyond all reason is not read at all."""
    stream: Any = request
    if _length(request) <= 4 * settings.MOST_REQUEST_BYTES:
        with suppress(OSError):
            while stream._stream.read(1 << 16):
                pass


def _read(request: HttpRequest) -> datetime:
    """Read all of it, as a form into its fields and files, and give when its last byte was there."""
    if request.encoding and codecs.lookup(request.encoding).name != "utf-8":
        # In other codes a sender can write halves of characters, which no page and no database can hold.
        raise BadRequest("a form is sent in UTF-8")
    stream: Any = request
    watched = _Watched(stream._stream)
    stream._stream = watched
    _ = request.POST if request.content_type in _FORMS else request.body
    read = datetime.now(UTC)
    if watched.size < _length(request):
        raise UnreadablePostError("the sender stopped before the end")
    return _said_by_proxy(request, read) or watched.last or read


def _said_by_proxy(request: HttpRequest, now: datetime) -> datetime | None:
    """When a proxy we trust had read the last byte, by the header it writes over: seconds since 1970, with decimals."""
    if not settings.ARRIVAL_HEADER or not is_trusted(request.META.get("REMOTE_ADDR", "")):
        return None
    try:
        seconds = float(request.headers.get(settings.ARRIVAL_HEADER, ""))
        said = datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return said if now - BELIEVED <= said <= now else None


def _length(request: HttpRequest) -> int:
    try:
        return max(int(request.META.get("CONTENT_LENGTH") or 0), 0)
    except ValueError:
        return 0
