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


def counted(one: str, many: str) -> tuple[str, str]:
    """Swedish words for one and for many, with a place for the number: «%(number)s nya frågor». Their English is found
    by this function's name."""
    return one, many


@dataclass(frozen=True)
class Part:
    """One kind of thing that waits. `needs` is the activity of those whom it waits for; `find` gives the records, the
    most pressing first. The website draws them with the template of this name.

    Where `came` names the column of when each came to be there, what is new can be told, by these `words`, and read
    on this `page` (a name of `telling.PAGES`)."""

    name: str
    needs: str
    find: Callable[[Actor, datetime], Sequence[Any] | QuerySet[Any]]
    came: str = ""
    words: tuple[str, str] = ("", "")
    page: str = "desk"
    most: int = MOST


_parts: list[Part] = []


def add_part(part: Part) -> None:
    """Let this stand on the desk, after what the rooms below have added."""
    if part.name not in {other.name for other in _parts}:
        _parts.append(part)


def parts() -> tuple[Part, ...]:
    """All that can stand on a desk."""
    return tuple(_parts)


def desk(by: Actor, now: datetime) -> list[tuple[Part, list[Any]]]:
    """What waits for `by`, by the table of access: each part with at most `part.most` of its records. Empty ones are
    left out. A few queries for each part that is for `by`."""
    found = [(part, list(part.find(by, now)[: part.most])) for part in parts_for(by)]
    return [(part, records) for part, records in found if records]


def parts_for(by: Actor) -> list[Part]:
    """The parts that are for this person. One query."""
    roles = {role for role, _organisation in roles_of(by)}
    return [part for part in _parts if by.kind == "program" or standing(roles, part.needs) == "may"]


def news(by: Actor, since: datetime, until: datetime) -> list[tuple[Part, int]]:
    """How many have come to each part after `since`, until `until`; the parts with none are left out. A query for
    each."""
    told = []
    for part in parts_for(by):
        found = part.find(by, until) if part.came else ()
        if isinstance(found, QuerySet):
            number = found.filter(**{f"{part.came}__gt": since, f"{part.came}__lte": until}).count()
            told += [(part, number)] if number else []
    return told
