"""Receipts: what was received and when, signed, so that anybody can verify it without asking us.

A receipt is JSON text with four parts: `receipt` (what was received), `signed_at`, `key_id` and `signature`. The
signature covers the three others in canonical form. No Django here: `nhv verify-receipt` runs on any machine.
"""

import base64
import binascii
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from nhv.records.keys import KeyRing, PublicKey
from nhv.records.plain_json import no_doubles

TYPE = "nhv-receipt-1"
CLASSES = {"in_time": "i tid", "late": "för sent", "paper": "på papper"}
MOST_CHARACTERS = 1_000_000

_FIELDS = {
    "type": str, "filing": str, "kind": str, "call": str, "organisation": str, "version": int, "received_at": str,
    "received_at_stockholm": str, "class": str, "answers_sha256": str, "files": list, "diary_number": int,
}  # fmt: skip
# What only some have: the hash of what was said in writing besides the answers.
_MAY_HAVE = {"reply_sha256": str}
_FILE_FIELDS = {"name": str, "question": str, "sha256": str, "size": int}
_ENVELOPE: dict[str, type] = {"receipt": dict, "signed_at": str, "key_id": str, "signature": str}
_PLAIN = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
_STOCKHOLM = ZoneInfo("Europe/Stockholm")


class ReceiptFault(ValueError):
    """The text is no receipt. `str()` is one Swedish sentence."""


@dataclass(frozen=True)
class Content:
    """A file as the one who verifies has it."""

    name: str
    sha256: str
    size: int


def utc_text(moment: datetime) -> str:
    """A time as a receipt gives it: UTC, to the microsecond, ending in Z."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def stockholm_text(moment: datetime) -> str:
    """The same time by the clock on a Swedish wall, with its distance from UTC."""
    return moment.astimezone(_STOCKHOLM).isoformat(timespec="microseconds")


def signed_bytes(value: dict[str, Any]) -> bytes:
    """The only way to write this value: sorted keys, no spaces, UTF-8. Raises ValueError for anything but objects,
    lists, texts, whole numbers, true, false and null."""
    _check_plain(value)
    return _PLAIN.encode(value).encode("utf-8")


def sign(receipt: dict[str, Any], ring: KeyRing, *, now: datetime | None = None) -> str:
    """The receipt as its holder keeps it, signed with the key in use. Raises ReceiptFault for one that is not whole.

    Never signed before what it tells of, nor before its key was made, though a clock that was set back says so.
    """
    _check_shape(receipt)
    public, private = ring.current()
    earliest = [_moment(receipt["received_at"]), *([public.valid_from] if public.valid_from else [])]
    signed_at = utc_text(max(now or datetime.now(UTC), *earliest))
    signed = {"receipt": receipt, "signed_at": signed_at, "key_id": public.key_id}
    signature = base64.b64encode(private.sign(signed_bytes(signed))).decode("ascii")
    return json.dumps({**signed, "signature": signature}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def read(text: str) -> dict[str, Any]:
    """The four parts of a receipt, nothing verified yet. Raises ReceiptFault."""
    if len(text) > MOST_CHARACTERS:
        raise ReceiptFault("filen är för stor för att vara ett kvitto")
    try:
        parts = json.loads(text, object_pairs_hook=no_doubles)
    except (ValueError, RecursionError):
        raise ReceiptFault("filen är inget kvitto; hämta det på nytt från tjänsten") from None
    _check_fields(parts, _ENVELOPE)
    _check_shape(parts["receipt"])
    return dict(parts)


def verify(text: str, *, keys: Sequence[PublicKey], files: Iterable[Content] | None = None) -> list[str]:
    """What does not hold, in Swedish; an empty list when all does. Without `files`, only the signature is verified.

    Only the keys given here are believed: nothing in a receipt can vouch for itself.
    """
    try:
        parts = read(text)
    except ReceiptFault as fault:
        return [str(fault)]
    return faults_of(parts, keys=keys, files=files)


def faults_of(parts: dict[str, Any], *, keys: Sequence[PublicKey], files: Iterable[Content] | None = None) -> list[str]:
    """The same of a receipt that has been read."""
    faults = list(_signature_faults(parts, keys))
    return faults if files is None else faults + list(_file_faults(parts["receipt"], tuple(files)))


def _signature_faults(parts: dict[str, Any], keys: Sequence[PublicKey]) -> Iterable[str]:
    signed = {name: parts[name] for name in ("receipt", "signed_at", "key_id")}
    key = next((key for key in keys if key.key_id == parts["key_id"]), None)
    if key is None:
        yield f"nyckeln {parts['key_id'][:16]} finns inte bland de publika nycklarna"
        return
    if not key.signed(_bytes(parts["signature"]), signed_bytes(signed)):
        yield "underskriften stämmer inte: kvittot är ändrat eller underskrivet av någon annan"
        return
    signed_at = _moment(parts["signed_at"])
    if not key.valid_at(signed_at):
        yield f"nyckeln {key.key_id} gällde inte när kvittot skrevs under ({parts['signed_at']})"
    if signed_at < _moment(parts["receipt"]["received_at"]):
        yield "kvittot är underskrivet före mottagandet"


def _file_faults(receipt: dict[str, Any], given: tuple[Content, ...]) -> Iterable[str]:
    there = {(content.sha256, content.size) for content in given}
    hashes = {file["sha256"] for file in receipt["files"]} | {receipt["answers_sha256"], receipt.get("reply_sha256")}
    names = {file["name"] for file in receipt["files"] if (file["sha256"], file["size"]) not in there}
    altered = {content.name for content in given if content.sha256 not in hashes and content.name in names}
    resized = {content.sha256 for content in given}
    for file in receipt["files"]:
        if (file["sha256"], file["size"]) not in there:
            is_altered = file["name"] in altered or file["sha256"] in resized
            yield f"filen {file['name']} {'är ändrad' if is_altered else 'saknas'}"
    for content in given:
        if content.sha256 not in hashes and content.name not in altered:
            yield f"filen {content.name} hör inte till kvittot"


def _check_shape(receipt: Any) -> None:
    more = {name: kind for name, kind in _MAY_HAVE.items() if isinstance(receipt, dict) and name in receipt}
    _check_fields(receipt, _FIELDS | more)
    for file in receipt["files"]:
        _check_fields(file, _FILE_FIELDS)
    try:
        _check_plain(receipt)
        received_at = _moment(receipt["received_at"])
        agree = _moment(receipt["received_at_stockholm"]) == received_at
    except ValueError:
        raise ReceiptFault("kvittot har en uppgift som inte går att läsa; hämta det på nytt från tjänsten") from None
    if receipt["type"] != TYPE or receipt["class"] not in CLASSES or not agree:
        raise ReceiptFault("kvittot är av en sort som inte känns igen; använd en nyare version av nhv")


def _check_fields(part: Any, fields: dict[str, type]) -> None:
    if not isinstance(part, dict):
        raise ReceiptFault("filen är inget kvitto; hämta det på nytt från tjänsten")
    # What stands outside the signature, or beside what is understood, could say anything: it has no place here.
    wrong = sorted(set(part) ^ set(fields))
    wrong += sorted(name for name in set(part) & set(fields) if type(part[name]) is not fields[name])
    if wrong:
        raise ReceiptFault(f"kvittot har fel vid «{wrong[0][:40]}»; hämta det på nytt från tjänsten")


def _check_plain(value: Any) -> None:
    if isinstance(value, dict):
        if not all(isinstance(name, str) for name in value):
            raise ValueError("a name is a text")
        for name, inner in value.items():
            _check_plain(name)
            _check_plain(inner)
    elif isinstance(value, list):
        for inner in value:
            _check_plain(inner)
    elif isinstance(value, str):
        value.encode("utf-8")  # a lone surrogate is no text
    elif value is not None and type(value) not in (int, bool):
        raise ValueError(f"{type(value).__name__} has no canonical form")


def _bytes(signature: str) -> bytes:
    try:
        return base64.b64decode(signature, validate=True)
    except (binascii.Error, ValueError):
        return b""


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a time has a time zone")
    return moment
