"""One page of a PDF → lines with the indents, gaps and bullets one sees on it.

The text extraction gives words and line ends; where a line stands, and whether a dot is drawn before it, is only
in the coordinates. Web browsers draw their bullets as small filled circles, which are no text at all.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from pypdf import PageObject

# A drawn bullet is this large, in points, and stands at most this far to the left of its line.
_SMALLEST_DOT, _LARGEST_DOT, _DOT_DISTANCE = 1.5, 9.0, 32.0
_POINTS_A_SPACE = 4.0
_PAINTS = {b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"S", b"s", b"n"}


@dataclass
class _Written:
    text: str = ""
    left: float | None = None
    base: float = 0.0


@dataclass
class _Page:
    """What the extraction tells on its way through the page. `keep_time` raises when it has taken too long."""

    keep_time: Callable[[], None]
    lines: list[_Written] = field(default_factory=lambda: [_Written()])
    dots: list[tuple[float, float]] = field(default_factory=list)
    path: list[tuple[float, float]] = field(default_factory=list)

    def hear_text(self, text: str, around: list[float], place: list[float], _font: Any, _size: float) -> None:
        pieces = text.split("\n")
        for index, piece in enumerate(pieces):
            if index:
                self.lines.append(_Written())
            line = self.lines[-1]
            line.text += piece
            if line.left is None and piece.strip():
                line.left, line.base = _moved(place[4], place[5], around)

    def hear_operation(self, operator: bytes, operands: list[Any], around: list[float], _place: list[float]) -> None:
        self.keep_time()
        if operator in {b"m", b"l", b"c", b"v", b"y"}:
            numbers = [float(number) for number in operands]
            self.path += [_moved(x, y, around) for x, y in zip(numbers[::2], numbers[1::2], strict=False)]
        elif operator == b"re" and len(operands) == 4:
            x, y, width, height = (float(number) for number in operands)
            self.path += [_moved(x, y, around), _moved(x + width, y + height, around)]
        elif operator in _PAINTS:
            self._paint()

    def _paint(self) -> None:
        if self.path:
            across = [x for x, _ in self.path]
            up = [y for _, y in self.path]
            width, height = max(across) - min(across), max(up) - min(up)
            if all(_SMALLEST_DOT <= size <= _LARGEST_DOT for size in (width, height)) and 0.7 < width / height < 1.4:
                self.dots.append((min(across), (min(up) + max(up)) / 2))
        self.path = []


def written_lines(page: PageObject, keep_time: Callable[[], None]) -> list[str]:
    """The lines of a page from top to bottom, with blank lines where there are gaps and spaces where it is indented."""
    keep_time()
    heard = _Page(keep_time)
    page.extract_text(visitor_text=heard.hear_text, visitor_operand_before=heard.hear_operation)
    filled = [line for line in heard.lines if line.text.strip()]
    margin = min((line.left for line in filled if line.left is not None), default=0.0)
    # Lines of one paragraph are closest; a page of short paragraphs has more gaps between than inside them.
    gaps = sorted(gap for gap in _gaps(filled) if 4 < gap < 40) or [14.0]
    usual_gap = gaps[len(gaps) // 5]
    lines: list[str] = []
    for index, line in enumerate(filled):
        if index and filled[index - 1].base - line.base > 1.4 * usual_gap:
            lines.append("")
        dot = _dot_before(line, heard.dots)
        left = dot if dot is not None else line.left if line.left is not None else margin
        indent = " " * min(max(round((left - margin) / _POINTS_A_SPACE), 0), 60)
        lines.append(indent + ("• " if dot is not None else "") + line.text.strip())
    return lines


def _moved(x: float, y: float, matrix: list[float]) -> tuple[float, float]:
    a, b, c, d, e, f = (float(number) for number in matrix[:6])
    return x * a + y * c + e, x * b + y * d + f


def _gaps(lines: list[_Written]) -> list[float]:
    return [above.base - below.base for above, below in pairwise(lines)]


def _dot_before(line: _Written, dots: list[tuple[float, float]]) -> float | None:
    """The left edge of a dot drawn just before the line, at the height of its small letters."""
    if line.left is None:
        return None
    for left, height in dots:
        if 0 < line.left - left <= _DOT_DISTANCE and -2.0 <= height - line.base <= 9.0:
            return left
    return None
