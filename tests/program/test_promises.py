"""The list of promises names tests that are there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
LINES = [line for line in (ROOT / "docs" / "promises.md").read_text().splitlines() if re.match(r"\| \d", line)]


def test_every_promise_has_a_test_that_is_there():
    for line in LINES:
        (path, name) = re.search(r"`(tests/[a-z_/]+\.py)::(test_\w+)`", line).groups()
        assert f"def {name}(" in (ROOT / path).read_text(), line


def test_they_are_numbered_and_whole():
    assert [int(line.split("|")[1]) for line in LINES] == list(range(1, len(LINES) + 1))
    assert {line.count("|") for line in LINES} == {6}
