"""A front of our own with bounds of our own, and an application that can be held up."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest

from nhv.program.front import server as front
from nhv.program.front.bounds import Bounds
from nhv.program.front.costs import DEAR
from nhv.program.front.processes import listening_socket
from nhv.website.arrival import ARRIVED, REFUSED

HOUR = 3_600
WIDE = Bounds(
    request=1_000_000,
    stranger=10_000,
    header_seconds=HOUR,
    slow_seconds=HOUR,
    longest_seconds=HOUR,
    stop_seconds=0.1,
)


@dataclass
class Application:
    """Tells what it was given. Whoever sends to /held/ is held until `let_go` is set; what asks to be dear costs the
    processor something first."""

    let_go: threading.Event = field(default_factory=threading.Event)
    began: list[str] = field(default_factory=list)

    def __call__(self, environ: dict[str, Any], start: Any) -> list[bytes]:
        path, arrived = environ["PATH_INFO"], environ[ARRIVED]
        self.began.append(path)
        size = len(environ["wsgi.input"].read())
        began = time.thread_time()
        while environ["QUERY_STRING"] == "dear" and time.thread_time() - began < DEAR:
            pass
        if path == "/held/":
            self.let_go.wait()
        told = {"refused": environ.get(REFUSED), "size": size, "arrived": arrived and arrived.isoformat(),
                "for": environ.get("HTTP_X_FORWARDED_FOR"), "listens": environ["SERVER_NAME"]}  # fmt: skip
        start("200 OK", [("Content-Type", "application/json")])
        return [json.dumps(told).encode()]


@dataclass
class Running:
    """A front that serves."""

    port: int
    application: Application
    server: front.Server

    @contextmanager
    def held_up(self) -> Iterator[None]:
        """Its loop does nothing until the end of the block."""
        holds, goes_on, maintain = threading.Event(), threading.Event(), self.server.maintenance

        def hold(now: float) -> None:
            holds.set()
            goes_on.wait()
            maintain(now)

        self.server.maintenance = hold  # type: ignore[method-assign]
        holds.wait()
        self.server.maintenance = maintain  # type: ignore[method-assign]
        try:
            yield
        finally:
            goes_on.set()


@contextmanager
def fronted(bounds: Bounds = WIDE) -> Iterator[Running]:
    """Serve with these bounds until the end of the block."""
    listening = listening_socket("127.0.0.1", 0)
    application = Application()
    server = front.Server(application, listening, bounds)
    serving = threading.Thread(target=server.serve, daemon=True)
    serving.start()
    try:
        yield Running(listening.getsockname()[1], application, server)
    finally:
        application.let_go.set()
        server.stop()
        serving.join()
        listening.close()


@pytest.fixture
def running() -> Iterator[Running]:
    with fronted() as front_:
        yield front_
