"""Why a question got its answer: how it was read, and each hit with the row of the table that decided."""

from typing import Any

from nhv.derived.answers.certainty import confidence_of, kind_of
from nhv.derived.answers.hits import Hit
from nhv.derived.answers.question import Question


def reading_of(question: Question) -> dict[str, Any]:
    """The concepts said, with what each counts against an area silent about it; those denied; ages and weeks."""
    times = question.times
    return {
        "said": {concept.unit.stem: concept.cost for concept in question.concepts},
        "denied": [unit.stem for unit in question.denials],
        "helping": sorted(question.more),
        "age": [times.age.low, times.age.high] if times.age else None,
        "was_a_child": times.was_a_child,
        "weeks": times.weeks,
        "corrected": question.did_you_mean,
    }


def reason_of(hit: Hit) -> dict[str, Any]:
    """One hit: what was met by which phrase, what is left over, and what it may carry."""
    return {
        "area": hit.entry.area,
        "clause": hit.entry.key,
        "phrase": hit.phrase.text[:120],
        "kind": hit.phrase.kind,
        "level": hit.level,
        "row": kind_of(hit),
        "matched": round(hit.matched, 2),
        "left": round(hit.left, 2),
        "share": round(hit.share, 2),
        "unaccounted": list(hit.unaccounted),
        "in_context": hit.in_context,
        "telling": hit.telling,
        "missing": hit.missing,
        "settled": list(hit.settled),
        "open": list(hit.open),
        "speaks": hit.spoken_for,
        "carries": confidence_of(hit),
    }
