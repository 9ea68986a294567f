"""Firefox as Debian has it, driven over Marionette: the protocol that it speaks itself, so no driver program is needed.

https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html: a message is its length, a colon and JSON.
"""

import json
import os
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.support.patience import PATIENCE, until

FIREFOX = Path("/usr/bin/firefox-esr")
# Nothing is asked for at home, nothing is asked of the person, and each start finds a free port of its own.
PREFERENCES = {
    "marionette.port": 0,
    "app.update.disabledForTesting": True,
    "app.normandy.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "browser.aboutwelcome.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "dom.disable_beforeunload": True,
}


class MarionetteFault(Exception):
    """What Firefox could not do, in its own words."""


class Marionette:
    """A session. Commands are those of WebDriver, by Marionette's names."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        self._stream = self._socket.makefile("rb")
        self._number = 0
        self._read()
        self.do("WebDriver:NewSession", capabilities={"alwaysMatch": {"unhandledPromptBehavior": "accept"}})

    def do(self, command: str, **parameters: Any) -> Any:
        """What the command gives. Raises MarionetteFault."""
        self._number += 1
        message = json.dumps([0, self._number, command, parameters]).encode()
        self._socket.sendall(f"{len(message)}:".encode() + message)
        _kind, _number, fault, result = self._read()
        if fault:
            raise MarionetteFault(f"{command}: {fault['message']}")
        return result

    def close(self) -> None:
        self._socket.close()

    def _read(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            sign = self._stream.read(1)
            if not sign:
                raise MarionetteFault("Firefox is gone")
            length += sign
        return json.loads(self._stream.read(int(length[:-1])))


@contextmanager
def firefox(*, preferences: dict[str, Any] | None = None) -> Iterator[Marionette]:
    """A Firefox without a window and with an empty profile. A machine that has none fails here, in words."""
    if not FIREFOX.exists():
        raise AssertionError(f"{FIREFOX} is missing: run `bash scripts/system.sh test`")
    with tempfile.TemporaryDirectory(prefix="nhv-firefox-", ignore_cleanup_errors=True) as folder:
        lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in _all(preferences))
        Path(folder, "user.js").write_text("\n".join(lines))
        log = Path(folder, "log")
        with log.open("wb") as output:
            command = [str(FIREFOX), "--headless", "--marionette", "--no-remote", "--profile", folder]
            surroundings = {"HOME": folder, "PATH": "/usr/bin:/bin", "MOZ_REMOTE_ALLOW_SYSTEM_ACCESS": "1"}
            program = subprocess.Popen(
                command, stdout=output, stderr=subprocess.STDOUT, start_new_session=True, env=surroundings
            )
        try:
            marionette = Marionette(_port(Path(folder, "MarionetteActivePort"), program, log))
            yield marionette
            marionette.close()
        finally:
            _end(program)


def _all(more: dict[str, Any] | None) -> list[tuple[str, Any]]:
    return list({**PREFERENCES, **(more or {})}.items())


def _port(written: Path, program: "subprocess.Popen[bytes]", log: Path) -> int:
    def said() -> int:
        if program.poll() is not None:
            raise AssertionError(f"Firefox stopped at once:\n{log.read_text(errors='replace')[-2_000:]}")
        return int(written.read_text() or 0) if written.exists() else 0

    return until(said, else_say="Firefox did not say on which port it listens")


def _end(program: "subprocess.Popen[bytes]") -> None:
    os.killpg(program.pid, signal.SIGKILL)
    program.wait()
