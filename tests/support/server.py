"""The product as a user starts it: `nhv serve` in a process of its own, on a free port of 127.0.0.1."""

import os
import signal
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.support.patience import PATIENCE, until
from tests.support.ports import free_port
from tests.support.run import Run


@contextmanager
def running(database: str, *, workers: int = 1, data: Path | None = None) -> Iterator[str]:
    """Start a server over this database and give its address; it is gone afterwards. Its data directory is its own,
    unless it is to share the keys, files and secret of another."""
    with tempfile.TemporaryDirectory(prefix="nhv-server-") as own:
        server, address = start(database, data=data or Path(own), workers=workers)
        try:
            yield address
        finally:
            end(server)


def left_running(run: Run, database: Callable[[], str]) -> str:
    """The address of the run's own server, over a database that nobody changes; started by whoever asks first."""

    def make() -> str:
        data = run.folder / "live"
        data.mkdir()
        server, address = start(database(), data=data)
        run.leave_running(server.pid)
        return address

    return run.once("live", make)


def start(
    database: str,
    *,
    data: Path,
    workers: int = 1,
    port: int | None = None,
    program: Sequence[str] = (sys.executable, "-m", "nhv.program.main"),
    options: Sequence[str] = (),
    **settings: str,
) -> tuple["subprocess.Popen[str]", str]:
    """Start a server in a process group of its own and wait until it answers. Whoever starts it ends it.

    `program` is the command `nhv`, when it is another than that of these sources; `options` are more of `nhv serve`.
    """
    port = port or free_port()
    address = f"http://127.0.0.1:{port}"
    surroundings = {**os.environ, "NHV_DATA": str(data), "DATABASE_URL": database, "NHV_PORT": str(port), **settings}
    log = data / f"log-{port}"
    with log.open("ab") as output:
        command = [*program, "serve", "--workers", str(workers), *options]
        server = subprocess.Popen(
            command, env=surroundings, stdout=output, stderr=subprocess.STDOUT, text=True, start_new_session=True
        )
    _wait(server, address, log)
    return server, address


def end(server: "subprocess.Popen[str]") -> None:
    """End it and all it has started, at once. (In good order: tests/program/test_work.py.)"""
    os.killpg(server.pid, signal.SIGKILL)
    server.wait()


def _wait(server: "subprocess.Popen[str]", address: str, log: Path) -> None:
    def answers() -> bytes | None:
        if server.poll() is not None:
            raise RuntimeError(f"the server stopped at once:\n{log.read_text()[-3000:]}")
        return answer_of(f"{address}/health/")

    until(answers, else_say=f"the server did not answer: see {log}")


def answer_of(address: str) -> bytes | None:
    """What is answered there when all is well, or nothing."""
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
            return bytes(answer.read())
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return None
