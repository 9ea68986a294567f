"""What is said to a person and can be said in another language: Swedish words, and the values that they have room for.

The words stand where they are said, so that the sources are the list of them: `nhv.website.translations` finds them
there. They are a template, «Frågan är för lång: högst {most} tecken.»; a value is a number, a name, a day, or itself
something that is said in words.
"""

import datetime
from collections.abc import Callable

from nhv.language.dates import date_in_words


class Phrase:
    """Part of a sentence. `str()` is the Swedish of it."""

    def __init__(self, words: str, **told: object) -> None:
        self.words = words
        self.told = told

    def __str__(self) -> str:
        return say(self)


class Fault(Exception):
    """Why something cannot be. `code` is its name, for programs and tests; `str()` the Swedish of it."""

    def __init__(self, code: str, words: str, **told: object) -> None:
        super().__init__(code)
        self.code = code
        self.words = words
        self.told = told

    def __str__(self) -> str:
        return say(self)


def swedish(value: object) -> str:
    """A value in a Swedish sentence: a day as «14 november 2025», all else as it is."""
    return date_in_words(value) if isinstance(value, datetime.date) else str(value)


def say(
    said: Phrase | Fault, translated: Callable[[str], str] = str, value_in_words: Callable[[object], str] = swedish
) -> str:
    """The words with their values in them, all of it by way of `translated`, which gives the words of a language for
    the Swedish ones, and `value_in_words`, which says what is no words."""

    def inner(value: object) -> str:
        return say(value, translated, value_in_words) if isinstance(value, Phrase | Fault) else value_in_words(value)

    return translated(said.words).format(**{name: inner(value) for name, value in said.told.items()})
