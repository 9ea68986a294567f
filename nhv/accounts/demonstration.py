"""The invented people of a demonstration, whom one may try out with a press.

Who is invented stands in the diary, written by the act that made the account. No name or address makes anybody so.
"""

import json
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from nhv.accounts.models import Membership, User
from nhv.records.acts import one_transaction
from nhv.records.demonstration import KIND
from nhv.records.diary import DiaryEntryBase, DiaryPayloadBase
from nhv.register.memory import DIARY
from nhv.rules.actor import Actor

INVENTED = "account_invented"
SEEDED = "case_seeded"


@dataclass(frozen=True)
class Invented:
    """Somebody invented who can be tried. `waits`: what waits for them, in Swedish."""

    user: User
    memberships: tuple[Membership, ...]
    waits: str


def note_invented(user: User, *, waits: str, by: Actor) -> None:
    """The account is invented: `nhv demo` says so in the transaction that makes it."""
    DIARY.record(INVENTED, kind=KIND, key=str(user.pk), by=by, payload={"waits": waits})


@dataclass(frozen=True)
class Seeded:
    """Something in the demonstration that is worth a look: `what`, in Swedish, at `address`, in Swedish too. `user` is
    who sees it, or nobody where everybody does; `step` is its place in the tour, 0 beside it."""

    what: str
    address: str
    user: User | None
    step: int


def note_seeded(what: str, *, address: str, user: User | None, step: int, by: Actor) -> None:
    """`nhv demo` has made this to be looked at."""
    payload = {"what": what, "address": address, "step": step}
    DIARY.record(SEEDED, kind=KIND, key=str(user.pk) if user else "", by=by, payload=payload)


def seeded_cases() -> list[Seeded]:
    """All of it, in the order in which it was noted. Three queries."""
    entries = list(DIARY.entries._default_manager.filter(subject_kind=KIND, act=SEEDED).order_by("number"))
    contents = DIARY.payloads._default_manager.in_bulk([entry.number for entry in entries])
    users = User.objects.in_bulk([int(entry.subject_key) for entry in entries if entry.subject_key])
    told = [(entry, json.loads(contents[entry.number].content)) for entry in entries if entry.number in contents]
    return [
        Seeded(said["what"], said["address"], users.get(int(entry.subject_key or 0)), said["step"])
        for entry, said in told
    ]


def is_invented(user: User) -> bool:
    """Whether this account was made by `nhv demo`. One query."""
    return _entries().filter(subject_key=str(user.pk)).exists()


def invented_people() -> list[Invented]:
    """Those who have a role today, in the order in which they were made. Three queries."""
    entries = list(_entries().order_by("number"))
    contents = DIARY.payloads._default_manager.in_bulk([entry.number for entry in entries])
    waits = {int(entry.subject_key): _waits(contents.get(entry.number)) for entry in entries}
    held: dict[int, list[Membership]] = {number: [] for number in waits}
    today = Membership.objects.on(timezone.localdate()).filter(user__in=list(waits))
    for membership in today.select_related("user", "organisation"):
        held[membership.user_id].append(membership)
    return [Invented(roles[0].user, tuple(roles), waits[number]) for number, roles in held.items() if roles]


def note_press(act: str, user: User) -> None:
    """Somebody at the machine itself is now this person, by a press instead of password and code."""
    with one_transaction(User):
        DIARY.record(act, kind="user", key=str(user.pk), by=Actor("program", "demonstration"))


def _entries() -> QuerySet[DiaryEntryBase]:
    return DIARY.entries._default_manager.filter(subject_kind=KIND, act=INVENTED)


def _waits(payload: DiaryPayloadBase | None) -> str:
    """Nothing where the payload has been erased."""
    return str(json.loads(payload.content).get("waits", "")) if payload else ""
