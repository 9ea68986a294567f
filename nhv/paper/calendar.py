"""Days as a calendar file (iCalendar, RFC 5545): whole days, each with an identity that stays when the day moves."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from nhv.language.characters import printable

LONGEST = 75  # octets of a line


@dataclass(frozen=True)
class CalendarDay:
    """What happens on a day. `identity` is the same when the day is moved, so that a calendar moves it too."""

    identity: str
    day: date
    what: str
    address: str


def calendar(name: str, days: Iterable[CalendarDay], *, changed_at: datetime) -> str:
    """The whole file. `changed_at` is when it last changed: the same days give the same file."""
    stamp = changed_at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//nhv//calendar//SV", f"X-WR-CALNAME:{_escaped(name)}"]
    for one in days:
        lines += _event(one, stamp)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _event(one: CalendarDay, stamp: str) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{one.identity}",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{one.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{one.day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escaped(one.what)}",
        f"URL:{one.address}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _escaped(text: str) -> str:
    plain = " ".join(printable(text).split())
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 octets, each after the first begun with a space; no letter is cut in two."""
    piece = ""
    for letter in line:
        if len((piece + letter).encode()) > LONGEST:
            yield piece
            piece = " "
        piece += letter
    yield piece
