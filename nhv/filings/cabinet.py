"""Where the filings of one database lie: its tables, and the memory they are remembered by."""

from dataclasses import dataclass

from django.db import models, router

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
from nhv.records.memory import Memory, memory_on


@dataclass(frozen=True)
class Cabinet:
    """The concrete tables of one database, one of each."""

    filings: type[FilingBase]
    outlines: type[StoredOutlineBase]
    answers: type[AnswerBase]
    versions: type[FilingVersionBase]
    requests: type[CompletionRequestBase]
    notes: type[InternalNoteBase]
    comments: type[CommentBase]
    papers: type[PaperEntryBase]
    numbers: type[RecordNumberBase]

    @property
    def memory(self) -> Memory:
        """The memory of the database in which they lie."""
        return memory_on(router.db_for_write(self.filings))

    @property
    def only_grow(self) -> tuple[type[models.Model], ...]:
        """The tables whose rows are never changed or removed."""
        return (self.versions, self.outlines, self.numbers, self.notes)


_cabinets: list[Cabinet] = []


def add_cabinet(cabinet: Cabinet) -> Cabinet:
    """Let filings lie here too, behind triggers and verified as all others. The room that owns the tables says so when
    it is made ready."""
    if cabinet not in _cabinets:
        _cabinets.append(cabinet)
        cabinet.memory.only_grows(*cabinet.only_grow)
        _watch(cabinet)
    return cabinet


def _watch(cabinet: Cabinet) -> None:
    """The diary bears witness to all but the working copy: what is written there is nobody's word until it is sent."""
    watch = cabinet.memory.diary.watch
    named = ("key", "kind", "about", "state", "record_number", "created_by", "sent_by", "answers_sha256")
    watch.add(cabinet.filings, shown=named, but=("revision",))
    watch.add(cabinet.versions, shown=named)
    watch.add(cabinet.outlines, shown=("hash",))
    watch.add(cabinet.requests, cabinet.notes, cabinet.numbers, shown=("asked_by", "written_by"))
    watch.add(cabinet.papers, shown=("kind", "about", "entered_by", "confirmed_by"))
    watch.add(cabinet.comments, shown=("written_by",), late=True)
    watch.leave_out(cabinet.answers, because="the working copy: what is sent is a version")


def cabinets() -> tuple[Cabinet, ...]:
    """Every cabinet there is."""
    return tuple(_cabinets)


def cabinet_of(row: FilingBase | PaperEntryBase) -> Cabinet:
    """The cabinet in which a filing or a paper entry lies. Raises LookupError for a table of none."""
    for cabinet in _cabinets:
        if isinstance(row, cabinet.filings | cabinet.papers):
            return cabinet
    raise LookupError(f"{type(row).__name__} lies in no cabinet")
