"""What a stranger sends, before any parser meets it: bounded in length and depth, and made of characters that exist."""

import json
import re
from typing import Any

MOST_SIGNS, MOST_DEPTH, MOST_DIGITS = 32_768, 32, 400

_SURROGATE = re.compile("[\ud800-\udfff]")


class Unreadable(ValueError):
    """What was sent is not what it should be. Answered with 400 and a sentence."""


class NotUtf8(Unreadable):
    """A form was sent in other bytes than UTF-8."""


class CutShort(Unreadable):
    """A form in parts ends before its last part does."""


class NamelessFile(Unreadable):
    """A file was sent whose name is none."""


class SaidTwice(Unreadable):
    """A field that has one value says two."""


def read_json(text: str, *, most: int = MOST_SIGNS) -> Any:
    """The value of a JSON text. Raises Unreadable: too long, too deep, a number that nobody needs, half a character."""
    if len(text) > most or re.search(f"[0-9]{{{MOST_DIGITS}}}", text) or _depth(text) > MOST_DEPTH:
        raise Unreadable("too long, too deep or too large")
    try:
        value = json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError) as fault:
        raise Unreadable("no JSON") from fault
    if _SURROGATE.search(text) or _SURROGATE.search(json.dumps(value, ensure_ascii=False)):
        raise Unreadable("half of a character")
    return value


def _depth(text: str) -> int:
    """How many brackets stand open at most, those in texts among them: never fewer than there are."""
    deepest = open_ = 0
    for sign in text:
        if sign in "[{":
            open_ += 1
            deepest = max(deepest, open_)
        elif sign in "]}":
            open_ = max(open_ - 1, 0)
    return deepest


def _no_constant(name: str) -> Any:
    raise Unreadable(f"{name} is no number")
