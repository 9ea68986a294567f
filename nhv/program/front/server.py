"""The loop of one process: waitress's own, with our bounds, lanes and a good ending."""

import logging
import os
import resource
import socket
import time
from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from typing import Any

from waitress import wasyncore
from waitress.channel import HTTPChannel
from waitress.server import TcpWSGIServer
from waitress.task import WSGITask

from nhv.program.front.bounds import Bounds
from nhv.program.front.incoming import Incoming
from nhv.program.front.lanes import Lanes, lane_of
from nhv.program.front.spool import Spool
from nhv.program.front.stamps import ask_for_stamps, received, stamp
from nhv.records import clock
from nhv.website.arrival import ARRIVED, REFUSED
from nhv.website.client_address import is_trusted

_MEGABYTE = 1_048_576


class Task(WSGITask):
    """Answers one request by the application, which is told what the front knows."""

    request: Incoming

    def execute(self) -> None:
        if self.request.connection_close:
            self.set_close_on_finish()
            self.channel.leaves_unread = self.request.refusal is not None
        super().execute()

    def get_environment(self) -> dict[str, Any]:
        environ: dict[str, Any] = super().get_environment()
        environ["wsgi.multiprocess"] = True
        environ[ARRIVED] = self.request.received_at
        if self.request.refusal is not None:
            environ[REFUSED], environ["CONTENT_LENGTH"] = self.request.refusal, "0"
        return environ


class Channel(HTTPChannel):
    """One connection."""

    task_class = Task
    server: "Server"
    request: Incoming | None
    will_close: bool
    came_at: datetime
    # What is refused unread may still be on its way.
    leaves_unread = False
    _lingers_since: float | None = None

    def __init__(self, server: "Server", sock: socket.socket, addr: Any, adj: Any, map: Any = None) -> None:
        self._whose = addr[0]
        super().__init__(server, sock, addr, adj, map=map)
        self.parser_class = partial(
            Incoming, peer=addr[0], bounds=server.bounds, spool=server.spool, came_at=lambda: self.came_at
        )
        self.came_at = datetime.now(UTC)
        ask_for_stamps(sock)

    def recv(self, buffer_size: int) -> bytes:
        """As waitress's own, and notes when the last of it came."""
        try:
            data, noted = received(self.socket, buffer_size)
        except (ConnectionError, InterruptedError):
            data = b""
        if not data:
            self.handle_close()
            return b""
        self.came_at = stamp(noted, not_before=self.server.not_before, now=datetime.now(UTC))
        clock.note()
        return data

    def readable(self) -> bool:
        """Whether more is read: as waitress's own, and to the end where an answer must arrive before we close."""
        return self._lingers_since is not None or bool(super().readable())

    def writable(self) -> bool:
        """Whether there is something to say. When all is said, nothing."""
        return self._lingers_since is None and bool(super().writable())

    def received(self, data: bytes) -> bool:
        """Take what has come, unless it belongs to what was refused."""
        return self._lingers_since is None and bool(super().received(data))

    def look_at_the_clock(self, now: float) -> None:
        """End what has been sent too slowly: with a page when there is an address to answer about."""
        if self._lingers_since is not None:
            if now - self._lingers_since > self._bounds.linger_seconds:
                self.handle_close()
            return
        with self.requests_lock:
            if self.requests or self.will_close or self.close_when_flushed:
                return
            if self.request is None:
                # The first request of a connection has the time of its headers; between two it may rest for longer.
                if self.last_activity == self.creation_time and now - self.creation_time > self._bounds.header_seconds:
                    self.will_close = True
            elif self.request.is_too_slow():
                self._give_up(self.request)

    @property
    def is_busy(self) -> bool:
        """Whether something is on its way in or out, or being worked on."""
        return bool(self.requests or self.request or self.total_outbufs_len or self.close_when_flushed)

    def handle_close(self) -> None:
        """The sender is gone, or done with: nothing is held any longer. Where something of theirs was left unread, we
        say that we are done and read on for a while: closing at once, the network would throw away our answer too."""
        # A sender that has gone at the same moment has taken the socket with it.
        if self.will_close and self.leaves_unread and self._lingers_since is None and self.socket is not None:
            self.will_close, self._lingers_since = False, time.time()
            with suppress(OSError):
                self.socket.shutdown(socket.SHUT_WR)
                return
        # It stays, closed: waitress may be in the middle of it, where what it said to the sender did not arrive.
        if self.request is not None:
            self.request.close()
        super().handle_close()

    def add_channel(self, map: Any = None) -> None:
        """Counts the connection as its address's."""
        super().add_channel(map)
        self.server.connections_of[self._whose] += 1

    def del_channel(self, map: Any = None) -> None:
        """And no longer."""
        if self._fileno in self.server.active_channels:
            self.server.connections_of[self._whose] -= 1
        super().del_channel(map)

    def _give_up(self, slow: Incoming) -> None:
        self.request = None
        if slow.headers_finished:
            slow.refuse("too_slow", at_once=True)
            self.requests.append(slow)
            self.server.add_task(self)
        else:
            slow.close()
            self.will_close = True

    @property
    def _bounds(self) -> Bounds:
        return self.server.bounds


class Server(TcpWSGIServer):
    """Serves one process's share of what comes to a socket that is listened to already, until it is told to stop."""

    channel_class = Channel

    def __init__(self, application: Any, listening: socket.socket, bounds: Bounds) -> None:
        self.bounds, self.spool = bounds, Spool(bounds)
        self.connections_of: Counter[str] = Counter()
        self._parent = os.getppid()
        self._began = self.not_before = datetime.now(UTC)
        self._stop_at: float | None = None
        super().__init__(
            application,
            _sock=listening,
            bind_socket=False,
            sockinfo=(listening.family, listening.type, listening.proto, listening.getsockname()),
            dispatcher=Lanes(lane_of, lambda incoming: incoming.whose),
            adj=_adjustments(bounds),
        )
        # Where we really listen: that is what the buttons of a demonstration ask.
        self.server_name = listening.getsockname()[0]

    def serve(self) -> None:
        """Serve until told to stop. Then nobody new is let in, and those who are being served have a while more."""
        while not self._is_done():
            # What is read now was not there when we looked the last time.
            self.not_before, self._began = self._began, datetime.now(UTC)
            wasyncore.loop(timeout=1, use_poll=True, map=self._map, count=1)
        for channel in list(self.active_channels.values()):
            channel.handle_close()
        self.task_dispatcher.shutdown(timeout=0.5)

    def handle_accept(self) -> None:
        """Let somebody in, unless that address has as many connections as one may have. Proxies bring many."""
        try:
            taken = self.accept()
        except OSError:
            return
        if taken is None:
            return
        connection, address = taken
        if self.connections_of[address[0]] >= self.bounds.connections_of_one and not is_trusted(address[0]):
            connection.close()
            return
        self.set_socket_options(connection)
        self.channel_class(self, connection, address, self.adj, map=self._map)

    def maintenance(self, now: float) -> None:
        """Every second: who is too slow, who has rested too long, and whether we are still wanted."""
        super().maintenance(now)
        for channel in list(self.active_channels.values()):
            channel.look_at_the_clock(now)
        if os.getppid() != self._parent:
            self.stop()

    def stop(self) -> None:
        """The order to stop, from a signal or another thread."""
        if self._stop_at is None:
            self._stop_at = time.monotonic() + self.bounds.stop_seconds
            self.accepting = False
            self.pull_trigger()

    def _is_done(self) -> bool:
        if self._stop_at is None:
            return False
        busy = any(channel.is_busy for channel in self.active_channels.values())
        return not busy or time.monotonic() > self._stop_at


def _adjustments(bounds: Bounds) -> Any:
    from waitress.adjustments import Adjustments

    files, _hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    return Adjustments(
        ident=None,
        # X-Forwarded-For is judged by the website, which knows the proxies.
        clear_untrusted_proxy_headers=False,
        recv_bytes=65_536,
        # What is more goes to disk: the longest form of a stranger stays in memory.
        inbuf_overflow=65_536,
        # A page goes out of memory to a file, never to a thread that waits for its reader.
        outbuf_high_watermark=256 * _MEGABYTE,
        max_request_header_size=bounds.header_bytes,
        # Waitress's own bound answers in English; ours has said no long before.
        max_request_body_size=1 << 62,
        # A connection may have a file on its way in and one on its way out.
        connection_limit=max(min(bounds.connections, files // 3), 16),
        cleanup_interval=1,
        channel_timeout=60,
        log_socket_errors=False,
        asyncore_use_poll=True,
    )


logging.getLogger("waitress.queue").setLevel(logging.ERROR)
