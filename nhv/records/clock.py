"""Whether the clock can be believed: against the diary, which only goes forward, and the machine's own pulse."""

import time
from datetime import UTC, datetime, timedelta

# Two machines with one database never agree better than this; a clock that is set right is moved further.
TOLERATED = timedelta(seconds=5)


def now() -> datetime:
    """What the clock says, in UTC."""
    return datetime.now(UTC)


def _pulse() -> float:
    return time.clock_gettime(time.CLOCK_BOOTTIME)


_began = now() - timedelta(seconds=_pulse())


def leap() -> timedelta:
    """How far the clock has been moved since this program began: forward is more than nothing."""
    return now() - timedelta(seconds=_pulse()) - _began


def earliest(at: datetime) -> datetime:
    """The earliest that something can have come of which the clock says `at`: so much before as the clock has been
    moved forward since this program began. A clock that was ahead before that cannot be told from one that is right."""
    ahead = leap()
    return at - ahead if ahead > TOLERATED else at


def doubt(last_entry: datetime | None) -> str:
    """Why what the clock says now is not to be believed; nothing when it is: `behind` the diary's last entry, or
    `moved` since this program began."""
    if last_entry is not None and now() < last_entry - TOLERATED:
        return "behind"
    return "moved" if abs(leap()) > TOLERATED else ""
