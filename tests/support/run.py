"""One run of the tests, in one process or in several: what is made once for all of it, and ended with it."""

import fcntl
import os
import shutil
import signal
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.support.patience import until

# The process that begins the run makes its folder; those that it starts are told where.
_TOLD = "NHV_TESTS_RUN"


# Bytes that a run needs at most, and where they are written without a disk being waited for.
_NEEDS = 1 << 30
_MEMORY = "/dev/shm"


class Run:
    """The folder of the run, and the things in it. All that is temporary lies there, and goes with it."""

    def __init__(self) -> None:
        self._is_ours = _TOLD not in os.environ
        if self._is_ours:
            os.environ[_TOLD] = tempfile.mkdtemp(prefix="nhv-run-", dir=_place())
        self.folder = Path(os.environ[_TOLD])
        os.environ["TMPDIR"] = tempfile.tempdir = str(self.folder)

    def once(self, name: str, make: Callable[[], str]) -> str:
        """What `make` gave in the process that came first. The others wait until it is there."""
        made = self.folder / f"{name}.made"
        with (self.folder / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not made.exists():
                made.write_text(make())
        return made.read_text()

    def leave_running(self, pid: int) -> None:
        """This program goes on when the process that started it has ended, until the run ends."""
        (self.folder / f"{pid}.running").touch()

    def end(self) -> None:
        """Ends the programs and removes the folder. Only the process that began the run does it."""
        if not self._is_ours:
            return
        for note in self.folder.glob("*.running"):
            _end(int(note.stem))
        shutil.rmtree(self.folder, ignore_errors=True)


def _place() -> str | None:
    """In memory where there is room, unless NHV_TESTS_DISK names a folder of a disk, whose own pace is part of what
    benchmarks and long fault runs see."""
    in_memory = os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _NEEDS
    return os.environ.get("NHV_TESTS_DISK") or (_MEMORY if in_memory else None)


def _end(pid: int) -> None:
    if _lives(pid):
        # What both PostgreSQL and the product understand as: end now, in good order.
        os.kill(pid, signal.SIGINT)
        until(lambda: not _lives(pid), else_say=f"{pid} did not end")


def _lives(pid: int) -> bool:
    """Whether it runs; one that has ended and is ours to count (a zombie) does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
