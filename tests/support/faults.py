"""What goes wrong in the world, made on purpose: a full disk, and a process that is killed in mid work."""

import os
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.support.patience import until

# `make test` does a few rounds of what can go wrong at any moment; `make drill` says how many it wants.
IS_DRILL = "NHV_ROUNDS" in os.environ
ROUNDS = int(os.environ.get("NHV_ROUNDS", "3"))


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[Path]:
    """A file system of its own, of this size, at this folder. Needs root, or `unshare -rm` around the tests."""
    folder.mkdir(parents=True, exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=0755", "tmpfs", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(
            f"a small disk cannot be mounted ({done.stderr.strip()}): run the tests as root or in `unshare -rm`"
        )
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@contextmanager
def full(disk: Path) -> Iterator[None]:
    """Not a byte is left on this disk, until the block ends."""
    filler = disk / "filler"
    with suppress(OSError), filler.open("wb", buffering=0) as file:
        for size in (1 << 20, 1 << 12, 1):
            with suppress(OSError):
                while file.write(b"x" * size):
                    pass
    try:
        yield
    finally:
        filler.unlink()


def killed_while_writing(
    start: Callable[[], "subprocess.Popen[str]"],
    write: Callable[["subprocess.Popen[str]", list[str]], None],
    *,
    writers: int,
    after: int = 1,
) -> list[str]:
    """One round: start a program, let `writers` threads work against it, kill it and all it has started with SIGKILL
    when it has acknowledged `after` times, and give what it acknowledged until it was gone.

    `start` starts the program in a session of its own and waits until it is ready. `write(program, acknowledged)`
    appends one text for each acknowledgement as it comes, and returns or raises OSError when the program is gone.
    """
    acknowledged: list[str] = []
    program = start()

    def one() -> None:
        with suppress(OSError):
            write(program, acknowledged)

    threads = [threading.Thread(target=one) for _ in range(writers)]
    for thread in threads:
        thread.start()
    try:
        # A writer that met something else than a killed program has ended; what is missing then is seen by the test.
        until(lambda: len(acknowledged) >= after or not any(thread.is_alive() for thread in threads))
    finally:
        os.killpg(program.pid, signal.SIGKILL)
        program.wait()
        for thread in threads:
            thread.join()
    return list(acknowledged)
