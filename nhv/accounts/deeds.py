"""Who did what with a record: the diary's entries, with names."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from nhv.accounts.models import User
from nhv.register.memory import DIARY

MOST_ENTRIES = 500


@dataclass(frozen=True)
class Deed:
    """One entry of the diary in words fit for those who may see the case."""

    at: datetime
    act: str
    who: str
    why: str


NAME_CORRECTED = "name_corrected"


@dataclass(frozen=True)
class FormerName:
    """What a person was called until a name was corrected; empty where that was erased by decision."""

    name: str
    until: datetime
    by: str
    why: str


def former_names(user: User) -> list[FormerName]:
    """What a person was called before, the latest first. Three queries. Only for those who may see the person."""
    rows = DIARY.entries._default_manager.filter(subject_kind="user", subject_key=str(user.pk), act=NAME_CORRECTED)
    entries = list(rows.order_by("-number")[:MOST_ENTRIES])
    names = names_of(entry.actor for entry in entries)
    contents = DIARY.payloads._default_manager.in_bulk([entry.number for entry in entries])
    return [
        FormerName(_former(contents.get(entry.number)), entry.at, names[entry.actor], entry.why) for entry in entries
    ]


def _former(payload: Any) -> str:
    """Empty also for an entry that is altered, of which the diary's own verification tells."""
    try:
        return str(json.loads(payload.content)["from"]) if payload is not None else ""
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""


def deeds_of(kind: str, key: str, *, leave_out: Iterable[str] = ()) -> list[Deed]:
    """Who has done what with a record, the latest first. Two queries. Only for those who may see the record."""
    rows = DIARY.entries._default_manager.filter(subject_kind=kind, subject_key=key).exclude(act__in=list(leave_out))
    entries = list(rows.order_by("-number")[:MOST_ENTRIES])
    names = names_of(entry.actor for entry in entries)
    return [Deed(entry.at, entry.act, names[entry.actor], entry.why) for entry in entries]


def newest_deeds(kind: str, keys: Iterable[str], acts: Iterable[str]) -> dict[str, Deed]:
    """Key of a record → the newest thing done with it of these acts. Three queries. Only for those who may see the
    records."""
    rows = DIARY.entries._default_manager.filter(subject_kind=kind, subject_key__in=list(keys), act__in=list(acts))
    newest = rows.order_by().values("subject_key").annotate(newest=Max("number")).values_list("newest", flat=True)
    entries = list(DIARY.entries._default_manager.filter(number__in=list(newest)))
    names = names_of(entry.actor for entry in entries)
    return {entry.subject_key: Deed(entry.at, entry.act, names[entry.actor], entry.why) for entry in entries}


def names_of(actors: Iterable[str]) -> dict[str, str]:
    """Actor as the diary writes it («user:7») → the person's name, or the program's. One query."""
    wanted = set(actors)
    numbers = [int(name) for kind, _, name in (actor.partition(":") for actor in wanted) if kind == "user"]
    people = {f"user:{user.pk}": user.name or user.email for user in User.objects.filter(pk__in=numbers)}
    return {actor: people.get(actor) or _without_account(actor) for actor in wanted}


def _without_account(actor: str) -> str:
    kind, _colon, name = actor.partition(":")
    # What a command is called says nothing to who reads what has happened.
    if kind == "address":
        return _("svar utan konto %(number)s") % {"number": name}
    return _("programmet") if name.startswith("nhv ") else name
