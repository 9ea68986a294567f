"""What a copy says of itself, and when it may not be shown."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from nhv.records import copies
from nhv.records.copies import KIND, TYPE, Copy, CopyFault, check_not_older, packed, verified
from nhv.records.envelope import signed_envelope
from nhv.records.keys import KeyRing

MADE = datetime(2026, 11, 28, 4, tzinfo=UTC)
TOLD = {"type": TYPE, "made_at": MADE.isoformat(), "origin": "https://nhv.example", "revision": 7,
        "of_demonstration": False, "tables": {}}  # fmt: skip


@pytest.fixture
def ring(tmp_path):
    ring = KeyRing(tmp_path / "keys")
    ring.current()
    return ring


def a_copy(ring, **changed):
    made_at = (ring.public_keys()[-1].valid_from + timedelta(days=1)).isoformat()
    return signed_envelope(packed({**TOLD, "made_at": made_at, **changed}), KIND, ring)


def test_it_says_when_of_what_and_how_far(ring):
    copy, told = verified(a_copy(ring), ring.public_keys())
    assert (copy.origin, copy.revision, told["tables"]) == ("https://nhv.example", 7, {})
    assert copies.read(copy.as_text()) == copy


@pytest.mark.parametrize(
    "changed", [{"type": "nhv-register-2"}, {"made_at": "i går"}, {"made_at": "2026-11-28T04:00:00"}, {"revision": "x"}]
)
def test_a_copy_of_another_kind_is_refused(ring, changed):
    with pytest.raises(CopyFault, match="sort som inte känns igen"):
        verified(a_copy(ring, **changed), ring.public_keys())


def test_what_is_signed_but_no_register_is_refused(ring):
    for content in (b"", b"not gzip", packed([])):
        with pytest.raises(CopyFault, match="sort som inte känns igen"):
            verified(signed_envelope(content, KIND, ring), ring.public_keys())


def test_what_swells_beyond_all_bounds_is_refused(ring, monkeypatch):
    assert verified(a_copy(ring, more="a" * 2_000), ring.public_keys())
    monkeypatch.setattr(copies, "MOST_CONTENT", 1_000)
    with pytest.raises(CopyFault, match="sort som inte känns igen"):
        verified(a_copy(ring, more="a" * 2_000), ring.public_keys())


def test_a_key_does_not_vouch_for_what_it_was_not_in_use_for(ring):
    before = ring.public_keys()[-1].valid_from - timedelta(days=1)
    with pytest.raises(CopyFault, match="gällde inte när kopian gjordes"):
        verified(a_copy(ring, made_at=before.isoformat()), ring.public_keys())


@pytest.mark.parametrize(("days", "is_old"), [(0, False), (35, False), (36, True)])
def test_after_thirty_five_days_it_is_old(days, is_old):
    copy = Copy(MADE, "https://nhv.example", 7, False, "")
    today = date(2026, 11, 28) + timedelta(days=days)
    assert (copy.age(today), copy.is_old(today)) == (days, is_old)


def test_an_older_one_than_was_shown_last_is_refused_and_the_same_is_not():
    last = Copy(MADE, "https://nhv.example", 7, False, "")
    check_not_older(last, None)
    check_not_older(last, last)
    with pytest.raises(CopyFault, match="äldre än den som visades senast") as told:
        check_not_older(Copy(MADE - timedelta(seconds=1), "https://nhv.example", 6, False, ""), last)
    # Of one day, they differ by the time.
    assert len(set(re.findall(r"kl\. [0-9:]+", str(told.value)))) == 2
