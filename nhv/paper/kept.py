"""A long PDF made once for the same text: kept under the hash of what it is made of, so that what is kept can never be
of another text than the one that is asked for. It is sealed with a key of ours: what somebody else has laid there, or
moved there from beside it, is made anew."""

import fcntl
import hmac
import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from nhv.files.plain import read_plain
from nhv.paper.pdf import pdf
from nhv.specification.writing import Writing

# What nobody has asked for in a week is gone, and the least lately asked for when there are more.
MOST_DAYS, MOST_KEPT = 7, 60
_SEAL = 64  # characters before the content
MOST_BYTES = 200_000_000
# Nothing in place of a file holds who would write it.
_NEVER_WAITS = os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CREAT


def _as_it_is(writing: Writing) -> Writing:
    return writing


def kept_pdf(
    writing: Writing, *, folder: Path, font: Path | None, key: bytes, stamped: Callable[[Writing], Writing] = _as_it_is
) -> bytes:
    """The PDF of `stamped(writing)`, from the folder when one has been made of this writing before.

    `key` is what it is sealed with, and nobody else has it. `stamped` adds what changes nothing, like the moment it is
    made; it runs only when the PDF is made. Several who ask at once wait for the one that makes it. Where nothing can
    be written, on a full disk, it is made and not kept.
    """
    path = folder / f"{_name(writing, font)}.pdf"
    if (found := _read(path, key)) is not None:
        return found
    with _alone(path.with_suffix(".lock")):
        if (found := _read(path, key)) is not None:
            return found
        return _keep(path, pdf(stamped(writing), font=font), key)


def _keep(path: Path, made: bytes, key: bytes) -> bytes:
    draft = path.with_suffix(f".{os.getpid()}")
    with suppress(OSError):
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_TRUNC | _NEVER_WAITS, 0o600), "wb") as file:
            file.write(_seal(path, made, key) + made)
        draft.replace(path)
        _let_go(path.parent)
    return made


def _name(writing: Writing, font: Path | None) -> str:
    return sha256(f"{_maker(font)}\n{writing.model_dump_json()}".encode()).hexdigest()


@cache
def _maker(font: Path | None) -> str:
    """Which program makes it, and with which font: another one makes another file of the same text."""
    parts = [path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py"))]
    parts += [font.read_bytes()] if font is not None and font.is_file() else []
    return sha256(b"\n".join((*parts, version("weasyprint").encode()))).hexdigest()


def _seal(path: Path, made: bytes, key: bytes) -> bytes:
    return hmac.new(key, path.name.encode() + made, sha256).hexdigest().encode()


def _read(path: Path, key: bytes) -> bytes | None:
    """What is kept there, unless it cannot be read or is not what was written there."""
    try:
        content = read_plain(path, most=MOST_BYTES)
    except OSError:
        return None
    seal, made = content[:_SEAL], content[_SEAL:]
    if not hmac.compare_digest(seal, _seal(path, made, key)):
        return None
    with suppress(OSError):
        os.utime(path)
    return made


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    with ExitStack() as held:
        with suppress(OSError):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            lock = os.fdopen(os.open(path, os.O_RDWR | _NEVER_WAITS, 0o600), "rb")
            fcntl.flock(held.enter_context(lock), fcntl.LOCK_EX)
        yield


def _let_go(folder: Path) -> None:
    """Of what is old or too much, and of what a maker that was cut off has left."""
    last = time.time() - MOST_DAYS * 86_400
    there = sorted(((path.stat().st_mtime, path) for path in _there(folder)), reverse=True)
    kept = {path.stem for at, path in [one for one in there if one[1].suffix == ".pdf"][:MOST_KEPT] if at > last}
    for at, path in there:
        if path.stem not in kept and (path.suffix == ".pdf" or at < last):
            path.unlink(missing_ok=True)


def _there(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.is_file()]
