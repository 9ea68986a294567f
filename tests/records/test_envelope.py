"""A signed envelope: DSSE's own example, and what is refused."""

import base64
import json

import pytest

from nhv.records.envelope import EnvelopeFault, _what_is_signed, opened, signed_envelope
from nhv.records.keys import KeyRing

KIND = "http://example.com/HelloWorld"


@pytest.fixture
def ring(tmp_path):
    return KeyRing(tmp_path / "keys")


def changed(envelope, **parts):
    return json.dumps({**json.loads(envelope), **parts}).encode()


def test_what_is_signed_is_written_as_the_standards_own_example():
    assert _what_is_signed(KIND, b"hello world") == b"DSSEv1 29 http://example.com/HelloWorld 11 hello world"


def test_what_was_put_in_comes_out_and_the_same_is_the_same_bytes(ring):
    envelope = signed_envelope(b"\x00register", KIND, ring)
    assert opened(envelope, KIND, ring.public_keys()).content == b"\x00register"
    assert envelope == signed_envelope(b"\x00register", KIND, ring)


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"payload": base64.b64encode(b"registes").decode()}, "underskriften stämmer inte"),
        ({"signatures": []}, "underskriften stämmer inte"),
        ({"payloadType": "annat"}, "ingen underskriven fil"),
        ({"payload": "inte base64!"}, "ingen underskriven fil"),
        ({"signatures": [{"keyid": "x"}]}, "ingen underskriven fil"),
    ],
)
def test_an_altered_envelope_is_refused_in_one_sentence(ring, parts, words):
    with pytest.raises(EnvelopeFault, match=words):
        opened(changed(signed_envelope(b"register", KIND, ring), **parts), KIND, ring.public_keys())


def test_the_type_is_signed_too(ring):
    envelope = changed(signed_envelope(b"register", "annat", ring), payloadType=KIND)
    with pytest.raises(EnvelopeFault, match="underskriften"):
        opened(envelope, KIND, ring.public_keys())


def test_a_key_that_did_not_come_by_another_way_is_not_believed(ring, tmp_path):
    with pytest.raises(EnvelopeFault, match="underskriften"):
        opened(signed_envelope(b"register", KIND, KeyRing(tmp_path / "another")), KIND, ring.public_keys())


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"\xff", b'{"payload": 1}', b"[" * 100_000])
def test_what_is_no_envelope_is_said_to_be_none(ring, content):
    with pytest.raises(EnvelopeFault, match="ingen underskriven fil"):
        opened(content, KIND, ring.public_keys())
