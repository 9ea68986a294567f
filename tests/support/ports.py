"""Ports of 127.0.0.1 for programs of ours, each given out once."""

import itertools
import socket

# Below those that Linux itself hands out, to whoever connects or does not care.
_numbers = itertools.cycle(range(20_000, 32_000))
_taken: list[socket.socket] = []


def free_port() -> int:
    """A port that nobody listens on, and that no other process of any tests on this machine is given while we live."""
    return next(number for number in _numbers if _is_ours(number) and not _in_use(number))


def is_open(port: int) -> bool:
    """Whether somebody listens."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _is_ours(number: int) -> bool:
    """Takes it. A name like this can be held by one process at a time, and is free again when that has ended."""
    name = socket.socket(socket.AF_UNIX)
    try:
        name.bind(f"\0nhv-tests-port-{number}")
    except OSError:
        name.close()
        return False
    _taken.append(name)
    return True


def _in_use(number: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", number))
        except OSError:
            return True
    return False
