"""Where a demonstration may be made: in a data directory and a database that were empty when it began.

The directory then gets a mark, and the mark's token is the very first entry of the database's diary. A database that
began otherwise can never become a demonstration, whatever directory it is used with.
"""

import os
import secrets
from pathlib import Path

from nhv.accounts.models import User
from nhv.program.data_directory import DEMONSTRATION, is_demonstration
from nhv.program.faults import InputFault
from nhv.records.acts import one_transaction
from nhv.register.memory import DIARY
from nhv.register.models import DiaryEntry
from nhv.rules.actor import Actor

BEGUN = "demonstration_begun"
_BY = Actor("program", "nhv demo")


def begin(data: Path) -> None:
    """Mark an empty data directory and its empty database, or see that they are those marked. Raises InputFault."""
    with one_transaction(DiaryEntry):
        DIARY.take_turn()
        first = DiaryEntry.objects.order_by("number").first()
        if first is None and not User.objects.exists() and not _holds_something(data):
            DIARY.record(BEGUN, kind="demonstration", key=_mark(data), by=_BY)
        elif not _is_marked(data, first):
            raise InputFault(
                f"{data} är ingen demonstration, så inga demokonton görs; ange en mapp som inte finns i NHV_DATA"
            )


def check_marked(data: Path) -> None:
    """Raises InputFault unless this is a demonstration."""
    if not _is_marked(data, DiaryEntry.objects.order_by("number").first()):
        raise InputFault(f"{data} är ingen demonstration, så där finns inga demokonton")


def _is_marked(data: Path, first: DiaryEntry | None) -> bool:
    """Whether this directory's mark is the token that the diary began with."""
    return (
        first is not None
        and is_demonstration(data)
        and first.act == BEGUN
        and secrets.compare_digest(first.subject_key, (data / DEMONSTRATION).read_text(encoding="ascii").strip())
    )


def mark_again(data: Path) -> None:
    """Put the mark back where the database is a demonstration's and the mark is gone, as after a copy. One query."""
    first = DiaryEntry.objects.order_by("number").first()
    if first is not None and first.act == BEGUN and not is_demonstration(data):
        _write(data / DEMONSTRATION, first.subject_key)


def _holds_something(data: Path) -> bool:
    """Whether files or keys have been kept here, by a database that is used no longer."""
    return any(path.is_file() for name in ("files", "keys") for path in (data / name).rglob("*"))


def _mark(data: Path) -> str:
    """The token of the directory's mark, made when there is none."""
    if not is_demonstration(data):
        _write(data / DEMONSTRATION, secrets.token_hex(16))
    return (data / DEMONSTRATION).read_text(encoding="ascii").strip()


def _write(path: Path, token: str) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w", encoding="ascii") as file:
        file.write(f"{token}\n")
