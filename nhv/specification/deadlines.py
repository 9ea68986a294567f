"""When a deadline is: the last local day (or hour) in Sweden, and the instant after which it is too late.

A deadline is kept as people say it, «senast den 14 november 2025», and compared as one instant in UTC that is itself
too late: the midnight that ends the day, which is 23:00 UTC in winter and 22:00 in summer.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from nhv.language.faults import Fault

SWEDEN = ZoneInfo("Europe/Stockholm")
# Outside these a year is a slip of the hand, and some have no day after their last.
FIRST_YEAR, LAST_YEAR = 1900, 2199


class DeadlineFault(Fault, ValueError):
    """No such deadline. `str()` is the Swedish end of a sentence: what is wrong and what to do."""


def first_too_late(last_day: date, at: time | None = None) -> datetime:
    """The first instant, in UTC, that is too late: the end of `last_day`, or the hour `at` on it (Swedish time).

    Raises DeadlineFault when the hour does not exist that day, or exists twice, because the clocks are moved, and for a
    year that nobody means.
    """
    if not FIRST_YEAR <= last_day.year <= LAST_YEAR:
        raise DeadlineFault(
            "year_unlikely", "året ska vara mellan {first} och {last}", first=str(FIRST_YEAR), last=str(LAST_YEAR)
        )
    if at is None:
        return datetime.combine(last_day + timedelta(days=1), time.min, tzinfo=SWEDEN).astimezone(UTC)
    if at.tzinfo is not None:
        raise DeadlineFault("hour_with_zone", "klockslaget ska vara svensk tid utan zon")
    early, late = (datetime.combine(last_day, at.replace(fold=fold), tzinfo=SWEDEN) for fold in (0, 1))
    if early.utcoffset() != late.utcoffset():
        # Of a missing hour both readings come back as another hour; of a doubled one both are right.
        missing = early.astimezone(UTC).astimezone(SWEDEN).time() != at
        hour = f"{at:%H.%M}"
        if missing:
            raise DeadlineFault(
                "hour_missing",
                "klockan {hour} finns inte den {day}, när klockan ställs om; välj ett annat klockslag",
                hour=hour,
                day=last_day,
            )
        raise DeadlineFault(
            "hour_doubled",
            "klockan {hour} inträffar två gånger den {day}, när klockan ställs om; välj ett annat klockslag",
            hour=hour,
            day=last_day,
        )
    return early.astimezone(UTC)


def is_late(received_at: datetime, last_day: date, at: time | None = None) -> bool:
    """Whether something that came at `received_at` (with a time zone) came too late."""
    if received_at.tzinfo is None:
        raise ValueError("a time of receipt has a time zone")
    return received_at >= first_too_late(last_day, at)


# New Year, Epiphany, the first of May, the National Day, and Christmas with its eve and that of the New Year.
_HOLIDAYS = {(1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31)}
# Good Friday, Easter Monday and Ascension Day, by days from Easter.
_FROM_EASTER = {-2, 1, 39}


def is_rest_day(day: date) -> bool:
    """Whether it is a Saturday, a Sunday, a Swedish holiday or the eve of one that is kept as such: days on which few
    are at work."""
    is_midsummer_eve = day.month == 6 and 19 <= day.day <= 25 and day.isoweekday() == 5
    is_fixed = (day.month, day.day) in _HOLIDAYS
    return day.isoweekday() >= 6 or is_fixed or is_midsummer_eve or (day - _easter(day.year)).days in _FROM_EASTER


def working_days_around(day: date) -> tuple[date, date]:
    """The last working day before it, and the first one after it."""
    before, after = day - timedelta(days=1), day + timedelta(days=1)
    while is_rest_day(before):
        before -= timedelta(days=1)
    while is_rest_day(after):
        after += timedelta(days=1)
    return before, after


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the rule that Nature published in 1876."""
    century, of_century = divmod(year, 100)
    golden = year % 19
    leaps, rest = divmod(century, 4)
    shift = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leaps - shift + 15) % 30
    quarters, odd = divmod(of_century, 4)
    week = (32 + 2 * rest + 2 * quarters - moon - odd) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, before = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, before + 1)
