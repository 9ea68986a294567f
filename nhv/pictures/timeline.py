"""Days and spans of time on a common scale: a row a subject, a bar from day to day, a square on a single day.

What is to come is drawn hollow, and a bar whose other end nobody has set ends in an arrow. The table has a row for each
day and span, and one for the day it is seen from.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from xml.etree.ElementTree import Element

from nhv.pictures.inks import COLOUR, Inks
from nhv.pictures.lettering import LINE, lettered, lines
from nhv.pictures.picture import Picture, table_of
from nhv.pictures.svg import Point, element, path, whole_drawing
from nhv.specification.writing import Table

WIDTH, MARGIN = 320.0, 14.0
TEXT, YEAR = 14.0, 13.0  # sizes of text
BAND, BAR = 24.0, 12.0  # how much room marks have below a name, how high a bar is
YEARS_APART = 38.0  # two written years stand at least so far from each other
MOST_TICKS = 40


@dataclass(frozen=True)
class Span:
    """Something on one day (`begins` = `ends`), or from a day to and with a day, or until further notice.

    `subject` is the row it is drawn in, `words` what happens.
    """

    subject: str
    words: str
    begins: date
    ends: date | None

    @property
    def is_a_day(self) -> bool:
        return self.begins == self.ends


@dataclass(frozen=True)
class TimelineWords:
    """What a timeline says in the reader's language: heads of its four columns, the day it is seen from, and
    how a day is written."""

    head: tuple[str, str, str, str]
    today: str
    description: str
    day: Callable[[date], str] = date.isoformat


@dataclass(frozen=True)
class _Scale:
    """From days to how far right."""

    first: date
    last: date

    def x(self, day: date) -> float:
        share = (day - self.first) / (self.last - self.first)
        return MARGIN + share * (WIDTH - 2 * MARGIN)


@dataclass(frozen=True)
class _Row:
    """A subject: its name in lines, what is drawn below it, and from where down."""

    name: tuple[str, ...]
    spans: tuple[Span, ...]
    top: float

    @property
    def bottom(self) -> float:
        return self.top + len(self.name) * TEXT * LINE + BAND

    @property
    def middle(self) -> float:
        """How far down the marks stand."""
        return self.bottom - BAND / 2


def draw_timeline(
    title: str, spans: Sequence[Span], *, today: date, key: str, words: TimelineWords, inks: Inks = COLOUR
) -> Picture:
    """The spans, gathered by subject in the order the subjects first come. At least one span."""
    scale = _scale(spans, today)
    rows = _rows(spans)
    bottom = rows[-1].bottom
    inside = [part for row in rows for part in _drawn(row, today, scale, inks)]
    inside += _seen_from(words.today, scale.x(today), bottom, inks)
    inside += _years(spans, today, scale, bottom, inks)
    height = bottom + 8 + (1 + LINE) * YEAR
    svg = whole_drawing(inside, key=key, title=title, description=words.description, width=WIDTH, height=height)
    return Picture(title, words.description, svg, _table(title, spans, today, words))


def _table(title: str, spans: Sequence[Span], today: date, words: TimelineWords) -> Table:
    rows = [(span.subject, span.words, _day(span.begins, words), _day(span.ends, words)) for span in spans]
    rows.append((words.today, "", words.day(today), words.day(today)))
    return table_of(title, words.head, rows)


def _day(day: date | None, words: TimelineWords) -> str:
    return words.day(day) if day else ""


def _days(spans: Sequence[Span], today: date) -> list[date]:
    return [today, *(day for span in spans for day in (span.begins, span.ends) if day)]


def _scale(spans: Sequence[Span], today: date) -> _Scale:
    """From the first day to the last, with a little air for arrows."""
    days = _days(spans, today)
    air = max((max(days) - min(days)) * 0.06, timedelta(days=30))
    return _Scale(min(days), max(days) + min(air, date.max - max(days)))


def _rows(spans: Sequence[Span]) -> list[_Row]:
    """A row a subject, from above. Bars come before days, which would be hidden by them."""
    rows: list[_Row] = []
    top = 2.0
    for subject in dict.fromkeys(span.subject for span in spans):
        own = sorted((span for span in spans if span.subject == subject), key=lambda span: span.is_a_day)
        rows.append(_Row(lines(subject, width=WIDTH - 4, size=TEXT), tuple(own), top))
        top = rows[-1].bottom + 2
    return rows


def _drawn(row: _Row, today: date, scale: _Scale, inks: Inks) -> list[Element]:
    """The name, and below it the marks on thin lines where years begin. No line crosses a name."""
    # One path for all of them: dozens of rows with as many years would be thousands of elements.
    thin = "".join(path((x, row.middle - BAND / 2), (x, row.bottom)) for x in _beginnings_of_years(scale))
    ticks = [element("path", d=thin, stroke=inks.plain, stroke_width=1)] if thin else []
    dashed = _dashed(scale.x(today), row.middle - BAND / 2, row.bottom, inks)
    marks = [_mark(span, today, scale, row.middle, inks) for span in row.spans]
    return [*ticks, dashed, *lettered(row.name, x=2, y=row.top + TEXT, size=TEXT, fill=inks.ink), *marks]


def _beginnings_of_years(scale: _Scale) -> list[float]:
    """Of each year, or of every fifth, tenth … when there are many."""
    years = range(scale.first.year + 1, scale.last.year + 1)
    step = next(step for step in (1, 5, 10, 50, 100, 1000) if len(years) / step <= MOST_TICKS)
    return [scale.x(date(year, 1, 1)) for year in years if year % step == 0]


def _dashed(x: float, top: float, bottom: float, inks: Inks) -> Element:
    return element("path", d=path((x, top), (x, bottom)), stroke=inks.ink, stroke_width=1.5, stroke_dasharray="3 3")


def _mark(span: Span, today: date, scale: _Scale, y: float, inks: Inks) -> Element:
    """Filled when it has begun, hollow when it is to come."""
    return element(
        "path",
        d=_square(scale.x(span.begins), y) if span.is_a_day else _bar(span, scale, y),
        fill=inks.ink if span.begins <= today else inks.background,
        stroke=inks.ink,
        stroke_width=2,
    )


def _square(x: float, y: float) -> str:
    """A square on its corner."""
    return path((x - 8, y), (x, y - 8), (x + 8, y), (x, y + 8)) + "z"


def _bar(span: Span, scale: _Scale, y: float) -> str:
    """A bar, or an arrow to the edge when it has no end."""
    half = BAR / 2
    begins, ends = scale.x(span.begins), scale.x(span.ends or scale.last)
    corners: list[Point] = [(begins, y - half), (ends, y - half), (ends, y + half), (begins, y + half)]
    if span.ends is None:
        corners[2:2] = [(ends, y - half - 3), (ends + MARGIN - 3, y), (ends, y + half + 3)]
    return path(*corners) + "z"


def _seen_from(name: str, x: float, bottom: float, inks: Inks) -> list[Element]:
    """What the dashed line is called, below the years."""
    half = len(name) * YEAR * 0.3
    y = bottom + 4 + (1 + LINE) * YEAR
    return lettered((name,), x=_inside(x, half), y=y, size=YEAR, fill=inks.ink, anchor="middle")


def _inside(x: float, half: float) -> float:
    """As near `x` as something twice `half` wide can stand."""
    return min(max(x, half), WIDTH - half)


def _years(spans: Sequence[Span], today: date, scale: _Scale, bottom: float, inks: Inks) -> list[Element]:
    """The years in which something happens, each under its first day: this one, then those there is room for."""
    firsts = {day.year: day for day in sorted(_days(spans, today), reverse=True)} | {today.year: today}
    places: dict[int, float] = {}
    for year, day in sorted(firsts.items(), key=lambda first: (first[1] != today, first[1])):
        x = _inside(scale.x(day), YEARS_APART / 2)
        if all(abs(x - other) >= YEARS_APART for other in places.values()):
            places[year] = x
    y = bottom + 4 + YEAR
    written = [((str(year),), x) for year, x in sorted(places.items())]
    return [
        part for text, x in written for part in lettered(text, x=x, y=y, size=YEAR, fill=inks.quiet, anchor="middle")
    ]
