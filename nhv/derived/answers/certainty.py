"""Sure, likely or neither: the one table that decides what an answer may rest on."""

from dataclasses import dataclass
from typing import Literal

from nhv.derived.answers.matching import Hit

Confidence = Literal["sure", "likely"]


@dataclass(frozen=True)
class Row:
    """A kind of evidence: what share of the question it must account for to make an answer likely, and whether it
    may be sure when it accounts for all of it."""

    least_share: float
    may_be_sure: bool


TABLE = {
    "abbreviation": Row(0.7, may_be_sure=True),
    "code": Row(0.5, may_be_sure=True),
    "full": Row(0.5, may_be_sure=True),
    "broader": Row(0.5, may_be_sure=True),
    "part": Row(0.6, may_be_sure=True),
    "common": Row(0.6, may_be_sure=False),
    "hint": Row(0.5, may_be_sure=False),
    "bare": Row(2.0, may_be_sure=False),
}
"""`full`: all words of a phrase. `broader`: all words of what names more. `part`: some words of a wording. `bare`:
words of a wording that every speciality says, without anything that says which: never an answer. `common`: a term
made of such words only, likely at most. `hint`: a few words of a wording, likely at most, when they point at one area.
"""


def kind_of(hit: Hit) -> str:
    """Which row a hit belongs to."""
    if hit.level == "hint":
        return "hint" if _points_at(hit) else "bare"
    if hit.phrase.kind in ("code", "abbreviation"):
        return hit.phrase.kind
    if hit.phrase.kind == "wording" and not _says_which(hit):
        return "bare"
    if not hit.telling and not hit.in_context and hit.entry.kind != "area":
        return "common"
    return hit.level if hit.level in ("broader", "part") else "full"


def _points_at(hit: Hit) -> bool:
    """Whether what is only near still points at one area: several telling words of a wording, and the area's name."""
    return hit.phrase.kind in ("wording", "name") and hit.telling > 1 and hit.in_context


def _says_which(hit: Hit) -> bool:
    """Whether words of a clause's own wording are enough outside its area: «shuntar» is not, without «foster»."""
    if hit.in_context:
        return hit.telling > 0 or hit.level != "part"
    return hit.telling > 1 or (hit.telling > 0 and not hit.missing and not hit.corrected)


def confidence_of(hit: Hit) -> Confidence | None:
    """How certain an answer is that rests on this hit; None when it may carry none.

    Nothing is sure unless every word that tells something is accounted for, as it was written.
    """
    row = TABLE[kind_of(hit)]
    if row.may_be_sure and not hit.unaccounted and not hit.corrected:
        return "sure"
    return "likely" if hit.share >= row.least_share else None
