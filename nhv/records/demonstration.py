"""The mark of a demonstration: a token in the data directory that is also the very first entry of its diary.

A diary cannot be rewritten, so where the two agree everything was invented from the start, and nowhere else.
"""

import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # The settings ask for the mark before Django is ready.
    from nhv.records.diary import Diary

BEGUN = "demonstration_begun"
KIND = "demonstration"
_FILE = "demonstration"


def is_marked(data: Path) -> bool:
    """Whether the directory carries a mark; every page then says so."""
    return (data / _FILE).is_file()


def token_of(data: Path) -> str:
    """The token of a marked directory."""
    return (data / _FILE).read_text(encoding="ascii").strip()


def put_mark(data: Path, token: str) -> None:
    """Mark the directory, for its owner's eyes only."""
    with os.fdopen(os.open(data / _FILE, os.O_WRONLY | os.O_CREAT, 0o600), "w", encoding="ascii") as file:
        file.write(f"{token}\n")


def token_begun_with(diary: "Diary") -> str | None:
    """The token that the diary began with; None when it began otherwise, or has not begun. One query."""
    first = diary.entries._default_manager.order_by("number").first()
    return first.subject_key if first is not None and first.act == BEGUN else None


def is_demonstration(data: Path, diary: "Diary") -> bool:
    """Whether directory and diary carry the same mark. One query, where the directory has a mark at all."""
    begun = token_begun_with(diary) if is_marked(data) else None
    return begun is not None and secrets.compare_digest(begun, token_of(data))
