"""A file that the disk has spoiled is known within a week, told of until it is mended, and mended from a backup."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from nhv.program.main import main
from nhv.records.acts import one_transaction
from nhv.records.scrubbing import SHARES, damaged, scrub, share_of
from nhv.register.health import ailments
from nhv.register.jobs import JOBS
from nhv.register.memory import DIARY, FILES, MEMORY
from nhv.register.models import DiaryEntry, StoredFile
from nhv.rules.actor import Actor
from tests.support.databases import Databases

US = Actor("program", "test")


@pytest.fixture(params=["sqlite", "postgresql"])
def files(request, databases: Databases) -> list[str]:
    """Twenty received files, by their hashes."""
    with databases.copy(request.param, "empty"):
        kept = [FILES.store([f"fil {number}".encode()], most_bytes=100) for number in range(20)]
        with one_transaction(StoredFile):
            for one in kept:
                FILES.enter(one, "text/plain")
        yield [one.sha256 for one in kept]


def spoil(digest: str) -> None:
    path = FILES.path(digest)
    path.write_bytes(path.read_bytes()[:-1] + b"?")


def a_week() -> list[str]:
    return [fault for share in range(SHARES) for fault in scrub(MEMORY, share, by=US)]


def test_a_week_of_hours_reads_every_file(files, monkeypatch):
    read = []
    monkeypatch.setattr("nhv.records.files.content_fault", lambda path, digest, size: read.append(digest))
    a_week()
    assert sorted(read) == sorted(files)
    begun = datetime(2026, 3, 2, tzinfo=UTC)
    hours = {share_of(begun + timedelta(hours=hour)) for hour in range(SHARES)}
    assert hours == set(range(SHARES))


def test_what_is_spoiled_is_told_once_by_the_diary_and_by_health_until_it_is_mended(files):
    assert (a_week(), damaged(DIARY), ailments()) == ([], set(), [])
    spoil(files[3])
    FILES.path(files[7]).unlink()
    assert sorted(a_week()) == sorted([f"filen {files[3]} är ändrad (annat innehåll)", f"filen {files[7]} saknas"])
    a_week()
    told = DiaryEntry.objects.filter(act="file_damaged").values_list("subject_key", flat=True)
    assert sorted(told) == sorted([files[3], files[7]])
    assert "2 mottagna filer är skadade" in ailments()


def test_repair_takes_them_from_a_backup_and_only_whole_ones(files, tmp_path, capsys):
    backup = tmp_path / "backup"
    assert main(["backup", str(backup)]) == 0
    for digest in files[:3]:
        spoil(digest)
    a_week()
    in_backup = backup / "default" / "files" / FILES.path(files[2]).relative_to(FILES.folder)
    in_backup.write_bytes(b"annat")
    capsys.readouterr()
    assert main(["repair", str(backup), "--json"]) == 1
    assert json.loads(capsys.readouterr().out) == {"repaired": sorted(files[:2]), "left": [files[2]], "stuck": {}}
    assert damaged(DIARY) == {files[2]}
    in_backup.write_bytes(b"fil 2")
    assert main(["repair", str(backup)]) == 0
    assert (list(FILES.faults()), damaged(DIARY), ailments()) == ([], set(), [])


def test_what_cannot_be_mended_keeps_no_other_from_being_mended(files, tmp_path, capsys):
    backup = tmp_path / "backup"
    assert main(["backup", str(backup)]) == 0
    first, *others = sorted(files[:4])
    FILES.path(first).unlink()
    FILES.path(first).mkdir()
    for digest in others:
        spoil(digest)
    capsys.readouterr()
    assert main(["repair", str(backup), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["repaired"], told["left"], [*told["stuck"]]) == (others, [], [first])
    assert main(["repair", str(backup)]) == 1
    assert f"filen {first} går inte att lägga på sin plats" in capsys.readouterr().out
    # Nor does it keep what sweeps from what else lies there.
    nobodys = FILES.path("0" * 64)
    nobodys.mkdir(parents=True)
    FILES.sweep(older_than_seconds=-1)
    FILES.path(first).rmdir()
    nobodys.rmdir()
    assert main(["repair", str(backup)]) == 0
    assert list(FILES.faults()) == []


def test_a_link_in_the_backup_is_not_followed(files, tmp_path):
    place = tmp_path / "b" / "default" / "files" / FILES.path(files[0]).relative_to(FILES.folder)
    place.parent.mkdir(parents=True)
    elsewhere = tmp_path / "secret"
    elsewhere.write_bytes(b"fil 0")
    place.symlink_to(elsewhere)
    spoil(files[0])
    assert main(["repair", str(tmp_path / "b")]) == 1


@pytest.mark.parametrize("make", [lambda place: None, Path.mkdir, lambda place: place.write_text("hej")])
def test_repair_refuses_what_is_no_backup_in_words(files, tmp_path, capsys, make):
    make(tmp_path / "place")
    assert main(["repair", str(tmp_path / "place")]) == 2
    assert "ingen säkerhetskopia" in capsys.readouterr().err


def test_the_worker_does_it_every_hour():
    (job,) = [job for job in JOBS if job.name == "scrub_files"]
    assert job.every == timedelta(hours=1)
