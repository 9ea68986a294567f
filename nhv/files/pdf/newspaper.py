"""Text set as in a leaflet: columns whose lines stand at heights of their own, each read to its end before the next.

The cells of a table stand at the height of their row, so what is on one height there belongs together. Here it does
not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from nhv.files.pdf.rows import Glyph

_SAME_HEIGHT = 1.0
_FEWEST_LINES = 5
_NARROWEST_STRIP = 8.0
# Shares: where on the page the strip may be, lines on the same height, lines that fill their column.
_MIDDLE, _ALIKE, _FULL, _FILLED = (0.3, 0.7), 0.5, 1 / 3, 0.8
_WIDER_GAP = 1.6


@dataclass(frozen=True)
class _Piece:
    """Signs that stand on one height with no wide gap between."""

    glyphs: tuple[Glyph, ...]

    @property
    def base(self) -> float:
        return self.glyphs[0].base

    @property
    def left(self) -> float:
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        return max(glyph.right for glyph in self.glyphs)


def read_apart(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """The signs of a page in parts, in reading order; one part where the page is not set in columns of this kind."""
    pieces = _pieces([glyph for glyph in glyphs if glyph.text.strip()])
    for strip in _strips(pieces):
        right = [one for one in pieces if one.left >= strip - 1]
        right = _without_crossing(pieces, right, strip)
        left = _beside(pieces, right, strip)
        if _are_columns(left, right):
            return _parts(glyphs, left, right, strip)
    return [list(glyphs)]


def _pieces(glyphs: Sequence[Glyph]) -> list[_Piece]:
    """The pieces of lines, from top to bottom."""
    found: list[list[Glyph]] = []
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda one: -one.base):
        if lines and lines[-1][0].base - glyph.base <= _SAME_HEIGHT:
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    for line in lines:
        line.sort(key=lambda one: one.left)
        found.append([line[0]])
        for one, two in pairwise(line):
            if two.left - one.right >= _NARROWEST_STRIP:
                found.append([])
            found[-1].append(two)
    return [_Piece(tuple(one)) for one in found]


def _strips(pieces: Sequence[_Piece]) -> list[float]:
    """Where several pieces begin in the middle of the page, the commonest place first."""
    if not pieces:
        return []
    left, right = min(one.left for one in pieces), max(one.right for one in pieces)
    low, high = (left + share * (right - left) for share in _MIDDLE)
    starts = [one.left for one in pieces if low < one.left < high]
    times = {place: sum(abs(place - one) <= 1 for one in starts) for place in set(map(round, starts))}
    return [float(place) - 1 for place in sorted(times, key=lambda place: (-times[place], place)) if times[place] >= 3]


def _without_crossing(pieces: Sequence[_Piece], right: list[_Piece], strip: float) -> list[_Piece]:
    """The pieces on the right, down to the first line that goes across."""
    across = [one.base for one in pieces if one.left < strip - 1 and one.right > strip + 1]
    top = max((one.base for one in right), default=0.0)
    end = max((base for base in across if base < top), default=float("-inf"))
    return [one for one in right if one.base > end]


def _beside(pieces: Sequence[_Piece], right: Sequence[_Piece], strip: float) -> list[_Piece]:
    """The pieces of the left column: those beside the right one, and what goes on below in the same step."""
    if not right:
        return []
    top, bottom = right[0].base + 4, right[-1].base
    found: list[_Piece] = []
    steps: list[float] = []
    for one in (one for one in pieces if one.right <= strip and one.base <= top):
        gap = found[-1].base - one.base if found else 0.0
        if one.base < bottom and steps and gap > _WIDER_GAP * sorted(steps)[len(steps) // 2]:
            break
        steps += [gap] if gap > _SAME_HEIGHT else []
        found.append(one)
    return found


def _are_columns(left: Sequence[_Piece], right: Sequence[_Piece]) -> bool:
    if min(len(left), len(right)) < _FEWEST_LINES:
        return False
    alike = sum(any(abs(one.base - two.base) <= _SAME_HEIGHT for two in left) for one in right)
    return alike <= _ALIKE * min(len(left), len(right)) and _is_filled(left) and _is_filled(right)


def _is_filled(column: Sequence[_Piece]) -> bool:
    start = min(one.left for one in column)
    width = max(one.right for one in column) - start
    return sum(one.right - start >= _FILLED * width for one in column) >= _FULL * len(column)


def _parts(glyphs: Sequence[Glyph], left: Sequence[_Piece], right: Sequence[_Piece], strip: float) -> list[list[Glyph]]:
    """What is above the columns, the columns, and what is below. Spaces and the like go with what they stand in."""
    top = max(left[0].base, right[0].base) + 2
    ends = min(one.base for one in left) - 2, min(one.base for one in right) - 2
    parts: list[list[Glyph]] = [[], [], [], []]
    for glyph in glyphs:
        side = 0 if (glyph.left + glyph.right) / 2 < strip else 1
        place = 0 if glyph.base > top else 1 + side if glyph.base >= ends[side] else 3
        parts[place].append(glyph)
    return [part for part in parts if part]
