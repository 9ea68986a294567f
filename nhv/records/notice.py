"""The administrator's notice on every page: a file in the data directory, so that it stands there also when the
database does not answer."""

import json
import os
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from nhv.files.plain import read_plain

MOST_TEXT = 500
_FILE = "notice.json"
_MOST_BYTES = 100_000


@dataclass(frozen=True)
class Notice:
    """What is said in Swedish and perhaps in English, since which day, and the last day on which it stands."""

    text: str
    english: str
    since: date
    until: date

    def __post_init__(self) -> None:
        """Raises UnicodeEncodeError, a ValueError, for half a character, which no page can hold."""
        f"{self.text}{self.english}".encode()


def put_notice(data: Path, notice: Notice) -> None:
    """Say this from now on, in place of what was said."""
    told = json.dumps(asdict(notice), default=date.isoformat, ensure_ascii=False)
    draft = data / f"{_FILE}.{os.getpid()}"
    draft.write_text(told, encoding="utf-8")
    draft.replace(data / _FILE)


def take_notice_away(data: Path) -> None:
    """Say nothing more."""
    (data / _FILE).unlink(missing_ok=True)


def notice_on(data: Path, day: date) -> Notice | None:
    """What is said on a day. Never raises: a page is worth more than what stands above it."""
    try:
        told = json.loads(read_plain(data / _FILE, most=_MOST_BYTES))
        since, until = date.fromisoformat(told["since"]), date.fromisoformat(told["until"])
        notice = Notice(str(told["text"]), str(told["english"]), since, until)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return notice if notice.since <= day <= notice.until else None
