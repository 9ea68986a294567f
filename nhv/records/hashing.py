"""The hash of a file, read in pieces. No Django here."""

from hashlib import sha256
from pathlib import Path

CHUNK = 1 << 20


def hash_of(path: Path) -> str:
    """The sha256 of a file's content, in hex."""
    digest = sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def is_digest(name: object) -> bool:
    """Whether this is how a file is named: a sha256 in hex."""
    return isinstance(name, str) and len(name) == 64 and not set(name) - set("0123456789abcdef")
