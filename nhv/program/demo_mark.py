"""Where a demonstration may be made: in a data directory and a database that were empty when it began.

The directory then gets a mark, and the mark's token is the very first entry of the database's diary. A database that
began otherwise can never become a demonstration, whatever directory it is used with.
"""

import secrets
from pathlib import Path

from nhv.accounts.models import User
from nhv.program.faults import InputFault
from nhv.records.acts import one_transaction
from nhv.records.demonstration import (
    BEGUN,
    KIND,
    is_demonstration,
    is_marked,
    put_mark,
    token_begun_with,
    token_of,
)
from nhv.register.memory import DIARY
from nhv.register.models import DiaryEntry
from nhv.rules.actor import Actor

_BY = Actor("program", "nhv demo")


def begin(data: Path) -> None:
    """Mark an empty data directory and its empty database, or see that they are those marked. Raises InputFault."""
    with one_transaction(DiaryEntry):
        DIARY.take_turn()
        if not DiaryEntry.objects.exists() and not User.objects.exists() and not _holds_something(data):
            DIARY.record(BEGUN, kind=KIND, key=_mark(data), by=_BY)
        elif not is_demonstration(data, DIARY):
            raise InputFault(
                f"{data} är ingen demonstration, så inga demokonton görs; ange en mapp som inte finns i NHV_DATA"
            )


def check_marked(data: Path) -> None:
    """Raises InputFault unless this is a demonstration."""
    if not is_demonstration(data, DIARY):
        raise InputFault(f"{data} är ingen demonstration, så där finns inga demokonton")


def mark_again(data: Path) -> None:
    """Put the mark back where the database is a demonstration's and the mark is gone, as after a copy. One query."""
    begun = token_begun_with(DIARY)
    if begun is not None and not is_marked(data):
        put_mark(data, begun)


def _holds_something(data: Path) -> bool:
    """Whether files or keys have been kept here, by a database that is used no longer."""
    return any(path.is_file() for name in ("files", "keys") for path in (data / name).rglob("*"))


def _mark(data: Path) -> str:
    """The token of the directory's mark, made when there is none."""
    if not is_marked(data):
        put_mark(data, secrets.token_hex(16))
    return token_of(data)
