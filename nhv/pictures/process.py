"""A process as a picture: a card a state, in it a row a move, and a line from the row to the state it leads to.

All lines to one state run together in a column of its own beside the cards; a dot marks where one joins. So lines
cross but never lie on each other, and words stand only in cards, however many states and moves there are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from nhv.pictures.inks import COLOUR, Inks
from nhv.pictures.lettering import LINE, lettered, lines
from nhv.pictures.picture import Picture, table_of
from nhv.pictures.svg import Point, element, path, whole_drawing

LEFT, CARD, COLUMN = 24.0, 226.0, 10.5  # where cards begin, how wide they are, how far apart the columns of lines are
RIGHT = LEFT + CARD
PADDING, BETWEEN = 12.0, 18.0  # inside a row, between cards
STATE, ACT, WHO = 15.0, 14.0, 12.0  # sizes of text
TEXT_WIDTH = CARD - 2 * PADDING


@dataclass(frozen=True)
class Step:
    """One move, all in words: what is done, from which state to which, by whom, and what must hold besides."""

    act: str
    source: str
    target: str
    who: str = ""
    guard: str = ""


@dataclass(frozen=True)
class ProcessWords:
    """What the drawing says in the reader's language: the heads of the table's five columns, and a description."""

    head: tuple[str, str, str, str, str]
    description: str


@dataclass(frozen=True)
class _Row:
    """A move in its card: the lines of text, from where down, and how high it is."""

    step: Step
    act: tuple[str, ...]
    who: tuple[str, ...]
    top: float

    @property
    def height(self) -> float:
        return PADDING + (len(self.act) * ACT + len(self.who) * WHO) * LINE

    @property
    def port(self) -> Point:
        """Where the line leaves."""
        return RIGHT, self.top + PADDING / 2 + ACT * LINE / 2


@dataclass(frozen=True)
class _Card:
    """A state: its name in lines, its rows, and from where down."""

    state: str
    name: tuple[str, ...]
    rows: tuple[_Row, ...]
    top: float

    @property
    def head(self) -> float:
        return PADDING + len(self.name) * STATE * LINE

    @property
    def height(self) -> float:
        return self.head + sum(row.height for row in self.rows)

    @property
    def entry(self) -> float:
        """How far down lines arrive."""
        return self.top + self.head / 2


def draw_process(title: str, steps: Sequence[Step], *, key: str, words: ProcessWords, inks: Inks = COLOUR) -> Picture:
    """The process from its moves; states in the order they are met, the first being where it begins."""
    cards = _cards(steps)
    columns = _columns(cards)
    width = RIGHT + (len(columns) + 1.5) * COLUMN
    height = cards[-1].top + cards[-1].height + 2
    inside = [
        element("rect", width=width, height=height, fill=inks.background),
        *(part for card in cards for part in _drawn(card, inks)),
        *_beginning(cards[0], inks),
        *(part for card in cards for part in _ways_to(card, cards, columns, inks)),
    ]
    svg = whole_drawing(inside, key=key, title=title, description=words.description, width=width, height=height)
    rows = [(step.source, step.act, step.target, step.who, step.guard) for step in steps]
    return Picture(title, words.description, svg, table_of(title, words.head, rows))


def _cards(steps: Sequence[Step]) -> list[_Card]:
    cards: list[_Card] = []
    top = 2.0
    for state in dict.fromkeys(state for step in steps for state in (step.source, step.target)):
        name = lines(state, width=TEXT_WIDTH, size=STATE, bold=True)
        empty = _Card(state, name, (), top)
        card = _Card(state, name, _rows([step for step in steps if step.source == state], top + empty.head), top)
        cards.append(card)
        top += card.height + BETWEEN
    return cards


def _rows(steps: Sequence[Step], top: float) -> tuple[_Row, ...]:
    rows: list[_Row] = []
    for step in steps:
        act = lines(step.act, width=TEXT_WIDTH, size=ACT)
        who = lines(step.who, width=TEXT_WIDTH, size=WHO) if step.who else ()
        rows.append(_Row(step, act, who, top))
        top += rows[-1].height
    return tuple(rows)


def _columns(cards: Sequence[_Card]) -> dict[str, float]:
    """How far right the lines to each state run: the shortest nearest the cards, so that few cross."""
    spans = {card.state: _span(card, cards) for card in cards if _leading_to(card, cards)}
    in_order = sorted(spans, key=lambda state: spans[state])
    return {state: RIGHT + (place + 1.5) * COLUMN for place, state in enumerate(in_order)}


def _leading_to(card: _Card, cards: Sequence[_Card]) -> list[_Row]:
    """The moves from other states; one that stays where it is needs no line."""
    return [row for other in cards if other is not card for row in other.rows if row.step.target == card.state]


def _span(card: _Card, cards: Sequence[_Card]) -> float:
    ends = [card.entry, *(row.port[1] for row in _leading_to(card, cards))]
    return max(ends) - min(ends)


def _drawn(card: _Card, inks: Inks) -> list[Element]:
    """The card with its words. Where nothing leads on, a second frame says so."""
    return [
        element("rect", x=LEFT, y=card.top, width=CARD, height=card.head, fill=inks.plain),
        _frame(card, inks, inset=0, stroke_width=2),
        *([] if card.rows else [_frame(card, inks, inset=4, stroke_width=1)]),
        *lettered(card.name, x=LEFT + PADDING, y=_first_line(card.top, STATE), size=STATE, fill=inks.ink, bold=True),
        *(part for row in card.rows for part in _worded(row, inks)),
    ]


def _frame(card: _Card, inks: Inks, *, inset: float, stroke_width: float) -> Element:
    return element(
        "rect",
        x=LEFT + inset,
        y=card.top + inset,
        width=CARD - 2 * inset,
        height=card.height - 2 * inset,
        fill="none",
        stroke=inks.ink,
        stroke_width=stroke_width,
    )


def _worded(row: _Row, inks: Inks) -> list[Element]:
    first = _first_line(row.top, ACT)
    after = first + len(row.act) * ACT * LINE
    parts = lettered(row.act, x=LEFT + PADDING, y=first, size=ACT, fill=inks.ink)
    parts += lettered(row.who, x=LEFT + PADDING, y=after - 2, size=WHO, fill=inks.quiet)
    if row.step.source == row.step.target:
        parts += _staying(row, inks)
    return parts


def _first_line(top: float, size: float) -> float:
    """The base line of the first line of text below `top`."""
    return top + PADDING / 2 + size


def _staying(row: _Row, inks: Inks) -> list[Element]:
    """A small bow that comes back to its own row."""
    x, y = row.port
    bow = f"M{x:g},{y - 4:g}h5a4,4 0 0 1 0,8"
    return [element("path", d=bow, fill="none", stroke=inks.ink, stroke_width=1.5), _arrow((x, y + 4), inks)]


def _beginning(card: _Card, inks: Inks) -> list[Element]:
    line = path((5, card.entry), (LEFT - 6, card.entry))
    return [
        element("circle", cx=7, cy=card.entry, r=5, fill=inks.ink),
        element("path", d=line, stroke=inks.ink, stroke_width=1.5),
        _arrow((LEFT, card.entry), inks, rightwards=True),
    ]


def _ways_to(card: _Card, cards: Sequence[_Card], columns: dict[str, float], inks: Inks) -> list[Element]:
    """Every line that leads to the state, its arrow, and a dot where a line joins others."""
    rows = _leading_to(card, cards)
    if not rows:
        return []
    x = columns[card.state]
    ends = sorted([card.entry, *(row.port[1] for row in rows)])
    lines_in = [path((x, ends[0]), (x, ends[-1])), path((x, card.entry), (RIGHT + 5, card.entry))]
    lines_in += [path(row.port, (x, row.port[1])) for row in rows]
    dots = [element("circle", cx=x, cy=y, r=3, fill=inks.ink) for y in ends[1:-1]]
    way = element("path", d="".join(lines_in), fill="none", stroke=inks.ink, stroke_width=1.5)
    return [way, *dots, _arrow((RIGHT, card.entry), inks)]


def _arrow(tip: Point, inks: Inks, *, rightwards: bool = False) -> Element:
    """An arrow's head whose tip touches a card's edge."""
    x, y = tip
    back = x - 7 if rightwards else x + 7
    return element("path", d=path((x, y), (back, y - 4), (back, y + 4)) + "z", fill=inks.ink)
