"""One page of a PDF → lines as they look, with the indents, gaps and bullets one sees on it.

The order in which things are drawn says nothing: bullets may come last, a letter and its ring apart, a mark before its
word. So signs are put in rows by where they stand, and rows in columns.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from nhv.files.pdf.boxes import apart_from_boxes
from nhv.files.pdf.columns import in_columns, without_line_numbers
from nhv.files.pdf.newspaper import read_apart
from nhv.files.pdf.rows import Drawn, Glyph, PageLine, Row
from nhv.files.pdf.running_on import runs_on
from nhv.files.tables import heads_a_side
from nhv.files.written import BOX, HIDDEN, MARGIN, STRUCK, lowered, raised
from nhv.language.words import join_broken

# A drawn bullet stands at most this far to the left of its line.
_DOT_DISTANCE = 32.0
_POINTS_A_SPACE = 4.0
# Shares of the size of the letters.
_SAME_ROW, _RAISED, _HIGHEST, _WORD_GAP, _CELL_GAP = 0.22, 0.22, 0.75, 0.16, 1.6
_STOP_GAP = 0.6
_FREE = 0.75
_ROWS_NEAR = 3
# A heading is this much larger than other rows; its own lines are this close.
_LARGE, _CLOSE = 1.2, 1.5
_LONGEST_RAISED = 5
_ACCENTS = {"¨": "\u0308", "˚": "\u030a", "°": "\u030a", "´": "\u0301", "`": "\u0300", "ˆ": "\u0302", "˜": "\u0303"}
_MARK_ALONE = re.compile(r"(?:\W|\(?\w{1,2}[.)])?$")
_SPACED_OUT = re.compile(r"(?<!\w)(?:\w ){4,}\w(?!\w)")


def page_lines(glyphs: Sequence[Glyph], drawn: Sequence[Drawn]) -> list[PageLine]:
    """The lines of a page from top to bottom, with blank lines where there are gaps and spaces where it is indented."""
    apart = [glyph for glyph in glyphs if glyph.turned]
    upright = _whole_letters([glyph for glyph in glyphs if glyph.text and not glyph.turned])
    seen, lines = _seen(upright, drawn)
    seen, boxes = apart_from_boxes(seen, drawn)
    numbers: list[str] = []
    for part in read_apart(seen):
        rows, beside = without_line_numbers(_with_raised(_rows(part)))
        numbers += beside
        for column in in_columns(rows):
            found = _column(column, drawn)
            lines += [PageLine("")] if lines and found and not runs_on(lines[-1], found[0]) else []
            lines += found
    for box in boxes:
        lines += [line._replace(text=line.text.strip(), place=BOX, base=None) for line in _column(_rows(box), drawn)]
    lines += [PageLine(" ".join(text.split()), 0, MARGIN) for text in _in_runs(apart)]
    return lines + [PageLine(text, 0, "Radnummer") for text in numbers]


def _whole_letters(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """«a» with a ring or dots drawn over it, before or after, is one letter."""
    found: list[Glyph] = []
    for glyph in glyphs:
        before = found[-1] if found else glyph
        whole = _composed(before.text, _mark(glyph)) or _composed(glyph.text, _mark(before))
        if found and whole is not None and _is_over(before, glyph):
            before.text, before.left = whole, min(before.left, glyph.left)
            before.right, before.base = max(before.right, glyph.right), min(before.base, glyph.base)
        else:
            found.append(glyph)
    return found


def _mark(glyph: Glyph) -> str:
    """The accent that a sign is, as one that joins its letter; nothing for any other sign."""
    return _ACCENTS.get(glyph.text) or (glyph.text if unicodedata.combining(glyph.text[0]) else "")


def _composed(letter: str, mark: str) -> str | None:
    if not mark:
        return None
    whole = unicodedata.normalize("NFC", letter + mark)
    return whole if len(letter) == 1 and letter.isalpha() and len(whole) == 1 else None


def _is_over(letter: Glyph, mark: Glyph) -> bool:
    """Whether a mark is drawn over the letter or follows it without a gap, and is no sign of its own («5 °»)."""
    return abs(letter.base - mark.base) < 0.8 * letter.size and mark.left - letter.right < 0.15 * letter.size


def _seen(glyphs: Sequence[Glyph], drawn: Sequence[Drawn]) -> tuple[list[Glyph], list[PageLine]]:
    """What is read as text; and, as lines apart, what nobody sees or has a line through it.

    A sign that is set apart leaves its room empty, so that no words around it fall together or apart.
    """
    strokes = [one for one in drawn if one.top - one.bottom < 2.2 and one.right - one.left > 3]
    surfaces = [one for one in drawn if one.top - one.bottom >= 4]
    places = [_apart(glyph, strokes, surfaces) for glyph in glyphs]
    lines: list[PageLine] = []
    for place in (STRUCK, HIDDEN):
        # A space in struck words is struck with them.
        words = [glyph for glyph, found in zip(glyphs, places, strict=True) if found == place]
        lines += [PageLine(" ".join(text.split()), 0, place) for text in _in_runs(words) if text.strip()]
    for glyph, found in zip(glyphs, places, strict=True):
        glyph.text = "" if found else glyph.text
    return list(glyphs), lines


def _apart(glyph: Glyph, strokes: Sequence[Drawn], surfaces: Sequence[Drawn]) -> str:
    if glyph.unseen:
        return HIDDEN
    middle = (glyph.left + glyph.right) / 2
    if glyph.white and not any(
        one.left <= middle <= one.right and one.bottom <= glyph.base + 1 <= one.top for one in surfaces
    ):
        return HIDDEN if glyph.text.strip() else ""
    low, high = glyph.base + 0.12 * glyph.size, glyph.base + 0.42 * glyph.size
    through = any(
        one.left - 0.5 <= middle <= one.right + 0.5 and low <= (one.bottom + one.top) / 2 <= high for one in strokes
    )
    return STRUCK if through else ""


def _in_runs(glyphs: Sequence[Glyph]) -> list[str]:
    """Signs as they were drawn, one text for each stretch without a leap."""
    texts: list[str] = []
    for index, glyph in enumerate(glyphs):
        before = glyphs[index - 1] if index else None
        near = before is not None and abs(before.left - glyph.left) + abs(before.base - glyph.base) < 3 * glyph.size
        if near and before is not None:
            gap = glyph.left - before.right > _WORD_GAP * glyph.size
            texts[-1] += (" " if gap else "") + glyph.text
        else:
            texts.append(glyph.text)
    return texts


def _rows(glyphs: Sequence[Glyph]) -> list[Row]:
    rows: list[Row] = []
    for glyph in sorted(glyphs, key=lambda one: (-one.base, one.left)):
        row = rows[-1] if rows else None
        if row is None or row.base - glyph.base > _SAME_ROW * max(min(row.size, glyph.size), 2.0):
            rows.append(Row([glyph], glyph.base, glyph.size))
        else:
            row.glyphs.append(glyph)
            row.size = max(row.size, glyph.size)
    rows = [row for row in rows if not _is_left_over(row)]
    for row in rows:
        row.glyphs.sort(key=lambda one: one.left)
        row.glyphs = _without_covered(row.glyphs)
        while row.glyphs and not row.glyphs[0].text.strip():
            row.glyphs.pop(0)
        while row.glyphs and not row.glyphs[-1].text.strip():
            row.glyphs.pop()
    return [row for row in rows if row.glyphs]


def _without_covered(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The signs of a row. What is set apart leaves no empty room where words that are seen stand in the same place."""
    begins: list[float] = []
    next_seen = float("inf")
    for glyph in reversed(glyphs):
        begins.append(next_seen)
        next_seen = glyph.left if _is_seen(glyph) else next_seen
    kept: list[Glyph] = []
    seen_to = float("-inf")
    for glyph, begin in zip(glyphs, reversed(begins), strict=True):
        free = min(glyph.right, begin) - max(glyph.left, seen_to)
        seen_to = max(seen_to, glyph.right) if _is_seen(glyph) else seen_to
        if _is_seen(glyph) or free > _FREE * (glyph.right - glyph.left):
            kept.append(glyph)
    return kept


def _is_seen(glyph: Glyph) -> bool:
    """Whether a sign is text; a space among unseen words is as unseen as they are."""
    return bool(glyph.text.strip()) or (bool(glyph.text) and not glyph.white)


def _is_left_over(row: Row) -> bool:
    """Whether nothing but the mark of a point is left of a row whose words are set apart."""
    seen = "".join(glyph.text for glyph in row.glyphs).strip()
    return not all(glyph.text for glyph in row.glyphs) and bool(_MARK_ALONE.match(seen))


def _with_raised(rows: list[Row]) -> list[Row]:
    """Short rows a little above or below another, beside its words, are its raised and lowered signs."""
    kept: list[Row] = []
    for index, row in enumerate(rows):
        hosts = [one for one in rows[max(0, index - 3) : index + 4] if one is not row and _hosts(one, row)]
        pieces = _pieces(row)
        if not hosts or not all(_is_mark(piece) for piece in pieces):
            kept.append(row)
            continue
        for piece in pieces:
            host = min(hosts, key=lambda one: _distance(one, piece[0]))
            _take_in(host, piece)
    for row in kept:
        row.glyphs.sort(key=lambda one: one.left)
    return kept


def _pieces(row: Row) -> list[list[Glyph]]:
    """The signs of a row, parted where there is room for a word between them."""
    pieces: list[list[Glyph]] = []
    for glyph in row.glyphs:
        if pieces and glyph.left - pieces[-1][-1].right < row.size:
            pieces[-1].append(glyph)
        elif glyph.text.strip():
            pieces.append([glyph])
    return pieces


def _is_mark(piece: Sequence[Glyph]) -> bool:
    text = "".join(glyph.text for glyph in piece).strip()
    return len(text) <= _LONGEST_RAISED and not re.search(r"[^\W\d_]{2}", text)


def _hosts(host: Row, row: Row) -> bool:
    off = row.base - host.base
    small = row.size <= 1.05 * host.size and len(row.glyphs) < len(host.glyphs)
    near = any(_distance(host, glyph) < 0.6 * host.size for glyph in row.glyphs[:1])
    return small and near and (_RAISED * host.size <= off <= _HIGHEST * host.size or -0.45 * host.size <= off < 0)


def _distance(host: Row, glyph: Glyph) -> float:
    """How far a sign is from the nearest end of a sign in the row."""
    return min(
        min(
            abs(glyph.left - one.right),
            abs(one.left - glyph.right),
            0.0 if one.left <= glyph.left <= one.right else 1e9,
        )
        for one in host.glyphs
    )


def _take_in(host: Row, piece: Sequence[Glyph]) -> None:
    move = raised if piece[0].base > host.base else lowered
    text = "".join(glyph.text for glyph in piece)
    moved = move(text)
    for glyph, sign in zip(piece, moved if len(moved) == len(text) else text, strict=False):
        glyph.text = sign
        glyph.base = host.base
        host.glyphs.append(glyph)


def _column(rows: Sequence[Row], drawn: Sequence[Drawn]) -> list[PageLine]:
    if not rows:
        return []
    dots = [one for one in drawn if one.is_dot]
    margin = min(row.left for row in rows)
    # Lines of one paragraph are closest; a page of short paragraphs has more gaps between than inside them.
    gaps = sorted(_gap(one, two) for one, two in pairwise(rows) if 4 < one.base - two.base < 40) or [1.2]
    usual_gap = gaps[len(gaps) // 5]
    lines: list[PageLine] = []
    edge = max(row.right for row in rows)
    usual = median(row.size for row in rows)
    for index, row in enumerate(rows):
        if index and row.size > _LARGE * usual and _is_broken_heading(rows[index - 1], row, edge):
            text = join_broken(lines[-1].text, row_text(row))
            lines[-1] = lines[-1]._replace(text=text, base=row.base)
            continue
        if index and _gap(rows[index - 1], row) > 1.4 * usual_gap:
            lines.append(PageLine(""))
        dot = _dot_before(row, dots)
        left = dot if dot is not None else row.left
        indent = " " * min(max(round((left - margin) / _POINTS_A_SPACE), 0), 60)
        text = row_text(row, _stops(rows, index))
        heading = 3 if not index and len(rows) > 1 and heads_a_side(text) else 0
        lines.append(PageLine(indent + ("• " if dot is not None else "") + text, heading, "", row.base, row.size))
    return lines


def _gap(row: Row, below: Row) -> float:
    """How far down the next row is, as a share of its letters: large letters stand further apart."""
    return (row.base - below.base) / max(below.size, 1.0)


def _is_broken_heading(row: Row, below: Row, edge: float) -> bool:
    """Whether a heading goes on below: lines of one size that follow closely, where the first is not done or is too
    full for one more word."""
    is_close = row.base - below.base <= _CLOSE * max(row.size, below.size)
    if not is_close or abs(row.size - below.size) > 0.05 * row.size or abs(row.left - below.left) > row.size:
        return False
    if row.glyphs[-1].text in ":,-–" or below.glyphs[0].text.islower():
        return True
    gaps = (index for index, glyph in enumerate(below.glyphs) if not glyph.text.strip())
    first = below.glyphs[: next(gaps, len(below.glyphs))]
    for place, (one, two) in enumerate(pairwise(first)):
        if two.left - one.right > _WORD_GAP * below.size:
            first = first[: place + 1]
            break
    return row.right + 0.2 * row.size + (first[-1].right - first[0].left) > edge


def _stops(rows: Sequence[Row], index: int) -> list[float]:
    """Where cells begin in the nearest rows: there a cell begins in this row too, however full the one before it is."""
    near = [*rows[max(index - _ROWS_NEAR, 0) : index], *rows[index + 1 : index + 1 + _ROWS_NEAR]]
    return [two.left for row in near for one, two in _next_to(row) if two.left - one.right > _CELL_GAP * row.size]


def _next_to(row: Row) -> Iterator[tuple[Glyph, Glyph]]:
    return pairwise(glyph for glyph in row.glyphs if glyph.text.strip())


def row_text(row: Row, stops: Sequence[float] = ()) -> str:
    """The words of a row: a space where there is room for one, a tab where there is room for several, or for more than
    one before where a cell begins (`stops`)."""
    gaps = sorted(two.left - one.right for one, two in _next_to(row))
    usual = max(gaps[len(gaps) // 2], 0.0) if gaps else 0.0
    enough = max(_WORD_GAP * row.size, usual + 0.12 * row.size, 1.7 * usual)
    text, end = "", row.left
    for glyph in row.glyphs:
        gap = glyph.left - end
        if not glyph.text:
            # What stood here is set apart; the words on both sides of it stay two.
            text, end = text if not text or text.endswith((" ", "\t")) else text + " ", max(end, glyph.right)
        elif glyph.text.strip() and text:
            is_stop = gap > _STOP_GAP * row.size and any(abs(stop - glyph.left) < 1 for stop in stops)
            if is_stop or gap > _CELL_GAP * row.size + usual:
                text = text.rstrip() + "\t"
            elif gap > enough and not text.endswith((" ", "\t")):
                text += " "
        if glyph.text.strip() or (glyph.text and not text.endswith((" ", "\t"))):
            text += glyph.text if glyph.text.strip() else " "
        if glyph.text.strip():
            end = max(end, glyph.right)
    return _unspaced(_hyphenated(text.rstrip()))


def _hyphenated(text: str) -> str:
    """A soft hyphen is seen at the end of a line alone, where it is a hyphen."""
    return (text[:-1].replace("\u00ad", "") + "-") if text.endswith("\u00ad") else text.replace("\u00ad", "")


def _unspaced(text: str) -> str:
    """«U t r e d n i n g» as one word."""
    return _SPACED_OUT.sub(lambda found: found[0].replace(" ", ""), text)


def _dot_before(row: Row, dots: Sequence[Drawn]) -> float | None:
    """The left edge of a dot drawn just before the row, at the height of its small letters."""
    for dot in dots:
        height = (dot.bottom + dot.top) / 2
        if 0 < row.left - dot.left <= _DOT_DISTANCE and -2.0 <= height - row.base <= 9.0:
            return dot.left
    return None
