"""Reading: facts right of all, unread lines, and how long it takes. Run: python -m benchmarks.reading"""

import time
from collections.abc import Callable

from tests.reading.seeds import FOLDER, NOTICE, SEEDS, read_seed, score


def measure(say: Callable[[str], None] = print) -> None:
    """One line for each real document."""
    if not FOLDER.is_dir():
        say(NOTICE)
        return
    for name in SEEDS:
        found = score(name)
        times = sorted(_seconds(name) for _ in range(9))
        say(
            f"{name}: {found.right} av {found.all} uppgifter rätt, {found.unread} olästa rader, "
            f"{times[4] * 1000:.0f} ms (median av 9)"
        )
        for path in found.wrong:
            say(f"  fel: {path}")


def _seconds(name: str) -> float:
    started = time.perf_counter()
    read_seed(name)
    return time.perf_counter() - started


if __name__ == "__main__":
    measure()
