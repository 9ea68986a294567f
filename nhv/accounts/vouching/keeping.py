"""What an organisation keeps up to date, whatever it is: saved by somebody with a role there, confirmed once a year."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic

from django.utils import timezone

from nhv.accounts import access, telling
from nhv.records.acts import one_transaction
from nhv.register import kept
from nhv.register.kept import Row
from nhv.register.memory import DIARY
from nhv.register.models import Area, Organisation
from nhv.rules.access import roles_with
from nhv.rules.actor import Actor
from nhv.rules.refusals import Refused
from nhv.specification.layers import canonical_text
from nhv.specification.parts import Frozen


@dataclass(frozen=True)
class Keeping(Generic[Row]):
    """One kind of it. `name` begins its acts and is its kind in the diary, `needs` the activity of those who keep it;
    `check` raises Refused where nobody could read what is told of the area, at the holder, of the clause."""

    model: type[Row]
    name: str
    needs: str
    check: Callable[[Area, Organisation, str], None]


@dataclass(frozen=True)
class Subject:
    """What something is told of: an area, or one clause of it, by an organisation."""

    area: Area
    holder: Organisation
    clause: str = ""

    @property
    def key(self) -> str:
        """As the diary names it. Keys of 80 characters are longer together than it has room for; the payload has them
        whole."""
        return ":".join(filter(None, (self.area.key, self.clause, self.holder.key)))[:120]


def save(keeping: Keeping[Row], about: Subject, *, facts: Frozen, seen_version: int, by: Actor, now: datetime) -> Row:
    """What is told from now on, confirmed as it is saved. `seen_version` is what the editor began from, 0 when nothing
    was told. Raises Refused."""
    with one_transaction(keeping.model):
        _check(keeping, about, seen_version, by)
        return _keep(keeping, "saved", about, facts, by=by, now=now)


def as_it_is(facts: Frozen) -> Frozen:
    """What is told, as it is told."""
    return facts


def confirm(
    keeping: Keeping[Row],
    about: Subject,
    *,
    seen_version: int,
    by: Actor,
    now: datetime,
    said: Callable[[Any], Frozen] = as_it_is,
) -> Row:
    """Say that what is told is still right; `said` gives it with what is said besides. Raises Refused."""
    with one_transaction(keeping.model):
        _check(keeping, about, seen_version, by)
        told = _told(keeping, about)
        if told is None:
            raise Refused(
                "kept_information_missing", "Det finns inga uppgifter att bekräfta ännu. Fyll i dem och spara."
            )
        return _keep(keeping, "confirmed", about, said(told.facts), by=by, now=now)


@dataclass(frozen=True)
class Reminder:
    """The mail about what is old: its kind, subject and page, and `lead`, with a place for the holder's name."""

    kind: str
    subject: str
    lead: str
    page: str


def remind(
    keeping: Keeping[Any], reminder: Reminder, stale: Mapping[Organisation, Sequence[str]], *, now: datetime
) -> int:
    """Mail those who keep what is old, a line for each thing: once a month for each holder, however often this is run.
    Gives the number of holders reminded."""
    with one_transaction(keeping.model):
        for holder, lines in stale.items():
            telling.tell(
                _keepers(keeping, holder),
                kind=reminder.kind,
                subject=reminder.subject,
                text=reminder.lead.format(holder=holder.name)
                + "\n\n"
                + "\n".join(f"- {line}" for line in lines)
                + f"\n\nBekräfta att de stämmer, eller ändra dem: {telling.link(reminder.page)}",
                about=f"{holder.pk}:{timezone.localdate(now):%Y-%m}",
            )
    return len(stale)


def _keepers(keeping: Keeping[Any], holder: Organisation) -> list[tuple[str, str]]:
    """Those at the holder itself, or, where there are none, those at the nearest organisation above it."""
    own = telling.people_at(holder.key, keeping.needs)
    return own or (_keepers(keeping, holder.parent) if holder.parent else [])


def _told(keeping: Keeping[Row], about: Subject) -> Row | None:
    return kept.current(keeping.model).filter(area=about.area, holder=about.holder, clause=about.clause).first()


def _check(keeping: Keeping[Any], about: Subject, seen_version: int, by: Actor) -> None:
    access.check(by, keeping.needs, about.holder)
    # One editor at a time: the first version has no row to lock.
    DIARY.take_turn()
    keeping.check(about.area, about.holder, about.clause)
    told = _told(keeping, about)
    if (told.version if told else 0) != seen_version:
        raise Refused(
            "kept_information_changed",
            "Någon annan har ändrat uppgifterna sedan du öppnade dem. Läs dem på nytt och ändra igen.",
        )


def _keep(keeping: Keeping[Row], act: str, about: Subject, facts: Frozen, *, by: Actor, now: datetime) -> Row:
    role, place = _standing(keeping, by, about.holder)
    row = kept.next_version(
        keeping.model, about.area, about.holder, facts, clause=about.clause, by=by, role=role, place=place, now=now
    )
    payload = {
        "area": about.area.key,
        "holder": about.holder.key,
        "version": row.version,
        "facts": canonical_text(facts),
    }
    payload |= {"clause": about.clause} if about.clause else {}
    DIARY.record(f"{keeping.name}_{act}", kind=keeping.name, key=about.key, by=by, payload=payload)
    return row


def _standing(keeping: Keeping[Any], by: Actor, holder: Organisation) -> tuple[str, Organisation]:
    """The role in which somebody vouches for it, and where it is held: the public is told this, never who it was."""
    allowed = roles_with(keeping.needs)
    held = {number: role for role, number in access.roles_of(by) if role in allowed}
    place: Organisation | None = holder
    while place is not None:
        if place.pk in held:
            return held[place.pk], place
        place = place.parent
    return "", holder
