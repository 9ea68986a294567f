"""What is measured («15 %», «8 cm», «i 3 månader») and the limits that a text sets for it («större än 10 mm»)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import inf
from typing import Literal

from nhv.language.ages import ADULT_FROM, OLDEST, Age
from nhv.language.numbers import NUMBERS_IN_WORDS

_UNITS: tuple[tuple[str, str, float], ...] = (
    ("share", r"%|procent|percent|per\s?cent", 1),
    ("length", r"mm(?!\s?hg)|millimeter|millimetres?", 1),
    ("length", r"cm|centimeter|centimetres?|centimeters?", 10),
    ("pressure", r"mm\s?hg", 1),
    ("volume", r"ml|milliliter|cc", 1),
    ("weight", r"gram|g", 1),
    ("weight", r"kg|kilo", 1000),
    ("amount", r"mg|µg|mmol|mol|kpa|poäng|points?", 1),
    ("time", r"dag(?:ar|ars)?|dygn|days?", 1),
    ("time", r"veck(?:a|or|ors)|weeks?", 7),
    ("time", r"mån(?:ad(?:er|ers|s)?)?|months?", 30),
    ("time", r"års?|years?", 365),
)
_UNIT = "|".join(unit for _, unit, _ in _UNITS)
_WORDS = "|".join(sorted(NUMBERS_IN_WORDS, key=len, reverse=True))
NUMBER = rf"(?:\d+(?:[.,]\d+)?|{_WORDS})"
_MORE = r"större|överstig\w+|mer|högre|minst|över|längre|äldre|more|larger|greater|bigger|over|above|older|longer|>|≥"
_LESS = r"mindre|lägre|högst|under|kortare|yngre|less|smaller|below|younger|shorter|<|≤"
_MEASURE = re.compile(
    rf"(?:(?<!\w)(?P<way>{_MORE}|{_LESS})\s*(?:än\s+|than\s+)?)?"
    rf"(?<![\w.,/+])(?:(?P<low>{NUMBER})\s*(?:-|–|till|to|x|×)\s*)?(?P<high>{NUMBER})\s?-?(?P<unit>{_UNIT})(?![\w])",
    re.IGNORECASE,
)
_IS_MORE = re.compile(_MORE, re.IGNORECASE)
# «personer över 65 år» is an age; of time only what lasts or is old is a limit.
_OF_AGE = re.compile(r"(?:över|under|over|above|below)\Z", re.IGNORECASE)
_DENIED = re.compile(r"(?<![\w-])(?:ingen|inget|inga|inte|ej|utan|no|not|without)\s+(?:\w+\s+){0,3}\Z", re.IGNORECASE)
_PERSONS = re.compile(r"(?:barn|personer|patienter|vuxna|ungdomar|children|persons)\s+\Z", re.IGNORECASE)
_AGES = re.compile(
    r"\b(?:(?P<from>\d{1,2})\s*[–-]\s*(?P<to>\d{1,2})|under\s+(?P<below>\d{1,2})|över\s+(?P<over>\d{1,2})"
    r"|(?P<adults>vuxna)|(?P<children>barn)(?!\s+(?:\d|under)))(?!\s*(?:%|procent))",
    re.IGNORECASE,
)

_OVER = re.compile(r"\b(?:över|äldre än|over|older than)\s+\d", re.IGNORECASE)
_ALL = (0, OLDEST)

Kind = str
Outcome = Literal["met", "refused", "unsaid"]


@dataclass(frozen=True, slots=True)
class Measure:
    """A quantity by its kind, in the kind's smallest unit (time in days), from low to high, and where it stands."""

    kind: Kind
    low: float
    high: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Limit:
    """A quantity that a text wants more of than `above`, or less than `below`; for which ages, where it says; and
    its words."""

    kind: Kind
    above: float
    below: float
    ages: tuple[tuple[int, int], ...]
    words: str

    def outcome(self, measure: Measure) -> Outcome:
        """Whether the measure lies within; unsaid where it lies partly inside."""
        if measure.low > self.above and (measure.high < self.below or self.below == inf):
            return "met"
        return "refused" if measure.high <= self.above or measure.low >= self.below else "unsaid"


def find_measures(text: str) -> tuple[Measure, ...]:
    """All quantities but times, of which only `find_times` knows whether they are ages."""
    return tuple(measure_of(match) for match in _MEASURE.finditer(text) if _kind(match)[0] != "time")


def find_spans_of_time(text: str) -> tuple[Measure, ...]:
    """The times of a text that is known to tell of how long something lasts."""
    return tuple(measure_of(match) for match in _MEASURE.finditer(text) if _kind(match)[0] == "time")


def measure_of(match: re.Match[str]) -> Measure:
    """What «över 15 %», «ingen rest över 10 mm» or «3–4 cm» says. More than is just above."""
    kind, size = _kind(match)
    low, high = _number(match["low"] or match["high"]) * size, _number(match["high"]) * size
    if match["way"]:
        is_more = _IS_MORE.fullmatch(match["way"]) is not None
        if _DENIED.search(match.string[: match.start()]):
            low, high = (0.0, high) if is_more else (high, inf)
        else:
            low, high = (high + 0.001, inf) if is_more else (0.0, high - 0.001)
    return Measure(kind, low, high, match.start(), match.end())


@lru_cache(maxsize=4096)
def find_limits(text: str) -> tuple[Limit, ...]:
    """The limits a text sets, in its order. Limits of age are no limits of time."""
    found = [match for match in _MEASURE.finditer(text) if match["way"] and not _is_an_age(match, text)]
    ends = [after.start() for _, after in pairwise(found)] + [len(text)] * bool(found)
    return tuple(_limit(match, text[match.end() : end]) for match, end in zip(found, ends, strict=True))


def compare(limits: Sequence[Limit], measures: Sequence[Measure], age: Age | None) -> Outcome:
    """Whether what is measured lies within the limits that hold for the age. Unsaid where nothing of their kind is
    measured, or where limits of several ages say different things."""
    outcomes: set[Outcome] = set()
    for kind in dict.fromkeys(limit.kind for limit in limits):
        measured = [measure for measure in measures if measure.kind == kind]
        holding = _for_age([limit for limit in limits if limit.kind == kind], age)
        outcomes |= {limit.outcome(measure) for limit in holding for measure in measured} or {"unsaid"}
    if outcomes == {"met"}:
        return "met"
    return "refused" if outcomes == {"refused"} else "unsaid"


def _for_age(limits: Sequence[Limit], age: Age | None) -> Sequence[Limit]:
    """Those that hold for an age: the narrowest that holds for all of it, and the narrower that hold for a part of it
    («vuxen» may be over 65); all where no age is known."""
    if age is None:
        return limits
    ages = [(high - low, limit, _lies_in(age, low, high)) for limit in limits for low, high in limit.ages or (_ALL,)]
    narrowest = min((width for width, _, within in ages if within), default=None)
    if narrowest is None:
        return limits
    return [
        limit
        for width, limit, within in ages
        if (within and width == narrowest) or (within is None and width < narrowest)
    ]


def _lies_in(age: Age, low: int, high: int) -> bool | None:
    """«Över 65 år» in a question is the text's «över 65 år», and not also who is 65."""
    over = _OVER.search(age.words) is not None and age.high == OLDEST and age.low + 1 == low
    return Age(age.low + over, age.high, age.words).within(low, high + 1)


def _limit(match: re.Match[str], after: str) -> Limit:
    kind, size = _kind(match)
    number = _number(match["high"]) * size
    # «minst 5» is met by 5 itself, «över 5» only by more.
    own = 0.0005 if match["way"].casefold() in ("minst", "högst", "≥", "≤") else 0.0
    above, below = (number - own, inf) if _IS_MORE.fullmatch(match["way"]) else (-1.0, number + own)
    return Limit(kind, above, below, _ages_in(after.partition(".")[0]), match[0].strip())


def _ages_in(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(map(_age_range, _AGES.finditer(text)))


def _age_range(match: re.Match[str]) -> tuple[int, int]:
    if match["from"]:
        return int(match["from"]), int(match["to"])
    if match["below"]:
        return 0, int(match["below"]) - 1
    if match["over"]:
        return int(match["over"]) + 1, OLDEST
    return (ADULT_FROM, OLDEST) if match["adults"] else (0, ADULT_FROM - 1)


def _is_an_age(match: re.Match[str], text: str) -> bool:
    if _kind(match)[0] != "time":
        return False
    return bool(_OF_AGE.search(match["way"]) or _PERSONS.search(text[: match.start()]))


@lru_cache(maxsize=256)
def _kind_of(unit: str) -> tuple[Kind, float]:
    return next((kind, size) for kind, form, size in _UNITS if re.fullmatch(form, unit, re.IGNORECASE))


def _kind(match: re.Match[str]) -> tuple[Kind, float]:
    return _kind_of(match["unit"].casefold())


def _number(text: str) -> float:
    word = text.casefold()
    return float(NUMBERS_IN_WORDS[word]) if word in NUMBERS_IN_WORDS else float(word.replace(",", "."))
