"""A full disk: no receipt, clear words, nothing half done, and all is well again when there is room."""

import os
import shutil
from pathlib import Path

import pytest

from nhv.records.acts import one_transaction
from nhv.records.files import Files
from nhv.register.memory import DIARY
from nhv.register.models import DiaryEntry, StoredFile
from nhv.rules.actor import Actor
from nhv.rules.refusals import NoRoom
from tests.support.databases import in_use
from tests.support.faults import full, small_disk
from tests.support.refusals import refuses


def act():
    """An act with something to write. Gives the number that a receipt would have."""
    with one_transaction(DIARY.entries):
        payload = {"text": os.urandom(20_000).hex()}
        return DIARY.record("tested", kind="test", key="ett", by=Actor("program", "test"), payload=payload).number


def act_until_refused():
    """Act until there is no room. Gives the code, and the numbers that were given out before."""
    given = []
    for _ in range(2_000):
        try:
            given.append(act())
        except NoRoom as refused:
            return refused.code, given
    raise AssertionError("the disk was never full")


@pytest.fixture
def disk(tmp_path):
    with small_disk(tmp_path / "disk", 48) as disk:
        yield disk


@pytest.fixture(params=["sqlite", "postgresql"])
def database_on(request, databases, disk):
    """A database whose tables lie on the small disk."""
    if request.param == "postgresql":
        (disk / "tables").mkdir()
        with databases.on_disk(disk / "tables", "empty"):
            yield
        return
    with databases.copy("sqlite", "empty") as address:
        target = disk / "nhv.sqlite3"
        shutil.copyfile(address.removeprefix("sqlite:///"), target)
    with in_use(f"sqlite:///{target}"):
        yield


def test_a_full_database_refuses_and_loses_nothing(database_on, disk):
    first = act()
    with full(disk):
        code, given = act_until_refused()
    assert code == "no_room"
    assert act() == first + len(given) + 1
    assert list(DiaryEntry.objects.values_list("number", flat=True)) == [first, *given, first + len(given) + 1]
    assert list(DIARY.faults()) == []


def test_a_full_disk_takes_no_file_and_leaves_nothing_behind(disk):
    files = Files(StoredFile, disk / "files")
    with full(disk), refuses("no_room"):
        files.store([b"x" * 100_000] * 20, most_bytes=10_000_000)
    assert [path.name for path in Path(disk / "files").rglob("*") if path.is_file()] in ([], ["lock"])
    assert files.store([b"x" * 100_000] * 20, most_bytes=10_000_000).size == 2_000_000
