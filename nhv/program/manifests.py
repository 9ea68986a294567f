"""The manifest of a backup: every part by name, size and sha256, signed with the key of the receipts.

A manifest does not vouch for what it does not name. What lies in the folder and is not in it, what is in it and not
there, a link, a name that leads elsewhere, a part that no backup has: each is a reason not to restore. Whoever has the
whole copy has its private key too; so the keys that are kept outside (`--key`) are believed before those in the copy.
"""

import base64
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nhv.language.numbers import stored_number
from nhv.program.backups import DATABASES
from nhv.program.faults import InputFault
from nhv.records.hashing import hash_of
from nhv.records.keys import WITNESS_KEY, KeyFault, KeyRing, PublicKey, only_read, read_public
from nhv.records.plain_json import no_doubles
from nhv.records.receipts import signed_bytes

TYPE = "nhv-backup-3"
NAME = "manifest.json"
MOST_BYTES = 500_000_000
# A key, or all public ones.
MOST_KEY_BYTES = 1_000_000
SECRET = "secret_key"  # noqa: S105 (a file's name)
SHORTEST_SECRET = 32

_MEMORY = re.compile(r"[a-z][a-z0-9_]{0,30}")
_FILE = re.compile(r"files/([0-9a-f]{2})/([0-9a-f]{2})/([0-9a-f]{64})")
_KEY = re.compile(r"keys/(public\.json|[0-9a-f]{16}\.pem|" + re.escape(WITNESS_KEY) + ")")


@dataclass(frozen=True)
class Manifest:
    """What a backup holds. `vendors` and `heads` (the diary's last number and hash) are by memory; `parts` gives sha256
    and size of each file by its path in the folder."""

    made_at: str
    vendors: Mapping[str, str]
    heads: Mapping[str, tuple[int, str]]
    parts: Mapping[str, tuple[str, int]]


def write_manifest(
    folder: Path,
    *,
    vendors: Mapping[str, str],
    begun_at: datetime,
    heads: Mapping[str, tuple[int, str]],
    ring: KeyRing,
) -> Manifest:
    """Look through the folder, say what is there, and sign it. Written last: a folder without it is no backup."""
    parts = {name: (hash_of(folder / name), (folder / name).stat().st_size) for name in sorted(_there(folder))}
    manifest = Manifest(begun_at.astimezone(UTC).isoformat(), vendors, heads, parts)
    public, private = ring.current()
    told = {"type": TYPE, "key_id": public.key_id, **_plain(asdict(manifest))}
    signature = base64.b64encode(private.sign(signed_bytes(told))).decode("ascii")
    draft = folder / "manifest.draft"
    draft.write_text(json.dumps({**told, "signature": signature}, indent=1) + "\n", encoding="utf-8")
    draft.replace(folder / NAME)
    return manifest


def read_manifest(folder: Path, *, keys: Sequence[PublicKey] = ()) -> Manifest:
    """The manifest of a backup that is whole, and nothing besides: every part as it was written, signed with one of
    `keys`, else with one of the copy's own. Raises InputFault."""
    path = folder / NAME
    if not path.is_file() or path.is_symlink():
        raise InputFault(f"{folder}: här finns ingen hel säkerhetskopia ({NAME} saknas); välj en annan mapp")
    told = _told(path)
    manifest = _manifest(path, told)
    _check_names(folder, manifest)
    _check_complete(folder, manifest)
    _check_signed(folder, told, keys)
    for name, (digest, size) in manifest.parts.items():
        part = folder / name
        if part.stat().st_size != size or hash_of(part) != digest:
            raise InputFault(f"{part}: delen är ändrad; välj en annan säkerhetskopia")
    _check_keys(folder, manifest)
    return manifest


def _told(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise ValueError
        told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=no_doubles)
        if told["type"] != TYPE:
            raise ValueError
    except (ValueError, KeyError, TypeError, RecursionError):
        raise InputFault(f"{path}: filen går inte att läsa; välj en annan säkerhetskopia") from None
    return told


def _manifest(path: Path, told: Mapping[str, Any]) -> Manifest:
    try:
        heads = {str(name): (stored_number(number), str(last)) for name, (number, last) in told["heads"].items()}
        parts = {str(name): (str(digest), stored_number(size)) for name, (digest, size) in told["parts"].items()}
        vendors = {str(name): str(vendor) for name, vendor in told["vendors"].items()}
        wrong = [name for name in vendors if not _MEMORY.fullmatch(name) or vendors[name] not in DATABASES]
        if wrong or "default" not in vendors or vendors.keys() != heads.keys():
            raise ValueError
        # Said on the screen: nothing but a time.
        made_at = datetime.fromisoformat(told["made_at"])
        if made_at.tzinfo is None:
            raise ValueError
        return Manifest(made_at.isoformat(), vendors, heads, parts)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise InputFault(f"{path}: filen går inte att läsa; välj en annan säkerhetskopia") from None


def _check_names(folder: Path, manifest: Manifest) -> None:
    """Raises InputFault for a part that no backup has, one that is not listed, and one that is not there."""
    for name in manifest.parts:
        if not _is_a_part(name, manifest):
            raise InputFault(f"{folder / NAME}: «{name[:120]}» hör inte till en säkerhetskopia; välj en annan")
        # What is read whole is measured first, as it lies there: the list may say anything.
        path = folder / name
        if (name == SECRET or "/keys/" in name) and path.is_file() and path.stat().st_size > MOST_KEY_BYTES:
            raise InputFault(f"{path}: delen är orimligt stor; välj en annan säkerhetskopia")
    there = set(_there(folder))
    for name in sorted(there - manifest.parts.keys()):
        raise InputFault(f"{folder / name}: delen står inte i {NAME}; välj en annan säkerhetskopia")
    for name in sorted(manifest.parts.keys() - there):
        raise InputFault(f"{folder / name}: delen saknas; välj en annan säkerhetskopia")


def _is_a_part(name: str, manifest: Manifest) -> bool:
    if name == SECRET:
        return True
    memory, _, rest = name.partition("/")
    if memory not in manifest.vendors:
        return False
    file = _FILE.fullmatch(rest)
    if file:
        # A file is named by its content, and lies where its name says.
        return file[3].startswith(file[1] + file[2]) and manifest.parts[name][0] == file[3]
    return rest == DATABASES[manifest.vendors[memory]] or _KEY.fullmatch(rest) is not None


def _check_complete(folder: Path, manifest: Manifest) -> None:
    """Raises InputFault where something is not there without which nothing can be started."""
    wanted = {SECRET: "tjänstens hemlighet"}
    for memory, vendor in manifest.vendors.items():
        wanted[f"{memory}/{DATABASES[vendor]}"] = "databasen"
        wanted[f"{memory}/keys/public.json"] = "de publika nycklarna"
        wanted[f"{memory}/keys/{WITNESS_KEY}"] = "händelseloggens nyckel"
    for name, what in wanted.items():
        if name not in manifest.parts:
            raise InputFault(f"{folder / name}: {what} är inte med i kopian; välj en annan säkerhetskopia")
    secret = (folder / SECRET).read_bytes().strip()
    if len(secret) < SHORTEST_SECRET or not secret.decode("latin-1").isprintable() or not secret.isascii():
        raise InputFault(
            f"{folder / SECRET}: tjänstens hemlighet är för kort eller inte skriven i ASCII; välj en annan "
            "säkerhetskopia"
        )


def _check_signed(folder: Path, told: Mapping[str, Any], keys: Sequence[PublicKey]) -> None:
    outside, path = bool(keys), folder / "default" / "keys" / "public.json"
    try:
        known = keys or read_public(path.read_text(encoding="utf-8"))
        key = next((key for key in known if key.key_id == told["key_id"]), None)
        signature = base64.b64decode(told["signature"], validate=True)
        is_signed = key is not None and key.signed(
            signature, signed_bytes({name: part for name, part in told.items() if name != "signature"})
        )
    except (KeyFault, ValueError, KeyError, TypeError, RecursionError):
        is_signed = False
    if not is_signed:
        whose = "de nycklar som angavs med --key" if outside else "kopians egna nycklar"
        raise InputFault(f"{folder / NAME}: underskriften stämmer inte med {whose}; välj en annan säkerhetskopia")


def _check_keys(folder: Path, manifest: Manifest) -> None:
    """Raises InputFault unless each memory's private key is there and is that of the public one in use."""
    for memory in manifest.vendors:
        ring = KeyRing(folder / memory / "keys")
        of_ours = {f"{key.key_id}.pem" for key in ring.public_keys()}
        for pem in sorted(ring.folder.glob("*.pem")):
            if pem.name not in of_ours:
                raise InputFault(f"{pem}: nyckeln hör inte till någon publik; välj en annan säkerhetskopia")
        try:
            with only_read():
                ring.current()
                ring.witness_key()
        except (KeyFault, ValueError, TypeError):
            raise InputFault(
                f"{ring.folder}: den hemliga nyckeln saknas eller hör inte till den publika; välj en annan "
                "säkerhetskopia"
            ) from None


def _there(folder: Path) -> Iterator[str]:
    """The names of all files, as they lie there. Raises InputFault for a link, or anything else that is no file."""
    for path in folder.rglob("*"):
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            raise InputFault(f"{path}: en säkerhetskopia har bara vanliga filer; välj en annan")
        if path.is_file() and path.relative_to(folder).as_posix() not in (NAME, "manifest.draft"):
            yield path.relative_to(folder).as_posix()


def _plain(told: Mapping[str, Any]) -> dict[str, Any]:
    """With lists for tuples, as JSON gives them back."""
    plain: dict[str, Any] = json.loads(json.dumps(told))
    return plain
