"""What a page is made of: signs with their places, rows of them, and what is drawn beside."""

from dataclasses import dataclass, field
from typing import NamedTuple

# A drawn bullet is this large, in points.
_SMALLEST_DOT, _LARGEST_DOT = 1.5, 9.0


@dataclass(slots=True)
class Glyph:
    """A sign: from `left` to `right`, standing on `base`, `size` high with its room; `ink` is what is seen of it."""

    text: str
    left: float
    right: float
    base: float
    size: float
    ink: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    white: bool = False
    unseen: bool = False
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """The room of what is drawn and no text."""

    left: float
    right: float
    bottom: float
    top: float

    @property
    def is_dot(self) -> bool:
        width, height = self.right - self.left, self.top - self.bottom
        return all(_SMALLEST_DOT <= side <= _LARGEST_DOT for side in (width, height)) and 0.7 < width / height < 1.4


@dataclass(slots=True)
class Row:
    """Signs that stand on one line, from left to right."""

    glyphs: list[Glyph] = field(default_factory=list)
    base: float = 0.0
    size: float = 0.0

    @property
    def left(self) -> float:
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        return max(glyph.right for glyph in self.glyphs)


class PageLine(NamedTuple):
    """A line of a page. `base` is where it stands, none for what is no row; `size` is that of its letters."""

    text: str
    heading: int = 0
    place: str = ""
    base: float | None = None
    size: float = 0.0
