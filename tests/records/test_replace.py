"""SQLite's REPLACE takes a row away without asking the trigger of deletion, unless the connection says so.

No row of a table that only grows is replaced, by whoever connects.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from django.db import connection

from nhv.records.verification import faults
from nhv.register.memory import MEMORY
from tests.support.a_used_register import use_the_register
from tests.support.databases import Databases

# Of these the used register has no row that could be replaced.
EMPTY = {"followup_answersource"}
TABLES = sorted({*MEMORY._append_only, *MEMORY._erasable} - EMPTY)


@pytest.fixture(scope="module")
def file(databases: Databases) -> Iterator[str]:
    """A register where everything has been done once."""
    with databases.copy("sqlite", "bundled") as address:
        use_the_register()
        connection.close()
        yield address.removeprefix("sqlite:///")


def replace(file: str, table: str, *, drop: bool = False) -> None:
    """The first row of the table again, with all that stands in it, by a connection of somebody else's."""
    with closing(sqlite3.connect(file)) as other, other:
        if drop:
            other.execute(f"DROP TRIGGER {table}_no_replace")
        other.execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1")


@pytest.mark.parametrize("table", TABLES)
def test_no_row_that_only_grows_is_replaced(file: str, table: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="minnet"):
        replace(file, table)


def replace_by_its_number(file: str, table: str) -> None:
    """The first row's place, which SQLite numbers by itself, is asked for by a copy under another key."""
    with closing(sqlite3.connect(file)) as other, other:
        described = other.execute(f"PRAGMA table_info({table})").fetchall()
        values = ", ".join(_another(kind) if is_key else f'"{name}"' for _, name, kind, _, _, is_key in described)
        names = ", ".join(f'"{name}"' for _, name, *_ in described)
        other.execute(f"INSERT OR REPLACE INTO {table} (rowid, {names}) SELECT rowid, {values} FROM {table} LIMIT 1")


def _another(kind: str) -> str:
    return "987654321" if "int" in kind else "'another key'"


@pytest.fixture(scope="module")
def keyed_otherwise(file: str) -> list[str]:
    """The tables whose key is not the number that SQLite gives each row."""
    with closing(sqlite3.connect(file)) as other:
        kinds = {
            table: [kind for _, _, kind, _, _, is_key in other.execute(f"PRAGMA table_info({table})") if is_key]
            for table in TABLES
        }
    return [table for table, of_key in kinds.items() if of_key != ["INTEGER"] and of_key != ["integer"]]


def test_nor_by_the_number_that_sqlite_gives_each_row(file: str, keyed_otherwise: list[str]) -> None:
    assert {"register_diary", "register_diary_payload", "filings_storedoutline"} <= {*keyed_otherwise}
    for table in keyed_otherwise:
        with pytest.raises(sqlite3.IntegrityError, match="minnet"):
            replace_by_its_number(file, table)


def test_nor_by_a_row_with_another_key_that_would_stand_in_its_way(file: str) -> None:
    """A version is one of its filing's numbers: a new row of the same number would take its place."""
    with closing(sqlite3.connect(file)) as other, other:
        columns = [name for _, name, *_ in other.execute("PRAGMA table_info(filings_filingversion)") if name != "id"]
        names = ", ".join(columns)
        with pytest.raises(sqlite3.IntegrityError, match="minnet"):
            other.execute(
                f"INSERT OR REPLACE INTO filings_filingversion (id, {names}) "
                f"SELECT 9999, {names} FROM filings_filingversion LIMIT 1"
            )


def test_the_control_without_the_trigger_it_goes_through_and_is_named(file: str) -> None:
    replace(file, "register_diary", drop=True)
    replace_by_its_number(file, "register_diary")
    with closing(sqlite3.connect(file)) as other, other:
        other.execute("DROP TRIGGER filings_filingversion_no_replace")
        columns = [name for _, name, *_ in other.execute("PRAGMA table_info(filings_filingversion)")]
        late = ", ".join("'late'" if name == "time_class" else name for name in columns)
        other.execute(f"INSERT OR REPLACE INTO filings_filingversion SELECT {late} FROM filings_filingversion LIMIT 1")
    said = list(faults())
    assert "skyddet filings_filingversion_no_replace saknas, och 1 skydd till" in said
    assert any(fault.startswith("raden filings_filingversion") and "time_class" in fault for fault in said)
