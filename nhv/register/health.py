"""Whether the register is right: database, triggers, diary, files, postings; and how the worker is."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import DatabaseError

from nhv.records.checkpoints import kept_faults
from nhv.records.memory import memories
from nhv.records.scrubbing import damaged
from nhv.records.verification import guarded
from nhv.register.days_kept import day_faults
from nhv.register.documents import document_faults, general_faults
from nhv.register.memory import KEYS, WORK
from nhv.register.search import postings_right
from nhv.register.told_permits import permit_faults


def ailments() -> list[str]:
    """What is wrong now, quickly: for `/health/`, asked every few seconds."""
    try:
        wrong = [ailment for memory in memories() for ailment in memory.ailments()]
        wrong += [
            f"{len(files)} mottagna filer är skadade" for memory in memories() if (files := damaged(memory.diary))
        ]
        return wrong if postings_right() else [*wrong, "sökindexet stämmer inte med dokumenten"]
    except DatabaseError as error:
        return [f"databasen svarar inte: {type(error).__name__}"]
    except (ValueError, TypeError) as error:
        return [f"något i databasen går inte att läsa ({type(error).__name__}); kör nhv verify"]


def worries() -> list[str]:
    """What somebody must see to, and which stops nobody meanwhile."""
    return [
        f"nyckeln till händelseloggens hashar ({memory.database}) är en annan eller saknas; kör nhv verify"
        for memory in memories()
        if memory.diary.is_hashed_with_another_key()
    ]


def pulse() -> dict[str, Any]:
    """How the worker is: when it was last seen, how many mails wait, for how long (seconds), how many fail again and
    again, and which jobs failed. The website serves its pages whether or not a worker runs."""
    try:
        lags, seen = [memory.outbox.lag() for memory in memories()], WORK.last_seen()
        return {
            "last_seen": seen.isoformat(timespec="seconds") if seen else None,
            "mails_waiting": sum(lag.waiting for lag in lags),
            "oldest_seconds": max(int(lag.oldest.total_seconds()) if lag.oldest else 0 for lag in lags),
            "mails_failing": sum(lag.failing for lag in lags),
            "jobs_failing": sorted(WORK.failing()),
        }
    except DatabaseError:
        return {}


def faults() -> Iterator[str]:
    """Everything that is wrong, slowly: every chain is computed again, and the hash of every document and file."""
    for memory in memories():
        yield from memory.faults()
    yield from guarded("kontrollen av sökindexet", _index_faults())
    yield from guarded("kontrollen av dokumenten", document_faults())
    yield from guarded("kontrollen av det allmänna dokumentet", general_faults())
    yield from guarded("kontrollen av tillstånden", permit_faults())
    yield from guarded("kontrollen av dagarnas filer", day_faults(settings.DAYS_KEPT))
    yield from guarded("kontrollen av kontrollpunkterna", kept_faults(settings.OWN_CHECKPOINTS, KEYS))


def _index_faults() -> Iterator[str]:
    if not postings_right():
        yield "sökindexet stämmer inte med dokumenten"
