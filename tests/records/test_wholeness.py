"""An index that has lost its rows hides them from every page that asks by it, though all tables are as they were."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from nhv.program.main import main
from nhv.records import wholeness
from tests.support.databases import Databases


def an_index() -> str:
    """One that a page asks by, of a table that has rows."""
    with connection.cursor() as cursor:
        names = connection.introspection.get_constraints(cursor, "register_posting")
    return next(name for name, each in names.items() if each["index"] and not each["unique"])


def rewrite(file: str, index: str, sql: str) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("PRAGMA writable_schema = ON")
        other.execute("UPDATE sqlite_master SET sql = ? WHERE name = ?", (sql, index))
        (version,) = other.execute("PRAGMA schema_version").fetchone()
        other.execute(f"PRAGMA schema_version = {version + 1}")


def empty_in_sqlite(file: str, index: str) -> None:
    """The index made anew of no row, and its words put back."""
    with closing(sqlite3.connect(file)) as other:
        (words,) = other.execute("SELECT sql FROM sqlite_master WHERE name = ?", (index,)).fetchone()
    rewrite(file, index, f"{words} WHERE 0")
    with closing(sqlite3.connect(file)) as other:
        other.execute(f'REINDEX "{index}"')
        other.commit()
    rewrite(file, index, words)


def empty_in_postgresql(index: str) -> None:
    """What is written while an index is off is not in it when it is on again."""
    with connection.cursor() as cursor:
        for is_on in ("false", "true"):
            cursor.execute(
                f"UPDATE pg_index SET indisready = {is_on}, indisvalid = {is_on} WHERE indexrelid = '{index}'::regclass"
            )
            if is_on == "false":
                connection.close()
                cursor = connection.cursor()
                cursor.execute("CREATE TEMP TABLE kept AS SELECT * FROM register_posting")
                cursor.execute("DELETE FROM register_posting")
                cursor.execute("INSERT INTO register_posting SELECT * FROM kept")


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, list[str]]]:
    status = main([*arguments, "--json"])
    said = capsys.readouterr()
    assert said.out, said.err
    return status, json.loads(said.out)


def test_an_emptied_index_is_named_and_no_copy_is_made_of_it_in_silence(
    register: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert list(wholeness.faults(connection)) == []
    index = an_index()
    if connection.vendor == "sqlite":
        file = str(connection.settings_dict["NAME"])
        connection.close()
        empty_in_sqlite(file, index)
    else:
        empty_in_postgresql(index)
    status, verified = told(capsys, "verify")
    assert status == 1 and any("är inte hel" in each and index in each for each in verified["faults"])
    status, copied = told(capsys, "backup", str(tmp_path / "copy"))
    assert status == 1 and any(index in each for each in copied["broken"])


def test_where_the_role_may_not_ask_amcheck_the_rows_are_counted(
    databases: Databases, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wholeness, "_AMCHECK", "CREATE EXTENSION what_nobody_has")
    with databases.copy("postgresql", "bundled"):
        assert list(wholeness.faults(connection)) == []
        empty_in_postgresql(index := an_index())
        said = list(wholeness.faults(connection))
    assert said == [f"databasen (default) är inte hel: indexet {index} leder inte till alla rader i register_posting"]
