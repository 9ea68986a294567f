"""Steps one after another as a picture: where something stands among them, or how much stands at each.

A step that is passed is filled, the one that is now has a double ring and its name in bold, one that lies ahead is
empty: told apart without colour. A bar beside a step is as long as what stands there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from xml.etree.ElementTree import Element

from nhv.pictures.inks import COLOUR, Inks
from nhv.pictures.lettering import LINE, lettered, lines
from nhv.pictures.picture import Picture, table_of
from nhv.pictures.svg import element, path, whole_drawing

WIDTH, EDGE, RADIUS = 360.0, 4.0, 13.0
TEXT, NOTE, BETWEEN = 15.0, 13.0, 14.0  # sizes of text, and between rows
FROM = 2 * (EDGE + RADIUS) + 10  # where words begin
BAR = 10.0  # how high a bar is

State = Literal["passed", "now", "ahead", "plain"]


@dataclass(frozen=True)
class StepRow:
    """One step, in words: its name, what is said of it, how it stands, and how much stands there."""

    name: str
    note: str = ""
    state: State = "plain"
    amount: int = 0


@dataclass(frozen=True)
class StepWords:
    """What the drawing says in the reader's language: the heads of the table's three columns, and a description."""

    head: tuple[str, str, str]
    description: str


def draw_steps(
    title: str, rows: Sequence[StepRow], *, key: str, words: StepWords, inks: Inks = COLOUR, notes: Sequence[str] = ()
) -> Picture:
    """The steps from above down. `notes` are the third column of the table, where it says more than the drawing."""
    inside: list[Element] = []
    most = max((row.amount for row in rows), default=0)
    top, before = EDGE, None
    for number, row in enumerate(rows, 1):
        middle = top + RADIUS
        if before is not None:
            inside.append(_line(before, middle, inks))
        drawn, height = _drawn(row, number, top, most, inks)
        inside += drawn
        before, top = middle, top + height + BETWEEN
    height = top - BETWEEN + EDGE
    ground = element("rect", width=WIDTH, height=height, fill=inks.background)
    svg = whole_drawing(
        [ground, *inside], key=key, title=title, description=words.description, width=WIDTH, height=height
    )
    more = [*notes, *(row.note for row in rows[len(notes) :])]
    cells = [(str(number), row.name, note) for number, (row, note) in enumerate(zip(rows, more, strict=True), 1)]
    return Picture(title, words.description, svg, table_of(title, words.head, cells))


def _line(before: float, middle: float, inks: Inks) -> Element:
    x = EDGE + RADIUS
    way = path((x, before + RADIUS + 3), (x, middle - RADIUS - 3))
    return element("path", d=way, stroke=inks.ink, stroke_width=1.5)


def _drawn(row: StepRow, number: int, top: float, most: int, inks: Inks) -> tuple[list[Element], float]:
    """The step's parts, and how high they are together."""
    width = WIDTH - FROM - EDGE
    is_now = row.state == "now"
    name = lines(row.name, width=width, size=TEXT, bold=is_now)
    note = lines(row.note, width=width, size=NOTE) if row.note else ()
    first = top + TEXT
    after = first + len(name) * TEXT * LINE
    parts = [*_ring(row.state, number, top + RADIUS, inks)]
    parts += lettered(name, x=FROM, y=first, size=TEXT, fill=inks.ink, bold=is_now)
    parts += lettered(note, x=FROM, y=after, size=NOTE, fill=inks.quiet)
    bottom = after + len(note) * NOTE * LINE - NOTE
    if row.amount:
        bar = {"x": FROM, "y": bottom, "width": max(BAR, width * row.amount / most), "height": BAR}
        parts.append(element("rect", fill=inks.lifted, stroke=inks.line, stroke_width=1, **bar))
        bottom += BAR
    return parts, max(bottom - top, 2 * RADIUS)


def _ring(state: State, number: int, middle: float, inks: Inks) -> list[Element]:
    x, is_filled = EDGE + RADIUS, state in ("passed", "plain")
    fill, ink = (inks.ink, inks.background) if is_filled else (inks.background, inks.ink)
    rings = [element("circle", cx=x, cy=middle, r=RADIUS, fill=fill, stroke=inks.ink, stroke_width=1.5)]
    if state == "now":
        rings.append(element("circle", cx=x, cy=middle, r=RADIUS - 3.5, fill="none", stroke=inks.ink, stroke_width=1.5))
    return [*rings, *lettered((str(number),), x=x, y=middle + 5, size=NOTE, fill=ink, anchor="middle")]
