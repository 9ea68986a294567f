"""`make bench`: reading, files, verdicts, filing, lists, holding, placement, comparison, portfolio, process, board,
desk, disclosure, least, results, times, front, copy, changes, scrub, verify, hostile, first, memory. Name some to run.

`python -m benchmarks changes 50 verify 200` makes so many changes, and so many filings. `python -m benchmarks verdicts
--file X.json --misses` puts the questions of a file; what follows `verdicts` is its own.

Settings and databases are those of the tests: a temporary data directory, templates, a private PostgreSQL.
"""

import os
import sys
import tempfile
from collections.abc import Callable

# Figures are those of a disk. The tests, which only ask what is right, may lie in memory.
os.environ.setdefault("NHV_TESTS_DISK", tempfile.gettempdir())

import tests.conftest
from benchmarks import (
    board,
    copy,
    desk,
    disclosure,
    files,
    filing,
    front,
    holding,
    least,
    lists,
    placement,
    placement_page,
    portfolio,
    process,
    promises,
    reading,
    results,
    times,
)
from benchmarks.verdicts import run as verdicts
from tests.support.databases import Databases


def main(chosen: list[str]) -> None:
    databases = Databases(tests.conftest.DATA, tests.conftest.RUN)
    parts: dict[str, Callable[..., object]] = {
        "reading": reading.measure,
        "files": files.main,
        "verdicts": verdicts.main,
        "filing": lambda: filing.main(databases),
        "lists": lambda: lists.main(databases),
        "holding": lambda: holding.main(databases),
        "placement": placement.main,
        "comparison": lambda: placement_page.main(databases),
        "portfolio": lambda: portfolio.main(databases),
        "process": lambda: process.main(databases),
        "board": lambda: board.main(databases),
        "desk": lambda: desk.main(databases),
        "disclosure": disclosure.main,
        "least": least.main,
        "results": lambda: results.main(databases),
        "times": lambda: times.main(databases),
        "front": lambda: front.main(databases),
        "changes": lambda *number: promises.changes(databases, *number),
        "copy": lambda: copy.main(databases),
        "scrub": lambda: promises.scrub_speed(databases),
        "verify": lambda *number: promises.verify(databases, *number),
        "hostile": promises.hostile,
        "first": lambda: times.first(databases),
        "memory": lambda: times.memory(databases),
    }
    if chosen[:1] == ["verdicts"]:
        parts["verdicts"], chosen = (lambda own=tuple(chosen[1:]): verdicts.main(own)), chosen[:1]
    for name, *numbers in _with_numbers(chosen or list(parts)):
        print(f"\n== {name} ==\n", flush=True)
        parts[str(name)](*numbers)


def _with_numbers(chosen: list[str]) -> list[list[str | int]]:
    """Each name, with the number that stands after it."""
    found: list[list[str | int]] = []
    for word in chosen:
        if word.isdigit():
            found[-1].append(int(word))
        else:
            found.append([word])
    return found


if __name__ == "__main__":
    main(sys.argv[1:])
