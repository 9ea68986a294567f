"""Who is answered next: one of each address in turn, so that whoever asks for much waits for it alone."""

from collections import Counter, OrderedDict, deque
from collections.abc import Callable
from threading import Lock
from typing import Generic, Protocol, TypeVar


class Task(Protocol):
    """As waitress's dispatcher knows it."""

    def service(self) -> None:
        """Do it."""

    def cancel(self) -> None:
        """Let it go undone."""


T = TypeVar("T", bound=Task)


class Turns(Generic[T]):
    """In place of the queue of waitress's dispatcher, under whose lock all of it is called but the end of a task.

    Of one address no more than `most` are worked on at once, whoever else is there: a thread is always left for the
    next one who comes. Those of nobody in particular (a proxy that we know) have no such bound.
    """

    def __init__(self, whose: Callable[[T], str], *, most: int, lock: Lock) -> None:
        self._whose, self._most, self._lock = whose, most, lock
        self._waiting: OrderedDict[str, deque[T]] = OrderedDict()
        self._at_work: Counter[str] = Counter()

    def __len__(self) -> int:
        return sum(map(len, self._waiting.values()))

    def __bool__(self) -> bool:
        """Whether one may be taken now."""
        return self._next() is not None

    def append(self, task: T) -> None:
        """Let it wait for its turn."""
        self._waiting.setdefault(self._whose(task), deque()).append(task)

    def popleft(self) -> "_AtWork":
        """The one whose turn it is. Raises IndexError where none may be taken."""
        whose = self._next()
        if whose is None:
            raise IndexError
        line = self._waiting.pop(whose)
        task = line.popleft()
        if line:
            # Last in line again.
            self._waiting[whose] = line
        self._at_work[whose] += 1
        return _AtWork(task, lambda: self._ended(whose))

    def let_all_go(self) -> None:
        """From now on there are no bounds: what waits is to be cancelled."""
        self._most = 0

    def _next(self) -> str | None:
        return next((whose for whose in self._waiting if self._may_begin(whose)), None)

    def _may_begin(self, whose: str) -> bool:
        return not whose or not self._most or self._at_work[whose] < self._most

    def _ended(self, whose: str) -> None:
        # The thread that ends it looks for the next one itself, so nobody needs to be woken.
        with self._lock:
            self._at_work[whose] -= 1
            if self._at_work[whose] <= 0:
                del self._at_work[whose]


class _AtWork:
    def __init__(self, task: Task, ended: Callable[[], None]) -> None:
        self._task, self._ended = task, ended

    def service(self) -> None:
        try:
            self._task.service()
        finally:
            self._ended()

    def cancel(self) -> None:
        self._task.cancel()
