"""Ages in a question or a text: «3 år», «3-åring», «6 mån», «nyfödd», «barn», «vuxen», «45-årig kvinna»."""

import re
from dataclasses import dataclass
from functools import lru_cache

from nhv.language.numbers import NUMBERS_IN_WORDS, whole_number

ADULT_FROM = 18
"""Where a source says «barn» or «vuxna» without a number, we compare with this age, and say that we do."""

OLDEST = 130


@dataclass(frozen=True, slots=True)
class Age:
    """Whole years, both ends included: «3 år» is 3–3, «barn» 0–17, «vuxen» 18–130."""

    low: int
    high: int
    words: str

    @property
    def is_child(self) -> bool | None:
        """Whether under 18; None when the words leave it open («tonåring»)."""
        if self.high < ADULT_FROM:
            return True
        return False if self.low >= ADULT_FROM else None

    def within(self, from_age: int | None, below_age: int | None) -> bool | None:
        """Whether the age lies in from_age ≤ age < below_age; None when it lies partly inside."""
        low, high = from_age or 0, (below_age or OLDEST + 1) - 1
        if low <= self.low and self.high <= high:
            return True
        return False if self.high < low or high < self.low else None


@dataclass(frozen=True, slots=True)
class FoundAge:
    """An age and where in the text the words for it stand, as (start, end)."""

    age: Age
    spans: tuple[tuple[int, int], ...]


_NUMBER = r"\d{1,3}|" + "|".join(sorted(NUMBERS_IN_WORDS, key=len, reverse=True))
_OLD = r"(?:[\s-]olds?)?"
_YEARS = rf"års?(?!sk)(?:\s+gam\w+)?|år[ai]ng(?:en|ar|arna|s)?|åri?g(?:a|t)?|years?{_OLD}"
_MONTHS = rf"mån(?:ad(?:er|s)?)?\.?|mån(?:ads|aders)?(?:gammal|gammalt|bebis)?|months?{_OLD}"
_WEEKS = (
    rf"veck(?:a|or|ors)(?:s?gammal)?|(?:dag(?:ar|ars)?|dygn|tim(?:mar|me)?)(?:\s*gam\w+)|dygn|weeks?{_OLD}"
    r"|(?:days?|hours?)[\s-]old"
)
_NUMBERED = re.compile(
    rf"""(?<![\w.,/-])
    (?:(?P<before>under|yngre\ än|över|äldre\ än|från|minst|mer\ än|mindre\ än|younger\ than|over|older\ than)\s+)?
    (?P<number>{_NUMBER})[\s-]{{0,2}}(?:(?P<years>{_YEARS})|(?P<months>{_MONTHS})|(?P<weeks>{_WEEKS}))(?!\w)
    (?P<after>\s+(?:och\s+)?(?:uppåt|äldre|yngre)|\s+sedan|\s+senare|\s+efter|\s+ago|\s+later|\s+after)?""",
    re.VERBOSE | re.IGNORECASE,
)
_DURATION = re.compile(
    r"(?:\bsedan|\bi|\bför|\befter|\binom|\bom|\bsista|\bsenaste|\bvarje|\bfor|\bsince|\bin|\blast|\bpast|\bevery)\s*$",
    re.IGNORECASE,
)

_CHILD = (0, ADULT_FROM - 1)
_IN_WORDS: tuple[tuple[str, tuple[int, int]], ...] = (
    (r"nyfö(?:dd|tt|dda|ddas)|neonat(?:al\w*)?|prematur(?:a|t)?|för tidigt född\w*|newborns?|premature", (0, 0)),
    (r"spädbarn\w*|bebis\w*|baby\w*|ettåring\w*|infants?|babies", (0, 1)),
    (r"småbarn\w*|förskolebarn\w*|toddlers?", (1, 6)),
    (r"tonår(?:ing|ingar|en|ig|iga)?s?|teenagers?", (13, 19)),
    (r"ungdom(?:ar|arna|en|s)?|adolescents?", (13, ADULT_FROM - 1)),
    (r"barn(?:et|en|s|ets|ens)?(?:\s+och\s+ungdomar)?|flick(?:a|an|or|ebarn)|poj(?:ke|ken|kar)|minderårig\w*", _CHILD),
    (
        r"pediatrisk\w*|min (?:son|dotter)|vår (?:son|dotter)|child|children|kids?|boys?|girls?|paediatric|pediatric",
        _CHILD,
    ),
    (r"vux(?:en|na|et|nas)|vuxenpatient\w*|medelålders|adults?", (ADULT_FROM, OLDEST)),
    (r"pensionär\w*|åldring\w*", (65, OLDEST)),
)
_WORDS = tuple((re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE), ages) for words, ages in _IN_WORDS)


def find_age(text: str) -> FoundAge | None:
    """The age a text speaks of. A number goes before a word; «sedan 3 år» is no age.

    None when there is none, or when the words contradict each other («barn och vuxna»).
    """
    worded = [(match, ages) for pattern, ages in _WORDS for match in pattern.finditer(text)]
    for match in sorted(_NUMBERED.finditer(text), key=_may_be_something_else):
        ages = _numbered(match)
        if ages is not None and (_is_old(match) or not _DURATION.search(text[: match.start()])):
            fitting = [found for found, wider in worded if wider[0] <= ages[0] and ages[1] <= wider[1]]
            return _found(text, ages, [match, *fitting])
    if not worded:
        return None
    low = max(ages[0] for _, ages in worded)
    high = min(ages[1] for _, ages in worded)
    if low > high:
        return None
    return _found(text, (low, high), [match for match, _ in worded])


@lru_cache(maxsize=4096)
def ages_of(text: str) -> tuple[int | None, int | None]:
    """From which age and below which a wording such as «barn och ungdomar» or «vuxna, 18 år och uppåt» speaks.

    (None, None) when it names no age. Words without a number are read with 18 years between child and adult.
    """
    children = bool(re.search(r"\b(?:barn|ungdom|pediatrisk)", text, re.IGNORECASE))
    adults = bool(re.search(r"\bvux(?:en|na)", text, re.IGNORECASE))
    found = find_age(text)
    if children and adults:
        return None, None
    if children:
        below = re.search(r"\b(?:under|yngre än)\s+(\d{1,2})\b", text, re.IGNORECASE)
        return None, int(below[1]) if below else ADULT_FROM
    if found is None:
        return (ADULT_FROM, None) if adults else (None, None)
    low, high = found.age.low, found.age.high
    return (low or None), (high + 1 if high < OLDEST else None)


_OF_CHILDREN = re.compile(r"(?<!\w)(?:infantil|juvenil|neonatal|nyfödd|foster|barn)", re.IGNORECASE)
_OF_OTHERS_TOO = re.compile(r"(?<!\w)(?:presenil|senil|adult|vux)", re.IGNORECASE)


def age_at_onset(disease: str) -> Age | None:
    """The age at which a disease begins, by its own name: «Infantil spinal muskelatrofi», «Juvenil artrit». Whoever
    has it may be older by now. None when the name says nothing of it, or names grown-ups too."""
    found = _OF_CHILDREN.search(disease)
    return Age(*_CHILD, found[0]) if found and not _OF_OTHERS_TOO.search(disease) else None


def _may_be_something_else(match: re.Match[str]) -> bool:
    """«8 månader» beside «52-åring» is no age."""
    return not _is_old(match) and not match["years"]


def _is_old(match: re.Match[str]) -> bool:
    """«8 år gammal», «8-åring»: somebody is."""
    return re.search(r"åri|gam|old|åra", match[0], re.IGNORECASE) is not None


def _numbered(match: re.Match[str]) -> tuple[int, int] | None:
    word = match["number"].casefold()
    number = whole_number(word, digits=9)
    number = NUMBERS_IN_WORDS.get(word) if number is None else number
    if number is None:
        return None
    after = (match["after"] or "").split()
    if after and after[-1] in ("sedan", "senare", "efter", "ago", "later", "after"):
        return None
    if match["weeks"]:
        return 0, 0
    if match["months"]:
        return number // 12, number // 12
    if number > OLDEST:
        return None
    before = (match["before"] or "").casefold()
    if before in ("under", "yngre än", "mindre än", "younger than"):
        return 0, max(number - 1, 0)
    if before or (after and after[-1] in ("uppåt", "äldre")):
        return number, OLDEST
    if after:
        return 0, number
    return number, number


def _found(text: str, ages: tuple[int, int], matches: list[re.Match[str]]) -> FoundAge:
    spans = tuple(sorted({match.span() for match in matches}))
    words = " ".join(text[start:end].strip() for start, end in spans)
    return FoundAge(Age(*ages, words), spans)
