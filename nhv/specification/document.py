"""One file about one area: the area itself, the permits given in it, the calls for applications to it.

Permits and calls are facts of other decisions by other bodies, so they stand beside the area, not inside it.
"""

from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from nhv.specification.area import Area
from nhv.specification.faults import nearest
from nhv.specification.parts import Address, Day, Frozen, Key, Short, Text, many

Email = Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$", max_length=254)]


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


class CallFacts(Frozen):
    """A call for applications. `deadline` is the last local day (Europe/Stockholm)."""

    key: Key
    title: Text
    published_on: Day | None = None
    deadline: Day | None = None
    email: Email | None = None
    contact_email: Email | None = None
    postal_address: Text | None = None
    attachments: tuple[Text, ...] = many()
    instructions: tuple[Text, ...] = many()
    process: tuple[Text, ...] = many()
    source_address: Address | None = None


class AreaFile(Frozen):
    """What a file in `areas/` holds."""

    area: Area
    permits: Annotated[tuple[PermitFacts, ...], Field(max_length=60)] = ()
    calls: Annotated[tuple[CallFacts, ...], Field(max_length=30)] = ()

    @model_validator(mode="after")
    def _permits_name_known_sub_permits(self) -> Self:
        known = [sub_permit.key for sub_permit in self.area.sub_permits]
        for permit in self.permits:
            for key in permit.sub_permits:
                if key not in known:
                    raise ValueError(
                        f"tillståndet för {permit.region} nämner undertillståndet «{key}», "
                        f"som inte finns i området{nearest(key, known)}"
                    )
        calls = [call.key for call in self.calls]
        if len(set(calls)) < len(calls):
            raise ValueError("två utlysningar har samma nyckel; varje utlysning måste ha sin egen")
        return self
