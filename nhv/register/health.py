"""Whether the register is right: database, guards, diary, files, postings; and how the worker is."""

from collections.abc import Iterator
from typing import Any

from django.db import DatabaseError

from nhv.register.documents import document_faults, general_faults
from nhv.register.memory import DIARY, FILES, MEMORY, OUTBOX, WORK
from nhv.register.search import postings_right


def ailments() -> list[str]:
    """What is wrong now, quickly: for `/health/`, asked every few seconds."""
    try:
        wrong = [f"skyddet {name} saknas" for name in MEMORY.missing_guards()]
        return wrong if postings_right() else [*wrong, "sökindexet stämmer inte med dokumenten"]
    except DatabaseError as error:
        return [f"databasen svarar inte: {type(error).__name__}"]


def pulse() -> dict[str, Any]:
    """How the worker is: when it was last seen, how many mails wait, for how long (seconds), how many fail again and
    again, and which jobs failed. The website serves its pages whether or not a worker runs."""
    try:
        lag, seen = OUTBOX.lag(), WORK.last_seen()
        return {
            "last_seen": seen.isoformat(timespec="seconds") if seen else None,
            "mails_waiting": lag.waiting,
            "oldest_seconds": int(lag.oldest.total_seconds()) if lag.oldest else 0,
            "mails_failing": lag.failing,
            "jobs_failing": sorted(WORK.failing()),
        }
    except DatabaseError:
        return {}


def faults() -> Iterator[str]:
    """Everything that is wrong, slowly: the whole chain is computed again, and the hash of every document and file."""
    yield from ailments()
    yield from DIARY.faults()
    yield from document_faults()
    yield from general_faults()
    yield from FILES.faults()
