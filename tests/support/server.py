"""The product as a user starts it: `nhv serve` in a process of its own, on a free port of 127.0.0.1."""

import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.postgres import free_port


@contextmanager
def running(database: str, *, workers: int = 1) -> Iterator[str]:
    """Start a server over this database and give its address; it is gone afterwards."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="nhv-server-") as data:
        environment = {**os.environ, "NHV_DATA": data, "DATABASE_URL": database, "NHV_PORT": str(port)}
        log = Path(data) / "log"
        with log.open("wb") as output:
            command = [sys.executable, "-m", "nhv.program.main", "serve", "--workers", str(workers)]
            server = subprocess.Popen(command, env=environment, stdout=output, stderr=subprocess.STDOUT)
        try:
            _wait(server, f"http://127.0.0.1:{port}", log)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            try:
                server.wait(timeout=15)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def _wait(server: "subprocess.Popen[bytes]", address: str, log: Path) -> None:
    for _ in range(300):
        if server.poll() is not None:
            raise RuntimeError(f"the server stopped at once:\n{log.read_text()[-3000:]}")
        try:
            with urllib.request.urlopen(f"{address}/health/", timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise RuntimeError(f"the server did not answer within 30 seconds:\n{log.read_text()[-3000:]}")
