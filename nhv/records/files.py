"""Files as they were received: kept under the sha256 of their content, before the rows that speak of them.

The order is what makes a receipt worth something: content to a temporary file in the same file system, fsync, rename to
the place its hash names, fsync of the folders, and only then the commit of the rows. A crash in between leaves a file
that nobody speaks of, which is harmless; never a row without its file. What an act refuses has never left its temporary
place, so that nobody else's file of the same content is taken away with it.
"""

import fcntl
import os
import secrets
import stat
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from django.db import connections, models, router
from django.utils import timezone

from nhv.files.plain import open_plain
from nhv.records import room
from nhv.records.hashing import hash_of, is_digest
from nhv.records.uploads.refusal import too_large
from nhv.rules.refusals import NoRoom, Refused


class StoredFileBase(models.Model):
    """That a file with this content has been received. What the scanner says comes later and changes nothing else."""

    class Scan(models.TextChoices):
        NOT_SCANNED = "not_scanned", "inte genomsökt"
        CLEAN = "clean", "ren"
        INFECTED = "infected", "smittad"
        FAULT = "fault", "gick inte att genomsöka"

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=100)
    stored_at = models.DateTimeField()
    scan = models.CharField(max_length=20, choices=Scan, default=Scan.NOT_SCANNED)
    scanned_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


@dataclass(frozen=True)
class Stored:
    """Content that lies safely on disk: its hash (hex), its size in bytes, and where it waits to be entered."""

    sha256: str
    size: int
    waits_at: Path | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Files:
    """The files of one database, in one folder."""

    rows: type[StoredFileBase]
    folder: Path

    @contextmanager
    def waiting(
        self, chunks: Iterable[bytes], *, most_bytes: int, look: Callable[[Path], object] = lambda path: None
    ) -> Iterator[Stored]:
        """Content that lies durably on disk while an act makes up its mind: what is not entered is gone afterwards,
        whatever the reason.

        `look` is given the whole of it first, and may raise. Raises Refused for too much of it, and NoRoom.
        """
        draft = self._incoming / secrets.token_hex(16)
        try:
            with _needing_room():
                stored = self._written(draft, chunks, most_bytes)
            look(draft)
            yield stored
        finally:
            with suppress(OSError):
                draft.unlink(missing_ok=True)

    def store(self, chunks: Iterable[bytes], *, most_bytes: int) -> Stored:
        """Keep content of our own on disk, durably. Say so in the database with `enter`, in the act's transaction.

        Raises Refused for too much of it, and NoRoom; nothing is left behind then.
        """
        with self.waiting(chunks, most_bytes=most_bytes) as stored:
            self._put(stored)
        return Stored(stored.sha256, stored.size)

    def enter(self, stored: Stored, media_type: str) -> None:
        """Write the row of a stored file, in the act's transaction. The same content again is the same row.

        Last in the act, after all that may refuse: what has waited lies in its place from here on. Raises NoRoom and
        Refused.
        """
        if not connections[self._database].in_atomic_block:
            raise RuntimeError("a file is entered inside the transaction of its act")
        try:
            self._put(stored)
        except IsADirectoryError:
            raise Refused(
                "file_not_kept_now", "Filen går inte att spara just nu. Kontakta den som sköter servern."
            ) from None
        row = self.rows(sha256=stored.sha256, size=stored.size, media_type=media_type, stored_at=timezone.now())
        self.rows._default_manager.using(self._database).bulk_create([row], ignore_conflicts=True)

    def open(self, digest: str) -> BinaryIO:
        """The content of a received file, to be served as an attachment. Raises Refused when it must not be."""
        row = self.rows._default_manager.using(self._database).filter(sha256=digest).first()
        if row is None:
            raise Refused("file_unknown", "Filen finns inte här. Läs sidan på nytt.")
        if row.scan == StoredFileBase.Scan.INFECTED:
            raise Refused("file_harmful", "Filen innehåller skadlig kod och lämnas inte ut. Mottagandet gäller ändå.")
        try:
            return open_plain(self.path(digest))
        except OSError:
            raise Refused(
                "file_unreadable_now", "Filen går inte att läsa just nu. Kontakta den som sköter servern."
            ) from None

    def size(self, digest: str) -> int:
        """How many bytes were received under this hash. Raises Refused."""
        found = self.rows._default_manager.using(self._database).filter(sha256=digest).values_list("size", flat=True)
        size = found.first()
        if size is None:
            raise Refused("file_unknown", "Filen finns inte här. Läs sidan på nytt.")
        return int(size)

    def is_there(self, digest: str, size: int) -> bool:
        """Whether a file of this size lies where the content with this hash does. Its bytes are not read."""
        try:
            found = self.path(digest).stat()
        except OSError:
            return False
        return stat.S_ISREG(found.st_mode) and found.st_size == size

    def path(self, digest: str) -> Path:
        """Where content with this hash lies."""
        if not is_digest(digest):
            raise ValueError("a file is named by its sha256")
        return self.folder / digest[:2] / digest[2:4] / digest

    def faults(self) -> Iterator[str]:
        """What does not verify: files that are missing, altered or unreadable. Reads every file."""
        rows = self.rows._default_manager.using(self._database).order_by("pk")
        for digest, size in rows.values_list("sha256", "size").iterator():
            if fault := self.fault(digest, size):
                yield f"filen {digest} {fault}"

    def fault(self, digest: str, size: int) -> str | None:
        """What is wrong with what a row speaks of, as the end of a Swedish sentence, or nothing. Whatever the row
        says, it has an answer."""
        try:
            return content_fault(self.path(digest), digest, size)
        except (ValueError, TypeError):
            return "har en rad som inte går att läsa: ingen mottagen fil heter så"

    def sweep(self, *, older_than_seconds: float = 86_400) -> int:
        """Remove what interrupted receptions left behind, and content that no row speaks of. Gives how many.

        What has come within a day is left alone: the act that speaks of it may still be under way.
        """
        known = set(self.rows._default_manager.using(self._database).values_list("pk", flat=True))
        content = (path for path in self.folder.glob("??/??/*") if path.name not in known)
        removed = 0
        for path in (*self._incoming.glob("*"), *content):
            # The age is asked when nobody can give this very content again in the meantime.
            with self._turn(fcntl.LOCK_EX):
                if not path.is_dir() and _age(path) > older_than_seconds:
                    path.unlink(missing_ok=True)
                    removed += 1
        return removed

    @contextmanager
    def _turn(self, kind: int) -> Iterator[None]:
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, kind)
            yield

    def _written(self, draft: Path, chunks: Iterable[bytes], most_bytes: int) -> Stored:
        make_folder(draft.parent)
        digest, size = sha256(), 0
        with open_new(draft) as file:
            for chunk in chunks:
                size += len(chunk)
                if size > most_bytes:
                    raise too_large(most_bytes)
                digest.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        return Stored(digest.hexdigest(), size, draft)

    def _put(self, stored: Stored) -> None:
        """Where its hash says, durably; also when the content is already there, for that may have been damaged. Raises
        IsADirectoryError where something that is no file is in the way."""
        if stored.waits_at is None:
            return
        place = self.path(stored.sha256)
        with _needing_room():
            make_folder(place.parent)
            with self._turn(fcntl.LOCK_SH):
                stored.waits_at.replace(place)
            fsync_folder(place.parent)

    @property
    def _incoming(self) -> Path:
        return self.folder / "incoming"

    @property
    def _database(self) -> str:
        return router.db_for_write(self.rows)


@contextmanager
def _needing_room() -> Iterator[None]:
    """Raises NoRoom when the disk has none left."""
    try:
        yield
    except OSError as error:
        if room.is_want_of_room(error):
            room.note_met()
            raise NoRoom from error
        raise


def content_fault(path: Path, digest: str, size: int) -> str | None:
    """What is wrong with a kept file, as the end of a Swedish sentence, or nothing."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return "är ingen fil"
        if path.stat().st_size != size:
            return "är ändrad (annan storlek)"
        if hash_of(path) != digest:
            return "är ändrad (annat innehåll)"
    except FileNotFoundError:
        return "saknas"
    except OSError as error:
        return f"går inte att läsa ({error.strerror})"
    return None


@contextmanager
def open_new(path: Path) -> Iterator[BinaryIO]:
    """A new file that only its owner may read."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        yield file


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, for the owner only, so that they are there after a power cut too."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    fsync_folder(folder.parent)


def fsync_folder(folder: Path) -> None:
    """Make the names in a folder durable: without it a renamed file can be gone after a power cut."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _age(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except FileNotFoundError:
        return 0.0
