"""A patient's page: what the area's document says to patients, followed by what is the same for all areas."""

from collections.abc import Iterator
from dataclasses import dataclass

from nhv.specification.area import Area
from nhv.specification.for_patients import TOPICS, ForPatients, Told, Topic
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


def _sections(own: ForPatients, shared: ForPatients) -> Iterator[Section]:
    for topic in TOPICS:
        section = Section(topic, _about(own, topic), _about(shared, topic))
        if section.own or section.shared:
            yield section


def _about(part: ForPatients, topic: Topic) -> tuple[Told, ...]:
    return tuple(told for told in part.told if told.topic == topic)
