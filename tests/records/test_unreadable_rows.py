"""A row that somebody has altered so that no reader expects it is named, and hides nothing of what else is wrong."""

import json
import random
from collections.abc import Iterator
from datetime import UTC, timedelta, timezone

import pytest
from django.db import connection

from nhv.accounts.models import Membership
from nhv.filings.models import Filing, FilingVersion
from nhv.program.main import main
from nhv.records.memory import memories
from nhv.records.verification import faults, guarded
from nhv.register.memory import DIARY, WATCH
from nhv.register.models import DiaryEntry
from tests.support.a_used_register import use_the_register
from tests.support.databases import Databases
from tests.support.faults import IS_DRILL
from tests.support.tampering import Change, changes, done

CHANGES = 400 if IS_DRILL else 25
# Valid JSON of another shape, words for times and numbers, a day that no year has, nothing, too deep, and no text.
VALUES = ('["zz"]', '{"name": []}', "7", "banan", "2026-13-45 10:00:00", "", "[" * 5_000, b"\xff\xfe", b"a\x1b[31m",
          bytearray(b"\xff\x00\xfe"), "infinity", "0044-03-15 BC")  # fmt: skip


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def used(request: pytest.FixtureRequest, databases: Databases) -> Iterator[str]:
    """A register where everything has been done once. Nothing here changes it for good."""
    with databases.copy(request.param, "bundled") as address:
        use_the_register()
        yield address


def unreadable(number: int) -> list[Change]:
    """So many changes of one cell each, the same each time but for the drill. PostgreSQL keeps no text that is none."""
    chance = random.Random(number)
    values = [value for value in VALUES if isinstance(value, str) or connection.vendor == "sqlite"]
    return [
        Change("update", one.model, one.key, one.column, 0, chance.choice(values))
        for one in changes(number, number)
        if one.column in {field.column for field in one.model._meta.concrete_fields if not field.primary_key}
    ]


def is_watched(change: Change) -> bool:
    watched = WATCH.tables.get(change.model._meta.db_table)
    return watched is not None and change.column in watched.columns


def is_named(change: Change, said: list[str]) -> bool:
    """Whether the row and the column are; of the diary's own rows the entry."""
    of_diary = change.model in {part for memory in memories() for part in memory.diary.parts}
    row = f"post {change.key}" if of_diary else f"raden {change.model._meta.db_table} {change.key}"
    return any(row in fault and (of_diary or f"fältet {change.column}:" in fault) for fault in said)


def test_whatever_stands_in_a_cell_its_row_is_named_and_no_check_falls_over(used: str) -> None:
    said_before, happened = list(faults()), 0
    assert said_before == []
    for change in unreadable(CHANGES):
        with done(change) as went_through:
            if went_through:
                said = list(faults())
                happened += 1
                assert said or not is_watched(change), change
                assert not is_watched(change) or is_named(change, said), (change, change.value, said)
    assert happened > CHANGES / 10


def test_bytes_in_place_of_no_text_are_told_from_it(used: str) -> None:
    """As somebody met it: an empty blob for an empty text, which no list that asks by it finds."""
    if connection.vendor != "sqlite":
        return  # it keeps no bytes in a column of text
    empty = Filing.objects.filter(record_number="").order_by("pk").first()
    assert empty is not None
    change = Change("update", Filing, empty.pk, "record_number", 0, bytearray())
    with done(change) as went_through:
        assert went_through
        assert not Filing.objects.filter(pk=empty.pk, record_number="").exists()
        assert is_named(change, list(faults()))


def test_one_altered_cell_hides_no_other_and_the_command_tells_both(used: str, capsys: pytest.CaptureFixture) -> None:
    """As somebody met it: files that are no files, beside a filing that was moved to another region."""
    version, filing = FilingVersion.objects.order_by("pk").first(), Filing.objects.order_by("pk").last()
    wrong = Change("update", FilingVersion, version.pk, "files", 0, '["zz"]')
    other = Change("update", Filing, filing.pk, "record_number", 0, "banan")
    with done(wrong) as first, done(other) as second:
        assert first and second
        assert main(["verify", "--json"]) == 1
        told = json.loads(capsys.readouterr().out)
    assert any(is_named(wrong, [fault]) for fault in told["faults"])
    assert any(is_named(other, [fault]) for fault in told["faults"])


@pytest.mark.parametrize(
    ("column", "day"),
    [
        ("valid_until", "infinity"),
        ("valid_until", "12026-01-01"),
        ("valid_from", "-infinity"),
        ("valid_from", "0044-03-15 BC"),
    ],
)
def test_a_day_that_python_has_not_is_named_and_hides_no_other_row(used: str, column: str, day: str) -> None:
    """As somebody met it on PostgreSQL: with one such day the whole table was not compared."""
    if connection.vendor != "postgresql":
        return  # SQLite keeps days as text: VALUES.
    first, last = Membership.objects.order_by("pk").first(), Membership.objects.order_by("pk").last()
    assert first is not None and last is not None and first.pk != last.pk
    wrong = Change("update", Membership, first.pk, column, 0, day)
    other = Change("update", Membership, last.pk, "valid_from", 0, "2001-01-01")
    with done(wrong) as one, done(other) as two:
        assert one and two
        said = list(faults())
    assert is_named(wrong, said) and is_named(other, said), said
    # What reads days otherwise reads them as before.
    assert Membership.objects.get(pk=first.pk).valid_from == first.valid_from


def test_an_entry_whose_time_is_no_time_is_named(used: str) -> None:
    if connection.vendor == "postgresql":
        return  # It takes no such time.
    number = DiaryEntry.objects.order_by("-number").first().pk - 3
    with done(Change("update", DiaryEntry, number, "at", 0, "2026-13-45 10:00:00")):
        assert any(f"post {number} " in fault for fault in faults())


@pytest.mark.parametrize(
    "written",
    ["{0}+00:00", "{0} ", "{0}\x00x", "{0}999", "{1}T{2}", "{3} {4}+14:00"],
    ids=["zone", "blank", "after the end", "more digits", "another sign", "another day"],
)
def test_the_same_moment_written_in_another_way_is_named(used: str, written: str) -> None:
    if connection.vendor == "postgresql":
        return  # It keeps a moment, and no text.
    entry = DiaryEntry.objects.order_by("-number")[3]
    text, east = str(entry.at.astimezone(UTC).replace(tzinfo=None)), entry.at.astimezone(timezone(timedelta(hours=14)))
    there = written.format(text, *text.split(), *str(east.replace(tzinfo=None)).split())
    assert there != text
    with done(Change("update", DiaryEntry, entry.pk, "at", 0, there)):
        assert any(f"post {entry.number} " in fault for fault in DIARY.faults())


def test_a_check_that_falls_over_says_so() -> None:
    def falls_over() -> Iterator[str]:
        yield "ett fel"
        raise TypeError("string indices must be integers")

    (first, second) = guarded("kontrollen av något", falls_over())
    assert first == "ett fel" and second.startswith("kontrollen av något kunde inte göras färdig")
