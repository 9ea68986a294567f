"""Numbers of people in rows: a bar for what is shown, a hatched strip over what a hidden one may be, a ring for nobody.
A dashed empty box is a number that nobody has told; where there was nothing to tell stands nothing but the words.

One scale from nought for all rows, made of what is drawn. The rows stand in the order they are given, never by size.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal
from xml.etree.ElementTree import Element

from nhv.pictures.inks import COLOUR, Inks, hatch, hatched
from nhv.pictures.lettering import LINE, lettered, lines, width_of
from nhv.pictures.picture import Picture, table_of
from nhv.pictures.svg import element, path, whole_drawing

WIDTH = 320.0
TEXT = 13.0
BAND, ROOM = 18.0, 78.0  # of a bar, and the least for the words after it
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
    room = min(max([ROOM, *(width_of(row.said, TEXT) + 12 for row in rows)]), WIDTH / 2)
    drawn, top = _Drawn([], [], [], []), TEXT * (LINE - 1) + 2
    for row in rows:
        top = _row(row, drawn, top, lambda value: LEFT + value / most * (WIDTH - LEFT - room), inks)
    line = element("path", d=path((LEFT, 0), (LEFT, top)), stroke=inks.line)
    if any(row.standing == "hidden" for row in rows):
        drawn.hatched.append(_bar(LEFT, top + 6, BAND))
        legend = lines(words.hidden, width=WIDTH - LEFT - BAND - 10, size=TEXT)
        drawn.quiet.extend(lettered(legend, x=LEFT + BAND + 8, y=top + 6 + TEXT, size=TEXT, fill=None))
        top += 6 + max(BAND, len(legend) * TEXT * LINE)
    inside = [*drawn.groups(key, inks), line, *drawn.other]
    svg = whole_drawing(inside, key=key, title=title, description=words.description, width=WIDTH, height=top + 4)
    table = table_of(title, words.head, [(row.name, row.said) for row in rows])
    return Picture(title, words.description, svg, table)


@dataclass(frozen=True)
class _Drawn:
    """What is drawn of all rows, by its look: what many have in common is said once."""

    plain: list[Element]
    quiet: list[Element]
    hatched: list[Element]
    other: list[Element]

    def groups(self, key: str, inks: Inks) -> list[Element]:
        """The looks that some row has, each with its own."""
        hatching = [element("defs", hatch(key, inks))] if self.hatched else []
        made = [
            element("g", *self.plain, fill=inks.ink, font_size=TEXT),
            element("g", *self.quiet, fill=inks.quiet, font_size=TEXT),
            element("g", *self.hatched, fill=hatched(key), stroke=inks.line),
        ]
        return [*hatching, *(one for one in made if len(one))]


def _row(row: Strip, drawn: _Drawn, top: float, place: Callable[[float], float], inks: Inks) -> float:
    """Draws a row from `top`, and gives where the next begins."""
    name = lines(row.name, width=WIDTH - LEFT - 8, size=TEXT)
    drawn.plain.extend(lettered(name, x=LEFT + 6, y=top + TEXT, size=TEXT, fill=None))
    top += len(name) * TEXT * LINE + 2
    if row.standing == "untold":
        drawn.other.append(_untold(top, inks))
    elif row.standing == "hidden":
        drawn.hatched.append(_bar(place(row.low), top, max(3, place(row.high) - place(row.low))))
    elif row.standing == "shown" and row.high:
        drawn.plain.append(_bar(LEFT, top, place(row.high) - LEFT))
    elif row.standing == "shown":
        drawn.other.append(_nobody(top, inks))
    end = {"missing": LEFT + 6, "untold": LEFT + BAND + 6}.get(row.standing, place(row.high) + 6)
    drawn.quiet.extend(lettered((row.said,), x=max(end, LEFT + 14), y=top + BAND - 4, size=TEXT, fill=None))
    return top + BAND + 8


def _bar(x: float, y: float, width: float) -> Element:
    return element("rect", x=x, y=y, width=width, height=BAND)


def _nobody(y: float, inks: Inks) -> Element:
    return element("circle", cx=LEFT, cy=y + BAND / 2, r=4, fill=inks.background, stroke=inks.ink, stroke_width=2)


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
