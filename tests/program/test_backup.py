"""`nhv backup` and `nhv restore`: taken while others write, put back on an empty machine, and verified."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from types import SimpleNamespace

import pytest
from django.db import connection

from nhv.program.backups import copy_database
from nhv.program.faults import InputFault
from nhv.records.acts import one_transaction
from nhv.records.files import Stored
from nhv.records.keys import KeyRing
from nhv.register.memory import DIARY, FILES
from nhv.rules.actor import Actor
from tests.records.test_kill import lost
from tests.support.databases import in_use
from tests.support.patience import PATIENCE, until

WRITERS = 2


def nhv(database, data, *arguments):
    surroundings = {**os.environ, "DATABASE_URL": database, "NHV_DATA": str(data)}
    command = [sys.executable, "-m", "nhv.program.main", *map(str, arguments)]
    done = subprocess.run(command, env=surroundings, capture_output=True, text=True, timeout=PATIENCE)
    return done.returncode, done.stdout, done.stderr


@pytest.fixture(params=["sqlite", "postgresql"])
def two(request, databases):
    """A migrated database in use, and an empty one beside it."""
    with databases.copy(request.param, "empty") as first, databases.nothing(request.param) as second:
        yield first, second


def start_writing(database, data):
    """Two processes that give receipts until they are stopped."""
    surroundings = {**os.environ, "DATABASE_URL": database, "NHV_DATA": str(data)}
    command = [sys.executable, "-m", "tests.support.minimal_act", str(WRITERS), "durable"]
    out = (data / "receipts").open("wb")
    return subprocess.Popen(command, env=surroundings, stdout=out, start_new_session=True)


def receipts(data):
    return [line for line in (data / "receipts").read_text().splitlines(keepends=True) if line.endswith("\n")]


def test_a_backup_taken_under_load_holds_every_receipt_given_before_it_began(two, tmp_path):
    database, empty = two
    data = tmp_path / "data"
    data.mkdir()
    writers = start_writing(database, data)
    try:
        until(lambda: len(receipts(data)) >= 20)
        before = receipts(data)
        status, out, err = nhv(database, data, "backup", tmp_path / "copy", "--json")
        assert (status, err, json.loads(out)["missing"]) == (0, "", [])
        # The writers have not stood still, and go on: of three more receipts one at least is of an act that began
        # when the backup was done, for only two can have been on their way.
        taken = len(receipts(data))
        until(lambda: len(receipts(data)) >= taken + WRITERS + 1)
        after = receipts(data)
    finally:
        os.killpg(writers.pid, signal.SIGKILL)
        writers.wait()
    shutil.rmtree(data)
    status, out, err = nhv(empty, tmp_path / "new", "restore", tmp_path / "copy", "--json")
    assert (status, err, json.loads(out)["faults"]) == (0, "", [])
    with in_use(empty):
        assert lost(before, tmp_path / "new") == []
        # The control: what came after the copy is not in it.
        assert lost(after, tmp_path / "new") != []
    status, _, err = nhv(empty, tmp_path / "again", "restore", tmp_path / "copy")
    assert (status, "återställ bara till en tom" in err) == (2, True)


@pytest.fixture(scope="module")
def made(databases, tmp_path_factory):
    """A folder with a database, its data and a small backup of them. What is asked here is the same on both kinds."""
    folder = tmp_path_factory.mktemp("made")
    with databases.copy("sqlite", "empty") as database:
        with one_transaction(DIARY.entries):
            DIARY.record("tested", kind="test", key="ett", by=Actor("program", "test"))
        assert nhv(database, folder / "data", "backup", folder / "copy")[::2] == (0, "")
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(folder / "nhv.sqlite3")])
    return folder


@pytest.fixture
def copy(made, databases, tmp_path):
    """The same in a folder of the test's own: the database, an empty one to restore to, and the folder."""
    folder = tmp_path / "own"
    shutil.copytree(made, folder)
    database = f"sqlite:///{folder}/nhv.sqlite3"
    with in_use(database), databases.nothing("sqlite") as empty:
        yield database, empty, folder


def test_a_backup_is_its_owners_and_holds_the_keys(copy):
    _, empty, folder = copy
    kept = [path for path in (folder / "copy").rglob("*") if path.is_file() and path.name != "manifest.json"]
    assert {path.stat().st_mode & 0o777 for path in kept} == {0o600}
    nhv(empty, folder / "new", "restore", folder / "copy")
    assert KeyRing(folder / "new" / "keys").current()[0] == KeyRing(folder / "data" / "keys").current()[0]
    assert (folder / "new" / "secret_key").read_text() == (folder / "data" / "secret_key").read_text()


def test_a_backup_goes_only_into_an_empty_folder(copy):
    database, _, folder = copy
    status, _, err = nhv(database, folder / "data", "backup", folder / "copy")
    assert (status, err) == (2, f"nhv: {folder}/copy: mappen är inte tom; ange en ny mapp\n")


def test_nothing_is_restored_over_what_is_there(copy):
    _, empty, folder = copy
    status, _, err = nhv(empty, folder / "data", "restore", folder / "copy")
    assert (status, "datamappen är inte tom" in err) == (2, True)


def test_a_file_that_is_missing_is_told_of(copy):
    database, _, folder = copy
    with one_transaction(DIARY.entries):
        FILES.enter(Stored("a" * 64, 1), "application/pdf")
    status, out, _ = nhv(database, folder / "data", "backup", folder / "second")
    assert (status, f"filen {'a' * 64} saknas eller är ändrad och kom inte med\n" in out) == (1, True)


def test_without_room_for_the_database_it_is_said_in_one_sentence(tmp_path):
    """A folder in its place is as little to be written to as a disk that is full."""
    (tmp_path / "database.sqlite3").mkdir()
    with pytest.raises(InputFault, match="gick inte att kopiera"), closing(sqlite3.connect(":memory:")) as real:
        held = SimpleNamespace(connection=real, ensure_connection=lambda: None)
        copy_database("sqlite", held, tmp_path / "database.sqlite3")
