"""`nhv verify`: says that all is right, or names the first bad entry."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from nhv.program.main import main
from nhv.records.acts import one_transaction
from nhv.records.files import Stored
from nhv.register.health import worries
from nhv.register.memory import FILES, KEYS
from nhv.register.models import StoredFile


def run(capsys, *arguments):
    status = main(["verify", *arguments])
    return status, capsys.readouterr().out


def tamper(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


def drop(trigger, table):
    tamper(f"DROP TRIGGER {trigger}" + ("" if connection.vendor == "sqlite" else f" ON {table}"))


def test_a_whole_register_is_right(register, capsys):
    status, out = run(capsys, "--json")
    assert status == 0
    assert json.loads(out)["faults"] == []


def test_the_first_bad_entry_is_named(register, capsys):
    drop("register_diary_no_update", "register_diary")
    tamper("UPDATE register_diary SET why = 'annat' WHERE number = 3")
    status, out = run(capsys)
    assert status == 1
    assert out.splitlines() == ["skyddet register_diary_no_update saknas", "post 3 är ändrad i efterhand"]


def test_triggers_are_put_back_only_when_the_chain_is_whole(register, capsys):
    drop("register_diary_no_update", "register_diary")
    assert run(capsys, "--put-triggers-back")[0] == 0
    drop("register_diary_no_update", "register_diary")
    tamper("UPDATE register_diary SET why = 'annat' WHERE number = 3")
    assert run(capsys, "--put-triggers-back")[0] == 1


def test_no_command_but_verify_starts_without_its_triggers(register, capsys):
    import pytest

    drop("register_diary_no_update", "register_diary")
    with pytest.raises(SystemExit, match="register_diary_no_update"):
        main(["load"])


@pytest.mark.parametrize(
    ("statements", "words"),
    [
        (["DELETE FROM register_diary WHERE number = (SELECT MAX(number) FROM register_diary)"], "dess innehåll finns"),
        (["UPDATE register_diary SET act = 'payload_erased', subject_key = 'x' WHERE number = 3"], "post 3 är ändrad"),
        (["DELETE FROM register_diary", "DELETE FROM register_diary_payload"], "men dess vittnesmål finns"),
        (["UPDATE register_areadocument SET content = '{}' WHERE version = 1"], "fältet content"),
        (["UPDATE register_areadocument SET units = 9 WHERE version = 1"], "fältet units"),
        (["UPDATE register_areadocument SET in_force_from = '1999-01-01'"], "fältet in_force_from"),
        (["DELETE FROM register_posting WHERE id = (SELECT MIN(id) FROM register_posting)"], "sökindexet"),
    ],
)
def test_what_is_done_behind_the_diarys_back_is_found(register, capsys, statements, words):
    for table in ("register_diary", "register_diary_payload", "register_areadocument"):
        for act in ("update", "delete"):
            drop(f"{table}_no_{act}", table)
    for statement in statements:
        tamper(statement)
    status, out = run(capsys)
    assert (status, words in out) == (1, True)


def test_a_received_file_that_is_gone_is_named(empty_database, capsys):
    with one_transaction(StoredFile):
        FILES.enter(Stored("a" * 64, 1), "application/pdf")
    status, out = run(capsys)
    assert (status, out) == (1, f"filen {'a' * 64} saknas\n")


@pytest.mark.parametrize("digest", ["", "00", "../..", "/etc/passwd", "zz" * 32])
def test_a_row_that_names_no_file_hides_no_other(empty_database, capsys, digest):
    with one_transaction(StoredFile):
        FILES.enter(Stored("a" * 64, 1), "application/pdf")
    values = f"'{digest}', 1, 'x', '2026-11-28 00:00:00', 'clean'"
    tamper(f"INSERT INTO register_file (sha256, size, media_type, stored_at, scan) VALUES ({values})")
    found = json.loads(run(capsys, "--json")[1])["faults"]
    assert f"filen {digest} har en rad som inte går att läsa: ingen mottagen fil heter så" in found
    assert f"filen {'a' * 64} saknas" in found
    assert f"raden register_file {digest} finns i tabellen men inte enligt händelseloggen" in found


def test_an_entry_far_ahead_is_one_fault_and_hides_no_other(register, capsys):
    columns = "at, act, subject_kind, subject_key, actor, why, payload_sha256, witness_sha256, previous_hash, hash"
    tamper(f"INSERT INTO register_diary (number, {columns}) SELECT 1000000000, {columns} FROM register_diary LIMIT 1")
    drop("register_areadocument_no_update", "register_areadocument")
    tamper("UPDATE register_areadocument SET units = 9 WHERE version = 1")
    found = json.loads(run(capsys, "--json")[1])["faults"]
    assert any("999999999 saknas i händelseloggen" in fault for fault in found)
    assert any("fältet units" in fault for fault in found) and len(found) < 500


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        (
            "DELETE FROM django_migrations WHERE app = 'process' AND name = '{last}'",
            "process.{last} är inte antecknad",
        ),
        ("ALTER TABLE register_area ADD COLUMN evil integer", "har fältet evil"),
        ("ALTER TABLE register_organisation RENAME COLUMN town TO stad", "saknar fältet town"),
    ],
)
def test_tables_that_are_not_as_the_migrations_made_them_are_named_and_left(register, capsys, statement, words):
    last = MigrationRecorder(connection).migration_qs.filter(app="process").order_by("name").last().name
    tamper(statement.format(last=last))
    noted = MigrationRecorder(connection).migration_qs.count()
    found = json.loads(run(capsys, "--json")[1])["faults"]
    assert any(words.format(last=last) in fault for fault in found)
    assert MigrationRecorder(connection).migration_qs.count() == noted, "verify changes nothing"


def test_no_migration_is_run_again_on_what_is_there(register):
    """What a note taken away would have run again is there already, and nothing starts."""
    assert main(["search", "sma"]) == 0
    MigrationRecorder(connection).migration_qs.filter(app="process").exclude(name="0001_initial").delete()
    with pytest.raises(SystemExit, match="antecknade migreringar"):
        main(["search", "sma"])


LOOKS_AWAY = {
    "sqlite": "CREATE TRIGGER register_diary_no_update BEFORE UPDATE ON register_diary WHEN 0 "
    "BEGIN SELECT RAISE(ABORT, 'no'); END",
    "postgresql": "CREATE TRIGGER register_diary_no_update BEFORE UPDATE ON register_diary "
    "FOR EACH ROW WHEN (false) EXECUTE FUNCTION nhv_refuse()",
}
SWALLOWS = {
    "sqlite": "CREATE TRIGGER swallows BEFORE INSERT ON filings_filingversion BEGIN SELECT RAISE(IGNORE); END",
    "postgresql": "CREATE TRIGGER swallows BEFORE INSERT ON filings_filingversion "
    "FOR EACH ROW EXECUTE FUNCTION nhv_refuse()",
}


def test_nothing_starts_with_a_trigger_that_does_something_else_and_it_is_put_back(register, capsys):
    drop("register_diary_no_update", "register_diary")
    tamper(LOOKS_AWAY[connection.vendor])
    with pytest.raises(SystemExit, match="register_diary_no_update i databasen är inte som programmet gör den"):
        main(["search", "sma"])
    assert run(capsys, "--put-triggers-back")[0] == 0
    assert main(["search", "sma"]) == 0


def test_nor_with_one_that_is_none_of_ours(register):
    tamper(SWALLOWS[connection.vendor])
    with pytest.raises(SystemExit, match="en utlösare som inte är vår: swallows"):
        main(["search", "sma"])


@contextmanager
def without(name: str) -> Iterator[Path]:
    """A key that has been taken away, and is put back."""
    path = KEYS.folder / name
    kept = path.read_bytes()
    path.unlink()
    try:
        yield path
    finally:
        path.write_bytes(kept)


def test_a_witness_key_that_is_gone_is_named_and_none_is_made(register, capsys):
    with without("witness.key") as path:
        status, out = run(capsys)
        assert (status, "saknas den: fritext kan inte jämföras; lägg tillbaka witness.key" in out) == (1, True)
        assert any("nyckeln till händelseloggens hashar" in each for each in worries())
        assert not path.exists()
    # The control.
    assert (run(capsys)[0], worries()) == (0, [])


def test_public_keys_that_are_gone_are_not_made_anew(sqlite_register, capsys):
    KEYS.current()
    with without("public.json") as path:
        run(capsys)
        assert not path.exists()


def test_where_nothing_has_begun_verify_makes_nothing(tmp_path, monkeypatch, capsys):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    for data in (tmp_path / "none", tmp_path / "empty"):
        monkeypatch.setenv("NHV_DATA", str(data))
        assert (main(["verify"]), "inget register" in capsys.readouterr().err) == (2, True)
        assert not data.exists() or not any(data.iterdir())
        (tmp_path / "empty").mkdir(exist_ok=True)
