"""The mark of a data directory that is being restored: no server starts on it before everything in it verifies.

It lies there from before the first file until the last verification, so it also stays when a restore is killed.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_MARK = "restored_not_verified"


@contextmanager
def until_right(data: Path) -> Iterator[Callable[[], None]]:
    """Mark the directory. The block calls what it is given when all is right; else the mark stays."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    mark = data / _MARK
    mark.touch(mode=0o600)
    yield lambda: mark.unlink()


def check(data: Path) -> None:
    """Raises SystemExit for a directory that bears the mark."""
    if (data / _MARK).exists():
        raise SystemExit(
            f"nhv: {data}: återställningen blev inte färdig eller stämde inte, och ingenting startar här. Kör "
            f"`nhv verify`; återställ en annan säkerhetskopia till en tom datamapp, eller ta bort filen {_MARK} om "
            "felen är kända och godtas."
        )
