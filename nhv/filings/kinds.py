"""The kinds of things that are filed. A new kind is a table of moves, a deadline and an outline; the rest is shared."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from nhv.filings.models import Filing
from nhv.rules.moves import Process


@dataclass(frozen=True)
class FilingKind:
    """What tells one kind of filing from another.

    `closes_at` gives the first instant that is too late, or nothing when it is never too late. `check_open` raises
    Refused when nothing that came at that time can be received at all, late or not. `word` is what the thing is called
    in a sentence, with the article: «ansökan».
    """

    name: str
    word: str
    process: Process
    closes_at: Callable[[Filing], datetime | None]
    check_open: Callable[[Filing, datetime], None]
    read_own: str
    read_received: str


KINDS: dict[str, FilingKind] = {}


def add_kind(kind: FilingKind) -> None:
    """Let this be filed. Every room adds its own kinds when it is made ready."""
    KINDS[kind.name] = kind


def kind_of(filing: Filing) -> FilingKind:
    """What kind of thing this is."""
    return KINDS[filing.kind]
