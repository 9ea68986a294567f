"""Whether the permits are those that the diary tells of: each one's latest entry says all of it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from nhv.records.diary import canonical
from nhv.records.each_row import each_row
from nhv.register.acts.permits import said_of
from nhv.register.memory import PERMIT
from nhv.register.models import DiaryEntry, DiaryPayload, Permit

STRUCK: Final = "permit_struck"
ACTS: Final = ("permit_granted", "permit_superseded", "permit_ended", STRUCK)


@dataclass(frozen=True)
class Told:
    """The latest entry about a permit: its number, the act, and what it says; nothing where that is erased."""

    number: int
    act: str
    said: dict[str, Any] | None


def permit_faults() -> Iterator[str]:
    """What permits say otherwise than the diary, one Swedish sentence for each field, permit gone or permit too many.
    What is erased by decision, or altered in the diary itself, is passed over: the diary tells of that."""
    told = told_of_permits()
    known = Permit.objects.known().select_related("area", "document", "holder", "place")
    for key, permit in each_row(known):
        if permit is None:
            yield f"tillståndet i rad {key} är ändrat i efterhand och går inte att läsa"
            continue
        said = told.pop(permit.key, None)
        if said is None or said.act == STRUCK:
            yield f"tillståndet {permit.key} finns i registret men inte enligt händelseloggen"
        elif said.said is not None:
            yield from _differences(permit, said.number, said.said)
    for name, left in told.items():
        if left.act != STRUCK:
            yield f"tillståndet {name} saknas i registret men finns enligt händelseloggen (post {left.number})"


def told_of_permits() -> dict[str, Told]:
    """What the diary says last of each permit, by its key. Two queries."""
    entries = DiaryEntry.objects.filter(subject_kind=PERMIT, act__in=ACTS)
    contents = dict(DiaryPayload.objects.filter(number__in=entries.values("number")).values_list("number", "content"))
    rows = entries.order_by("number").values_list("number", "act", "subject_key")
    return {key: Told(number, act, read(contents.get(number))) for number, act, key in rows}


def read(content: str | None) -> dict[str, Any] | None:
    """What a payload says; nothing where there is none, or it is none."""
    try:
        said = json.loads(content) if content else None
    except (ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) else None


def _differences(permit: Permit, number: int, said: dict[str, Any]) -> Iterator[str]:
    # As the diary would have written it; a column that is younger than the entry is not in it.
    now = json.loads(canonical(said_of(permit)))
    for name in sorted(said.keys() & now.keys()):
        if said[name] != now[name]:
            yield (
                f"tillståndet {permit.key}, fältet {name}: händelseloggen säger {said[name]} (post {number}), "
                f"registret {now[name]}"
            )
