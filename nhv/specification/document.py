"""One file about one area: the area itself, the permits given in it, the calls for applications to it.

Permits and calls are facts of other decisions by other bodies, so they stand beside the area, not inside it.
"""

import re
from datetime import time
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, PlainSerializer, StringConstraints, model_validator

from nhv.language.faults import Fault
from nhv.specification.area import Area
from nhv.specification.deadlines import first_too_late
from nhv.specification.faults import nearest
from nhv.specification.parts import Address, Day, Frozen, Key, Short, Text, many

Email = Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$", max_length=254)]


def _an_hour(value: object) -> object:
    """Let through whole minutes of the day only, as text or as a time without zone."""
    if isinstance(value, str) and re.fullmatch(r"([01][0-9]|2[0-3]):[0-5][0-9]", value):
        return time.fromisoformat(value)
    if isinstance(value, time) and value == time(value.hour, value.minute):
        return value
    raise ValueError("skriv klockslaget som TT:MM, till exempel 12:00, i svensk tid")


Hour = Annotated[
    time,
    BeforeValidator(_an_hour),
    PlainSerializer(lambda hour: f"{hour:%H:%M}", return_type=str, when_used="json"),
]


class FactsFault(Fault, ValueError):
    """Facts that do not go together. `str()` is the Swedish end of a sentence: what is wrong and what to do."""


class PermitFacts(Frozen):
    """A permit as the source tells it. The holder is always a region, also when another does the work.

    Names are as in the source; the register resolves them. `decided_on` is the board's day, `valid_from` the day
    the care must start: they are different days.
    """

    region: Short
    hospital: Short | None = None
    unit: Short | None = None
    cooperates_with: tuple[Short, ...] = many()
    sub_permits: tuple[Key, ...] = many()
    record_number: Short | None = None
    decided_on: Day | None = None
    valid_from: Day | None = None
    valid_until: Day | None = None
    origin: Short | None = None

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise ValueError(
                f"tillståndet slutar {self.valid_until} men börjar {self.valid_from}; rätta ett av datumen"
            )
        return self


class TakenPlace(Frozen):
    """A place that somebody holds a permit for, until further notice. `sub_permits` are those held there."""

    place: Short
    region: Short
    sub_permits: tuple[Key, ...] = many()


class CallFacts(Frozen):
    """A call for applications. `deadline` is the last local day (Europe/Stockholm), `deadline_time` the hour on it.

    `sought_sub_permits` are those that may be sought beside the permit itself: ticked in the same application, or,
    with `separate_sub_permits`, each in an application of its own. `questions_until` is the last day to ask,
    `starts_earliest` the first day on which the care can start. Of an area whose holders are all known, `taken` are the
    places that somebody holds when the call goes out, and `places_open` how many of the decided number are left; else
    nothing.
    """

    key: Key
    title: Text
    published_on: Day | None = None
    deadline: Day | None = None
    deadline_time: Hour | None = None
    questions_until: Day | None = None
    starts_earliest: Day | None = None
    sought_sub_permits: tuple[Key, ...] = many()
    separate_sub_permits: bool = False
    email: Email | None = None
    contact_email: Email | None = None
    postal_address: Text | None = None
    attachments: tuple[Text, ...] = many()
    instructions: tuple[Text, ...] = many()
    process: tuple[Text, ...] = many()
    taken: tuple[TakenPlace, ...] = many()
    places_open: Annotated[int, Field(ge=0, le=30)] | None = None
    source_address: Address | None = None

    @model_validator(mode="after")
    def _days_come_in_order(self) -> Self:
        if self.deadline_time and not self.deadline:
            raise FactsFault("hour_without_day", "klockslaget saknar en sista dag; ange den")
        if not self.deadline:
            return self
        first_too_late(self.deadline, self.deadline_time)
        if self.published_on and self.deadline < self.published_on:
            raise FactsFault(
                "deadline_before_publication",
                "sista dagen, den {deadline}, kommer före publiceringen den {published}; ändra en av dem",
                deadline=self.deadline,
                published=self.published_on,
            )
        if self.questions_until and self.deadline < self.questions_until:
            raise FactsFault(
                "questions_after_deadline",
                "frågor tas emot till den {until}, efter sista dagen den {deadline}; ändra en av dem",
                until=self.questions_until,
                deadline=self.deadline,
            )
        return self


class AreaFile(Frozen):
    """What a file in `areas/` holds."""

    area: Area
    permits: Annotated[tuple[PermitFacts, ...], Field(max_length=60)] = ()
    calls: Annotated[tuple[CallFacts, ...], Field(max_length=30)] = ()

    @model_validator(mode="after")
    def _permits_and_calls_name_known_sub_permits(self) -> Self:
        known = [sub_permit.key for sub_permit in self.area.sub_permits]
        named = [
            *((f"tillståndet för {permit.region}", key) for permit in self.permits for key in permit.sub_permits),
            *((f"utlysningen «{call.key}»", key) for call in self.calls for key in call.sought_sub_permits),
        ]
        for who, key in named:
            if key not in known:
                raise ValueError(
                    f"{who} nämner undertillståndet «{key}», som inte finns i området{nearest(key, known)}"
                )
        calls = [call.key for call in self.calls]
        if len(set(calls)) < len(calls):
            raise ValueError("två utlysningar har samma nyckel; varje utlysning måste ha sin egen")
        return self
