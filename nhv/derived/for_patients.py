"""A patient's page: what the area's document says to patients, followed by what is the same for all areas."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from nhv.language.order import swedish_order
from nhv.specification.area import Area
from nhv.specification.for_patients import TOPICS, ForPatients, PlainWord, Told, Topic
from nhv.specification.general import General


@dataclass(frozen=True)
class Section:
    """One thing a patient asks about. `own` is about this area, `shared` about all."""

    topic: Topic
    own: tuple[Told, ...]
    shared: tuple[Told, ...]


def for_patients(area: Area, general: General) -> tuple[Section, ...]:
    """The sections that anything is said in, in the order a patient asks."""
    return tuple(_sections(area.for_patients, general.for_patients))


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
