"""The only clock of the tests. One waits for something that happens, never for a time to pass.

`PATIENCE` ends what hangs. Nothing is asserted of it, and no test is green or red because of it on a slow machine.
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TypeVar

# Seconds. Some hundred times what anything here needs on a quiet machine.
PATIENCE = int(os.environ.get("NHV_PATIENCE", "300"))

_Found = TypeVar("_Found")


def until(happens: Callable[[], _Found], *, else_say: str = "it never happened") -> _Found:
    """Ask again and again until the answer is true, and give it. AssertionError with these words when it never is."""
    last = time.monotonic() + PATIENCE
    while not (found := happens()):
        assert time.monotonic() < last, else_say
        time.sleep(0.01)
    return found


def linger(seconds: float) -> None:
    """Let some time pass between two things, so that one who mixes them up is seen. What is asserted must hold with any
    number of seconds, none among them."""
    time.sleep(seconds)


def linger_until(moment: datetime) -> None:
    """Let time pass until `moment`, which is to fall on one side of a bound or the other. What is asserted is of the
    moments that the caller then reads, not of this one: a slow machine comes late, and is no less right."""
    time.sleep(max((moment - datetime.now(UTC)).total_seconds(), 0))


@contextmanager
def little_work(most_seconds: float = 10) -> Iterator[None]:
    """What is done here keeps nobody waiting. Counted in work of this process and those it starts, which nobody else
    takes from them, and generously: this is milliseconds, and what goes wrong takes minutes."""
    began = sum(os.times()[:4])
    yield
    assert sum(os.times()[:4]) - began < most_seconds
