"""Which of an area's hits carry its answer, how certain that is, and what is only near."""

from collections.abc import Sequence
from dataclasses import replace

from nhv.derived.answers.answer import Answer
from nhv.derived.answers.beyond import with_limits
from nhv.derived.answers.certainty import Confidence, confidence_of
from nhv.derived.answers.conditions import is_adult_among_children, is_infant, measured_otherwise
from nhv.derived.answers.hits import Hit
from nhv.derived.answers.matching import Matcher
from nhv.derived.answers.prepared import Prepared
from nhv.derived.answers.question import Question
from nhv.derived.answers.sentences import BOTH
from nhv.derived.answers.suspicion import of_suspicion
from nhv.derived.answers.verdicts import Answering
from nhv.derived.answers.weights import Weights
from nhv.language.facts import CURATIVE
from nhv.language.measures import find_limits
from nhv.language.spoken import Language
from nhv.specification.area import Area

_NAMES = ("synonym", "abbreviation", "example")
_ABOUT_AS_GOOD = 0.8
"""How good beside the best what still stands beside it must be."""
_AS_LONG = 0.35
"""How much shorter than the longest a phrase may be and still say the same."""


def hits_of(question: Question, entries: Sequence[Prepared], weights: Weights) -> tuple[Hit, ...]:
    """The hits of one area's entries, sure ones and hints."""
    return Matcher(question, entries, weights).hits()


def answer(
    area: Area, question: Question, hits: Sequence[Hit], language: Language = "sv", *, alone: bool = False
) -> Answer | None:
    """The area's one answer, from all that was hit in it: sure, else likely; None when nothing may carry one.
    `alone`: no area answers, and less will do for a likely one."""
    beyond = _of_the_age([hit for hit in hits if hit.beyond and confidence_of(hit) == "sure"], question)
    hits = [hit for hit in hits if not hit.beyond]
    for least in ("sure", "likely"):
        carrying = [hit for hit in hits if confidence_of(hit, alone=alone) in ("sure", least)]
        carrying = _of_the_age(carrying, question)
        carrying = _of_what_is_measured(carrying, question)
        carrying = _met_by_measure(carrying, question)
        carrying = _most_exact(carrying, described=is_infant(question) or question.times.preterm)
        found = Answering(area, question, language).answer(carrying) if carrying else None
        # Silence beside words that nobody understood says nothing.
        if (
            found is not None
            and (least == "sure" or found.verdict != "unstated")
            and not _is_grown_up(found, question, carrying)
        ):
            found = of_suspicion(area, found, question, language)
            found = _with_certainty(area, found, least, carrying, question, language)
            return with_limits(found, beyond, question, language) if found.verdict == "depends" else found
    return Answering(area, question, language).beyond(beyond) if beyond else None


def _of_the_age(hits: list[Hit], question: Question) -> list[Hit]:
    """Without what the text says of other ages alone, where it also says something of everybody: what is said of
    children under 3 names nothing for who is 3."""
    age = question.age
    if age is None:
        return hits
    ages = [hit.entry.ages or hit.phrase.ages for hit in hits]
    of_others = [one is not None and age.within(one.from_age, one.below_age) is False for one in ages]
    of_all = [hit for hit, other in zip(hits, of_others, strict=True) if not other]
    return of_all if any(hit.level != "part" and hit.entry.ages is None for hit in of_all) else hits


def _of_what_is_measured(hits: list[Hit], question: Question) -> list[Hit]:
    """Without what only a number decides, where none is told and the area has a line for the very same word; and
    without what is said of an age that is not told, where a limit for all ages is met or may be: «brännskada»,
    «brännskada 35 %»."""
    of_area = {hit.phrase.text.casefold() for hit in hits if hit.entry.kind == "area" and hit.level == "broader"}
    untold = [
        hit
        for hit in hits
        if hit.entry.kind == "scope"
        and hit.phrase.kind == "broader"
        and not _is_of_age(hit, question)
        and hit.phrase.text.casefold() in of_area
    ]
    if not question.is_measured:
        return [hit for hit in hits if hit not in untold or not all(map(find_limits, hit.open))]
    of_all = any(hit.entry.ages is None and any(map(find_limits, (*hit.settled, *hit.open))) for hit in hits)
    return [hit for hit in hits if not (of_all and hit in untold and hit.entry.ages)]


def _met_by_measure(hits: list[Hit], question: Question) -> list[Hit]:
    """The clause whose limit what is measured lies within, where all else that is hit is national too or wider: one
    way in that is met whole is enough."""
    met = [
        hit for hit in hits if hit.entry.kind == "scope" and hit.level == "named" and any(map(find_limits, hit.settled))
    ]
    national = all(hit.entry.kind in ("scope", "area") for hit in hits)
    return met if question.is_measured and met and national else hits


def _is_of_age(hit: Hit, question: Question) -> bool:
    ages, age = hit.entry.ages, question.age
    return ages is not None and age is not None and age.within(ages.from_age, ages.below_age) is True


def _is_grown_up(found: Answer, question: Question, hits: Sequence[Hit]) -> bool:
    """Whether an adult is asked about, and the text is silent because the care is for children."""
    return found.verdict == "unstated" and is_adult_among_children(question, hits)


def _with_certainty(
    area: Area, found: Answer, confidence: Confidence, hits: Sequence[Hit], question: Question, language: Language
) -> Answer:
    """The answer with how certain it is, and for a likely one why it is no more and what would settle it."""
    beside = [question.text[one.start : one.end] for one in measured_otherwise(area, hits, question)]
    if confidence == found.confidence == "sure" and not beside:
        return found
    say, words = BOTH[language], (*_not_understood(hits), *beside)
    note = [say["likely"]]
    if words:
        note.append(say["not_understood"].format(words=", ".join(words)))
    if question.did_you_mean:
        note.append(say["read_as"].format(text=question.did_you_mean))
    note.append(say["settles"])
    return replace(found, confidence="likely", not_understood=words, certainty_note=" ".join(note))


def _not_understood(hits: Sequence[Hit]) -> tuple[str, ...]:
    """The words that none of the hits accounts for."""
    left = [set(hit.unaccounted) for hit in hits]
    return tuple(word for word in hits[0].unaccounted if all(word in one for one in left))


def related(area: Area, question: Question, hits: Sequence[Hit], language: Language = "sv") -> tuple[Answer, ...]:
    """Each hit by itself, as something near what was asked."""
    answering = Answering(area, question, language)
    return tuple(
        replace(found, why=BOTH[language]["weak"] if confidence_of(hit) is None else found.why)
        for hit in hits
        if not hit.beyond and (found := answering.answer([hit])) is not None
    )


def _excluded_by_word(hits: Sequence[Hit]) -> list[Hit]:
    """The exclusion that is named in words, where all else is a code that says more than its clause."""
    no = [hit for hit in hits if hit.entry.kind == "exclusion" and hit.level == "named"]
    named = [hit for hit in no if hit.phrase.kind != "code"]
    wider = [hit for hit in hits if hit.phrase.kind == "code" and hit.level == "broader"]
    return named if wider and len(named) + len(wider) == len(hits) else []


def _most_exact(hits: list[Hit], *, described: bool) -> list[Hit]:
    """Those whose phrase accounts for most of the question, and those that are as long. `described`: an infant
    is asked about, and not an area."""
    if not hits:
        return []
    if by_word := _excluded_by_word(hits):
        return by_word
    if described and any(_depends(hit) for hit in hits):
        # Who is ill with it asks for what it depends on, and not for the area by its name.
        hits = [hit for hit in hits if hit.entry.kind != "area"]
    whole = [hit for hit in hits if hit.level != "part" or CURATIVE in hit.used]
    # A clause that accounts for more of the question than the area's own name is what is meant.
    areas = [hit for hit in whole if hit.entry.kind == "area"]
    if areas and any(_says_more(hit, areas[0]) for hit in hits if hit.entry.kind != "area"):
        whole = [hit for hit in whole if hit.entry.kind != "area"]
    hits = whole or [hit for hit in hits if hit.level == "part"]
    if named := _named_beside_wider(hits):
        return named
    longest = max(hit.matched for hit in hits)
    exact = [hit for hit in hits if hit.matched >= longest - _AS_LONG]
    named = [hit for hit in exact if hit.level == "named"]
    if any((described or hit.told) and hit.entry.kind != "area" for hit in named):
        named = [hit for hit in named if hit.entry.kind != "area"]
    if any(hit.entry.kind == "area" for hit in named):
        return [hit for hit in named if hit.entry.kind == "area"]
    if named and max(hit.matched for hit in named) >= longest:
        return named
    clauses = [hit for hit in exact if hit.entry.kind != "area"]
    return clauses or exact


def _named_beside_wider(hits: Sequence[Hit]) -> list[Hit]:
    """The one clause of care that is named, whoever the patient is, where all else names more than its clause:
    «choriocarcinom, stigande hCG»."""
    scope = [hit for hit in hits if hit.entry.kind == "scope" and hit.entry.ages is None and hit.phrase.ages is None]
    named = [hit for hit in scope if hit.level == "named" and hit.phrase.kind in _NAMES]
    wider = [hit for hit in scope if hit.level == "broader"]
    return named if len(named) == 1 and wider and len(wider) + 1 == len(hits) else []


def _depends(hit: Hit) -> bool:
    return hit.entry.kind == "scope" and hit.level in ("conditional", "broader") and bool(hit.open)


def _says_more(hit: Hit, area: Hit) -> bool:
    return area.used < hit.used or (hit.level != "part" and bool(hit.used - area.used))


def best_and_rest(answers: Sequence[Answer]) -> tuple[list[Answer], list[Answer]]:
    """Those that stand, best first, and those that do not: beside a sure answer no likely one, and of likely ones
    only those about as good as the best."""
    if not answers:
        return [], []
    best = answers[0]
    stands = [
        one
        for one in answers
        if one.confidence == best.confidence
        and (one.confidence == "sure" or one.share * one.weight >= _ABOUT_AS_GOOD * best.share * best.weight)
    ]
    return stands, [one for one in answers if one not in stands]
