"""Files: kept whole under their hash, before any row speaks of them."""

import os
from hashlib import sha256
from pathlib import Path

import pytest
from django.db import transaction

from nhv.records.files import Files, Stored
from nhv.register.models import StoredFile
from tests.support.refusals import refuses

CONTENT = b"%PDF-1.7 prov"
DIGEST = sha256(CONTENT).hexdigest()


@pytest.fixture
def files(tmp_path):
    return Files(StoredFile, tmp_path / "files")


def keep(files, content=CONTENT):
    stored = files.store([content], most_bytes=1000)
    with transaction.atomic():
        files.enter(stored, "application/pdf")
    return stored


def lying(files) -> list[Path]:
    there = (path for path in files.folder.rglob("*") if path.is_file() and path.name != "lock")
    return sorted(path.relative_to(files.folder) for path in there)


def test_content_lies_under_its_hash_and_for_its_owner_only(empty_database, files):
    assert keep(files) == Stored(DIGEST, len(CONTENT))
    assert lying(files) == [Path(DIGEST[:2], DIGEST[2:4], DIGEST)]
    assert (files.folder.stat().st_mode & 0o777, files.path(DIGEST).stat().st_mode & 0o777) == (0o700, 0o600)
    with files.open(DIGEST) as file:
        assert file.read() == CONTENT
    assert list(files.faults()) == []


def test_the_same_content_twice_is_one_file_and_one_row(empty_database, files):
    assert keep(files) == keep(files)
    assert StoredFile.objects.get().stored_at is not None
    assert len(lying(files)) == 1


def test_receiving_content_again_heals_a_damaged_file(empty_database, files):
    keep(files)
    files.path(DIGEST).write_bytes(b"damaged")
    keep(files)
    assert list(files.faults()) == []


def test_too_large_content_is_refused_and_leaves_nothing(empty_database, files):
    with refuses("file_too_large"):
        files.store([b"x" * 600_000, b"x" * 600_000], most_bytes=1 << 20)
    assert lying(files) == []


def test_a_reception_that_breaks_off_leaves_nothing(empty_database, files):
    def chunks():
        yield b"the first part"
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        files.store(chunks(), most_bytes=1000)
    assert lying(files) == []


def test_what_a_killed_reception_left_is_swept_away_later(empty_database, files):
    keep(files)
    left = files.folder / "incoming" / "left"
    left.write_bytes(b"half")
    assert files.sweep() == 0
    os.utime(left, (0, 0))
    assert files.sweep() == 1
    assert len(lying(files)) == 1


def test_content_that_no_row_speaks_of_is_swept_away_when_it_is_old(empty_database, files):
    keep(files)
    stored = files.store([b"refused afterwards"], most_bytes=1000)
    for digest in (DIGEST, stored.sha256):
        os.utime(files.path(digest), (0, 0))
    files.store([b"just now"], most_bytes=1000)
    assert (files.sweep(), files.sweep()) == (1, 0)
    assert not files.path(stored.sha256).exists()
    assert len(lying(files)) == 2
    assert list(files.faults()) == []


def test_content_that_is_given_again_is_young_again(empty_database, files):
    os.utime(files.path(files.store([CONTENT], most_bytes=1000).sha256), (0, 0))
    keep(files)
    assert files.sweep() == 0
    assert list(files.faults()) == []


@pytest.mark.parametrize(
    ("harm", "fault"),
    [
        (lambda path: path.unlink(), "saknas"),
        (lambda path: path.write_bytes(CONTENT + b"!"), "är ändrad (annan storlek)"),
        (lambda path: path.write_bytes(CONTENT[::-1]), "är ändrad (annat innehåll)"),
        (lambda path: (path.unlink(), path.mkdir()), None),
    ],
)
def test_a_harmed_file_is_found(empty_database, files, harm, fault):
    keep(files)
    harm(files.path(DIGEST))
    (found,) = files.faults()
    assert found.startswith(f"filen {DIGEST} ")
    assert fault is None or found == f"filen {DIGEST} {fault}"


def test_an_infected_file_is_not_served_and_stays_received(empty_database, files):
    keep(files)
    StoredFile.objects.update(scan=StoredFile.Scan.INFECTED)
    with refuses("file_harmful"):
        files.open(DIGEST)
    assert list(files.faults()) == []


def test_what_was_never_received_is_not_served(empty_database, files):
    files.store([CONTENT], most_bytes=1000)
    with refuses("file_unknown"):
        files.open(DIGEST)
    with pytest.raises(ValueError, match="named by its sha256"):
        files.path("../../secret_key")


def test_the_rows_come_in_the_transaction_of_the_act(empty_database, files):
    stored = files.store([CONTENT], most_bytes=1000)
    with pytest.raises(RuntimeError, match="inside the transaction"):
        files.enter(stored, "application/pdf")
