"""The ring of keys: one in use, all public halves kept, none readable by others."""

import json
from datetime import UTC, datetime

import pytest

from nhv.records.keys import KeyFault, KeyRing, PublicKey, as_document, read_public
from tests.support.together import at_once


@pytest.fixture
def ring(tmp_path):
    return KeyRing(tmp_path / "keys")


def test_the_key_is_made_at_first_use_and_stays(ring):
    public, private = ring.current()
    assert ring.current()[0] == public
    assert public.signed(private.sign(b"text"), b"text")
    assert not public.signed(private.sign(b"text"), b"another")


def test_only_the_owner_reads_the_keys(ring):
    ring.current()
    assert ring.folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in ring.folder.iterdir()} == {0o600}


def test_eight_that_start_at_once_make_one_key(ring):
    found = {ring_key.key_id for ring_key, _ in at_once(8, ring.current)}
    assert len(found) == 1
    assert len(list(ring.folder.glob("*.pem"))) == 1


def test_a_rotation_keeps_the_old_public_key_and_erases_the_private_one(ring):
    old, _ = ring.current()
    moment = datetime(2030, 1, 1, tzinfo=UTC)
    new = ring.rotate(now=moment)
    assert ring.current()[0] == new
    assert ring.public_keys() == (PublicKey(old.raw, old.valid_from, moment), PublicKey(new.raw, moment, None))
    assert [path.stem for path in ring.folder.glob("*.pem")] == [new.key_id]


def test_a_key_is_valid_from_its_first_instant_until_before_its_last():
    key = PublicKey(b"x" * 32, datetime(2030, 1, 1, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC))
    second = datetime(2030, 12, 31, 23, 59, 59, tzinfo=UTC)
    assert [key.valid_at(m) for m in (key.valid_from, second, key.valid_until)] == [True, True, False]


def test_the_public_document_is_read_back_as_it_was(ring):
    ring.current()
    ring.rotate()
    assert read_public(json.dumps(as_document(ring.public_keys()))) == ring.public_keys()


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"type": "nhv-receipt-keys-1", "keys": []}', '{"type": "nhv-receipt-keys-1", "keys": [{}]}',
     "[" * 100_000, "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"],
    ids=range(7),
)  # fmt: skip
def test_what_is_no_public_keys_is_refused_in_words(text):
    with pytest.raises(KeyFault):
        read_public(text)


def test_a_key_whose_name_is_not_its_own_is_refused(ring):
    document = as_document(ring.public_keys())
    document["keys"][0]["key_id"] = "0" * 16
    with pytest.raises(KeyFault):
        read_public(json.dumps(document))
