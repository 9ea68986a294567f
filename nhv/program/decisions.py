"""The index of the decisions, printed from their pages: number, title and whether it still holds."""

import re
from pathlib import Path
from typing import Final

HOLDS: Final = "holds"
# `**Status.** Replaced by [21](0021-….md).` A page that says nothing holds.
STATUSES: Final = (HOLDS, "changed by", "replaced by", "withdrawn")
_TITLE = re.compile(r"# (?:\d+\. )?(.+)")
_STATUS = re.compile(r"\*\*Status\.\*\* (.+?)\.?$", re.MULTILINE)
_NAME = re.compile(r"(\d{4})-[a-z0-9-]+\.md")


def index(folder: Path) -> str:
    """One line a decision, in order. Raises ValueError for a page that cannot be placed or has another's number."""
    pages = sorted(path for path in folder.glob("*.md") if path.name != "README.md")
    numbers = [_number(page) for page in pages]
    if len(set(numbers)) < len(numbers):
        twice = sorted({number for number in numbers if numbers.count(number) > 1})
        raise ValueError(f"{folder}: two decisions share a number ({', '.join(twice)}); give one of them the next free")
    lines = [_line(page, number) for page, number in zip(pages, numbers, strict=True)]
    return "\n".join(("| no. | decision | status |", "|---|---|---|", *lines)) + "\n"


def _line(page: Path, number: str) -> str:
    text = page.read_text(encoding="utf-8")
    title = _TITLE.match(text)
    if title is None:
        raise ValueError(f"{page}: the first line is no title; write `# 12. What was decided`")
    return f"| {int(number)} | [{title[1]}]({page.name}) | {_status(page, text)} |"


def _number(page: Path) -> str:
    named = _NAME.fullmatch(page.name)
    if named is None:
        raise ValueError(f"{page}: a decision is called 0012-what-it-is-about.md")
    return named[1]


def _status(page: Path, text: str) -> str:
    said = _STATUS.search(text)
    status = said[1] if said else HOLDS
    if not status.lower().startswith(STATUSES):
        raise ValueError(f"{page}: «{status}» is no status; write one of {', '.join(STATUSES)}")
    return status
