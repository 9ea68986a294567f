"""The keys that receipts are signed with: Ed25519, one in use at a time, the public halves kept for ever.

`keys/` in the data directory holds `public.json` (what everybody may know, with each key's validity) and one private
key, `<key id>.pem`; beside them `witness.key`, under which the diary's hashes are made. No Django here: a receipt is
verified on a machine that has none.
"""

import base64
import binascii
import fcntl
import hmac
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from nhv.records.plain_json import no_doubles

TYPE = "nhv-receipt-keys-1"
WITNESS_KEY = "witness.key"


class KeyFault(ValueError):
    """What was given as public keys is none. `str()` is one Swedish sentence."""


@dataclass(frozen=True)
class PublicKey:
    """One public key (32 raw bytes), and from when until when (exclusive, None while in use) it signs."""

    raw: bytes
    valid_from: datetime | None = None
    valid_until: datetime | None = None

    @property
    def key_id(self) -> str:
        """The first 16 hex digits of the sha256 of the raw key."""
        return sha256(self.raw).hexdigest()[:16]

    @cached_property
    def _key(self) -> Ed25519PublicKey:
        return Ed25519PublicKey.from_public_bytes(self.raw)

    def valid_at(self, moment: datetime) -> bool:
        """Whether the key was in use then."""
        begun = self.valid_from is None or self.valid_from <= moment
        return begun and (self.valid_until is None or moment < self.valid_until)

    def signed(self, signature: bytes, content: bytes) -> bool:
        """Whether this key made the signature over the content."""
        try:
            self._key.verify(signature, content)
        except InvalidSignature:
            return False
        return True


_only_read: ContextVar[bool] = ContextVar("only_read", default=False)
# Stands for the witness's key where it is gone and may not be made: no diary has used it.
_NO_WITNESS_KEY = bytes(32)
NO_WITNESS = sha256(_NO_WITNESS_KEY).hexdigest()[:16]


@contextmanager
def only_read() -> Iterator[None]:
    """Within it no key is made: whoever verifies changes nothing."""
    before = _only_read.set(True)
    try:
        yield
    finally:
        _only_read.reset(before)


@dataclass(frozen=True)
class KeyRing:
    """The keys in one folder. Read anew each time, so a rotation counts at once in every process."""

    folder: Path

    def current(self) -> tuple[PublicKey, Ed25519PrivateKey]:
        """The key in use, both halves; made at the first start."""
        for _ in range(3):
            keys = self.public_keys()
            if not keys:
                raise KeyFault(f"nycklarna saknas i {self.folder}; lägg tillbaka mappen ur en säkerhetskopia")
            public = keys[-1]
            try:
                return public, self._private(public)
            except FileNotFoundError:
                # Somebody rotated between the two readings.
                continue
        raise KeyFault(f"den hemliga nyckeln till {public.key_id} saknas i {self.folder}; byt med `nhv keys rotate`")

    def public_keys(self) -> tuple[PublicKey, ...]:
        """All public keys there have been, the one in use last; none where there is none and none may be made."""
        path = self.folder / "public.json"
        if not path.exists():
            if _only_read.get():
                return ()
            self._make_first(path)
        return read_public(path.read_text(encoding="utf-8"))

    def witness_key(self) -> bytes:
        """The key of the diary's hashes of what it must not hold itself: 32 bytes, made at the first start, never
        changed. Where it is gone and may not be made: one that nothing was hashed with."""
        path = self.folder / WITNESS_KEY
        if not path.exists():
            if _only_read.get():
                return _NO_WITNESS_KEY
            self._make_witness_key(path)
        return bytes.fromhex(path.read_text(encoding="ascii").strip())

    def secret_for(self, purpose: str) -> bytes:
        """32 bytes that are secret, the same for the same purpose and never changed: made of the witness's key, which
        is kept and backed up, and which they do not tell."""
        return hmac.digest(self.witness_key(), b"nhv secret for: " + purpose.encode(), "sha256")

    def rotate(self, *, now: datetime | None = None) -> PublicKey:
        """Put a new key in use and erase the private half of the old one, which stays valid for what it signed: `now`
        is no earlier than the diary's last entry, when a clock has been set back."""
        moment = now or datetime.now(UTC)
        with self._alone():
            *older, last = self.public_keys()
            moment = max(moment, last.valid_from or moment)
            new = self._make_pair(moment)
            keys = (*older, replace(last, valid_until=moment), new)
            draft = self._draft(as_document(keys))
            draft.replace(self.folder / "public.json")
            _fsync(self.folder)
            self._pem(last).unlink(missing_ok=True)
        return new

    def _make_witness_key(self, path: Path) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = self.folder / f"witness.{os.getpid()}.{os.urandom(4).hex()}"
        _write_new(draft, f"{os.urandom(32).hex()}\n".encode())
        # Of two that start at once, one wins, as with the first pair.
        with suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
        _fsync(self.folder)

    def _make_first(self, path: Path) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        key = self._make_pair(datetime.now(UTC))
        draft = self._draft(as_document((key,)))
        try:
            # A link appears whole or not at all, and never over another's: of two that start at once, one wins.
            os.link(draft, path)
        except FileExistsError:
            self._pem(key).unlink()
        finally:
            draft.unlink()
        _fsync(self.folder)

    def _make_pair(self, moment: datetime) -> PublicKey:
        private = Ed25519PrivateKey.generate()
        public = PublicKey(private.public_key().public_bytes_raw(), moment)
        pem = private.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        _write_new(self._pem(public), pem)
        return public

    def _private(self, public: PublicKey) -> Ed25519PrivateKey:
        try:
            key = serialization.load_pem_private_key(self._pem(public).read_bytes(), password=None)
        except (ValueError, TypeError, UnsupportedAlgorithm):
            raise KeyFault(f"den hemliga nyckeln i {self._pem(public)} går inte att läsa") from None
        if not isinstance(key, Ed25519PrivateKey) or key.public_key().public_bytes_raw() != public.raw:
            raise KeyFault(f"den hemliga nyckeln i {self._pem(public)} hör inte till {public.key_id}")
        return key

    def _pem(self, public: PublicKey) -> Path:
        return self.folder / f"{public.key_id}.pem"

    def _draft(self, document: dict[str, Any]) -> Path:
        draft = self.folder / f"public.{os.getpid()}.{os.urandom(4).hex()}"
        _write_new(draft, (json.dumps(document, indent=1) + "\n").encode())
        return draft

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def as_document(keys: tuple[PublicKey, ...]) -> dict[str, Any]:
    """The public keys as everybody may read them, at a fixed address."""
    return {
        "type": TYPE,
        "keys": [
            {
                "key_id": key.key_id,
                "algorithm": "Ed25519",
                "public_key": base64.b64encode(key.raw).decode("ascii"),
                "valid_from": _text(key.valid_from),
                "valid_until": _text(key.valid_until),
            }
            for key in keys
        ],
    }


def read_public(text: str) -> tuple[PublicKey, ...]:
    """Public keys from that document, or one from a PEM (then without bounds in time). Raises KeyFault."""
    if "-----BEGIN PUBLIC KEY-----" in text:
        return (_from_pem(text),)
    try:
        document = json.loads(text, object_pairs_hook=no_doubles)
        if document["type"] != TYPE:
            raise ValueError
        keys = tuple(_from_entry(entry) for entry in document["keys"])
    except (ValueError, KeyError, TypeError, RecursionError, binascii.Error):
        raise KeyFault("filen innehåller inga publika kvittonycklar; hämta dem på nytt från tjänsten") from None
    if not keys:
        raise KeyFault("filen innehåller inga publika kvittonycklar; hämta dem på nytt från tjänsten")
    return keys


def _from_entry(entry: dict[str, Any]) -> PublicKey:
    raw = base64.b64decode(entry["public_key"], validate=True)
    key = PublicKey(raw, _moment(entry["valid_from"]), _moment(entry["valid_until"]))
    if entry["algorithm"] != "Ed25519" or len(raw) != 32 or entry["key_id"] != key.key_id:
        raise ValueError
    return key


def _from_pem(text: str) -> PublicKey:
    try:
        key = serialization.load_pem_public_key(text.encode())
    except (ValueError, UnsupportedAlgorithm):
        raise KeyFault("PEM-filen går inte att läsa; hämta den på nytt") from None
    if not isinstance(key, Ed25519PublicKey):
        raise KeyFault("PEM-filen innehåller ingen Ed25519-nyckel; kvitton är underskrivna med en sådan")
    return PublicKey(key.public_bytes_raw())


def _text(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z") if moment else None


def _moment(text: str | None) -> datetime | None:
    if text is None:
        return None
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a key's validity has a time zone")
    return moment


def _write_new(path: Path, content: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _fsync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
