"""An answer that met another's: kept for its writer beside what stands, until the writer has chosen between the two."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from nhv.filings.cabinet import cabinet_of
from nhv.filings.tables import AnswerBase, FilingBase, new
from nhv.rules.actor import Actor


@dataclass(frozen=True)
class WrittenClash:
    """Two people's answers to one question: what stands there, who wrote it and when; what the other sent, and who."""

    key: str
    theirs: Any
    saved_by: str
    saved_at: datetime
    mine: Any
    written_by: str = ""


def set_aside(filing: FilingBase, clashes: Iterable[WrittenClash], *, by: Actor, now: datetime) -> None:
    """Keep `mine` of each, in the caller's transaction. A person has one waiting for each question: the newest.

    It is replaced at the revision it was written at, so no revision of the working copy ever says it.
    """
    answers, at = cabinet_of(filing).answers, filing.revision
    clashes = list(clashes)
    let_go(filing, [clash.key for clash in clashes], by=by)
    answers._default_manager.bulk_create(
        new(
            answers,
            filing=filing,
            key=clash.key,
            value=clash.mine,
            revision=at,
            replaced_at_revision=at,
            waits=True,
            saved_by=str(by),
            saved_at=now,
        )
        for clash in clashes
    )


def let_go(filing: FilingBase, keys: Collection[str], *, by: Actor) -> None:
    """What this person wrote there waits no longer: it is chosen, or the other's is. Nothing is removed."""
    if keys:
        filing.answers.filter(key__in=keys, saved_by=str(by), waits=True).update(waits=False)


def waiting(filing: FilingBase, by: Actor | None = None) -> list[WrittenClash]:
    """What waits for a choice, each beside what stands there now: one person's, or everybody's. A query, two when
    something waits."""
    rows = filing.answers.filter(waits=True)
    mine = list(rows.filter(saved_by=str(by)) if by else rows)
    if not mine:
        return []
    current = filing.answers.filter(key__in={row.key for row in mine}, replaced_at_revision__isnull=True)
    stands = {row.key: row for row in current}
    return [met(stands[row.key], row.value, row.saved_by) for row in mine if row.key in stands]


def chosen_by(filings: Collection[FilingBase], by: Actor) -> set[str]:
    """The keys of those in which an answer of this person's waits for their choice. One query, and none for none."""
    if not filings:
        return set()
    answers: Any = cabinet_of(next(iter(filings))).answers._default_manager
    rows = answers.filter(filing__in=[one.pk for one in filings], waits=True, saved_by=str(by))
    return set(rows.values_list("filing__key", flat=True))


def met(theirs: AnswerBase, mine: Any, written_by: str = "") -> WrittenClash:
    """An answer and the one that stands in its place."""
    return WrittenClash(theirs.key, theirs.value, theirs.saved_by, theirs.saved_at, mine, written_by)
