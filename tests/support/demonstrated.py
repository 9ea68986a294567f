"""The demonstration as `nhv demo` makes it, in a process of its own and once a run: whoever asks gets a copy."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.support.run import Run
from tests.support.server import start

# What the addresses that it prints are to have, as read when the program begins.
PORT = "8123"


def made(run: Run) -> tuple[Path, str, float]:
    """The data directory that is only copied, what was printed, and how many seconds of a processor it took."""
    folder = run.folder / "made" / "demonstration"
    seconds, _, printed = run.once("made-demonstration", lambda: _make(folder)).partition("\n")
    return folder, printed, float(seconds)


def copied(run: Run, folder: Path) -> str:
    """Put a copy into this folder, which must not be there yet. Gives the address of its database."""
    shutil.copytree(made(run)[0], folder)
    return _database(folder)


def served(run: Run) -> tuple[Path, str]:
    """The data directory and address of the run's own copy, as `nhv serve` shows it; begun by whoever asks first."""
    folder = run.folder / "demonstration"

    def begin() -> str:
        server, address = start(copied(run, folder), data=folder)
        run.leave_running(server.pid)
        return address

    return folder, run.once("demonstration", begin)


def _make(folder: Path) -> str:
    folder.mkdir(parents=True)
    surroundings = {**os.environ, "NHV_DATA": str(folder), "DATABASE_URL": _database(folder), "NHV_PORT": PORT}
    surroundings.pop("NHV_BASE_URL", None)
    command = [sys.executable, "-m", "nhv.program.main", "demo"]
    before = _worked()
    demo = subprocess.run(command, env=surroundings, check=True, capture_output=True, text=True)
    assert demo.stderr == ""
    return f"{_worked() - before:.1f}\n{demo.stdout}"


def _database(folder: Path) -> str:
    return f"sqlite:///{folder}/nhv.sqlite3"


def _worked() -> float:
    """Seconds of a processor that the programs started and ended here have had: no busy machine changes them."""
    return sum(os.times()[2:4])
