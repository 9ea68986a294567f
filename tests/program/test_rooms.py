"""A room with a database of its own is prepared, worked for, verified, backed up and restored by being named once."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOM = {"NHV_ROOMS": "tests.support.care"}


def program(data: Path, *arguments: str, rooms: bool = True, module: str = "nhv.program.main") -> Any:
    """What came of running our program in a data directory, with or without the room."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("NHV_", "DATABASE_URL"))}
    environment |= {"NHV_DATA": str(data), "NHV_CACHE": os.environ.get("NHV_CACHE", ""), **(ROOM if rooms else {})}
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory in which the room has received a plan."""
    folder = tmp_path_factory.mktemp("room") / "data"
    done = program(folder, module="tests.support.care.a_plan")
    assert done.returncode == 0, done.stderr
    return folder


def test_its_rows_lie_in_its_own_database_and_no_other(data: Path) -> None:
    def tables(name: str) -> set[str]:
        with sqlite3.connect(data / name) as rows:
            return {table for (table,) in rows.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}

    own, other = tables("care.sqlite3"), tables("nhv.sqlite3")
    assert "care_plan" in own and "filings_filing" not in own
    assert "filings_filing" in other and "care_plan" not in other


def test_its_mail_is_sent_by_the_same_worker(data: Path) -> None:
    assert program(data, "work", "--once").returncode == 0
    assert len(list((data / "mail").iterdir())) == 1


def test_its_lists_are_there_though_nothing_of_the_register_lies_beside_it(data: Path) -> None:
    looked = program(data, module="tests.support.care.a_look")
    met = ("plan:list 200", "received-plan:list 200", "received-plan:csv 200", "received-plan:sheet 200")
    assert looked.stdout.splitlines() == list(met), looked.stderr


def test_what_is_altered_in_it_is_told_by_verify(data: Path, tmp_path: Path) -> None:
    copied = tmp_path / "copy"
    subprocess.run(["cp", "-a", str(data), str(copied)], check=True)
    assert program(copied, "verify").returncode == 0
    with sqlite3.connect(copied / "care.sqlite3") as rows:
        rows.execute("DROP TRIGGER care_version_no_update")
        rows.execute('UPDATE care_version SET answers = \'{"ord":"Annat"}\'')
    told = program(copied, "verify")
    assert told.returncode == 1
    assert "svaren är ändrade i efterhand" in told.stdout
    assert "skyddet care_version_no_update saknas" in told.stdout
    assert program(copied, "verify", rooms=False).returncode == 0, "without the room nobody looks there"


def test_its_diary_bears_witness_without_a_single_value(data: Path) -> None:
    def said(name: str, table: str) -> str:
        with sqlite3.connect(data / name) as rows:
            return "".join(content for (content,) in rows.execute(f"SELECT content FROM {table}"))

    own = said("care.sqlite3", "care_witness")
    assert '"care_plan"' in own and "provsjukhuset" not in own and '"received"' not in own
    # The control: the register's diary, which is not discreet, names the organisation.
    assert "provsjukhuset" in said("nhv.sqlite3", "register_diary_witness")


def test_a_server_does_not_start_without_its_triggers(data: Path, tmp_path: Path) -> None:
    copied = tmp_path / "copy"
    subprocess.run(["cp", "-a", str(data), str(copied)], check=True)
    with sqlite3.connect(copied / "care.sqlite3") as rows:
        rows.execute("DROP TRIGGER care_entry_no_delete")
    done = program(copied, "work", "--once")
    assert done.returncode != 0
    assert "care_entry_no_delete" in done.stderr


def test_it_is_in_the_backup_and_comes_back_whole(data: Path, tmp_path: Path) -> None:
    kept, again = tmp_path / "kept", tmp_path / "again"
    assert program(data, "backup", str(kept)).returncode == 0
    assert set(json.loads((kept / "manifest.json").read_text())["heads"]) == {"default", "care"}
    restored = program(again, "restore", str(kept))
    assert restored.returncode == 0, restored.stdout + restored.stderr
    assert (again / "care" / "files").is_dir()
    assert any((again / "care" / "keys").glob("*.pem"))
    told = json.loads(program(again, "verify", "--json").stdout)
    assert told["faults"] == [] and told["diaries"]["care"]["number"] > 0


def test_a_backup_of_it_is_not_restored_without_it(data: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    program(data, "backup", str(kept))
    refused = program(tmp_path / "again", "restore", str(kept), rooms=False)
    assert refused.returncode == 2
    assert "NHV_ROOMS" in refused.stderr
