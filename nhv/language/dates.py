"""Dates as Swedish writes them: «den 17 juni 2025», «1 apr. 2023», «1/4 2023», «2023-04-01»."""

import datetime
import re
from dataclasses import dataclass

MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A day, and where in the text it stands: text[start:end]."""

    date: datetime.date
    start: int
    end: int


def _month_numbers() -> dict[str, int]:
    numbers = {}
    for number, month in enumerate(MONTHS, 1):
        numbers[month] = number
        numbers[month[:3]] = number
    return numbers | {"sept": 9, "febr": 2}


_MONTH_NUMBERS = _month_numbers()
_MONTH = "|".join(sorted(_MONTH_NUMBERS, key=len, reverse=True))
_DATE = re.compile(
    rf"""
    (?<![\w/.-])
    (?:
        (?P<year_first>[0-9]{{4}})(?P<mark>[-/.])(?P<month_second>[0-9]{{1,2}})(?P=mark)(?P<day_last>[0-9]{{1,2}})
      | (?:den\s{{1,3}})?(?P<day>[0-9]{{1,2}})(?::?[ae]|:e)?\s{{0,3}}
        (?P<month_word>{_MONTH})\.?,?\s{{1,3}}(?P<year>[0-9]{{4}})
      | (?:den\s{{1,3}})?(?P<day_short>[0-9]{{1,2}})/(?P<month_short>[0-9]{{1,2}})
        (?:\s{{1,3}}|[-/–])(?P<year_short>[0-9]{{4}})
    )
    (?![\w/-]|\.[0-9])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_TWO_READINGS = re.compile("([0-9]{1,2})/([0-9]{1,2})[-/–][0-9]{4}")


def find_dates(text: str) -> tuple[FoundDate, ...]:
    """Every whole date in the text, from left to right. A month without a day («april 2023») is no date,
    and neither is a day that does not exist («31 februari 2023»)."""
    return tuple(found for match in _DATE.finditer(text) if (found := _read(match)) is not None)


def read_date(text: str) -> datetime.date | None:
    """The date that the text is, or None when it is something else, holds more than a date, or can be read in two ways:
    «01/02/2027» is the first of February here and the second of January elsewhere."""
    bare = text.strip().rstrip(".")
    if (slashed := _TWO_READINGS.fullmatch(bare)) and int(slashed[1]) != int(slashed[2]) <= 12 >= int(slashed[1]):
        return None
    found = find_dates(bare)
    if len(found) == 1 and (found[0].start, found[0].end) == (0, len(bare)):
        return found[0].date
    return None


_MONTH_ALONE = re.compile(
    rf"(?:(?:i|från|from)\s+)?(?:{_MONTH})\.?,?\s*(?:[0-9]{{4}})?|[0-9]{{4}}-[0-9]{{1,2}}", re.IGNORECASE
)


def without_a_day(text: str) -> bool:
    """Whether the text is a month and perhaps a year, and no day: «mars 2027», «2027-03»."""
    return _MONTH_ALONE.fullmatch(text.strip().rstrip(".")) is not None


def date_in_words(date: datetime.date) -> str:
    """1 april 2023"""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def months_after(day: datetime.date, months: int) -> datetime.date:
    """The day so many months later. The last days of a long month end with the short one."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return day.replace(year=year, month=month + 1, day=min(day.day, 28))


def date_in_english(date: datetime.date) -> str:
    """1 April 2023"""
    return f"{date.day} {date:%B} {date.year}"


def _read(match: re.Match[str]) -> FoundDate | None:
    year = match["year_first"] or match["year"] or match["year_short"]
    day = match["day_last"] or match["day"] or match["day_short"]
    word = match["month_word"]
    month = _MONTH_NUMBERS[word.lower()] if word else int(match["month_second"] or match["month_short"])
    try:
        date = datetime.date(int(year), month, int(day))
    except ValueError:
        return None
    return FoundDate(date, match.start(), match.end())


def day_written(text: str) -> datetime.date:
    """The day that stands as YYYY-MM-DD. Raises ValueError for what is none, and for the first and the last year of the
    calendar: the day before or after, or its moments in another time zone, may be none."""
    day = datetime.date.fromisoformat(text)
    if not datetime.MINYEAR < day.year < datetime.MAXYEAR:
        raise ValueError("at the end of the calendar")
    return day
