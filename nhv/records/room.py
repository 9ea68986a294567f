"""Whether there is room left where a database keeps what it is given: known from the last refusal, which every process
of the program is told of, and in SQLite by looking before anything is refused."""

import errno
import shutil
import time
from contextlib import suppress
from contextvars import ContextVar
from pathlib import Path

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper

# With less than this an application with its journal does not fit.
LEAST = 8 * 1_048_576
# A refusal older than so many seconds says nothing of now: when nobody is let in, no act tells that there is room.
MOST_AGE = 600
_FULL = {errno.ENOSPC, errno.EDQUOT}
_met: ContextVar[bool] = ContextVar("met_no_room", default=False)


def note_full(database: str) -> None:
    """An act was refused because this database had no room: every process is told."""
    note_met()
    # Without room there may be none for the mark either; what looks itself tells of it all the same.
    with suppress(OSError):
        _mark(database).touch()


def note_room(database: str) -> None:
    """An act was kept: there is room."""
    _mark(database).unlink(missing_ok=True)


def note_met() -> None:
    """Something was refused for want of room, and whoever is answered now is to be told so."""
    _met.set(True)


def forget_met() -> None:
    """A new request: nothing has been refused yet."""
    _met.set(False)


def has_met_full() -> bool:
    """Whether something was refused for want of room while this request was served."""
    return _met.get()


def is_want_of_room(fault: BaseException | None) -> bool:
    """Whether this was raised because a disk has no room left, whoever wrote on it and whatever was made of it since:
    what is handed out is set and packed in files of the moment, too."""
    while fault is not None:
        if isinstance(fault, OSError) and fault.errno in _FULL:
            return True
        fault = fault.__cause__ or fault.__context__
    return False


def is_full(connection: BaseDatabaseWrapper) -> bool:
    """Whether the last act found no room, or the next will hardly find any."""
    return _is_marked(connection.alias) or (connection.vendor == "sqlite" and _left(connection) < LEAST)


def is_disk_full(folder: Path) -> bool:
    """Whether hardly anything more fits in a folder, which need not be there yet."""
    there = next(path for path in (folder, *folder.parents) if path.is_dir())
    return shutil.disk_usage(there).free < LEAST


def _mark(database: str) -> Path:
    """The file that says to all processes that this database was full."""
    return Path(settings.FILE_UPLOAD_TEMP_DIR) / f"{database}.full"


def _is_marked(database: str) -> bool:
    try:
        return time.time() - _mark(database).stat().st_mtime < MOST_AGE
    except OSError:
        return False


def _left(connection: BaseDatabaseWrapper) -> int:
    """Bytes that the file may still grow, by its own bound and by the disk's."""
    size, used, most, free = (_number(connection, name) for name in _PRAGMAS)
    file = Path(str(connection.settings_dict["NAME"]))
    on_disk = shutil.disk_usage(file.parent).free if file.is_file() else most * size
    return min((most - used + free) * size, on_disk)


_PRAGMAS = ("page_size", "page_count", "max_page_count", "freelist_count")


def _number(connection: BaseDatabaseWrapper, pragma: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}")
        return int(cursor.fetchone()[0])
