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
    with closing(sqlite3.connect(file)) as other, other:
        other.execute("DROP TRIGGER filings_filingversion_no_replace")
        columns = [name for _, name, *_ in other.execute("PRAGMA table_info(filings_filingversion)")]
        late = ", ".join("'late'" if name == "time_class" else name for name in columns)
        other.execute(f"INSERT OR REPLACE INTO filings_filingversion SELECT {late} FROM filings_filingversion LIMIT 1")
    said = list(faults())
    assert "skyddet filings_filingversion_no_replace saknas, och 1 skydd till" in said
    assert any(fault.startswith("raden filings_filingversion") and "time_class" in fault for fault in said)
