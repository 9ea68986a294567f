"""Bytes in a signed envelope that others' tools can verify: DSSE 1.0 with Ed25519, under the key that receipts are
signed with. No Django here: what is signed is verified on any machine.

The signature covers the bytes and their type, so that nothing of the content is read before it is known to be ours.
"""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass

from nhv.records.keys import KeyRing, PublicKey
from nhv.records.plain_json import no_doubles


class EnvelopeFault(ValueError):
    """The text is no envelope of this type, or none that these keys have signed. `str()` is the end of a Swedish
    sentence."""


@dataclass(frozen=True)
class Opened:
    """The bytes as they were signed, and the key that signed them."""

    content: bytes
    key: PublicKey


def signed_envelope(content: bytes, kind: str, ring: KeyRing) -> bytes:
    """The envelope as JSON. The same content, type and key give the same bytes."""
    public, private = ring.current()
    signature = private.sign(_what_is_signed(kind, content))
    told = {
        "payloadType": kind,
        "payload": base64.b64encode(content).decode("ascii"),
        "signatures": [{"keyid": public.key_id, "sig": base64.b64encode(signature).decode("ascii")}],
    }
    return json.dumps(told, separators=(",", ":")).encode("ascii")


def opened(envelope: bytes, kind: str, keys: Sequence[PublicKey]) -> Opened:
    """What lies in it. Only the keys given here are believed. Raises EnvelopeFault."""
    content, signatures = _parts(envelope, kind)
    for name, signature in signatures:
        for key in keys:
            if key.key_id == name and key.signed(signature, _what_is_signed(kind, content)):
                return Opened(content, key)
    raise EnvelopeFault("underskriften stämmer inte: filen är ändrad, eller underskriven av någon annan")


def _what_is_signed(kind: str, content: bytes) -> bytes:
    """DSSE's pre-authentication encoding: each part with its length, so that no two are written alike."""
    told = kind.encode()
    return b"DSSEv1 %d %b %d %b" % (len(told), told, len(content), content)


def _parts(envelope: bytes, kind: str) -> tuple[bytes, list[tuple[str, bytes]]]:
    try:
        told = json.loads(envelope, object_pairs_hook=no_doubles)
        if told["payloadType"] != kind:
            raise ValueError
        signatures = [(str(one["keyid"]), base64.b64decode(one["sig"], validate=True)) for one in told["signatures"]]
        return base64.b64decode(told["payload"], validate=True), signatures
    except (ValueError, KeyError, TypeError, RecursionError, binascii.Error):
        raise EnvelopeFault("filen är ingen underskriven fil av det slaget; hämta den på nytt") from None
