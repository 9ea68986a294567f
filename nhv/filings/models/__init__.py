"""The tables of what is filed."""

from nhv.filings.models.filings import (
    Answer,
    CompletionRequest,
    Filing,
    FilingVersion,
    InternalNote,
    PaperEntry,
    RecordNumber,
    StoredOutline,
)

__all__ = [
    "Answer",
    "CompletionRequest",
    "Filing",
    "FilingVersion",
    "InternalNote",
    "PaperEntry",
    "RecordNumber",
    "StoredOutline",
]
