"""One request on its way in: counted, timed, and refused as soon as it can be."""

import re
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from http.cookies import CookieError, SimpleCookie
from io import BytesIO

from django.conf import settings
from waitress.adjustments import Adjustments
from waitress.parser import HTTPRequestParser
from waitress.receiver import FixedStreamReceiver

from nhv.program.front.bounds import Bounds
from nhv.program.front.spool import Spool
from nhv.website.arrival import Refusal
from nhv.website.client_address import is_trusted, named_address

# What our sessions' keys look like. Whether one of them is alive is asked later, of the database.
_SESSION = re.compile(r"[a-z0-9]{32}")


class Incoming(HTTPRequestParser):
    """Waitress's reader of a request, which besides notes when the last byte came and why it is not received."""

    received_at: datetime | None = None
    refusal: Refusal | None = None
    _judged = False
    _is_closed = False
    _held = 0
    _address = ""

    def __init__(
        self, adjustments: Adjustments, *, peer: str, bounds: Bounds, spool: Spool, came_at: Callable[[], datetime]
    ) -> None:
        super().__init__(adjustments)
        self._peer, self._bounds, self._spool, self._came_at = peer, bounds, spool, came_at
        self._began = time.monotonic()

    @property
    def whose(self) -> str:
        """The address that waits for the answer; nobody's where only a proxy of ours is known, or nothing yet."""
        return "" if is_trusted(self._address) else self._address

    def received(self, data: bytes) -> int:
        """Take what has come. Gives how much of it was this request's; all of it, of one whose sender is gone."""
        if self._is_closed:
            return len(data)
        try:
            consumed: int = super().received(data)
        except OSError:
            # The disk that holds what is on its way is full, or worse.
            consumed = min(len(data), self.content_length - self.body_bytes_received)
            self.body_bytes_received += consumed
            self.refuse("no_room")
        if self.headers_finished and not self._judged and not self.error and not self.empty:
            self._judge()
        elif self._judged and self.refusal is None and not self._hold(consumed):
            self.refuse("too_much_at_once")
        if self.completed:
            self.received_at = self._came_at()
        return consumed

    def refuse(self, refusal: Refusal, *, at_once: bool = False) -> None:
        """Keep nothing of it, neither what has come nor what comes; it is answered when its end has come, or now."""
        self.refusal = refusal
        left = self.content_length - self.body_bytes_received
        self._let_go()
        self.expect_continue, expected = False, self.expect_continue
        if at_once or expected or left <= 0 or not self._bounds.is_read_on(self.content_length):
            # What may still come is not the next request.
            self.connection_close = left > 0
            self.completed, self.body_rcv = True, None
        else:
            self.body_rcv = FixedStreamReceiver(left, _Nowhere())

    def is_too_slow(self) -> bool:
        """Whether its sender has had the time that there is."""
        seconds = time.monotonic() - self._began
        if not self.headers_finished:
            return seconds > self._bounds.header_seconds
        return self._bounds.is_too_slow(seconds, self.body_bytes_received)

    def close(self) -> None:
        """Let go of all that is held for it: it has been served, or its sender is gone."""
        self._is_closed = True
        self._let_go()

    def _judge(self) -> None:
        self._judged = True
        self._address = named_address(self._peer, self.headers.get("X_FORWARDED_FOR", ""))
        if self.chunked:
            self.content_length = self._bounds.request
            self.refuse("length_unsaid", at_once=True)
        elif self.content_length > self._bounds.request:
            self.refuse("too_much")
        elif self.content_length > self._bounds.stranger and not self._has_session():
            self.refuse("signed_out")

    def _has_session(self) -> bool:
        try:
            cookie = SimpleCookie(self.headers.get("COOKIE", "")).get(settings.SESSION_COOKIE_NAME)
        except CookieError:
            return False
        return cookie is not None and _SESSION.fullmatch(cookie.value) is not None

    def _hold(self, size: int) -> bool:
        if not self._spool.take(self._address, size):
            return False
        self._held += size
        return True

    def _let_go(self) -> None:
        if self.body_rcv is not None:
            with suppress(OSError):
                self.body_rcv.getbuf().close()
        if self._held:
            self._spool.give_back(self._address, self._held)
            self._held = 0


class _Nowhere:
    """Where what is not kept is written. As waitress's own buffer."""

    def append(self, data: bytes) -> None:
        """Forgets it."""

    def getfile(self) -> BytesIO:
        """Nothing."""
        return BytesIO()

    def close(self) -> None:
        """There is nothing to close."""

    def __len__(self) -> int:
        return 0
