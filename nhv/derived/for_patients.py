"""A patient's page: what the area's document says to patients, followed by what is the same for all areas."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from nhv.language.order import swedish_order
from nhv.specification.area import Area
from nhv.specification.for_patients import TOPICS, ForPatients, PlainWord, Told, Topic
from nhv.specification.general import General

# What a question is about that concerns no area but being a patient.
_WORDS: dict[Topic, str] = {
    "travel": r"(?:sjuk)?res(?:a|an|or|orna)|reseersättning\w*|resekostnad\w*|egenavgift\w*|bilersättning|travel\w*",
    "choice": r"(?:fritt\s+)?vårdval\w*|(?:välj\w*|byt[ae]?|annat|vilket)\s+(?:\w+\s+)?(?:sjukhus\w*|läkare|klinik)"
    r"|ny\s+(?:medicinsk\s+)?bedömning|second\s+opinion|choose\s+(?:\w+\s+)?(?:hospital|doctor)",
    "companion": r"följa?\s+med|medföljande|ledsagare|(?:bo|sova|övernatta)\s+(?:\w+\s+){0,3}anhörig\w*"
    r"|anhörig\w*\s+(?:bo|sova|övernatta)|patienthotell\w*|companion",
    "complaint": r"klaga\w*|klagomål\w*|missnöjd\w*|patientnämnd\w*|anmäla\s+(?:vård|läkare|sjukhus)\w*"
    r"|complain\w*",
    "referral": r"egen\s*remiss\w*|behöv\w*\s+(?:jag\s+)?(?:en\s+)?remiss|remiss\s+själv|self[\s-]?referral",
}
_ASKED = {topic: re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) for topic, words in _WORDS.items()}


@dataclass(frozen=True)
class Section:
    """One thing a patient asks about. `own` is about this area, `shared` about all."""

    topic: Topic
    own: tuple[Told, ...]
    shared: tuple[Told, ...]


def for_patients(area: Area, general: General) -> tuple[Section, ...]:
    """The sections that anything is said in, in the order a patient asks."""
    return tuple(_sections(area.for_patients, general.for_patients))


def asked_about(question: str, general: General) -> tuple[Section, ...]:
    """What is the same for all national care of what a patient asks: «vem betalar resan», «får jag välja sjukhus»."""
    shared = general.for_patients
    topics = [topic for topic in TOPICS if topic in _ASKED and _ASKED[topic].search(question)]
    return tuple(Section(topic, (), told) for topic in topics if (told := _about(shared, topic)))


def asks_as_a_patient(question: str) -> bool:
    """Whether a question is about being a patient, whatever the area."""
    return any(pattern.search(question) for pattern in _ASKED.values())


def joined(area: Area, general: General) -> ForPatients:
    """Questions, organisations and texts in other languages: the area's own first."""
    own, shared = area.for_patients, general.for_patients
    return ForPatients(
        questions=own.questions + shared.questions,
        organisations=own.organisations + shared.organisations,
        elsewhere=own.elsewhere + shared.elsewhere,
    )


def explained(area: Area, general: General) -> tuple[PlainWord, ...]:
    """The words explained that occur in the Swedish of the page, in the order of the alphabet; the area's own before
    the shared of the same word."""
    said = " ".join(_said(area, general)).casefold()
    words = {one.word: one for one in general.for_patients.words} | {one.word: one for one in area.for_patients.words}
    return tuple(sorted((one for key, one in words.items() if key in said), key=lambda one: swedish_order(one.word)))


def tells_what_it_is(area: Area) -> bool:
    """Whether the area says in plain words what it is, so that its summary in care's words is not needed."""
    return any(told.topic == "what" for told in area.for_patients.told)


def _said(area: Area, general: General) -> Iterable[str]:
    if area.summary and not tells_what_it_is(area):
        yield area.summary
    for part in (area.for_patients, general.for_patients):
        yield from (told.text for told in part.told)
        yield from (question.text for question in part.questions)


def _sections(own: ForPatients, shared: ForPatients) -> Iterator[Section]:
    for topic in TOPICS:
        section = Section(topic, _about(own, topic), _about(shared, topic))
        if section.own or section.shared:
            yield section


def _about(part: ForPatients, topic: Topic) -> tuple[Told, ...]:
    return tuple(told for told in part.told if told.topic == topic)
