"""What `nhv verify` asks: every app adds its own question when it is made ready, and none needs to know the others.

Whoever alters a row can make it one that no reader expects. So each question is guarded, and within it each table and
each row: what it stumbles over is told, and does not hide what the others find. Nor do so many faults of one kind.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from nhv.records.any_text import any_text_everywhere
from nhv.records.keys import KeyFault

# Each gives what does not verify, one Swedish sentence each.
Check = Callable[[], Iterable[str]]

# So much is told of one table or one question; whoever floods one leaves the others legible.
MOST_OF_A_KIND = 2_000
_checks: list[Check] = []


def also_verify(check: Check) -> None:
    """Ask this too, after what the apps below have added."""
    if check not in _checks:
        _checks.append(check)


def faults() -> Iterator[str]:
    """All that does not verify, slowly: every hash is computed again."""
    with any_text_everywhere():
        for check in _checks:
            yield from guarded("en kontroll", check())


def guarded(what: str, found: Iterable[str]) -> Iterator[str]:
    """What is found; and, where it stumbles over something that cannot be read, that it could not go on."""
    try:
        yield from found
    except KeyFault as error:
        yield f"{what} kunde inte göras färdig: {error}"
    except Exception as error:  # What somebody has written in a database can raise anything in who reads it.
        yield f"{what} kunde inte göras färdig: något i databasen går inte att läsa ({type(error).__name__})"


def the_first(what: str, found: Iterable[str]) -> Iterator[str]:
    """So many of what is found, and then that there is more."""
    left = iter(found)
    yield from islice(left, MOST_OF_A_KIND)
    if next(left, None) is not None:
        yield f"{what}: fler än {MOST_OF_A_KIND} fel; de övriga nämns inte var för sig"
