"""Whether the clock can be believed: against the diary, which only goes forward, and the machine's own pulse.

What came is stamped when its last byte was here, and judged later: then the clock may have been set right again. So it
is noted how wrong the clock was while it stamped.
"""

import time
from collections import deque
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

# Two machines with one database never agree better than this; a clock that is set right is moved further.
TOLERATED = timedelta(seconds=5)
# Within one program the clock and the pulse are slewed alike, so that any step between them can be told. What is less
# is the time that it takes to read both.
SEEN = timedelta(milliseconds=100)


def now() -> datetime:
    """What the clock says, in UTC."""
    return datetime.now(UTC)


def _pulse() -> float:
    return time.clock_gettime(time.CLOCK_BOOTTIME)


def _apart() -> datetime:
    """When the pulse was nothing, by the clock: read again where something came between the readings."""
    best, least = now() - timedelta(seconds=_pulse()), float("inf")
    for _try in range(5):
        before, said, after = _pulse(), now(), _pulse()
        if after - before < least:
            best, least = said - timedelta(seconds=after), after - before
        if least < SEEN.total_seconds() / 100:
            break
    return best


_began = _apart()


def leap() -> timedelta:
    """How far the clock has been moved since this program began: forward is more than nothing."""
    return _apart() - _began


@dataclass
class _Stretch:
    """A time through which the clock was moved about as much: its leap, and what it said first and last."""

    leap: timedelta
    first: datetime
    last: datetime


# How the clock has been set while something was stamped, the latest last.
_MOST_STRETCHES = 1_000
_stretches: deque[_Stretch] = deque(maxlen=_MOST_STRETCHES)


def note() -> None:
    """Note how far the clock is moved now: something is stamped by it."""
    said, moved = now(), leap()
    latest = _stretches[-1] if _stretches else None
    if latest is not None and abs(latest.leap - moved) <= SEEN:
        latest.last = max(latest.last, said)
    else:
        _stretches.append(_Stretch(moved, said, said))


def _leap_at(at: datetime) -> timedelta:
    """How far forward the clock had been moved when it said so, as far as can be known: the furthest of all times when
    it did, and of now."""
    then = [one.leap for one in tuple(_stretches) if one.first - TOLERATED <= at <= one.last + TOLERATED]
    return max((leap(), *then))


def earliest(at: datetime) -> datetime:
    """The earliest that something can have come of which the clock says `at`: so much before as the clock had been
    moved forward since this program began. A clock that was ahead before that cannot be told from one that is right."""
    ahead = _leap_at(at)
    return at - ahead if ahead > SEEN else at


def doubt(last_entry: datetime | None, at: datetime | None = None, *, bound: datetime | None = None) -> str:
    """Why what the clock says now, or said when it stamped `at`, is not to be believed; nothing when it is: `behind`
    the diary's last entry, or `moved` since this program began. A small step is told only of what would have come
    after its `bound` without it."""
    if last_entry is not None and now() < last_entry - TOLERATED:
        return "behind"
    if at is not None and bound is not None and earliest(at) < bound <= at:
        return "moved"
    return "moved" if abs(leap()) > TOLERATED or (at is not None and _leap_at(at) > TOLERATED) else ""
