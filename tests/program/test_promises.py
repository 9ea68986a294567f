"""The list of promises names tests that are there."""

import re
from pathlib import Path

from django.db import connection

from nhv.records.memory import memories

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "promises.md").read_text()
LINES = [line for line in TEXT.splitlines() if re.match(r"\| \d", line)]


def test_every_promise_has_a_test_that_is_there():
    for line in LINES:
        (path, name) = re.search(r"`(tests/[a-z_/]+\.py)::(test_\w+)`", line).groups()
        assert f"def {name}(" in (ROOT / path).read_text(), line


def test_they_are_numbered_and_whole():
    assert [int(line.split("|")[1]) for line in LINES] == list(range(1, len(LINES) + 1))
    assert {line.count("|") for line in LINES} == {6}


def test_each_table_is_watched_or_named_here_with_the_reason(register):
    """Each table of the database is in exactly one of the two; and so is each column of a table that is watched."""
    watch = next(memories()).diary.watch
    named = set(re.findall(r"`([a-z_0-9.]+)`", TEXT.partition("Promise 10 is of every table but these")[2]))
    there = set(connection.introspection.table_names())
    assert {name for name in named if "." not in name} == there - set(watch.tables)
    columns = {
        f"{table}.{field.column}"
        for table, watched in watch.tables.items()
        for field in watched.model._meta.concrete_fields
        if field.column not in watched.columns
    }
    assert {name for name in named if "." in name} == columns
    assert set(watch.tables) & set(watch.left_out) == set()
