"""Nobody is handed other bytes than those that were received."""

import logging
from pathlib import Path

import pytest

from nhv.records import handing_out
from nhv.records.acts import one_transaction
from nhv.records.files import Stored
from nhv.records.handing_out import NotAsReceived, outgoing
from nhv.register.memory import FILES
from nhv.register.models import StoredFile
from tests.support.refusals import refuses

CONTENT = bytes(range(256)) * 1_000


@pytest.fixture(params=["sqlite"])
def stored(request, databases) -> Stored:
    with databases.copy(request.param, "empty"):
        kept = FILES.store([CONTENT], most_bytes=1 << 20)
        with one_transaction(StoredFile):
            FILES.enter(kept, "application/octet-stream")
        yield kept


def flipped(path: Path) -> None:
    """One bit of the content is another, at the very end."""
    path.write_bytes(CONTENT[:-1] + bytes([CONTENT[-1] ^ 1]))


def cut(path: Path) -> None:
    path.write_bytes(CONTENT[:-7])


def emptied(path: Path) -> None:
    path.write_bytes(b"")


HARMS = (flipped, cut, emptied)


def test_what_is_whole_goes_out_whole(stored):
    assert b"".join(outgoing(FILES, stored.sha256).pieces()) == CONTENT


@pytest.mark.parametrize("size", [0, 1, (1 << 16) - 1, 1 << 16, (1 << 16) + 1])
def test_every_size_goes_out_whole(databases, size):
    with databases.copy("sqlite", "empty"):
        kept = FILES.store([CONTENT[:size]], most_bytes=1 << 20)
        with one_transaction(StoredFile):
            FILES.enter(kept, "application/octet-stream")
        assert b"".join(outgoing(FILES, kept.sha256).pieces()) == CONTENT[:size]


@pytest.mark.parametrize("harm", HARMS)
def test_what_the_disk_has_spoiled_is_refused_in_words_before_a_byte_goes(stored, harm, caplog):
    harm(FILES.path(stored.sha256))
    with refuses("file_not_as_received"), caplog.at_level(logging.ERROR, "nhv.files"):
        outgoing(FILES, stored.sha256)
    assert stored.sha256 in caplog.text


@pytest.mark.parametrize("harm", HARMS)
def test_what_is_spoiled_while_it_goes_is_cut_off_before_it_is_whole(stored, harm, caplog):
    out, sent = outgoing(FILES, stored.sha256), []
    # As another process would: in the very file that is open.
    harm(FILES.path(stored.sha256))
    with pytest.raises(NotAsReceived), caplog.at_level(logging.ERROR, "nhv.files"):
        sent.extend(out.pieces())
    assert sum(map(len, sent)) < len(CONTENT)
    assert "cut off" in caplog.text


def test_the_control_without_the_first_look_the_second_still_tells_and_without_both_nobody(stored, monkeypatch):
    flipped(FILES.path(stored.sha256))
    monkeypatch.setattr(handing_out, "content_fault", lambda *_: None)
    with pytest.raises(NotAsReceived):
        list(outgoing(FILES, stored.sha256).pieces())
    with FILES.open(stored.sha256) as file:
        assert file.read() != CONTENT
