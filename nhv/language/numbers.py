"""Whole numbers in digits («4», «1 000») and in Swedish words («fyra», «tjugoett», «hundra»)."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

_ONES = (
    "noll",
    "ett",
    "två",
    "tre",
    "fyra",
    "fem",
    "sex",
    "sju",
    "åtta",
    "nio",
    "tio",
    "elva",
    "tolv",
)
_TEENS = ("tretton", "fjorton", "femton", "sexton", "sjutton", "arton", "nitton")
_TENS = ("tjugo", "trettio", "fyrtio", "femtio", "sextio", "sjuttio", "åttio", "nittio")
# Of a whole number that somebody writes in a form or an address; any more, and no limit of ours is near.
MOST_DIGITS = 12
ARTICLES = frozenset(("en", "ett"))


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A number, where in the text it stands (text[start:end]), and whether it may be a mere article."""

    number: int
    start: int
    end: int
    article: bool = False


def _numbers_in_words() -> dict[str, int]:
    words = dict(zip(_ONES + _TEENS, range(20), strict=True))
    for tens, name in enumerate(_TENS, 2):
        words[name] = tens * 10
        for ones in range(1, 10):
            words[name + _ONES[ones]] = tens * 10 + ones
        words[name + "en"] = tens * 10 + 1
    words |= {
        "en": 1,
        "tju": 20,
        "aderton": 18,
        "hundra": 100,
        "etthundra": 100,
        "tvåhundra": 200,
    }
    return words


NUMBERS_IN_WORDS = _numbers_in_words()

_DIGITS = re.compile(r"[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+|[0-9]{1,12}")
_FIND = re.compile(
    r"(?<![\w.,:-])(?:[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+|[0-9]{1,12}|[a-zåäö]{2,14})(?![\w-]|[.,:][0-9])",
    re.IGNORECASE,
)


def whole_number(text: str, *, digits: int) -> int | None:
    """The number that a program wrote in so many of our own ten digits at the most; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= digits else None


def only_our_digits(value: object) -> object:
    """The value, where it is a number or written in not too many of our own ten digits. Raises ValueError."""
    if isinstance(value, str) and not re.fullmatch("-?[0-9]+", value):
        raise ValueError("a whole number is written in the digits 0-9")
    if isinstance(value, str) and len(value) > MOST_DIGITS:
        raise ValueError(f"a whole number has at most {MOST_DIGITS} digits")
    return value


def with_our_digits(text: str) -> str:
    """The text with its digits as our own ten, whatever script or width they are written in; raised ones stay."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(sign, sign)) if not sign.isascii() else sign for sign in text)


def read_number(text: str) -> int | None:
    """The whole number that the text is («fyra», «4», «1 000»), or None. Never negative."""
    bare = text.strip().casefold()
    if bare in NUMBERS_IN_WORDS:
        return NUMBERS_IN_WORDS[bare]
    if _DIGITS.fullmatch(bare):
        return int(re.sub(r"\D", "", bare))
    return None


def find_numbers(text: str) -> tuple[FoundNumber, ...]:
    """Every whole number in the text, from left to right; «en» and «ett» are marked as possible articles."""
    found = []
    for match in _FIND.finditer(text):
        number = read_number(match[0])
        if number is not None:
            article = match[0].casefold() in ARTICLES
            found.append(FoundNumber(number, match.start(), match.end(), article))
    return tuple(found)


def written(number: int | float) -> str:
    """«1 234,5» with a space that does not break the line."""
    whole, _, rest = format(Decimal(str(number)), "f").partition(".")
    return f"{int(whole):,}".replace(",", "\u00a0") + (f",{rest}" if rest else "")


def stored_number(told: object) -> int:
    """A number that a file of ours says, as JSON has it: whole, not below nought, and such that a database can hold it.

    Raises ValueError for anything else; `int()` takes «٣», turns 1.9 into 1, and stops at 1e400.
    """
    if type(told) is not int or not 0 <= told < 2**63:
        raise ValueError("not a number that can be stored")
    return told
