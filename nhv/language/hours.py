"""When somebody answers, as people write it in Swedish, said in English: «vardagar 8–16» → «weekdays 8–16»."""

import re
from typing import Final

_DAYS: Final = {
    "måndag": "Monday",
    "tisdag": "Tuesday",
    "onsdag": "Wednesday",
    "torsdag": "Thursday",
    "fredag": "Friday",
    "lördag": "Saturday",
    "söndag": "Sunday",
}
_WORDS: Final = {
    "dygnet runt": "day and night",
    "alla dagar": "every day",
    "alla vardagar": "every weekday",
    "vardagar": "weekdays",
    "vardag": "weekdays",
    "helgfri vardag": "weekdays",
    "helgfria vardagar": "weekdays",
    "helger": "weekends",
    "helg": "weekends",
    "dagtid": "daytime",
    "jourtid": "out of hours",
    "klockan": "",
    "kl.": "",
    "kl": "",
    "och": "and",
    "samt": "and",
    "till": "to",
    "påhittat nummer": "invented number",
    **_DAYS,
    **{f"{swedish}ar": f"{english}s" for swedish, english in _DAYS.items()},
    **{swedish[:3]: english for swedish, english in _DAYS.items()},
}
_PIECE: Final = re.compile(
    "|".join(re.escape(words) + r"(?!\w)" for words in sorted(_WORDS, key=len, reverse=True))
    + r"|\d{1,2}(?:[.:]\d{2})?|[–—,;()\s-]",
    re.IGNORECASE,
)


def hours_in_english(swedish: str) -> str | None:
    """The same in English, where every word of it is a day, an hour or another word of a timetable; else None, and the
    reader gets the Swedish."""
    said, end = "", 0
    for piece in _PIECE.finditer(swedish):
        if piece.start() != end:
            return None
        said, end = said + _WORDS.get(piece[0].casefold(), piece[0]), piece.end()
    return " ".join(said.split()) if end == len(swedish) else None
