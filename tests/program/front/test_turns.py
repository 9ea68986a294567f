"""Whoever asks for much waits for it alone: one of each address in turn, and a thread is left for the next."""

from contextlib import ExitStack
from dataclasses import dataclass
from threading import Lock

import pytest

from nhv.program.front import lanes
from nhv.program.front.turns import Turns
from tests.program.front.conftest import fronted
from tests.support.patience import until
from tests.support.raw import connected, head

NEIGHBOUR = "127.0.0.2"


@dataclass
class Asked:
    whose: str
    number: int
    done: bool = False
    let_go: bool = False

    def service(self) -> None:
        self.done = True

    def cancel(self) -> None:
        self.let_go = True


def turns(most: int) -> Turns[Asked]:
    return Turns(lambda asked: asked.whose, most=most, lock=Lock())


def test_each_address_has_its_turn() -> None:
    waiting, order = turns(most=0), []
    for asked in [Asked("a", 1), Asked("a", 2), Asked("a", 3), Asked("b", 1), Asked("c", 1), Asked("b", 2)]:
        waiting.append(asked)
    while waiting:
        taken = waiting.popleft()
        order.append(taken._task)
        taken.service()
    assert [(one.whose, one.number) for one in order] == [("a", 1), ("b", 1), ("c", 1), ("a", 2), ("b", 2), ("a", 3)]
    assert all(one.done for one in order)


def test_one_address_has_no_more_at_work_than_its_share() -> None:
    waiting = turns(most=2)
    for number in range(4):
        waiting.append(Asked("a", number))
    first, _second = waiting.popleft(), waiting.popleft()
    assert (len(waiting), bool(waiting)) == (2, False)
    waiting.append(Asked("b", 1))
    assert waiting.popleft()._task == Asked("b", 1)
    first.service()
    assert waiting.popleft()._task == Asked("a", 2)
    # What nobody in particular asks for has no bound.
    for number in range(4):
        waiting.append(Asked("", number))
    assert [waiting.popleft()._task.number for _ in range(4)] == [0, 1, 2, 3]


def test_when_all_is_let_go_nothing_is_left() -> None:
    waiting, asked = turns(most=1), [Asked("a", number) for number in range(3)]
    for one in asked:
        waiting.append(one)
    waiting.popleft()
    waiting.let_all_go()
    while waiting:
        waiting.popleft().cancel()
    assert [one.let_go for one in asked] == [False, True, True]


@pytest.mark.parametrize("in_turn", [True, False], ids=["ours", "control"])
def test_a_neighbour_is_answered_beside_many_dear_pages_of_one_address(
    in_turn: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not in_turn:
        monkeypatch.setattr(lanes, "Turns", lambda whose, *, most, lock: Turns(lambda _one: "", most=0, lock=lock))
    threads = lanes.THREADS[lanes.ASKED]
    with fronted() as running, ExitStack() as stack:
        for _ in range(3 * threads):
            dear = stack.enter_context(connected(running.port))
            dear.send(head("GET", "/held/"))
        until(lambda: len(running.application.began) >= (threads - 1 if in_turn else threads))
        neighbour = stack.enter_context(connected(running.port, from_address=NEIGHBOUR))
        neighbour.send(head("GET", "/"))
        if in_turn:
            assert neighbour.answer()[0] == 200
            assert running.application.began == ["/held/"] * (threads - 1) + ["/"]
        else:
            assert not neighbour.is_answered()
        running.application.let_go.set()
