"""Rows of dots: a row a combination, a column a measure with a scale of its own, less to the left.

A filled dot is marked in words in the table; a ring about it is what holds today.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from nhv.pictures.inks import COLOUR, Inks
from nhv.pictures.lettering import LINE, lettered, lines
from nhv.pictures.picture import Picture, table_of
from nhv.pictures.svg import element, path, whole_drawing

WIDTH = 320.0
TEXT = 13.0
BAND, AIR = 22.0, 10.0
DOT = 5.0


@dataclass(frozen=True)
class Column:
    """A measure: its short name, and how each row's value is written."""

    name: str
    written: tuple[str, ...]
    values: tuple[float, ...]


@dataclass(frozen=True)
class DotRow:
    """A combination: its name, and whether it is filled and ringed."""

    name: str
    filled: bool = False
    ringed: bool = False


@dataclass(frozen=True)
class DotWords:
    """What the picture says in the reader's language: heads of the first and the last column of its table, what a
    filled dot and a ring stand for, and what is shown."""

    name: str
    marks: str
    filled: str
    ringed: str
    description: str


def draw_dots(
    title: str,
    rows: Sequence[DotRow],
    columns: Sequence[Column],
    *,
    key: str,
    words: DotWords,
    inks: Inks = COLOUR,
) -> Picture:
    """The rows in their order, from above. At most six columns; each goes from its least to its greatest value."""
    drawn, top = _heads(columns, inks)
    for number, row in enumerate(rows):
        parts, top = _row(row, number, columns, top, inks)
        drawn += parts
    svg = whole_drawing(
        [*drawn, *_legend(rows, words, top, inks)],
        key=key,
        title=title,
        description=words.description,
        width=WIDTH,
        height=top + 2 * TEXT * LINE + 16,
    )
    head = (words.name, *(column.name for column in columns), words.marks)
    table = [(row.name, *(c.written[number] for c in columns), _marks(row, words)) for number, row in enumerate(rows)]
    return Picture(title, words.description, svg, table_of(title, head, table))


def _marks(row: DotRow, words: DotWords) -> str:
    return "; ".join(word for word, is_so in ((words.filled, row.filled), (words.ringed, row.ringed)) if is_so)


def _left(number: int, columns: Sequence[Column]) -> float:
    return number * WIDTH / len(columns)


def _heads(columns: Sequence[Column], inks: Inks) -> tuple[list[Element], float]:
    width = WIDTH / len(columns)
    texts = [lines(column.name, width=width - 6, size=TEXT) for column in columns]
    drawn = [
        part
        for number, text in enumerate(texts)
        for part in lettered(text, x=_left(number, columns) + 4, y=TEXT * LINE, size=TEXT, fill=inks.quiet)
    ]
    return drawn, max(len(text) for text in texts) * TEXT * LINE + TEXT * (LINE - 1) + 6


def _row(row: DotRow, number: int, columns: Sequence[Column], top: float, inks: Inks) -> tuple[list[Element], float]:
    """The name, and below it a dot in each column."""
    text = lines(row.name, width=WIDTH - 4, size=TEXT, bold=row.ringed)
    drawn: list[Element] = lettered(text, x=2, y=top + TEXT, size=TEXT, fill=inks.ink, bold=row.ringed)
    y = top + len(text) * TEXT * LINE + BAND / 2
    for place, column in enumerate(columns):
        left, right = _left(place, columns) + AIR, _left(place + 1, columns) - AIR
        drawn.append(element("path", d=path((left, y), (right, y)), stroke=inks.lifted, stroke_width=1))
        drawn += _dot(left + _share(column, number) * (right - left), y, row, inks)
    return drawn, y + BAND / 2


def _share(column: Column, number: int) -> float:
    """How far to the right in its column."""
    least, most = min(column.values), max(column.values)
    return (column.values[number] - least) / (most - least) if most > least else 0.0


def _dot(x: float, y: float, row: DotRow, inks: Inks) -> list[Element]:
    ring = [element("circle", cx=x, cy=y, r=DOT + 4, fill="none", stroke=inks.ink, stroke_width=1.5)]
    fill = inks.ink if row.filled else inks.background
    return ring * row.ringed + [element("circle", cx=x, cy=y, r=DOT, fill=fill, stroke=inks.ink, stroke_width=2)]


def _legend(rows: Sequence[DotRow], words: DotWords, top: float, inks: Inks) -> list[Element]:
    """What the marks stand for, those that there are."""
    drawn: list[Element] = []
    for shown, said in ((DotRow("", filled=True), words.filled), (DotRow("", ringed=True), words.ringed)):
        if any((row.filled and shown.filled) or (row.ringed and shown.ringed) for row in rows):
            drawn += _dot(12, top + 12, shown, inks)
            drawn += lettered((said,), x=28, y=top + 16, size=TEXT, fill=inks.quiet)
            top += TEXT * LINE + 4
    return drawn
