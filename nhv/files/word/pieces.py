"""What the walk through a Word file gives: text, marks, and words that the file sets apart."""

from collections.abc import Iterator
from dataclasses import dataclass

from nhv.files.symbols import UNREAD
from nhv.files.written import SIGN


@dataclass(frozen=True)
class Mark:
    """Where a bookmark starts (`name` is given) or ends; `number` ties the two together."""

    number: str
    name: str | None = None


@dataclass(frozen=True)
class Aside:
    """Words that the file sets apart. `place` names how; the words may be none, for a picture without description."""

    place: str
    text: str


Piece = str | Mark | Aside


def seen_in(seen: str, font: str, text: str = "") -> Iterator[Piece]:
    """What is seen, and the font beside it when its signs cannot be read; `text` is what stood there before."""
    yield seen
    if UNREAD in seen and UNREAD not in text:
        yield Aside(SIGN, font or "utan namn")
