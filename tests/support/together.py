"""Several at once: threads that start together, each with its own connection to the database."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connections


def at_once(number: int, do: Callable[[], Any]) -> list[Any]:
    """What `number` threads got that did this at the same time; an exception that one raised is its result."""
    start = threading.Barrier(number)
    results: list[Any] = []

    def one() -> None:
        start.wait()
        try:
            results.append(do())
        except Exception as error:
            results.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
