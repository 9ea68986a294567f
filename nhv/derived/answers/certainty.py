"""Sure, likely or neither: the one table that decides what an answer may rest on."""

from dataclasses import dataclass
from typing import Literal

from nhv.derived.answers.hits import Hit

Confidence = Literal["sure", "likely"]


@dataclass(frozen=True)
class Row:
    """A kind of evidence: what share of the question it must account for to make an answer likely, beside other
    areas and where no other area answers; and whether it may be sure when it accounts for all of it."""

    least_share: float
    least_alone: float
    may_be_sure: bool


TABLE = {
    "abbreviation": Row(0.7, 0.35, may_be_sure=True),
    "code": Row(0.5, 0.3, may_be_sure=True),
    "full": Row(0.5, 0.3, may_be_sure=True),
    "broader": Row(0.5, 0.35, may_be_sure=True),
    "part": Row(0.6, 0.4, may_be_sure=True),
    "common": Row(0.6, 0.6, may_be_sure=False),
    "hint": Row(0.5, 0.4, may_be_sure=False),
    "near": Row(2.0, 0.45, may_be_sure=False),
    "bare": Row(2.0, 2.0, may_be_sure=False),
}
"""`full`: all words of a phrase. `broader`: all words of what names more. `part`: some words of a wording. `near`: a
telling word of a wording or a name, an answer only where nothing speaks of another area. `bare`: words of a wording
that every speciality says, without anything that says which: never an answer. `common`: a term made of such words only,
likely at most. `hint`: a few words of a wording, likely at most, when they point at one area.
"""


def kind_of(hit: Hit) -> str:
    """Which row a hit belongs to."""
    if hit.homonym:
        return "bare"
    if hit.level == "hint":
        return "hint" if _points_at(hit) else _near_or_bare(hit)
    if hit.phrase.kind == "abbreviation" and not hit.telling:
        return "bare"
    if hit.phrase.kind in ("code", "abbreviation"):
        return hit.phrase.kind
    if hit.phrase.kind == "wording" and not _says_which(hit):
        return _near_or_bare(hit)
    if not hit.telling and not hit.in_context and hit.entry.kind != "area":
        return "common"
    return hit.level if hit.level in ("broader", "part") else "full"


def _near_or_bare(hit: Hit) -> str:
    points = hit.in_context or hit.telling > 1 or not hit.unaccounted
    return "near" if hit.own and points and hit.phrase.kind != "code" and not hit.corrected else "bare"


def _points_at(hit: Hit) -> bool:
    """Whether what is only near still points at one area: several telling words of a wording, and the area's name."""
    return hit.phrase.kind in ("wording", "name") and hit.telling > 1 and hit.in_context


def _says_which(hit: Hit) -> bool:
    """Whether words of a clause's own wording are enough outside its area: «shuntar» is not, without «foster»."""
    if hit.in_context:
        return hit.telling > 0 or hit.level != "part"
    return hit.telling > 1 or (hit.telling > 0 and not hit.missing and not hit.corrected)


def _is_named(hit: Hit) -> bool:
    """Whether the area's own word stands there: what other care is named beside it does not take it away."""
    return (
        hit.own > 0
        and hit.level in ("named", "conditional")
        and hit.phrase.kind not in ("broader", "wording", "abbreviation")
    )


def _may_stand_beside_other_care(hit: Hit) -> bool:
    """A «no» to what is half about other care says nothing; nor does what names more, with another cause beside it:
    «ERCP för sten». Of a definition that nobody has read no cause is known to be another."""
    if hit.entry.kind == "exclusion":
        return False
    return hit.level != "broader" or not hit.open or _is_unread(hit)


_SAYS_SOMETHING = 0.25


def _is_only_its_subject(hit: Hit) -> bool:
    """Whether only what names more than the clause is met, and what is told besides is none of what it depends on but
    something else: «pacemaker, av-block», «nefrotiskt syndrom, kortison»."""
    if hit.ordinary_care and hit.level in ("broader", "part", "hint"):
        return True
    return hit.level == "broader" and bool(hit.open) and not _is_unread(hit) and hit.elsewhere >= _SAYS_SOMETHING


def _is_unread(hit: Hit) -> bool:
    """Whether all that is open is that nobody has read the definition."""
    return bool(hit.open) and all("inte läst" in condition for condition in hit.open)


def confidence_of(hit: Hit, *, alone: bool = False) -> Confidence | None:
    """How certain an answer is that rests on this hit; None when it may carry none. `alone`: no area answers.

    Nothing is sure unless every word that tells something is accounted for, as it was written.
    """
    row = TABLE[kind_of(hit)]
    if row.may_be_sure and not hit.unaccounted and not hit.corrected:
        return "sure"
    if _is_only_its_subject(hit) or (hit.other_reason and not _is_unread(hit)):
        return None
    if hit.foreign and not _may_stand_beside_other_care(hit):
        return None
    least = row.least_alone if alone and (not hit.foreign or _is_named(hit) or _is_unread(hit)) else row.least_share
    return "likely" if hit.share >= least else None
