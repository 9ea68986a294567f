"""A map of Sweden's municipalities in a few shades, from white to dark and hatched, and dots on it.

Area is not people: beside it belongs a picture or a table of people.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from nhv.pictures.inks import COLOUR, Inks, hatch, hatched
from nhv.pictures.lettering import LINE, lettered, lines
from nhv.pictures.picture import Picture, table_of
from nhv.pictures.svg import element, whole_drawing
from nhv.pictures.sweden import municipalities
from nhv.pictures.sweden.projection import HEIGHT, WIDTH, project

SCALE = 0.6
TEXT = 22.0  # 13 px at the map's own size
BOX = 24.0
DOT = 9.0


@dataclass(frozen=True)
class Shade:
    """What a shade stands for, and what the table says of it beside its name."""

    name: str
    told: tuple[str, ...] = ()


@dataclass(frozen=True)
class Dot:
    """Somebody to mark, at degrees (WGS84)."""

    name: str
    latitude: float
    longitude: float


@dataclass(frozen=True)
class ShadingWords:
    """What the map says in the reader's language: heads of its table (the shade, then what is told of it), what stands
    before the names of those marked, and what is shown."""

    head: tuple[str, ...]
    marked: str
    description: str


def draw_shading(
    title: str,
    shaded: Mapping[str, int],
    shades: Sequence[Shade],
    dots: Sequence[Dot],
    *,
    key: str,
    words: ShadingWords,
    inks: Inks = COLOUR,
) -> Picture:
    """Each municipality in the shade with the number that its code has: at most five of them, from white to hatched."""
    fills = _fills(key, len(shades), inks)
    inside = [
        element("defs", hatch(key, inks, ground=inks.ink, line=inks.background)),
        *(_land([code for code in shaded if shaded[code] == number], fill, inks) for number, fill in enumerate(fills)),
        *(_dot(dot, inks) for dot in dots),
        *_legend(shades, fills, inks),
    ]
    svg = whole_drawing(
        inside, key=key, title=title, description=words.description, width=WIDTH, height=HEIGHT, scale=SCALE
    )
    empty = ("",) * (len(words.head) - 2)
    rows = [(shade.name, *shade.told) for shade in shades] + [(words.marked, dot.name, *empty) for dot in dots]
    return Picture(title, words.description, svg, table_of(title, words.head, rows))


def _fills(key: str, number: int, inks: Inks) -> list[str]:
    """So many fills, the first white and the last hatched."""
    return [*(inks.background, inks.plain, inks.lifted, inks.line)[: number - 1], hatched(key)]


def _land(codes: Sequence[str], fill: str, inks: Inks) -> Element:
    """All municipalities of one shade as one shape, which is what keeps the map small."""
    drawn = "".join(municipalities()[code] for code in sorted(codes) if code in municipalities())
    return element("path", d=drawn or "M0,0", fill=fill, stroke=inks.quiet, stroke_width=0.5, stroke_linejoin="round")


def _dot(dot: Dot, inks: Inks) -> Element:
    x, y = project(dot.latitude, dot.longitude)
    return element("circle", cx=x, cy=y, r=DOT, fill=inks.ink, stroke=inks.background, stroke_width=3)


def _legend(shades: Sequence[Shade], fills: Sequence[str], inks: Inks) -> list[Element]:
    """In the empty corner above Norway."""
    drawn: list[Element] = []
    top = 4.0
    for shade, fill in zip(shades, fills, strict=True):
        text = lines(shade.name, width=130, size=TEXT)
        drawn.append(element("rect", x=2, y=top, width=BOX, height=BOX, fill=fill, stroke=inks.quiet, stroke_width=1))
        drawn += lettered(text, x=BOX + 10, y=top + TEXT * 0.85, size=TEXT, fill=inks.ink)
        top += max(BOX, len(text) * TEXT * LINE) + 8
    return drawn
