"""What every act shares: one transaction, whose end is either known or said to be unknown."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from django.db import DatabaseError, connections, models, router, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from nhv.records import room
from nhv.rules.refusals import NoRoom, OutcomeUnknown


class Frame(Protocol):
    """What stands around every act of one database."""

    def begin_act(self) -> None:
        """Called first in the outermost transaction."""

    def end_act(self) -> None:
        """Called last, within the transaction, and at the end of those inside it."""


_frames: dict[str, Frame] = {}


def frame_acts(database: str, frame: Frame | None) -> None:
    """Let this stand around the acts of a database from now on; nothing takes it away."""
    _frames.pop(database, None)
    if frame is not None:
        _frames[database] = frame


def _begin(database: str) -> None:
    if database in _frames:
        _frames[database].begin_act()


def _end(database: str) -> None:
    if database in _frames:
        _frames[database].end_act()


@contextmanager
def one_transaction(model: type[models.Model]) -> Iterator[None]:
    """All or nothing, on the database where `model` lives. When it ends without an exception, all is kept.

    Raises NoRoom when the database's disk is full and OutcomeUnknown when the commit's own outcome is not known.
    """
    connection = connections[router.db_for_write(model)]
    if connection.in_atomic_block:
        with transaction.atomic(using=connection.alias):
            yield
            _end(connection.alias)
        return
    committing = False
    warnings: list[str] = []
    try:
        with _collecting(connection, warnings), transaction.atomic(using=connection.alias):
            _begin(connection.alias)
            yield
            _end(connection.alias)
            committing = True
            warnings.clear()
    except DatabaseError as error:
        if is_full(error):
            room.note_full(connection.alias)
            raise NoRoom from error
        if committing and _leaves_doubt(error):
            raise OutcomeUnknown from error
        raise
    room.note_room(connection.alias)
    if warnings:
        raise OutcomeUnknown


@contextmanager
def _collecting(connection: BaseDatabaseWrapper, warnings: list[str]) -> Iterator[None]:
    """Collect PostgreSQL's warnings. A commit whose wait for the standby was cancelled reports success, and only a
    warning (SQLSTATE 01000) tells that the standby may not have it."""
    if connection.vendor != "postgresql":
        yield
        return

    def keep(notice: Any) -> None:
        if notice.severity_nonlocalized == "WARNING":
            warnings.append(notice.sqlstate or "")

    connection.ensure_connection()
    raw: Any = connection.connection
    raw.add_notice_handler(keep)
    try:
        yield
    finally:
        raw.remove_notice_handler(keep)


def is_full(error: DatabaseError) -> bool:
    """Whether the database says that it has no room."""
    cause: Any = error.__cause__
    # SHMSIZE: the index of the journal cannot grow. PostgreSQL's own words: the disk is full (53100), or what may be
    # used of it (53400, temp_file_limit).
    full = getattr(cause, "sqlite_errorname", "") in ("SQLITE_FULL", "SQLITE_IOERR_SHMSIZE")
    return full or getattr(cause, "sqlstate", "") in ("53100", "53400")


def _leaves_doubt(error: DatabaseError) -> bool:
    """Whether a commit that failed so may be kept all the same: the connection went, or the disk did not answer."""
    cause: Any = error.__cause__
    name = getattr(cause, "sqlite_errorname", None)
    if name is not None:
        return bool(name.startswith("SQLITE_IOERR"))
    state = getattr(cause, "sqlstate", None)
    # 08: connection exception; 57P: the server is being stopped. Any other state is the server's own firm «no».
    return state is None or state.startswith(("08", "57P"))
