"""Numbers of people in rows: a bar for what is shown, a hatched strip over what a hidden one may be, a ring for nobody.
A dashed empty box is a number that nobody has told; where there was nothing to tell stands nothing but the words.

One scale from nought for all rows, made of what is drawn. The rows stand in the order they are given, never by size.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal
from xml.etree.ElementTree import Element

from nhv.pictures.inks import COLOUR, Inks, hatch, hatched
from nhv.pictures.lettering import LINE, lettered, lines
from nhv.pictures.picture import Picture, table_of
from nhv.pictures.svg import element, path, whole_drawing

WIDTH = 320.0
TEXT = 13.0
BAND, ROOM = 18.0, 78.0  # of a bar, and for the words after it
LEFT = 8.0

Standing = Literal["shown", "hidden", "missing", "untold"]


@dataclass(frozen=True)
class Strip:
    """A row: its name, how it stands, the words after it, and the number or between which numbers it lies."""

    name: str
    standing: Standing
    said: str
    low: int = 0
    high: int = 0


@dataclass(frozen=True)
class StripWords:
    """What the picture says in the reader's language: heads of its table's two columns, what the hatched stands for,
    and what is shown."""

    head: tuple[str, str]
    hidden: str
    description: str


def draw_strips(title: str, rows: Sequence[Strip], *, key: str, words: StripWords, inks: Inks = COLOUR) -> Picture:
    """The rows from above, with a line at nought."""
    most = max([row.high for row in rows], default=0) or 1
    drawn, top = [element("defs", hatch(key, inks))], TEXT * (LINE - 1) + 2
    for row in rows:
        parts, top = _row(row, key, top, lambda value: LEFT + value / most * (WIDTH - LEFT - ROOM), inks)
        drawn += parts
    drawn.append(element("path", d=path((LEFT, 0), (LEFT, top)), stroke=inks.line, stroke_width=1))
    if any(row.standing == "hidden" for row in rows):
        drawn.append(_hatched(key, LEFT, top + 6, BAND, inks))
        legend = lines(words.hidden, width=WIDTH - LEFT - BAND - 10, size=TEXT)
        drawn += lettered(legend, x=LEFT + BAND + 8, y=top + 6 + TEXT, size=TEXT, fill=inks.quiet)
        top += 6 + max(BAND, len(legend) * TEXT * LINE)
    svg = whole_drawing(drawn, key=key, title=title, description=words.description, width=WIDTH, height=top + 4)
    table = table_of(title, words.head, [(row.name, row.said) for row in rows])
    return Picture(title, words.description, svg, table)


def _row(row: Strip, key: str, top: float, place: Callable[[float], float], inks: Inks) -> tuple[list[Element], float]:
    name = lines(row.name, width=WIDTH - LEFT - 8, size=TEXT)
    drawn = lettered(name, x=LEFT + 6, y=top + TEXT, size=TEXT, fill=inks.ink)
    top += len(name) * TEXT * LINE + 2
    drawn += _mark(row, key, top, place, inks)
    end = {"missing": LEFT + 6, "untold": LEFT + BAND + 6}.get(row.standing, place(row.high) + 6)
    drawn += lettered((row.said,), x=max(end, LEFT + 14), y=top + BAND - 4, size=TEXT, fill=inks.quiet)
    return drawn, top + BAND + 8


def _mark(row: Strip, key: str, top: float, place: Callable[[float], float], inks: Inks) -> list[Element]:
    if row.standing == "missing":
        return []
    if row.standing == "untold":
        return [_untold(top, inks)]
    if row.standing == "hidden":
        return [_hatched(key, place(row.low), top, max(3, place(row.high) - place(row.low)), inks)]
    if not row.high:
        return [
            element("circle", cx=LEFT, cy=top + BAND / 2, r=4, fill=inks.background, stroke=inks.ink, stroke_width=2)
        ]
    return [element("rect", x=LEFT, y=top, width=place(row.high) - LEFT, height=BAND, fill=inks.ink)]


def _hatched(key: str, x: float, y: float, width: float, inks: Inks) -> Element:
    return element("rect", x=x, y=y, width=width, height=BAND, fill=hatched(key), stroke=inks.line, stroke_width=1)


def _untold(y: float, inks: Inks) -> Element:
    return element(
        "rect",
        x=LEFT,
        y=y,
        width=BAND,
        height=BAND,
        fill=inks.background,
        stroke=inks.ink,
        stroke_width=1.5,
        stroke_dasharray="3 3",
    )
