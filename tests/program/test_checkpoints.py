"""What is kept outside tells of what the diary alone cannot: its end cut off, an older copy, all of it written anew."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test import override_settings

from nhv.program.main import main
from nhv.records.acts import one_transaction
from nhv.register.jobs import keep_checkpoint
from nhv.register.memory import DIARY, MEMORY
from nhv.register.models import DiaryEntry, DiaryPayload, DiaryWitness, Organisation
from nhv.rules.actor import Actor


def nhv(capsys, *arguments):
    status = main([str(argument) for argument in arguments])
    said = capsys.readouterr()
    return status, said.out, said.err


@pytest.fixture
def point(register, capsys, tmp_path) -> Path:
    """A checkpoint of a whole register, in a folder outside."""
    assert nhv(capsys, "checkpoint", tmp_path / "outside")[0] == 0
    (path,) = (tmp_path / "outside").iterdir()
    return path


def without_triggers(*statements: str) -> None:
    """What somebody with the keys to the database can do, and put the triggers back after."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            cursor.execute(statement)
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = DEFAULT")
    MEMORY.put_triggers()


def an_act() -> None:
    with one_transaction(Organisation):
        Organisation.objects.filter(key="region-skane").update(town="Provstad")
        DIARY.record("tested", kind="test", key="ett", by=Actor("program", "test"))


def test_what_has_gone_on_since_is_right(point, capsys):
    an_act()
    assert nhv(capsys, "verify", "--checkpoint", point)[0] == 0


def test_an_act_undone_with_its_entry_is_missed_only_by_the_checkpoint(register, capsys, tmp_path):
    town = Organisation.objects.get(key="region-skane").town
    an_act()
    nhv(capsys, "checkpoint", tmp_path / "outside")
    (path,) = (tmp_path / "outside").iterdir()
    last = DiaryEntry.objects.latest("number").number
    without_triggers(
        *(f"DELETE FROM {part._meta.db_table} WHERE number = {last}" for part in DIARY.parts),
        f"UPDATE register_organisation SET town = '{town}' WHERE key = 'region-skane'",
    )
    # The control: without what is kept outside, all seems well.
    assert nhv(capsys, "verify")[0] == 0
    status, out, _ = nhv(capsys, "verify", "--checkpoint", path)
    assert (status, "äldre kopia" in out) == (1, True)


def test_a_diary_written_anew_is_told_of(point, capsys):
    """Whoever owns the database can make a chain that holds, about something else."""
    entries = {
        model: list(model.objects.order_by("number").values()) for model in (DiaryEntry, DiaryPayload, DiaryWitness)
    }
    without_triggers(*(f"DELETE FROM {part._meta.db_table}" for part in DIARY.parts))
    previous = "0" * 64
    for row in entries[DiaryEntry]:
        entry = DiaryEntry(**{**row, "why": "något annat", "previous_hash": previous})
        entry.hash = previous = entry.expected_hash()
        entry.save(force_insert=True)
    for model in (DiaryPayload, DiaryWitness):
        model.objects.bulk_create([model(**row) for row in entries[model]])
    assert nhv(capsys, "verify")[0] == 0
    status, out, _ = nhv(capsys, "verify", "--checkpoint", point)
    assert (status, "skriven på nytt" in out) == (1, True)


@pytest.fixture
def own(register, tmp_path) -> Iterator[Path]:
    """The program's own checkpoints, beside the database, as the worker has kept them."""
    with override_settings(OWN_CHECKPOINTS=tmp_path / "own"):
        keep_checkpoint()
        yield tmp_path / "own"


def rewritten_from(number: int, **changed: str) -> None:
    """What whoever has the database and no key can do: alter an entry and reckon all that follow anew."""
    rows = list(DiaryEntry.objects.filter(number__gte=number).order_by("number"))
    previous, statements = rows[0].previous_hash, []
    for row in rows:
        row.previous_hash = previous
        if row.number == number:
            row.why = changed["why"]
        row.hash = previous = row.expected_hash()
        statements.append(
            f"UPDATE register_diary SET why = '{row.why}', previous_hash = '{row.previous_hash}', hash = '{row.hash}'"
            f" WHERE number = {row.number}"
        )
    without_triggers(*statements)


def test_hashes_reckoned_anew_by_who_has_no_key_are_told_of(own, capsys):
    rewritten_from(DiaryEntry.objects.latest("number").number - 1, why="något annat")
    status, out, _ = nhv(capsys, "verify")
    assert (status, "skriven på nytt" in out, "nhv-checkpoint-" in out) == (1, True, True)
    # The control: the chain by itself holds.
    with override_settings(OWN_CHECKPOINTS=own / "none"):
        assert nhv(capsys, "verify")[0] == 0


def test_what_was_written_anew_pushes_out_none_that_tells_of_it(own, monkeypatch, capsys):
    monkeypatch.setattr("nhv.records.checkpoints.MOST_KEPT", 1)
    rewritten_from(DiaryEntry.objects.latest("number").number - 1, why="något annat")
    an_act()
    keep_checkpoint()
    status, out, _ = nhv(capsys, "verify")
    assert (status, "skriven på nytt" in out) == (1, True)


def test_one_is_kept_when_something_has_happened_and_the_old_are_let_go(own, monkeypatch, capsys):
    keep_checkpoint()
    assert len(list(own.iterdir())) == 1
    monkeypatch.setattr("nhv.records.checkpoints.MOST_KEPT", 2)
    for _ in range(3):
        an_act()
        keep_checkpoint()
    assert len(list(own.iterdir())) == 2
    assert nhv(capsys, "verify")[0] == 0


def test_one_that_is_not_ours_is_told_of(own, capsys):
    (path,) = own.iterdir()
    path.write_text(path.read_text().replace('"number": ', '"number": 1'))
    status, out, _ = nhv(capsys, "verify")
    assert (status, "underskriften stämmer inte" in out) == (1, True)


@pytest.mark.parametrize("part", ["number", "hash", "tables"])
def test_an_altered_checkpoint_is_refused(point, capsys, part):
    told = json.loads(point.read_text())
    told["memories"]["default"][part] = {"number": 1, "hash": "0" * 64, "tables": {}}[part]
    point.write_text(json.dumps(told))
    status, _, err = nhv(capsys, "verify", "--checkpoint", point)
    assert (status, "underskriften stämmer inte" in err, err.count("\n")) == (2, True, 1)


@pytest.mark.parametrize("number", ["1e400", "-1", "1.5", '"1"', "true", str(2**63)])
def test_a_number_that_is_none_is_refused_in_one_sentence(point, capsys, number):
    told = point.read_text()
    point.write_text(re.sub(r'"number": ?[0-9]+', f'"number": {number}', told))
    assert point.read_text() != told
    status, _, err = nhv(capsys, "verify", "--checkpoint", point)
    assert (status, err.count("\n"), "kontrollpunkt" in err or "underskriften" in err) == (2, 1, True)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"type": "nhv-checkpoint-1"}', "[" * 100_000, '{"signature": 7}'])
def test_what_is_no_checkpoint_is_refused_in_one_sentence(sqlite_register, capsys, tmp_path, text):
    (tmp_path / "x").write_text(text)
    status, _, err = nhv(capsys, "verify", "--checkpoint", tmp_path / "x")
    assert (status, "ingen kontrollpunkt" in err, err.count("\n")) == (2, True, 1)


def test_keys_kept_outside_are_believed_before_those_that_lie_here(point, capsys, tmp_path):
    keys = DIARY.watch.keys.folder / "public.json"
    shutil.copy(keys, tmp_path / "keys.json")
    assert nhv(capsys, "verify", "--checkpoint", point, "--key", tmp_path / "keys.json")[0] == 0
    other = json.loads(keys.read_text())
    (tmp_path / "none.json").write_text(json.dumps({**other, "keys": []}))
    assert nhv(capsys, "verify", "--checkpoint", point, "--key", tmp_path / "none.json")[0] == 2


def test_nothing_wrong_is_kept_as_right(register, capsys, tmp_path):
    without_triggers("UPDATE register_organisation SET town = 'Ingenstans' WHERE key = 'region-skane'")
    status, out, _ = nhv(capsys, "checkpoint", tmp_path / "outside")
    assert (status, "fältet town" in out, (tmp_path / "outside").exists()) == (1, True, False)
