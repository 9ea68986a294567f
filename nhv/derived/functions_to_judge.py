"""Which emergency functions an area's permits may touch: its conditions gather a competence, and a function needs it.

The chain only says what there is to judge. How it would go is for people to say, each function by itself.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from nhv.specification.area import Area, Condition
from nhv.specification.functions import EmergencyFunction, Nearness, Need

COMPETENCES: Final = ("critical_staff", "other_competence", "critical_equipment")
NEARNESS: Final[dict[Nearness, str]] = {
    "same_site": "på samma sjukhus",
    "comes_to_patient": "som kommer till patienten",
    "transfer_agreed": "genom avtalad överflyttning",
}


@dataclass(frozen=True)
class ToJudge:
    """A function with each of the area's conditions that gathers a competence it needs."""

    function: EmergencyFunction
    links: tuple[tuple[Condition, Need], ...]

    @property
    def chain(self) -> tuple[str, ...]:
        """Each link in words: the condition, and how near the function needs the competence."""
        return tuple(f"{condition.text}: behövs {NEARNESS[need.nearness]}" for condition, need in self.links)


def functions_to_judge(area: Area, functions: Iterable[EmergencyFunction]) -> list[ToJudge]:
    """The functions that the area touches, in the grid's order."""
    found = [ToJudge(function, tuple(_links(area, function))) for function in functions]
    return [one for one in found if one.links]


def _links(area: Area, function: EmergencyFunction) -> Iterator[tuple[Condition, Need]]:
    for condition in area.conditions:
        said = condition.text.casefold()
        need = next((need for need in function.needs if any(word in said for word in need.words)), None)
        if need is not None and condition.group in COMPETENCES:
            yield condition, need
