"""The product as a user starts it: `nhv serve` in a process of its own, on a free port of 127.0.0.1."""

import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.support.postgres import free_port


@contextmanager
def running(database: str, *, workers: int = 1, data: Path | None = None) -> Iterator[str]:
    """Start a server over this database and give its address; it is gone afterwards. Its data directory is its own,
    unless it is to share the keys, files and secret of another."""
    with tempfile.TemporaryDirectory(prefix="nhv-server-") as own:
        server, address = start(database, data=data or Path(own), workers=workers)
        try:
            yield address
        finally:
            server.terminate()
            try:
                server.wait(timeout=15)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def start(
    database: str,
    *,
    data: Path,
    workers: int = 1,
    port: int | None = None,
    program: Sequence[str] = (sys.executable, "-m", "nhv.program.main"),
    **settings: str,
) -> tuple["subprocess.Popen[str]", str]:
    """Start a server in a process group of its own and wait until it answers. Whoever starts it ends it.

    `program` is the command `nhv`, when it is another than that of these sources.
    """
    port = port or free_port()
    address = f"http://127.0.0.1:{port}"
    surroundings = {**os.environ, "NHV_DATA": str(data), "DATABASE_URL": database, "NHV_PORT": str(port), **settings}
    log = data / f"log-{port}"
    with log.open("ab") as output:
        command = [*program, "serve", "--workers", str(workers)]
        server = subprocess.Popen(
            command, env=surroundings, stdout=output, stderr=subprocess.STDOUT, text=True, start_new_session=True
        )
    _wait(server, address, log)
    return server, address


def _wait(server: "subprocess.Popen[str]", address: str, log: Path) -> None:
    for _ in range(300):
        if server.poll() is not None:
            raise RuntimeError(f"the server stopped at once:\n{log.read_text()[-3000:]}")
        try:
            with urllib.request.urlopen(f"{address}/health/", timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise RuntimeError(f"the server did not answer within 30 seconds:\n{log.read_text()[-3000:]}")
