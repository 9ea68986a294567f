"""The filings of the default database, where organisations and area documents lie too."""

from django.db import models

from nhv.filings.cabinet import Cabinet
from nhv.filings.tables import (
    AnswerBase,
    CommentBase,
    CompletionRequestBase,
    FilingBase,
    FilingVersionBase,
    InternalNoteBase,
    PaperEntryBase,
    RecordNumberBase,
    StoredOutlineBase,
)
from nhv.register.models import AreaDocument, Organisation


class StoredOutline(StoredOutlineBase):
    pass


class Filing(FilingBase):
    organisation = models.ForeignKey(
        Organisation, null=True, to_field="key", on_delete=models.PROTECT, related_name="filings"
    )
    place = models.ForeignKey(Organisation, null=True, to_field="key", on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(AreaDocument, null=True, on_delete=models.PROTECT, related_name="filings")
    outline = models.ForeignKey(StoredOutline, on_delete=models.PROTECT, related_name="+")


class Answer(AnswerBase):
    filing = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="answers")


class FilingVersion(FilingVersionBase):
    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="versions")
    outline = models.ForeignKey(StoredOutline, on_delete=models.PROTECT, related_name="+")


class CompletionRequest(CompletionRequestBase):
    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="completion_requests")


class InternalNote(InternalNoteBase):
    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="notes")


class Comment(CommentBase):
    filing = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="comments")


class PaperEntry(PaperEntryBase):
    organisation = models.ForeignKey(
        Organisation, null=True, to_field="key", on_delete=models.PROTECT, related_name="+"
    )
    filing = models.ForeignKey(Filing, null=True, on_delete=models.PROTECT, related_name="paper_entries")


class RecordNumber(RecordNumberBase):
    pass


CABINET = Cabinet(
    filings=Filing,
    outlines=StoredOutline,
    answers=Answer,
    versions=FilingVersion,
    requests=CompletionRequest,
    notes=InternalNote,
    comments=Comment,
    papers=PaperEntry,
    numbers=RecordNumber,
)
