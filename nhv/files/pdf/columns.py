"""Columns of a page, and numbers of lines in its margin."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from nhv.files.pdf.rows import Glyph, Row

# So many rows with words on both sides of an empty strip make it a strip between columns and no table.
_FEWEST_ROWS = 8
_FEWEST_ROWS_WITH_HEADINGS = 5
_NARROWEST_STRIP = 8.0
_FULL_ENOUGH = 0.55
_FEWEST_NUMBERS = 5
_BULLETS = frozenset("•●▪■□◦○‣∙·–\uf0b7\uf0a7")
_SAME_PLACE = 8.0


def in_columns(rows: Sequence[Row]) -> list[list[Row]]:
    """The rows, one list a column: each stretch of two columns is read down the left one first."""
    if not rows:
        return []
    strip = _strip(rows) or _strip_by_sizes(rows)
    if strip is None:
        return _with_lists_side_by_side(rows)
    return _down_each(rows, strip)


def _down_each(rows: Sequence[Row], strip: float) -> list[list[Row]]:
    found: list[list[Row]] = []
    left: list[Row] = []
    right: list[Row] = []
    across: list[Row] = []
    for row in rows:
        sides = _sides(row, strip)
        if sides is None:
            found += [part for part in (left, right) if part]
            left, right = [], []
            across.append(row)
            continue
        if across:
            found.append(across)
            across = []
        for side, glyphs in zip((left, right), sides, strict=True):
            if glyphs:
                side.append(_part(row, glyphs))
    return [*found, *(part for part in (left, right, across) if part)]


def _with_lists_side_by_side(rows: Sequence[Row]) -> list[list[Row]]:
    """The rows; where two lists stand side by side, with a heading each perhaps, the left one is read first."""
    starts = [(index, place) for index, row in enumerate(rows) if (place := _second_point(row)) is not None]
    if len(starts) < 2 or max(place for _, place in starts) - min(place for _, place in starts) > _SAME_PLACE:
        return [list(rows)]
    strip = min(place for _, place in starts) - 1
    first, last = starts[0][0], starts[-1][0]
    while first and _is_parted(rows[first - 1], strip):
        first -= 1
    while last + 1 < len(rows) and (_is_parted(rows[last + 1], strip) or _goes_on(rows, last + 1, strip)):
        last += 1
    around = [list(part) for part in (rows[:first], rows[last + 1 :])]
    return [part for part in (around[0], *_down_each(rows[first : last + 1], strip), around[1]) if part]


def _second_point(row: Row) -> float | None:
    """Where a second point of a list begins in a row that begins with one."""
    if row.glyphs[0].text not in _BULLETS:
        return None
    for one, two in pairwise(glyph for glyph in row.glyphs if glyph.text.strip()):
        if two.text in _BULLETS and two.left - one.right >= _NARROWEST_STRIP:
            return two.left
    return None


def _is_parted(row: Row, strip: float) -> bool:
    """Whether a row has words on both sides of the strip, or on its right side alone."""
    sides = _sides(row, strip)
    return sides is not None and bool(sides[1])


def _goes_on(rows: Sequence[Row], index: int, strip: float) -> bool:
    """Whether a row on the left side alone follows as closely as the rows of the lists do."""
    gap, before = rows[index - 1].base - rows[index].base, rows[index - 2].base - rows[index - 1].base
    return _sides(rows[index], strip) is not None and gap <= 1.3 * max(before, 1.0)


def _strip(rows: Sequence[Row]) -> float | None:
    """The middle of an empty strip down the page, with full lines of text on both its sides."""
    if len(rows) < _FEWEST_ROWS:
        return None
    page_left, page_right = min(row.left for row in rows), max(row.right for row in rows)
    gaps: list[float] = []
    for row in rows:
        for one, two in zip(row.glyphs, row.glyphs[1:], strict=False):
            middle = (one.right + two.left) / 2
            share = (middle - page_left) / max(page_right - page_left, 1)
            if two.left - one.right >= _NARROWEST_STRIP and 0.3 < share < 0.7:
                gaps.append(middle)
    for middle in sorted(set(map(round, gaps)), key=lambda place: -sum(abs(place - gap) < 12 for gap in gaps)):
        sides = [found for row in rows if (found := _sides(row, float(middle))) is not None]
        both = [(Row(left), Row(right)) for left, right in sides if left and right]
        if len(both) < _FEWEST_ROWS:
            return None
        widths = sorted(left.right - left.left for left, _ in both)
        right_widths = sorted(right.right - right.left for _, right in both)
        room = middle - page_left, page_right - middle
        if (
            widths[len(widths) // 2] > _FULL_ENOUGH * room[0]
            and right_widths[len(widths) // 2] > _FULL_ENOUGH * room[1]
        ):
            return float(middle)
        return None
    return None


def _strip_by_sizes(rows: Sequence[Row]) -> float | None:
    """The strip between two columns with headings of their own.

    The cells of a row are set in one size; in columns a heading falls beside whatever stands there in the other."""
    for place in _common_starts(rows):
        sides = [found for row in rows if (found := _sides(row, place)) is not None]
        both = [(left, right) for left, right in sides if left and right]
        unlike = sum(not 0.87 < _size(left) / max(_size(right), 0.1) < 1.15 for left, right in both)
        if len(both) >= _FEWEST_ROWS_WITH_HEADINGS and unlike >= 2:
            return place
    return None


def _common_starts(rows: Sequence[Row]) -> list[float]:
    """Just before where most pieces of rows begin in the middle of the page, the commonest first."""
    page_left, page_right = min(row.left for row in rows), max(row.right for row in rows)
    starts: Counter[int] = Counter()
    for row in rows:
        words = [glyph for glyph in row.glyphs if glyph.text.strip()]
        starts.update(
            round(two.left)
            for one, two in pairwise(words)
            if two.left - one.right >= _NARROWEST_STRIP
            and 0.3 < (two.left - page_left) / max(page_right - page_left, 1) < 0.7
        )
    return [place - 2.0 for place, times in starts.most_common(3) if times >= _FEWEST_ROWS_WITH_HEADINGS - 1]


def _size(glyphs: Sequence[Glyph]) -> float:
    """The size of the words; nought where there is only space."""
    return median([glyph.size for glyph in glyphs if glyph.text.strip()] or [0.0])


def _sides(row: Row, middle: float) -> tuple[list[Glyph], list[Glyph]] | None:
    """The signs on each side of the strip; nothing when some of the row's words cross it."""
    left = [glyph for glyph in row.glyphs if glyph.right <= middle + 1]
    right = [glyph for glyph in row.glyphs if glyph.left >= middle - 1]
    words = [glyph for glyph in row.glyphs if glyph.text.strip()]
    seen = [glyph for side in (left, right) for glyph in side if glyph.text.strip()]
    if len(seen) != len(words):
        return None
    ends = max((glyph.right for glyph in left if glyph.text.strip()), default=None)
    begins = min((glyph.left for glyph in right if glyph.text.strip()), default=None)
    if ends is not None and begins is not None and begins - ends < _NARROWEST_STRIP:
        return None
    return [g for g in left if g.text.strip()] and left, [g for g in right if g.text.strip()] and right


def _part(row: Row, glyphs: list[Glyph]) -> Row:
    while glyphs and not glyphs[0].text.strip():
        glyphs = glyphs[1:]
    while glyphs and not glyphs[-1].text.strip():
        glyphs = glyphs[:-1]
    return Row(list(glyphs), row.base, row.size)


def without_line_numbers(rows: list[Row]) -> tuple[list[Row], list[str]]:
    """The rows without the numbers of lines in the margin, and those numbers.

    They are numbers of the margin when they rise by the same step, stand apart from the words, and are many.
    """
    found = [(row, number) for row in rows if (number := _number_before(row)) is not None]
    values = [int(_text(number)) for _, number in found]
    steps = [two - one for one, two in pairwise(values)]
    if len(values) < _FEWEST_NUMBERS or not steps or steps[0] not in (1, 5) or len(set(steps)) > 1:
        return rows, []
    for row, number in found:
        row.glyphs = row.glyphs[len(number) :]
        while row.glyphs and not row.glyphs[0].text.strip():
            row.glyphs.pop(0)
    return [row for row in rows if row.glyphs], [_text(number) for _, number in found]


def _number_before(row: Row) -> list[Glyph] | None:
    digits: list[Glyph] = []
    for glyph in row.glyphs:
        if not glyph.text.isdigit():
            break
        digits.append(glyph)
    if not digits or len(digits) > 4:
        return None
    rest = [glyph for glyph in row.glyphs[len(digits) :] if glyph.text.strip()]
    apart = not rest or rest[0].left - digits[-1].right > 0.7 * row.size
    return digits if apart and (not rest or rest[0].text not in ".)") else None


def _text(glyphs: Sequence[Glyph]) -> str:
    return "".join(glyph.text for glyph in glyphs)
