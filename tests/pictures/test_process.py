"""The picture of a process: every move is a row, every line leads right, and no two lie on each other."""

import random
import re

import pytest

from nhv.language.characters import printable
from nhv.pictures.inks import COLOUR
from nhv.pictures.process import Step, draw_process
from nhv.process.applications.moves import APPLICATION
from nhv.process.calls.moves import CALL
from tests.pictures.examples import PROCESS_WORDS, STEPS, SVG, lettering, parsed

Segment = tuple[float, float, float, float]


def drawn(steps):
    return draw_process("Prov", steps, key="p", words=PROCESS_WORDS)


def of_moves(table):
    return [Step(move.act, move.source, move.target, move.needs, move.guard) for move in table]


def any_process(seed):
    """A process of up to nine states and thirty moves, some of them staying where they are."""
    chance = random.Random(seed)
    states = [f"läge {number}" for number in range(chance.randint(2, 9))]
    pairs = [(chance.choice(states), chance.choice(states)) for _ in range(chance.randint(1, 30))]
    return [Step(f"gör {number} {'ord ' * chance.randint(0, 12)}".strip(), *pair) for number, pair in enumerate(pairs)]


PROCESSES = {"call": of_moves(CALL.moves), "application": of_moves(APPLICATION.moves), "example": list(STEPS)} | {
    f"seed {seed}": any_process(seed) for seed in range(25)
}
EVERY_PROCESS = pytest.mark.parametrize("steps", PROCESSES.values(), ids=PROCESSES)


def ways(picture) -> list[list[Segment]]:
    """For each state that is led to from elsewhere, the straight pieces of all lines to it."""
    lines = [p for p in parsed(picture).iter(f"{SVG}path") if p.get("fill") == "none" and "a" not in p.get("d")]
    return [[pieces(part) for part in line.get("d").split("M")[1:]] for line in lines]


def pieces(part: str) -> Segment:
    (x1, y1), (x2, y2) = (map(float, point.split(",")) for point in part.split("L"))
    return x1, y1, x2, y2


def lie_on_each_other(one: Segment, other: Segment) -> bool:
    """Whether two straight pieces, each level or upright, share more than a point."""
    for level in (0, 1):
        same_line = len({one[1 - level], one[3 - level], other[1 - level], other[3 - level]}) == 1
        first, second = (sorted((piece[level], piece[level + 2])) for piece in (one, other))
        if same_line and min(first[1], second[1]) > max(first[0], second[0]):
            return True
    return False


@EVERY_PROCESS
def test_lines_to_different_states_never_lie_on_each_other(steps):
    led_to = ways(drawn(steps))
    assert len(led_to) == len({step.target for step in steps if step.target != step.source})
    found = [
        (one, other)
        for number, way in enumerate(led_to)
        for later in led_to[number + 1 :]
        for one in way
        for other in later
        if lie_on_each_other(one, other)
    ]
    assert found == []


def test_two_lines_on_the_same_place_would_be_found():
    assert lie_on_each_other((10, 5, 10, 50), (10, 40, 10, 90))
    assert lie_on_each_other((10, 5, 50, 5), (0, 5, 11, 5))
    assert not lie_on_each_other((10, 5, 10, 50), (0, 20, 40, 20))
    assert not lie_on_each_other((10, 5, 10, 50), (10, 50, 10, 90))


@EVERY_PROCESS
def test_every_move_to_another_state_has_a_line_and_every_other_a_bow(steps):
    picture = drawn(steps)
    away = [step for step in steps if step.source != step.target]
    # A way has besides the line of each move an upright one and one to its state.
    assert sum(len(way) - 2 for way in ways(picture)) == len(away)
    bows = [p for p in parsed(picture).iter(f"{SVG}path") if re.search("a4,4", p.get("d"))]
    assert len(bows) == len(steps) - len(away)


@EVERY_PROCESS
def test_every_step_is_a_row_of_the_table_and_nothing_stands_outside_the_drawing(steps):
    picture = drawn(steps)
    assert picture.table.rows == tuple((s.source, printable(s.act), s.target, s.who, s.guard) for s in steps)
    width, height = (float(parsed(picture).get(side)) for side in ("width", "height"))
    assert all(0 <= x <= width and 0 <= y <= height for way in ways(picture) for x, y, *_ in way)
    assert max(float(text.get("y")) for text in parsed(picture).iter(f"{SVG}text")) < height


def test_a_state_that_nothing_leads_from_has_a_double_frame():
    frames = [r for r in parsed(drawn(STEPS)).iter(f"{SVG}rect") if r.get("stroke") == COLOUR.ink]
    states = list(dict.fromkeys(state for step in STEPS for state in (step.source, step.target)))
    ends = {step.target for step in STEPS} - {step.source for step in STEPS}
    assert (len(states), len(ends)) == (4, 1)
    assert len(frames) == 5


def test_states_come_in_the_order_they_are_met():
    shown = [text for text in lettering(drawn(STEPS)) if text in {step.source for step in STEPS}]
    assert shown == ["utkast", "inskickad", "komplettering begärd"]


def test_as_many_states_as_a_process_here_has_fit_the_narrowest_phone():
    assert all(float(parsed(drawn(PROCESSES[name])).get("width")) <= 320 for name in ("call", "application"))
