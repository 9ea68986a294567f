"""The room's tables: a memory, and filings that refer to the register by keys and to people by number."""

from pathlib import Path

from django.conf import settings
from django.db import models

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
from nhv.records.diary import Diary, DiaryEntryBase, DiaryPayloadBase, DiaryWitnessBase
from nhv.records.files import Files, StoredFileBase
from nhv.records.idempotency import IdempotencyKeyBase, IdempotencyKeys
from nhv.records.keys import KeyRing
from nhv.records.memory import Memory, add_memory
from nhv.records.outbox import MessageBase, Outbox
from nhv.records.watch import Watch
from nhv.records.work import JobRunBase, Work


class Entry(DiaryEntryBase):
    pass


class Payload(DiaryPayloadBase):
    pass


class Witness(DiaryWitnessBase):
    pass


class Message(MessageBase):
    pass


class StoredFile(StoredFileBase):
    pass


class Key(IdempotencyKeyBase):
    pass


class Run(JobRunBase):
    pass


KEYS = KeyRing(Path(settings.DATA) / "care" / "keys")
WATCH = Watch(KEYS, discreet=True)
MEMORY = add_memory(
    Memory(
        database="care",
        diary=Diary(entries=Entry, payloads=Payload, witnesses=Witness, watch=WATCH),
        outbox=Outbox(messages=Message),
        files=Files(rows=StoredFile, folder=Path(settings.DATA) / "care" / "files"),
        idempotency=IdempotencyKeys(rows=Key, keeps_content=False),
        work=Work(runs=Run),
        keys=KEYS,
    )
)


class StoredOutline(StoredOutlineBase):
    pass


class Plan(FilingBase):
    organisation_id = models.SlugField(max_length=80, null=True)
    place_id = models.SlugField(max_length=80, null=True)
    outline = models.ForeignKey(StoredOutline, on_delete=models.PROTECT, related_name="+")

    # A plan is about no area's document.
    document = property(lambda self: None, lambda self, document: None)


class Answer(AnswerBase):
    filing = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="answers")


class Version(FilingVersionBase):
    filing = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="versions")
    outline = models.ForeignKey(StoredOutline, on_delete=models.PROTECT, related_name="+")


class CompletionRequest(CompletionRequestBase):
    filing = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="completion_requests")


class InternalNote(InternalNoteBase):
    filing = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="notes")


class Comment(CommentBase):
    filing = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="comments")


class PaperEntry(PaperEntryBase):
    organisation_id = models.SlugField(max_length=80, null=True)
    filing = models.ForeignKey(Plan, null=True, on_delete=models.PROTECT, related_name="+")


class RecordNumber(RecordNumberBase):
    pass
