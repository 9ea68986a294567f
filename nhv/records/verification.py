"""What `nhv verify` asks: every app adds its own question when it is made ready, and none needs to know the others."""

from collections.abc import Callable, Iterable, Iterator

# Each gives what does not verify, one Swedish sentence each.
Check = Callable[[], Iterable[str]]

_checks: list[Check] = []


def also_verify(check: Check) -> None:
    """Ask this too, after what the apps below have added."""
    if check not in _checks:
        _checks.append(check)


def faults() -> Iterator[str]:
    """All that does not verify, slowly: every hash is computed again."""
    for check in _checks:
        yield from check()
