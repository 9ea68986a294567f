"""Received files on their way out: nobody is handed other bytes than those that were received.

The content is hashed before the first byte goes, so that the reader can be told in words, and once more as it goes:
what the disk gives the second time may be something else. The last piece is held back until the hash is right, so a
file that turns out wrong is never whole at the reader's.
"""

import logging
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import BinaryIO

from django.db import DatabaseError

from nhv.records.files import Files, content_fault
from nhv.records.memory import memories
from nhv.records.scrubbing import tell
from nhv.rules.actor import Actor
from nhv.rules.refusals import Refused

log = logging.getLogger("nhv.files")

_PIECE = 1 << 16


class NotAsReceived(Exception):
    """What came from the disk is not what was received: the answer is cut off. `str()` names the file by its hash."""


@dataclass(frozen=True)
class Outgoing:
    """A file that was whole when it was opened. `pieces` gives its content, and raises NotAsReceived before the last
    piece when that is no longer so."""

    digest: str
    size: int
    file: BinaryIO

    def pieces(self) -> Iterator[bytes]:
        hashed, size, held = sha256(), 0, b""
        with self.file:
            while piece := self.file.read(_PIECE):
                hashed.update(piece)
                size += len(piece)
                if held:
                    yield held
                held = piece
        if (size, hashed.hexdigest()) != (self.size, self.digest):
            log.error("the file %s became another while it was sent: the answer is cut off", self.digest)
            raise NotAsReceived(self.digest)
        yield held


def outgoing(files: Files, digest: str) -> Outgoing:
    """A received file, to be served. Raises Refused when it must not be, or is not what was received."""
    try:
        file = files.open(digest)
    except Refused as refused:
        if refused.code == "file_unreadable_now":
            _remember_what_is_gone(files, digest)
        raise
    size = files.size(digest)
    fault = content_fault(files.path(digest), digest, size)
    if fault:
        file.close()
        log.error("the file %s is not handed out: %s", digest, fault)
        _remember(files, digest, fault)
        raise Refused(
            "file_not_as_received",
            "Filen har skadats hos oss efter mottagandet och lämnas inte ut. Mottagandet gäller. Kontakta den som "
            "sköter servern, som kan hämta filen ur en säkerhetskopia.",
        )
    return Outgoing(digest, size, file)


def _remember_what_is_gone(files: Files, digest: str) -> None:
    """Where nothing lies, or what is no file. What only cannot be read now may be read again by whoever scrubs."""
    fault = files.fault(digest, files.size(digest))
    if fault and not fault.startswith("går inte att läsa"):
        log.error("the file %s is not handed out: %s", digest, fault)
        _remember(files, digest, fault)


def _remember(files: Files, digest: str, fault: str) -> None:
    """Health says it from now on, until it is repaired. The reader is answered whether or not that can be written."""
    for memory in memories():
        if memory.files == files:
            with suppress(Refused, DatabaseError):
                tell(memory, {digest: fault}, by=Actor("program", "nhv"))
