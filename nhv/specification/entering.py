"""What is settled and refused in a document when it comes here, as in a form: what nobody sees, and days nobody means.

What the register has kept is read as it stands.
"""

from datetime import date
from typing import Any

from nhv.language.characters import is_hidden, is_turned, one_line_break, without_invisible
from nhv.specification.deadlines import FIRST_YEAR, LAST_YEAR


class UnfitToEnter(Exception):
    """What a document holds that none may. `where` is the path to it; `str()` the Swedish end of a sentence."""

    def __init__(self, words: str, where: tuple[int | str, ...]) -> None:
        super().__init__(words)
        self.where = where


def entered(value: Any, where: tuple[int | str, ...] = ()) -> Any:
    """The content of a document, without signs that nobody sees and with one kind of line break. Raises UnfitToEnter
    for a sign that no text holds, for figures whose order is turned, and for a year that nobody means."""
    match value:
        case dict():
            return {key: entered(inner, (*where, key)) for key, inner in value.items()}
        case list() | tuple():
            return [entered(inner, (*where, number)) for number, inner in enumerate(value)]
        case str():
            return _text(value, where)
        case date() if not FIRST_YEAR <= value.year <= LAST_YEAR:
            raise UnfitToEnter(f"året ska vara mellan {FIRST_YEAR} och {LAST_YEAR}", where)
    return value


def _text(text: str, where: tuple[int | str, ...]) -> str:
    if is_turned(text):
        raise UnfitToEnter("texten har tecken som vänder siffrornas ordning; skriv om den", where)
    seen = without_invisible(one_line_break(text))
    if any(map(is_hidden, seen)):
        raise UnfitToEnter("texten innehåller styrtecken eller andra tecken som inte syns; ta bort dem", where)
    try:
        day = date.fromisoformat(seen) if len(seen) == len("2023-04-01") else None
    except ValueError:
        day = None
    return seen if day is None else str(entered(day, where))
