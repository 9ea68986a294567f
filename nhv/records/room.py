"""Whether there is room left where a database keeps what it is given: known from the last refusal, and in SQLite by
looking before anything is refused."""

import shutil
from contextvars import ContextVar
from pathlib import Path

from django.db.backends.base.base import BaseDatabaseWrapper

# With less than this an application with its journal does not fit.
LEAST = 8 * 1_048_576
_full: set[str] = set()
_met: ContextVar[bool] = ContextVar("met_no_room", default=False)


def note_full(database: str) -> None:
    """An act was refused because there was no room, and whoever is answered now is to be told so."""
    _full.add(database)
    _met.set(True)


def note_room(database: str) -> None:
    """An act was kept: there is room."""
    _full.discard(database)


def forget_met() -> None:
    """A new request: nothing has been refused yet."""
    _met.set(False)


def has_met_full() -> bool:
    """Whether something was refused for want of room while this request was served."""
    return _met.get()


def is_full(connection: BaseDatabaseWrapper) -> bool:
    """Whether the last act found no room, or the next will hardly find any."""
    return connection.alias in _full or (connection.vendor == "sqlite" and _left(connection) < LEAST)


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
