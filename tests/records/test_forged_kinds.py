"""A cell of another kind than its column's (SQLite keeps any) is named in words and in JSON, and hides nothing else."""

import json
import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from nhv.program.main import main
from nhv.records.verification import faults
from nhv.register.memory import DIARY, WATCH
from tests.support.a_used_register import use_the_register
from tests.support.databases import Databases
from tests.support.faults import IS_DRILL
from tests.support.tampering import switch_off_triggers

KINDS: dict[str, Any] = {"blob": b"1", "text": "ett", "real": 1.5, "int": 7, "null": None}
ROUNDS = 40 if IS_DRILL else 1
FALLS_OVER = "kunde inte göras färdig"
OF_A_WHOLE = ("en kontroll ", "kontrollen av ", "jämförelsen av ")


@pytest.fixture(scope="module")
def used(databases: Databases) -> Iterator[str]:
    """A register where everything has been done once, in the database that keeps anything anywhere."""
    with databases.copy("sqlite", "bundled") as address:
        use_the_register()
        yield address


@contextmanager
def undone() -> Iterator[Any]:
    """What is written without triggers and references, undone when the block ends."""
    with transaction.atomic(), connection.cursor() as cursor:
        switch_off_triggers()
        cursor.execute("PRAGMA ignore_check_constraints = ON")
        yield cursor
        cursor.execute("PRAGMA ignore_check_constraints = OFF")
        transaction.set_rollback(True)


def put(cursor: Any, table: str, column: str, row: int, value: Any) -> bool:
    """Whether the database took the value."""
    try:
        with transaction.atomic():
            cursor.execute(f'UPDATE "{table}" SET "{column}" = %s WHERE rowid = %s', [value, row])
    except Exception:
        return False
    return True


def rowids(cursor: Any, table: str) -> list[int]:
    cursor.execute(f'SELECT rowid FROM "{table}" ORDER BY rowid')
    return [row for (row,) in cursor.fetchall()]


def of_diary() -> list[tuple[str, str]]:
    return [(part._meta.db_table, field.column) for part in DIARY.parts for field in part._meta.concrete_fields]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("table", "column"), of_diary())
def test_each_cell_of_the_diary_is_named_and_so_is_another_fault_of_its_table(
    used: str, table: str, column: str, kind: str
) -> None:
    with undone() as cursor:
        rows = rowids(cursor, table)
        # The last row is what `head` tells; the second fault is an ordinary one, far from it.
        if not put(cursor, table, column, rows[-1], KINDS[kind]):
            return
        other = {"register_diary": "why"}.get(table, "content")
        cursor.execute(f"SELECT number FROM {table} WHERE rowid = %s", [rows[2]])
        (number,) = cursor.fetchone()
        assert put(cursor, table, other, rows[2], "förfalskat")
        said = list(DIARY.faults())
        json.dumps([said, DIARY.head()])
    assert any(f"post {number} " in fault for fault in said), said
    assert len([fault for fault in said if f"post {number} " not in fault]) > 0
    if column == "number" and kind != "int":
        assert any(f"en rad i {table} har " in fault for fault in said), said


@pytest.mark.parametrize("kind", KINDS)
def test_a_forged_cell_in_every_watched_table_hides_no_other_of_the_same_table(used: str, kind: str) -> None:
    chance, happened = random.Random(kind), 0
    for _round in range(ROUNDS):
        with undone() as cursor:
            second = {}
            for table, watched in WATCH.tables.items():
                rows = rowids(cursor, table)
                plain = [name for name in sorted(watched.columns) if name != watched.key]
                if len(rows) < 2 or not plain:
                    continue
                cursor.execute(f'SELECT "{watched.key}" FROM "{table}" WHERE rowid = %s', [rows[1]])
                (key,) = cursor.fetchone()
                happened += put(cursor, table, chance.choice(sorted(watched.columns)), rows[0], KINDS[kind])
                for column in plain:
                    if put(cursor, table, column, rows[1], "förfalskat"):
                        second[table] = (key, column)
                        break
            said = list(faults())
        for table, (key, column) in second.items():
            assert any(fault.startswith(f"raden {table} {key}") and f"fältet {column}:" in fault for fault in said), (
                table,
                key,
                column,
            )
        # What hangs on the forged row itself may not be readable; no check of a whole table stops at it.
        assert not [fault for fault in said if FALLS_OVER in fault and fault.startswith(OF_A_WHOLE)], said
    # NOT NULL refuses most of nothing.
    assert happened > (3 if kind == "null" else 20)


@pytest.mark.parametrize("kind", ["blob", "text", "real"])
def test_the_commands_tell_of_a_diary_row_with_no_number(
    databases: Databases, kind: str, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    """As somebody met it, with the guards put back: verify in words and in JSON, and a copy, each to its end."""
    with databases.copy("sqlite", "bundled"):
        with connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            guards = cursor.fetchall()
            for name, _sql in guards:
                cursor.execute(f"DROP TRIGGER {name}")
            others = ", ".join(field.column for field in DIARY.entries._meta.concrete_fields if not field.primary_key)
            cursor.execute(
                f"INSERT INTO register_diary (number, {others}) "
                f"SELECT %s, {others} FROM register_diary WHERE number = 1",
                [KINDS[kind]],
            )
            cursor.execute("INSERT INTO register_diary_payload (number, content) VALUES (99999, '{}')")
            for _name, sql in guards:
                cursor.execute(sql)
        assert main(["verify", "--json"]) == 1
        said = json.loads(capsys.readouterr().out)["faults"]
        assert main(["verify"]) == 1
        assert capsys.readouterr().out.splitlines() == said
        assert any("en rad i register_diary har " in fault for fault in said), said
        assert any("post 99999 saknas" in fault for fault in said), said
        main(["backup", str(tmp_path / "copy")])
        assert "händelseloggen till och med post" in capsys.readouterr().out
