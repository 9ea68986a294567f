"""One step of a filing by its kind's table of moves: what every act on a filing begins with, and the plain acts."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from nhv.filings.cabinet import cabinet_of
from nhv.filings.kinds import FilingKind, kind_of
from nhv.filings.owners import check_owner, owner_of
from nhv.filings.tables import FilingBase
from nhv.filings.telling import tell_owner
from nhv.records.acts import one_transaction
from nhv.rules.actor import Actor
from nhv.rules.moves import Move
from nhv.rules.reasons import shortened

F = TypeVar("F", bound=FilingBase)


@dataclass(frozen=True)
class Step:
    """A move that may be made now, and the kind whose table it stands in."""

    move: Move
    kind: FilingKind


def check_step(filing: FilingBase, act: str, *, by: Actor) -> Step:
    """The move of this act from where the filing is. Raises Refused when the table has none, or it is not for `by`."""
    kind = kind_of(filing)
    move = kind.process.check(act, source=filing.state)
    # Who is kept out of the case handles nothing in it, but may still act for a party.
    case = kind.case_of(filing.about) if act in kind.steps else ""
    check_owner(by, move.needs, owner_of(filing), case)
    return Step(move, kind)


def move(*, filing: F, act: str, by: Actor, now: datetime, why: str = "") -> F:
    """An act of the kind's own that does nothing but move: state, diary, and the kind's mail for it. Raises Refused."""
    with one_transaction(type(filing)):
        filing = locked(filing)
        step = check_step(filing, act, by=by)
        filing.state = step.move.target
        filing.save(update_fields=["state"])
        cabinet_of(filing).memory.diary.record(
            f"{step.kind.name}_{act}", kind="filing", key=filing.key, by=by, why=shortened(why)
        )
        tell_owner(filing, act, about=f"{act}:{now.isoformat()}")
        return filing


def locked(filing: F) -> F:
    """The filing as it is now, ours until the transaction ends."""
    rows = type(filing)._default_manager.select_for_update(of=("self",)).select_related("outline")
    now: F = rows.get(pk=filing.pk)
    return now
