"""Which files of tests take long: begun first when several workers share them, so that all end together, and named when
the run is over.

`tests/durations.txt` says how long each file took when somebody last wrote it down (`make balance`). It need not be
right: a file that it does not know is taken for a middling one.
"""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
KNOWN, MEASURED = ROOT / "tests" / "durations.txt", ROOT / "build" / "durations.txt"
MIDDLING = 5.0
SHOWN = 10


def read(path: Path) -> dict[str, float]:
    """File → seconds, by lines of both."""
    lines = path.read_text().splitlines() if path.exists() else []
    return {name: float(seconds) for seconds, name in (line.split(maxsplit=1) for line in lines)}


def longest_first(items: list[pytest.Item], known: dict[str, float]) -> list[pytest.Item]:
    """The tests, file by file; those of one file stand together and in their order."""
    return sorted(items, key=lambda item: -known.get(file_of(item.nodeid), MIDDLING))


def file_of(test: str) -> str:
    """The file in the name of a test."""
    return test.partition("::")[0]


def written(seconds: Iterable[tuple[str, float]]) -> list[str]:
    """One line a file."""
    return [f"{spent:7.1f} {name}" for name, spent in seconds]


class InWorker:
    """In each of several workers."""

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = longest_first(items, read(KNOWN))


class InFront:
    """In the process that tells how it went."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.seconds[file_of(report.nodeid)] += report.duration  # type: ignore[assignment]

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        slowest = self.seconds.most_common()
        if len(slowest) <= SHOWN:
            return
        MEASURED.parent.mkdir(exist_ok=True)
        MEASURED.write_text("\n".join(written(slowest)) + "\n")
        terminalreporter.section(f"the {SHOWN} slowest files, in seconds")
        for line in written(slowest[:SHOWN]):
            terminalreporter.write_line(line)
