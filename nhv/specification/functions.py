"""Emergency functions of a hospital, and which competences each is held up by: a grid, not a score."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from nhv.specification.parts import Frozen, Key, Short

# How near the competence must be: at the hospital, sent to the patient, or by an agreed transfer.
Nearness = Literal["same_site", "comes_to_patient", "transfer_agreed"]
Ground = Literal["guideline", "consensus", "own_view"]


class Need(Frozen):
    """A competence that a function is held up by. `words` are what a condition that asks for it says, in small
    letters."""

    competence: Short
    words: Annotated[tuple[Short, ...], Field(min_length=1)]
    nearness: Nearness


class EmergencyFunction(Frozen):
    """A function, what it needs, and on what ground that is said, by whom and when. `fact` is the hospital's attested
    fact that tells whether it has the function, where there is one."""

    key: Key
    name: Short
    needs: Annotated[tuple[Need, ...], Field(min_length=1)]
    fact: Key | None = None
    ground: Ground
    source: Short
    stated_on: date
