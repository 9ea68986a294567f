"""Whether the register is right: database, guards, diary, postings."""

from collections.abc import Iterator

from django.db import DatabaseError, connection

from nhv.register.documents import document_faults
from nhv.register.memory import DIARY, missing_guards
from nhv.register.search import postings_right


def ailments() -> list[str]:
    """What is wrong now, quickly: for `/health/`, asked every few seconds."""
    try:
        wrong = [f"skyddet {name} saknas" for name in missing_guards(connection)]
        return wrong if postings_right() else [*wrong, "sökindexet stämmer inte med dokumenten"]
    except DatabaseError as error:
        return [f"databasen svarar inte: {type(error).__name__}"]


def faults() -> Iterator[str]:
    """Everything that is wrong, slowly: the whole chain is computed again, and every document's hash."""
    yield from ailments()
    yield from DIARY.faults()
    yield from document_faults()
