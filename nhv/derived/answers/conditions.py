"""What a verdict rests on: how its hits fit, what of a clause's own limits nobody has said, and whose care it is."""

import re
from collections.abc import Sequence

from nhv.derived.answers.matching import Hit
from nhv.derived.answers.question import Question
from nhv.specification.area import Area, Exclusion

# «större än 10 mm», «mer än 30 procent».
_LIMIT = re.compile(
    r"(?:större|mindre|mer|högre|lägre|minst|högst|över|under)\s+(?:än\s+)?"
    r"\d+(?:,\d+)?\s*(?:%|procent|millimeter|centimeter|mm|cm|mmHg)(?!\w)",
    re.IGNORECASE,
)
# «i mer än tre månader» is open where the question tells of days or weeks.
_LASTING = re.compile(r"\bi\s+(?:mer|längre)\s+än\s+\w+\s+månader\b", re.IGNORECASE)
_SHORT = re.compile(r"\b(?:dagar|veckor|days|weeks)\b", re.IGNORECASE)
_SOME_ADULTS = re.compile(r"\bbarn\b.*?\b(vuxna med [^.]+?)(?= som en |[.]|$)", re.IGNORECASE)
_GRAMMAR = frozenset(("vuxna", "med", "och", "vid", "som", "av", "i", "eller"))
_ELSEWHERE = re.compile(r"\bannat tillstånd\b|\bannat område\b|\bingår i området\b", re.IGNORECASE)


def goes_first(hits: Sequence[Hit]) -> bool:
    """Whether the conference is named, and the rest only says what may follow on its decision."""
    to_conference = [hit for hit in hits if hit.entry.kind == "criterion"]
    return bool(to_conference) and all(
        hit.level == ("named" if hit.entry.kind == "criterion" else "conditional") for hit in hits
    )


def fits(hit: Hit) -> bool:
    """Whether a hit names its clause, on conditions at most."""
    return hit.phrase.ages is None and (
        hit.level in ("named", "conditional") or (hit.level == "part" and hit.telling > 1)
    )


def is_infant(question: Question) -> bool:
    """Whether a child in its first year is asked about: a patient with the disease, and never the area as such."""
    return question.age is not None and question.age.within(0, 1) is True


def is_elsewhere(exclusion: Exclusion | None, hit: Hit) -> bool:
    """Whether what is excluded here is national care under another area's permit."""
    return exclusion is not None and any(_ELSEWHERE.search(text) for text in (exclusion.text, *hit.open))


def unsaid(area: Area, hit: Hit, question: Question) -> tuple[str, ...]:
    """The limits in the clause's own words that neither the question nor its phrase says: a measure or a duration
    beyond it, and of which adults it speaks where all children are meant."""
    limits = [match[0] for match in _LIMIT.finditer(hit.entry.text)] if not _is_counted(hit) else []
    # What is measured is said, though it is not compared here; such an answer is likely at most.
    limits = [] if question.is_measured else limits
    limits += [match[0] for match in _LASTING.finditer(hit.entry.text)] if _SHORT.search(question.text) else []
    age = question.age
    if age is not None and age.is_child is False and (adults := _SOME_ADULTS.search(hit.entry.text)):
        told = _words(question.text) & _words(adults[1]) - _words(" ".join((area.name, *area.aliases)))
        limits += [] if told - _GRAMMAR else [adults[1]]
    return tuple(limits)


def _is_counted(hit: Hit) -> bool:
    """Whether the phrase that was asked for holds the number itself."""
    return hit.phrase.kind == "code" or any(letter.isdigit() for letter in hit.phrase.text)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))
