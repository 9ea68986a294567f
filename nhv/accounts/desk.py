"""What waits for somebody to do something about: a registry that every room adds its parts to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from nhv.accounts.access import roles_of
from nhv.rules.access import standing
from nhv.rules.actor import Actor

MOST = 20


@dataclass(frozen=True)
class Part:
    """One kind of thing that waits. `needs` is the activity of those whom it waits for; `find` gives the records, the
    most pressing first. The website draws them with the template of this name."""

    name: str
    needs: str
    find: Callable[[Actor, datetime], Sequence[Any] | QuerySet[Any]]


_parts: list[Part] = []


def add_part(part: Part) -> None:
    """Let this stand on the desk, after what the rooms below have added."""
    if part.name not in {other.name for other in _parts}:
        _parts.append(part)


def parts() -> tuple[Part, ...]:
    """All that can stand on a desk."""
    return tuple(_parts)


def desk(by: Actor, now: datetime) -> list[tuple[str, list[Any]]]:
    """What waits for `by`, by the table of access: the part's name and at most MOST records of it. Empty parts are left
    out. A few queries for each part that is for `by`."""
    roles = {role for role, _organisation in roles_of(by)}
    mine = [part for part in _parts if by.kind == "program" or standing(roles, part.needs) == "may"]
    found = [(part.name, list(part.find(by, now)[:MOST])) for part in mine]
    return [(name, records) for name, records in found if records]
