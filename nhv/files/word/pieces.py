"""What the walk through a Word file gives: text, marks, and words that the file sets apart."""

from dataclasses import dataclass


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
