"""The front from outside: who waits for whom, what is held, what is refused, and when the last byte was here."""

import json
import socket
import tempfile
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.conf import settings
from django.test import override_settings

from nhv.program.front import lanes
from nhv.program.front import server as front
from nhv.program.front.bounds import Bounds, share
from nhv.program.front.stamps import stamp
from nhv.website.arrival import ARRIVED
from tests.program.front.conftest import WIDE, Running, fronted
from tests.support.faults import full, small_disk
from tests.support.patience import linger, until
from tests.support.raw import Raw, ask, connected, head, slow_bodies

COOKIE = f"Cookie: {settings.SESSION_COOKIE_NAME}={'a' * 32}\r\n"


def send(port: int, size: int, *, headers: str = "", path: str = "/") -> dict[str, Any]:
    """Send so many bytes and give what the application was told."""
    with connected(port) as raw:
        raw.send(head("POST", path, length=size, headers=headers) + b"x" * size)
        status, body = raw.answer()
    assert status == 200
    return dict(json.loads(body))


@pytest.mark.parametrize("number", [8, 64])
def test_nobody_waits_for_a_slow_body(running: Running, number: int) -> None:
    with slow_bodies(running.port, number) as slow:
        assert ask(running.port, "/")[0] == 200
        assert send(running.port, 5_000)["size"] == 5_000
        # They are really there, and no thread has met any of them.
        assert len(running.server.active_channels) >= number
        assert not slow[0].is_answered()
    assert running.application.began == ["/", "/"]


def test_a_server_whose_threads_read_would_be_held_by_one() -> None:
    """The control: the same slow body, and a server that reads it where it works."""

    class Quiet(WSGIRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:
            pass

    def application(environ: dict[str, Any], start: Any) -> list[bytes]:
        environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"] or 0))
        start("200 OK", [])
        return [b""]

    import threading

    with make_server("127.0.0.1", 0, application, handler_class=Quiet) as server:
        serving = threading.Thread(target=server.serve_forever)
        serving.start()
        with slow_bodies(server.server_port, 1), connected(server.server_port) as raw:
            raw.send(head("GET", "/"))
            assert not raw.is_answered()
        server.shutdown()
        serving.join()


def held(running: Running, stack: ExitStack) -> list[Raw]:
    """As many forms as there are threads for them, each of an address of its own, at work and not done."""
    senders = [
        stack.enter_context(connected(running.port, from_address=f"127.0.0.{number + 2}"))
        for number in range(lanes.THREADS[lanes.SENT])
    ]
    for raw in senders:
        raw.send(head("POST", "/held/", length=2) + b"xx")
    until(lambda: running.application.began.count("/held/") == len(senders), else_say="they are not at work")
    return senders


def test_pages_do_not_wait_for_forms_that_are_being_worked_on(running: Running) -> None:
    with ExitStack() as stack:
        held(running, stack)
        assert ask(running.port, "/")[0] == 200
        assert ask(running.port, "/health/")[0] == 200


def test_in_one_lane_they_would_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control."""
    monkeypatch.setattr(front, "lane_of", lambda _incoming: lanes.SENT)
    with fronted() as running, ExitStack() as stack:
        held(running, stack)
        raw = stack.enter_context(connected(running.port))
        raw.send(head("GET", "/"))
        assert not raw.is_answered()
        running.application.let_go.set()
        assert raw.answer()[0] == 200


def test_the_last_byte_counts_however_long_the_queue(running: Running) -> None:
    with ExitStack() as stack:
        held(running, stack)
        raw = stack.enter_context(connected(running.port))
        raw.send(head("POST", "/", length=2) + b"x")
        linger(0.1)
        left = datetime.now(UTC)
        raw.send(b"y")
        assert not raw.is_answered()
        released = datetime.now(UTC)
        running.application.let_go.set()
        arrived = datetime.fromisoformat(json.loads(raw.answer()[1])["arrived"])
    assert left <= arrived <= released


@pytest.mark.parametrize(
    ("size", "headers", "refused"),
    [
        (10_000, "", None),
        (10_001, "", "signed_out"),
        (10_001, COOKIE, None),
        (10_001, COOKIE.replace("a" * 32, "A" * 32), "signed_out"),
        (10_001, COOKIE.replace("a" * 32, "a" * 31), "signed_out"),
        (10_001, "Cookie: ;;=;\r\n", "signed_out"),
        (1_000_001, COOKIE, "too_much"),
    ],
)
def test_what_is_taken_from_whom(running: Running, size: int, headers: str, refused: str | None) -> None:
    told = send(running.port, size, headers=headers)
    assert (told["refused"], told["size"]) == (refused, 0 if refused else size)
    assert running.server.spool.held == 0


def test_beyond_all_reason_nothing_is_read(running: Running) -> None:
    with connected(running.port) as raw:
        raw.send(head("POST", "/", length=10**12, headers=COOKIE))
        assert json.loads(raw.answer()[1])["refused"] == "too_much"


def answered_to_much_more(port: int) -> bytes:
    """All that is answered to somebody of whom nothing more is read, and who has sent much more."""
    with connected(port) as raw:
        raw.send(head("POST", "/", length=10**12, headers=COOKIE) + b"x" * 300_000)
        return b"".join(iter(lambda: raw.connection.recv(65_536), b""))


def test_the_answer_arrives_though_what_was_sent_is_left_unread(running: Running) -> None:
    assert b"too_much" in answered_to_much_more(running.port)


def test_closed_at_once_the_connection_would_be_broken_off(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(front.Channel, "leaves_unread", property(lambda channel: False, lambda channel, value: None))
    with pytest.raises(ConnectionError):
        answered_to_much_more(running.port)


def test_nobody_is_listened_to_for_long_who_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    with fronted(replace(WIDE, linger_seconds=0)) as running, connected(running.port) as raw:
        raw.send(head("POST", "/", length=10**12, headers=COOKIE) + b"x" * 300_000)
        b"".join(iter(lambda: raw.connection.recv(65_536), b""))
        until(lambda: not running.server.active_channels)


@pytest.mark.parametrize("is_gone", [True, False])
def test_a_sender_who_is_gone_when_we_close_is_closed_without_a_fault(
    monkeypatch: pytest.MonkeyPatch, is_gone: bool
) -> None:
    """The network has taken the socket; the control: who is still there is told that we are done, and read on."""

    class Sender(front.Channel):
        leaves_unread = True  # type: ignore[assignment]

        def __init__(self, connection: Any) -> None:
            self.will_close, self._lingers_since, self.request, self.socket = True, None, None, connection

    closed: list[Any] = []
    monkeypatch.setattr(front.HTTPChannel, "handle_close", lambda sender: closed.append(sender))
    ours, theirs = socket.socketpair()
    with ours, theirs:
        sender = Sender(None if is_gone else ours)
        sender.handle_close()
        assert closed == ([sender] if is_gone else [])
        if not is_gone:
            assert theirs.recv(1) == b"", "we are done"


def test_what_has_no_length_is_not_read(running: Running) -> None:
    with connected(running.port) as raw:
        raw.send(head("POST", "/", headers="Transfer-Encoding: chunked\r\n") + b"5\r\nab")
        assert json.loads(raw.answer()[1])["refused"] == "length_unsaid"


def test_who_waits_for_a_go_is_refused_before_anything_is_sent(running: Running) -> None:
    with connected(running.port) as raw:
        raw.send(head("POST", "/", length=20_000, headers="Expect: 100-continue\r\n"))
        assert json.loads(raw.answer()[1])["refused"] == "signed_out"


@pytest.mark.parametrize("more", [b"", b"x" * 10, b"x" * 20 + b"GET / HTTP/1.1\r\n"])
def test_who_waits_for_a_go_and_is_gone_when_it_is_said_leaves_no_fault(
    running: Running, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, more: bytes
) -> None:
    """The socket says that its other end is gone at the very moment when it is told to go on."""
    tried: list[bytes] = []

    def to_nobody(sender: Any, data: bytes, do_close: bool = True) -> int:
        tried.append(data)
        sender.handle_close()
        return 0

    with monkeypatch.context() as patched:
        patched.setattr(front.Channel, "send", to_nobody)
        with connected(running.port) as raw:
            raw.send(head("POST", "/", length=20, headers="Expect: 100-continue\r\n") + more)
            until(lambda: bool(tried) and not running.server.active_channels)
    assert tried == [b"HTTP/1.1 100 Continue\r\n\r\n"]
    assert [said.getMessage() for said in caplog.records if "uncaptured" in said.getMessage()] == []
    assert running.server.spool.held == 0
    # The control: the same sender, who stays.
    with connected(running.port) as raw:
        raw.send(head("POST", "/", length=20, headers="Expect: 100-continue\r\n"))
        assert raw.is_answered()


SLOW = {
    "headers": (replace(WIDE, header_seconds=0.2), b"GET / HTTP/1.1\r\nHost:", None),
    "nothing": (replace(WIDE, header_seconds=0.2), b"", None),
    "body": (replace(WIDE, slow_seconds=0.2), head("POST", "/", length=9_000) + b"x", "too_slow"),
    "longest": (replace(WIDE, longest_seconds=0.2), head("POST", "/", length=9_000) + b"x" * 8_000, "too_slow"),
}


@pytest.mark.parametrize("name", SLOW)
def test_who_is_too_slow_is_let_go(name: str) -> None:
    bounds, begun, refused = SLOW[name]
    with fronted(bounds) as running, connected(running.port) as raw:
        raw.send(begun)
        status, body = raw.answer()
        assert (json.loads(body)["refused"] if status else None) == refused
        until(lambda: not running.server.active_channels)
        assert running.server.spool.held == 0


@pytest.mark.parametrize("name", SLOW)
def test_without_bounds_it_would_be_kept(running: Running, name: str) -> None:
    """The control."""
    with connected(running.port) as raw:
        raw.send(SLOW[name][1])
        assert not raw.is_answered(2.5)


@pytest.mark.parametrize(
    ("seconds", "received", "slow"),
    [(20, 0, False), (20.1, 0, True), (100, 40_001, False), (100, 39_000, True), (1_801, 10**9, True)],
)
def test_how_slow_is_too_slow(seconds: float, received: int, slow: bool) -> None:
    assert Bounds(request=10**8, stranger=65_536).is_too_slow(seconds, received) is slow


NARROW = replace(WIDE, spool=30_000, spool_of_one=20_000)


def test_one_address_cannot_fill_the_spool_for_others() -> None:
    with fronted(NARROW) as running, override_settings(TRUSTED_PROXIES=["127.0.0.1"]), ExitStack() as stack:

        def from_(address: str) -> str:
            return f"{COOKIE}X-Forwarded-For: {address}\r\n"

        first = stack.enter_context(connected(running.port))
        first.send(head("POST", "/", length=19_000, headers=from_("192.0.2.1")) + b"x" * 18_000)
        until(lambda: running.server.spool.held == 18_000)
        assert send(running.port, 5_000, headers=from_("192.0.2.1"))["refused"] == "too_much_at_once"
        assert send(running.port, 5_000, headers=from_("192.0.2.2"))["refused"] is None
        # In all: what one holds and another sends is more than there is.
        assert send(running.port, 15_000, headers=from_("192.0.2.3"))["refused"] == "too_much_at_once"
        first.connection.close()
        until(lambda: running.server.spool.held == 0, else_say="what a sender held who is gone is not given back")
        assert send(running.port, 15_000, headers=from_("192.0.2.3"))["refused"] is None
    assert running.server.spool.held == 0


def test_a_stranger_says_nothing_about_where_it_comes_from() -> None:
    with fronted(NARROW) as running, connected(running.port) as raw:
        raw.send(head("POST", "/", length=19_000, headers=f"{COOKIE}X-Forwarded-For: 192.0.2.1\r\n") + b"x" * 18_000)
        until(lambda: running.server.spool.held == 18_000)
        other = f"{COOKIE}X-Forwarded-For: 192.0.2.2\r\n"
        assert send(running.port, 5_000, headers=other)["refused"] == "too_much_at_once"


def test_one_address_has_so_many_connections_and_no_more() -> None:
    with fronted(replace(WIDE, connections_of_one=3)) as running, ExitStack() as stack:
        three = [stack.enter_context(connected(running.port)) for _ in range(3)]
        until(lambda: len(running.server.active_channels) == 3)
        with connected(running.port) as fourth:
            assert fourth.answer() == (0, b"")
        three[0].connection.close()
        until(lambda: len(running.server.active_channels) == 2)
        assert ask(running.port, "/")[0] == 200


def test_the_disk_that_holds_it_may_be_full(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    with small_disk(tmp_path / "disk", 16) as disk, fronted() as running:
        monkeypatch.setattr(tempfile, "tempdir", str(disk))
        with full(disk):
            told = send(running.port, 900_000, headers=COOKIE)
            assert (told["refused"], running.server.spool.held) == ("no_room", 0)
        assert send(running.port, 900_000, headers=COOKIE)["size"] == 900_000


def test_two_requests_on_one_connection_are_two(running: Running) -> None:
    with connected(running.port) as raw:
        once = head("POST", "/", length=3).replace(b"Connection: close\r\n", b"") + b"abc"
        raw.send(once + head("POST", "/", length=4) + b"defg")
        _, answers = raw.answer()
    assert answers.count(b'"size": 3') == 1
    assert answers.count(b'"size": 4') == 1


def test_the_order_to_stop_lets_who_is_served_be_served() -> None:
    with fronted(replace(WIDE, stop_seconds=60)) as running, connected(running.port) as raw:
        raw.send(head("POST", "/held/", length=2) + b"xx")
        until(lambda: running.application.began == ["/held/"])
        running.server.stop()
        with socket.create_connection(("127.0.0.1", running.port)) as late:
            late.sendall(head("GET", "/"))
            assert not Raw(late).is_answered()
        running.application.let_go.set()
        assert raw.answer()[0] == 200


def test_a_process_has_its_share_and_never_less_than_one_request() -> None:
    whole = Bounds(request=100, stranger=10, spool=1_000, spool_of_one=300)
    assert (share(whole, 2).spool, share(whole, 2).spool_of_one) == (500, 150)
    assert (share(whole, 64).spool, share(whole, 64).spool_of_one) == (100, 100)


def test_the_website_is_told_where_the_front_really_listens(running: Running) -> None:
    assert send(running.port, 3)["listens"] == "127.0.0.1"


def test_no_header_is_taken_for_the_fronts_own_word(running: Running) -> None:
    before = datetime.now(UTC)
    name = ARRIVED.replace(".", "-")
    told = send(running.port, 3, headers=f"{name}: 2001-01-01\r\nHTTP-{name}: x\r\n{ARRIVED}: 2001-01-01\r\n")
    assert datetime.fromisoformat(told["arrived"]) >= before


def test_the_time_is_that_of_the_last_byte_also_when_nobody_has_time_to_read(running: Running) -> None:
    """The loop is held up, as on a machine with too much to do: the byte comes meanwhile, and counts from then."""
    with connected(running.port) as raw:
        raw.send(head("POST", "/", length=2) + b"x")
        until(lambda: [True for channel in running.server.active_channels.values() if channel.request])
        with running.held_up():
            left = datetime.now(UTC)
            raw.send(b"y")
            came = datetime.now(UTC)
            linger(0.5)
        arrived = datetime.fromisoformat(json.loads(raw.answer()[1])["arrived"])
    assert left <= arrived <= came


NOW = datetime(2026, 3, 31, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    ("noted", "seconds"),
    [(None, 0), (-0.5, -0.5), (-2, -2), (-2.5, -2), (1, 0)],
)
def test_the_kernels_note_counts_within_what_can_be_so(noted: float | None, seconds: float) -> None:
    at = None if noted is None else NOW + timedelta(seconds=noted)
    assert stamp(at, not_before=NOW - timedelta(seconds=2), now=NOW) == NOW + timedelta(seconds=seconds)
