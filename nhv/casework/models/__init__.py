"""Casework's tables."""

from nhv.casework.models.calls import CallForApplications, CallQuestion, Extension
from nhv.casework.models.facts import HospitalFact
from nhv.casework.models.filings import (
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
    "CallForApplications",
    "CallQuestion",
    "CompletionRequest",
    "Extension",
    "Filing",
    "FilingVersion",
    "HospitalFact",
    "InternalNote",
    "PaperEntry",
    "RecordNumber",
    "StoredOutline",
]
