"""`nhv verify`: says that all is right, or names the first bad entry."""

import json

import pytest
from django.db import connection

from nhv.program.main import main
from nhv.records.acts import one_transaction
from nhv.records.files import Stored
from nhv.register.memory import FILES
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
