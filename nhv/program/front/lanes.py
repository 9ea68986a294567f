"""Threads in lanes, so that nobody who asks for a page waits for those who send."""

from collections.abc import Callable

from waitress.channel import HTTPChannel
from waitress.task import ThreadedTaskDispatcher

from nhv.program.front.costs import kind_of
from nhv.program.front.incoming import Incoming
from nhv.program.front.turns import Turns

# Signs of life wait for nothing; what is asked for does not wait for what is sent.
HEALTH, ASKED, SENT = "health", "asked", "sent"
THREADS = {HEALTH: 1, ASKED: 4, SENT: 4}


class Lanes:
    """As waitress's dispatcher of tasks, but each lane with threads of its own, and in each the addresses in turn."""

    def __init__(self, lane_of: Callable[[Incoming], str], whose: Callable[[Incoming], str]) -> None:
        self._lane_of = lane_of
        self._lanes: dict[str, ThreadedTaskDispatcher] = {}
        for lane, threads in THREADS.items():
            dispatcher = ThreadedTaskDispatcher()
            dispatcher.queue = Turns(
                lambda channel: whose(channel.requests[0]),
                most=max(threads - 1, 1),
                lock=dispatcher.lock,
                kind=lambda channel: kind_of(address_of(channel.requests[0])),
                # What is sent is received, however dear.
                most_dear=threads // 2 if lane == ASKED else 0,
            )
            dispatcher.set_thread_count(threads)
            self._lanes[lane] = dispatcher

    def add_task(self, channel: HTTPChannel) -> None:
        """Let the first of what this channel has received be answered by a thread of its lane."""
        self._lanes[self._lane_of(channel.requests[0])].add_task(channel)

    def shutdown(self, cancel_pending: bool = True, timeout: float = 5) -> None:
        """End the threads; what has not begun is let go."""
        for lane in self._lanes.values():
            lane.queue.let_all_go()
            lane.shutdown(cancel_pending, timeout)


def lane_of(incoming: Incoming, *, static: str = "/static/") -> str:
    """The lane of a request, by what it asks for."""
    if incoming.content_length or getattr(incoming, "command", "GET") not in ("GET", "HEAD", "OPTIONS"):
        return SENT
    return HEALTH if getattr(incoming, "path", "").startswith(("/health/", static)) else ASKED


def address_of(incoming: Incoming) -> str:
    """What it asks for, with what stands after the question mark; nothing where it is no request that can be read."""
    query = getattr(incoming, "query", "")
    return getattr(incoming, "path", "") + (f"?{query}" if query else "")
