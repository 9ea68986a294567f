"""Who is answered next: one of each address in turn, so that whoever asks for much waits for it alone, and dear pages
beside cheap ones, so that many who ask for those keep nobody from these."""

import time
from collections import Counter, OrderedDict, deque
from collections.abc import Callable
from threading import Lock
from typing import Generic, NamedTuple, Protocol, TypeVar

from nhv.program.front.costs import Costs


class Task(Protocol):
    """As waitress's dispatcher knows it."""

    def service(self) -> None:
        """Do it."""

    def cancel(self) -> None:
        """Let it go undone."""


T = TypeVar("T", bound=Task)


class Line(NamedTuple):
    """Those who wait for each other: of one address, the dear and the cheap for themselves."""

    whose: str
    is_dear: bool


class Turns(Generic[T]):
    """In place of the queue of waitress's dispatcher, under whose lock all of it is called but the end of a task.

    Of one address no more than `most` are worked on at once, whoever else is there: a thread is always left for the
    next one who comes. Those of nobody in particular (a proxy that we know) have no such bound. Of dear pages no more
    than `most_dear` are worked on at once, whoever asks: also many addresses together leave threads for the others.
    """

    def __init__(
        self,
        whose: Callable[[T], str],
        *,
        most: int,
        lock: Lock,
        kind: Callable[[T], str] = lambda _task: "",
        most_dear: int = 0,
    ) -> None:
        self._whose, self._kind = whose, kind
        self._most, self._most_dear, self._lock = most, most_dear, lock
        self._waiting: OrderedDict[Line, deque[T]] = OrderedDict()
        self._at_work: Counter[str] = Counter()
        self._dear_at_work = 0
        self._costs = Costs()

    def __len__(self) -> int:
        return sum(map(len, self._waiting.values()))

    def __bool__(self) -> bool:
        """Whether one may be taken now."""
        return self._next() is not None

    def append(self, task: T) -> None:
        """Let it wait for its turn."""
        line = Line(self._whose(task), self._costs.is_dear(self._kind(task)))
        self._waiting.setdefault(line, deque()).append(task)

    def popleft(self) -> "_AtWork":
        """The one whose turn it is. Raises IndexError where none may be taken."""
        line = self._next()
        if line is None:
            raise IndexError
        those = self._waiting.pop(line)
        task = those.popleft()
        if those:
            # Last in line again.
            self._waiting[line] = those
        self._at_work[line.whose] += 1
        self._dear_at_work += line.is_dear
        kind = self._kind(task)
        return _AtWork(task, lambda seconds: self._ended(line, kind, seconds))

    def let_all_go(self) -> None:
        """From now on there are no bounds: what waits is to be cancelled."""
        self._most = self._most_dear = 0

    def _next(self) -> Line | None:
        return next((line for line in self._waiting if self._may_begin(line)), None)

    def _may_begin(self, line: Line) -> bool:
        if line.is_dear and self._most_dear and self._dear_at_work >= self._most_dear:
            return False
        return not line.whose or not self._most or self._at_work[line.whose] < self._most

    def _ended(self, line: Line, kind: str, seconds: float) -> None:
        # The thread that ends it looks for the next one itself, so nobody needs to be woken.
        with self._lock:
            self._costs.note(kind, seconds)
            self._dear_at_work -= line.is_dear
            self._at_work[line.whose] -= 1
            if self._at_work[line.whose] <= 0:
                del self._at_work[line.whose]


class _AtWork:
    def __init__(self, task: Task, ended: Callable[[float], None]) -> None:
        self._task, self._ended = task, ended

    def service(self) -> None:
        # The thread's own time: a cheap page is cheap also on a busy machine.
        began = time.thread_time()
        try:
            self._task.service()
        finally:
            self._ended(time.thread_time() - began)

    def cancel(self) -> None:
        self._task.cancel()
