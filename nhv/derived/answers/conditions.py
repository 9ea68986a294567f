"""What a verdict rests on: how its hits fit, what of a clause's own limits nobody has said, and whose care it is."""

import re
from collections.abc import Mapping, Sequence

from nhv.derived.answers.hits import Hit
from nhv.derived.answers.question import Question
from nhv.language.facts import CURATIVE, find_facts
from nhv.language.measures import Measure, compare, find_limits, find_measures
from nhv.specification.area import Area, Exclusion, names_another_permit

_SHORT = re.compile(r"\b(?:dagar|veckor|days|weeks)\b", re.IGNORECASE)
_SOME_ADULTS = re.compile(r"\bbarn\b.*?\b(vuxna med [^.]+?)(?= som en |[.]|$)", re.IGNORECASE)
_CARE = r"(?:kirurgi|operation|ingrepp|transplantation|terapi|perfusion|utrymning|shunt|extraktion|behandling)"
_FOR_WHAT = r"(?<!\w)(?:vid|för|mot|på|hos)(?!\w)"
_NAMES_CARE = re.compile(rf"\w*{_CARE}(?!\w)", re.IGNORECASE)
_OF_PATIENTS = re.compile(
    r"(?:alla\s+)?(?:patienter|personer|barn|kvinnor|vuxna)\b|(?:rådgivning|utredning|bedömning),", re.IGNORECASE
)
_POINTS_AT_CRITERIA = re.compile(r"\buppfyller remisskriterierna\b", re.IGNORECASE)
_GRAMMAR = frozenset(("vuxna", "med", "och", "vid", "som", "av", "i", "eller"))


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


def names_care(asked: str, names: Sequence[str]) -> bool:
    """Whether a name is that of something done, by a word in it, or as an abbreviation of such a name: «HIPEC» of
    «… kemoterapi (HIPEC)», «EXIT» of «EXIT-ingrepp»."""
    said = re.escape(asked)
    short = re.compile(rf"{_CARE}(?:(?!{_FOR_WHAT})[^.(])*\({said}\)|(?<!\w){said}-{_CARE}(?!\w)", re.IGNORECASE)
    return _NAMES_CARE.search(asked) is not None or any(short.search(name) for name in names)


def is_of_patients(clause: str) -> bool:
    """Whether a clause is about all who have the disease, whatever is done: «patienter med … remitteras»."""
    return _OF_PATIENTS.match(clause) is not None


def holds(text: str, name: str) -> bool:
    """Whether a text holds a name, as words of their own."""
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE) is not None


def is_infant(question: Question) -> bool:
    """Whether a child in its first year is asked about: a patient with the disease, and never the area as such."""
    return question.age is not None and question.age.within(0, 1) is True


def is_adult_among_children(question: Question, hits: Sequence[Hit]) -> bool:
    """Whether an adult is asked about, and all that is hit is care of children."""
    age = question.age
    if age is None or age.is_child is not False:
        return False
    ages = [hit.entry.ages or hit.phrase.ages for hit in hits]
    return all(one is not None and age.within(one.from_age, one.below_age) is False for one in ages)


def is_elsewhere(exclusion: Exclusion | None, hit: Hit) -> bool:
    """Whether what is excluded here is national care under another area's permit."""
    return exclusion is not None and (exclusion.is_done_elsewhere or any(map(names_another_permit, hit.open)))


def unsaid(area: Area, hit: Hit, question: Question) -> tuple[str, ...]:
    """The limits in the clause's own words that neither the question nor its phrase says: a measure or a duration
    beyond it, and of which adults it speaks where all children are meant."""
    limits = _limits_unsaid(hit, question)
    age = question.age
    if age is not None and age.is_child is False and (adults := _SOME_ADULTS.search(hit.entry.text)):
        told = _words(question.text) & _words(adults[1]) - _words(" ".join((area.name, *area.aliases)))
        limits += [] if told - _GRAMMAR else [adults[1]]
    return tuple(limits)


def _limits_unsaid(hit: Hit, question: Question) -> list[str]:
    """The limits of the clause that nothing measured lies within. Of how long something lasts that is asked only where
    the question tells of a time."""
    limits = find_limits(hit.entry.text)
    if compare(limits, question.measures, question.age) == "met":
        return []
    timed = bool(question.times.durations) or _SHORT.search(question.text) is not None
    return [limit.words for limit in limits if (timed if limit.kind == "time" else not _is_counted(hit))]


def measured_otherwise(area: Area, hits: Sequence[Hit], question: Question) -> tuple[Measure, ...]:
    """What the question measures and none of the clauses, or of the criteria that the answer lists, sets a limit
    for."""
    texts = [text for hit in hits for text in (hit.entry.text, *hit.settled, *hit.open)]
    texts += [text for hit in hits for text in criteria_of(area, hit)]
    kinds = {"time", *(limit.kind for text in texts for limit in find_limits(text))}
    return tuple(measure for measure in question.measures if measure.kind not in kinds)


def criteria_of(area: Area, hit: Hit) -> tuple[str, ...]:
    """The clauses that stand in the place of a condition which only points at them: «skadan uppfyller
    remisskriterierna» says nothing to who does not have them at hand."""
    if hit.entry.kind != "area" or not hit.open or not all(map(_POINTS_AT_CRITERIA.search, hit.open)):
        return ()
    return criteria_of_list(area)


def criteria_of_list(area: Area) -> tuple[str, ...]:
    """The clauses of an area that is a list of criteria, as a word for it says by pointing at them; else none."""
    lists = any(_POINTS_AT_CRITERIA.search(text) for term in area.terms for text in term.depends_on)
    return tuple(point.text for group in area.scope for point in group.points) if lists else ()


def is_unread(area: Area, hit: Hit) -> bool:
    """Whether the area tells of no clause, so that there is nothing to depend on but what nobody has read."""
    return not (area.scope or parts_of(area)) and all("inte läst" in text or "är aktuell" in text for text in hit.open)


def found_by(hit: Hit, question: Question, say: Mapping[str, str]) -> str:
    """By which of the document's words the clause was found, where that is not the clause's own wording."""
    if hit.phrase.kind in ("name", "wording") or measures_otherwise(question, hit.phrase.text):
        return ""
    words = "found_by_code" if hit.phrase.kind == "code" else "found_by"
    return say[words].format(phrase=hit.phrase.text)


def parts_of(area: Area) -> tuple[str, ...]:
    """What an area's definition is divided in, by the headings."""
    headings = [group.heading or group.text or "" for group in area.scope]
    headings += [pathway.heading or pathway.text for pathway in area.pathways if pathway.criteria]
    return tuple(heading for heading in headings if heading)


def _is_counted(hit: Hit) -> bool:
    """Whether the phrase that was asked for holds the number itself."""
    return hit.phrase.kind == "code" or any(letter.isdigit() for letter in hit.phrase.text)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def aims_at_cure(hit: Hit) -> bool:
    """Whether the clause is of care that is to cure."""
    return any(found.fact == CURATIVE for found in find_facts(f"{hit.entry.part}. {hit.entry.text}"))


def measures_otherwise(question: Question, phrase: str) -> bool:
    """Whether the document's word has another number than the question: «40 procent» for «25 procent»."""
    asked = {(one.kind, one.low, one.high) for one in question.measures}
    return any((one.kind, one.low, one.high) not in asked for one in find_measures(phrase))
