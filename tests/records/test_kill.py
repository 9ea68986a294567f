"""A process that is killed in the middle of its work: every receipt that was given out verifies."""

import json
import os
import shutil
import subprocess
import sys

from nhv.records.files import Files
from nhv.records.keys import KeyRing
from nhv.records.receipts import Content, verify
from nhv.register.memory import DIARY
from nhv.register.models import StoredFile
from tests.support.faults import ROUNDS, killed_while_writing

WRITERS = 4


def a_round(database, data, way, *, after=1):
    """Four processes act until they are killed, when so many receipts have come. Gives those that came out whole."""
    surroundings = {**os.environ, "DATABASE_URL": database, "NHV_DATA": str(data)}
    command = [sys.executable, "-m", "tests.support.minimal_act", str(WRITERS), way]

    def start():
        return subprocess.Popen(
            command, env=surroundings, stdout=subprocess.PIPE, text=True, start_new_session=True, bufsize=1
        )

    def read(program, acknowledged):
        for line in program.stdout:
            if line.endswith("\n"):
                acknowledged.append(line)

    return killed_while_writing(start, read, writers=1, after=after)


def lost(receipts, data):
    """The receipts that do not hold: signature, file, row or diary entry is not there."""
    keys, files = KeyRing(data / "keys").public_keys(), Files(StoredFile, data / "files")
    entries = dict(DIARY.entries._default_manager.values_list("number", "subject_key"))
    rows = set(StoredFile.objects.values_list("sha256", flat=True))
    found = []
    for text in receipts:
        receipt = json.loads(text)["receipt"]
        digest = receipt["files"][0]["sha256"]
        there = [Content("plan.pdf", digest, files.path(digest).stat().st_size)] if files.path(digest).exists() else []
        kept = entries.get(receipt["diary_number"]) == digest and digest in rows
        if not kept or verify(text, keys=keys, files=there):
            found.append(receipt["diary_number"])
    return found


def test_every_receipt_holds_after_kill_9_under_four_writers(empty_database, tmp_path):
    receipts = []
    for number in range(ROUNDS):
        receipts += a_round(empty_database, tmp_path, "durable", after=2 + number % 17)
    assert len(receipts) > ROUNDS
    assert lost(receipts, tmp_path) == []
    assert list(DIARY.faults()) == []
    assert list(Files(StoredFile, tmp_path / "files").faults()) == []


def test_a_receipt_given_before_the_commit_is_lost(empty_database, tmp_path):
    """The control of the test above."""
    receipts = a_round(empty_database, tmp_path, "naive")
    assert len(lost(receipts, tmp_path)) == len(receipts) > 0


def test_a_file_that_is_gone_is_seen(empty_database, tmp_path):
    """Another control: the same reading sees when the files have not been kept."""
    receipts = a_round(empty_database, tmp_path, "durable")
    shutil.rmtree(tmp_path / "files")
    assert len(lost(receipts, tmp_path)) == len(receipts) > 0


def test_content_is_on_disk_before_its_name_and_its_name_before_any_row(tmp_path, monkeypatch):
    """What a killed process cannot show: the order in which a file is made to survive a power cut."""
    events = []
    fsync, replace = os.fsync, os.replace

    def kind(handle):
        return "folder" if os.path.isdir(f"/proc/self/fd/{handle}") else "content"

    monkeypatch.setattr(os, "fsync", lambda handle: (events.append(kind(handle)), fsync(handle)))
    monkeypatch.setattr(os, "replace", lambda *names: (events.append("name"), replace(*names)))
    files = Files(StoredFile, tmp_path / "files")
    files.store([b"the first"], most_bytes=100)
    events.clear()
    files.store([b"x"], most_bytes=100)
    assert [event for event in events if event != "folder"] == ["content", "name"]
    assert events[-2:] == ["name", "folder"]
