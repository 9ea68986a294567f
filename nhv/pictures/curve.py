"""How large a share has at most so many minutes: a curve for each combination, each with a line of its own."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from nhv.pictures.inks import COLOUR, Inks
from nhv.pictures.lettering import LINE, lettered, lines
from nhv.pictures.picture import Picture, table_of
from nhv.pictures.svg import Point, element, path, whole_drawing

WIDTH, HEIGHT = 320.0, 240.0
LEFT, TOP, RIGHT, BOTTOM = 50.0, 10.0, 24.0, 26.0
TEXT = 13.0
SHARES = (0.25, 0.5, 0.75, 1.0)
DASHES = ("none", "7 4", "2 3", "10 3 2 3", "1 6")


@dataclass(frozen=True)
class Curve:
    """A name, and for minutes in rising order the share that has at most so many."""

    name: str
    shares: Mapping[int, float]

    def reached(self, share: float) -> int:
        """The first of the minutes at which so large a share has no more."""
        return next(minutes for minutes, reached in self.shares.items() if reached >= share)


@dataclass(frozen=True)
class CurveWords:
    """What the picture says in the reader's language: the head of the first column, how minutes and a share are
    written, and what is shown."""

    head: str
    minutes: Callable[[int], str]
    share: Callable[[float], str]
    description: str


def draw_curves(
    title: str, curves: Sequence[Curve], *, marked: Sequence[int], key: str, words: CurveWords, inks: Inks = COLOUR
) -> Picture:
    """At most five curves that all reach the whole. At `marked` minutes, which all curves tell of, stand lines."""
    last = max(curve.reached(1) for curve in curves)
    legend, bottom = _legend(curves, inks)
    inside = [
        *(part for minutes in marked if minutes <= last for part in _upright(minutes, last, words, inks)),
        *(part for share in SHARES for part in _level(share, last, words, inks)),
        *(_line(curve, last, dash, inks) for curve, dash in zip(curves, DASHES, strict=False)),
        *legend,
    ]
    svg = whole_drawing(inside, key=key, title=title, description=words.description, width=WIDTH, height=bottom)
    return Picture(title, words.description, svg, table_of(title, _head(curves, words), _rows(curves, marked, words)))


def _head(curves: Sequence[Curve], words: CurveWords) -> tuple[str, ...]:
    return words.head, *(curve.name for curve in curves)


def _rows(curves: Sequence[Curve], marked: Sequence[int], words: CurveWords) -> list[tuple[str, ...]]:
    """The share within each of the marked minutes, then the minutes that each of the shares needs."""
    within = [(words.minutes(minutes), *(words.share(one.shares[minutes]) for one in curves)) for minutes in marked]
    return within + [(words.share(share), *(words.minutes(one.reached(share)) for one in curves)) for share in SHARES]


def _place(minutes: float, share: float, last: float) -> Point:
    wide, high = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
    return LEFT + minutes / last * wide, TOP + (1 - share) * high


def _line(curve: Curve, last: float, dash: str, inks: Inks) -> Element:
    points = [_place(minutes, share, last) for minutes, share in curve.shares.items() if minutes <= last]
    return element("path", d=path(*points), fill="none", stroke=inks.ink, stroke_width=2.5, stroke_dasharray=dash)


def _upright(minutes: int, last: float, words: CurveWords, inks: Inks) -> list[Element]:
    x, bottom = _place(minutes, 0, last)
    line = element("path", d=path((x, TOP), (x, bottom)), stroke=inks.line, stroke_width=1)
    return [
        line,
        *lettered((words.minutes(minutes),), x=x, y=bottom + TEXT + 4, size=TEXT, fill=inks.quiet, anchor="middle"),
    ]


def _level(share: float, last: float, words: CurveWords, inks: Inks) -> list[Element]:
    left, y = _place(0, share, last)
    line = element("path", d=path((left, y), (WIDTH - RIGHT, y)), stroke=inks.plain, stroke_width=1)
    return [line, *lettered((words.share(share),), x=left - 4, y=y + 4, size=TEXT, fill=inks.quiet, anchor="end")]


def _legend(curves: Sequence[Curve], inks: Inks) -> tuple[list[Element], float]:
    """A piece of each line with its name, below, and how far down that reaches."""
    drawn: list[Element] = []
    y = HEIGHT + TEXT
    for curve, dash in zip(curves, DASHES, strict=False):
        text = lines(curve.name, width=WIDTH - LEFT - 4, size=TEXT)
        piece = path((2, y - 4), (LEFT - 8, y - 4))
        drawn.append(element("path", d=piece, fill="none", stroke=inks.ink, stroke_width=2.5, stroke_dasharray=dash))
        drawn += lettered(text, x=LEFT, y=y, size=TEXT, fill=inks.ink)
        y += len(text) * TEXT * LINE + 3
    return drawn, y
