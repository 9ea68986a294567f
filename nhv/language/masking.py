"""Words that must not be read are found in a text, however they are broken over lines, and taken out of it.

Found too often is put right by the next reader; found too seldom by nobody. So capitals, line breaks, hyphens and the
accents of a text that was set letter by letter make no difference, and an ending «s» goes with the word.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

MASKED = "[maskat]"
# What may stand between two letters of a word, or two words: blanks, line breaks, hyphens seen and unseen.
_BETWEEN = "[\\s\u00ad\u2010\u2011\ufffe\x02-]*"
_NO_WORD_BEFORE, _NO_WORD_AFTER = r"(?<![^\W_])", r"(?![^\W_])"


def places(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Where the words stand in a text: from the first sign to the one after the last. Nothing for no words."""
    pattern = _pattern(words)
    if pattern is not None:
        yield from (found.span() for found in pattern.finditer(text))


def masked(text: str, hidden: Iterable[str]) -> tuple[str, int]:
    """(the text without any of these words, how many places that was)."""
    spans = sorted(span for words in hidden for span in places(text, words))
    joined: list[tuple[int, int]] = []
    for begin, end in spans:
        if joined and begin < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((begin, end))
    for begin, end in reversed(joined):
        text = text[:begin] + MASKED + text[end:]
    return text, len(joined)


@lru_cache(maxsize=512)
def _pattern(words: str) -> re.Pattern[str] | None:
    letters = [sign for sign in unicodedata.normalize("NFC", words) if not re.fullmatch(_BETWEEN, sign)]
    if not any(sign.isalnum() for sign in letters):
        return None
    before = _NO_WORD_BEFORE if letters[0].isalnum() else ""
    after = f"s?{_NO_WORD_AFTER}" if letters[-1].isalnum() else ""
    return re.compile(before + _BETWEEN.join(map(_letter, letters)) + after, re.IGNORECASE)


def _letter(sign: str) -> str:
    """The sign, or its letter and its accents one after the other."""
    apart = unicodedata.normalize("NFD", sign)
    return re.escape(sign) if len(apart) == 1 else f"(?:{re.escape(sign)}|{re.escape(apart)})"
