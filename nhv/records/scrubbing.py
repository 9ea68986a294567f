"""Files are read through again and again, so that one that the disk has spoiled is known before somebody needs it, and
while a backup still holds it.

Each hour has its share of the space of hashes: in a week every file has been read. Which files are damaged stands in
the diary, until they are repaired.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.db.models import Q

from nhv.records.acts import one_transaction
from nhv.records.any_text import any_text, legible
from nhv.records.diary import Diary
from nhv.records.files import Files, content_fault
from nhv.records.hashing import is_digest
from nhv.records.memory import Memory
from nhv.rules.actor import Actor

DAMAGED, REPAIRED, FILE = "file_damaged", "file_repaired", "file"
# Hours in a week: as many shares.
SHARES = 168
_CHUNK = 1 << 20
_SPACE = 1 << 32


def share_of(moment: datetime) -> int:
    """Which share of the files an hour reads."""
    return int(moment.astimezone(UTC).timestamp() // 3600) % SHARES


def scrub(memory: Memory, share: int, *, by: Actor) -> list[str]:
    """Read a share of the files. Gives the damaged ones, each with what is wrong, and tells the diary of the new."""
    rows = memory.files.rows._default_manager.using(memory.database)
    first, end = (f"{_SPACE * each // SHARES:08x}" for each in (share, share + 1))
    within = Q(pk__gte=first) & (Q(pk__lt=end) if share + 1 < SHARES else Q())
    with any_text(memory.connection):
        found = dict(_damaged_among(memory.files, rows.filter(within).values_list("pk", "size")))
    tell(memory, found, by=by)
    return [f"filen {digest} {fault}" for digest, fault in sorted(found.items())]


def tell(memory: Memory, found: Mapping[str, str], *, by: Actor) -> None:
    """Tell the diary of damaged files (hash → what is wrong) that it does not know of."""
    for digest in sorted(found.keys() - damaged(memory.diary)):
        with one_transaction(memory.diary.entries):
            memory.diary.record(DAMAGED, kind=FILE, key=digest, by=by, payload={"fault": found[digest]})


def damaged(diary: Diary) -> set[str]:
    """The files that the diary knows to be damaged and not to be repaired since. One query."""
    entries = diary.entries._default_manager.using(diary.database).filter(subject_kind=FILE)
    last = dict(entries.filter(act__in=(DAMAGED, REPAIRED)).order_by("number").values_list("subject_key", "act"))
    return {digest for digest, act in last.items() if act == DAMAGED}


@dataclass(frozen=True)
class Repair:
    """Which files are whole again, and which are not: the backup does not hold them either, or (`stuck`, each with what
    the computer says) they cannot be put where they belong."""

    done: tuple[str, ...]
    left: tuple[str, ...]
    stuck: Mapping[str, str]


def repair(memory: Memory, source: Path, *, by: Actor) -> Repair:
    """Take every damaged or missing file from a folder of files by hash; what cannot be mended stops no other.
    Reads all files."""
    rows = memory.files.rows._default_manager.using(memory.database).order_by("pk")
    with any_text(memory.connection):
        sizes = {legible(digest): size for digest, size in rows.values_list("pk", "size")}
    broken = dict(_damaged_among(memory.files, sizes.items()))
    done, stuck = list[str](), dict[str, str]()
    for digest in broken:
        try:
            done += [digest] if _taken(memory.files, source, digest, sizes[digest]) else []
        except OSError as error:
            stuck[digest] = str(error.strerror)
    for digest in sorted({*done, *(damaged(memory.diary) - broken.keys())}):
        with one_transaction(memory.diary.entries):
            memory.diary.record(REPAIRED, kind=FILE, key=digest, by=by)
    return Repair(tuple(done), tuple(sorted(broken.keys() - {*done, *stuck})), stuck)


def _damaged_among(files: Files, rows: Iterable[tuple[str, int]]) -> Iterator[tuple[str, str]]:
    for digest, size in rows:
        if fault := files.fault(digest, size):
            yield legible(digest), fault


def _taken(files: Files, source: Path, digest: str, size: int) -> bool:
    """Copy one file from the backup; whether it was there and whole."""
    if not is_digest(digest):
        return False
    path = source / files.path(digest).relative_to(files.folder)
    if path.is_symlink() or content_fault(path, digest, size):
        return False
    with path.open("rb") as file:
        return files.store(iter(lambda: file.read(_CHUNK), b""), most_bytes=size).sha256 == digest
