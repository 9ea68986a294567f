"""Whoever asks for much waits for it alone: one of each address in turn, and a thread is left for the next."""

from contextlib import ExitStack
from dataclasses import dataclass
from threading import Lock

import pytest

from nhv.program.front import costs, lanes
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
        monkeypatch.setattr(lanes, "Turns", lambda _whose, *, lock, **_other: Turns(lambda _one: "", most=0, lock=lock))
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


@pytest.mark.parametrize("learns", [True, False], ids=["ours", "control"])
def test_a_neighbour_is_answered_beside_dear_pages_that_many_addresses_ask_for(
    learns: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not learns:
        monkeypatch.setattr(costs, "DEAR", float("inf"))
    threads = lanes.THREADS[lanes.ASKED]
    with fronted() as running, ExitStack() as stack:
        # What the page costs is learned from the first one.
        running.application.let_go.set()
        first = stack.enter_context(connected(running.port))
        first.send(head("GET", "/held/?dear"))
        assert first.answer()[0] == 200
        # The answer has been sent before the thread that made it has ended and noted what it took.
        lane = running.server.task_dispatcher._lanes[lanes.ASKED]
        until(lambda: not lane.queue._at_work)
        running.application.let_go.clear()
        running.application.began.clear()
        for number in range(3 * threads):
            dear = stack.enter_context(connected(running.port, from_address=f"127.0.0.{10 + number}"))
            dear.send(head("GET", "/held/?dear"))
        until(lambda: len(running.application.began) >= (threads // 2 if learns else threads))
        neighbour = stack.enter_context(connected(running.port, from_address=NEIGHBOUR))
        neighbour.send(head("GET", "/"))
        if learns:
            assert neighbour.answer()[0] == 200
            assert running.application.began == ["/held/"] * (threads // 2) + ["/"]
        else:
            assert not neighbour.is_answered()
        running.application.let_go.set()


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("/omraden/vulvacancer/", "/omraden/lungtransplantation/", True),
        ("/api/v1/register.json?as_of=2020-01-01", "/api/v1/register.json?as_of=2021-01-01", True),
        ("/api/v1/register.json?as_of=2020-01-01", "/api/v1/register.json", False),
        ("/api/v1/register.json", "/api/v1/register.xlsx", False),
        ("/", "/omraden/", False),
        ("", "//", True),
    ],
)
def test_what_costs_about_the_same_is_one_kind(one: str, other: str, alike: bool) -> None:
    assert (costs.kind_of(one) == costs.kind_of(other)) is alike


def test_what_became_cheap_is_dear_no_longer_and_what_nobody_asks_for_is_forgotten() -> None:
    known = costs.Costs()
    known.note("list", 1.0)
    assert known.is_dear("list") and not known.is_dear("page")
    for _ in range(8):
        known.note("list", 0.01)
    assert not known.is_dear("list")
    known.note("table", 1.0)
    for number in range(costs.MOST_KINDS):
        known.note(f"page {number}", 0.0)
    assert not known.is_dear("table")
