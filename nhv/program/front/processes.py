"""Several processes that let people in from one and the same socket: whoever is free takes the next."""

import multiprocessing
import socket
import time
from collections.abc import Callable
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess

# A process that ends at once is not begun again in the same moment.
_REST = 1.0


def listening_socket(host: str, port: int) -> socket.socket:
    """A socket that is listened to. Raises OSError when somebody else listens there."""
    family, kind, number, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    listening = socket.socket(family, kind, number)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind(place)
    listening.listen(1_024)
    listening.setblocking(False)
    return listening


def keep_running(processes: int, work: Callable[[], None], *, stop_seconds: float) -> None:
    """Run `work` in so many processes, and begin one anew that has ended, until KeyboardInterrupt. They are forked, so
    what they share is here once; nothing of ours may hold a connection or a thread by then."""
    fork = multiprocessing.get_context("fork")

    def begin() -> BaseProcess:
        process = fork.Process(target=work, name="nhv-serve")
        process.start()
        return process

    running = [begin() for _ in range(processes)]
    try:
        while True:
            wait([process.sentinel for process in running])
            time.sleep(_REST)
            running = [process if process.is_alive() else begin() for process in running]
    except KeyboardInterrupt:
        _end(running, stop_seconds)


def _end(running: list[BaseProcess], seconds: float) -> None:
    for process in running:
        process.terminate()
    last = time.monotonic() + seconds
    for process in running:
        process.join(max(last - time.monotonic(), 0.1))
        if process.is_alive():
            process.kill()
            process.join()
