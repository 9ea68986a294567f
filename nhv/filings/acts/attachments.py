"""Files in the working copy: attached to a question that asks for them, and taken away again."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from nhv.accounts import attempts
from nhv.filings.acts.drafts import write_answers
from nhv.filings.acts.moving import check_step, locked
from nhv.filings.cabinet import cabinet_of
from nhv.filings.tables import FilingBase
from nhv.filings.working_copy import own_answers
from nhv.records.acts import one_transaction
from nhv.records.files import Files, Stored
from nhv.records.uploads import clean_name, inspect
from nhv.rules.actor import Actor
from nhv.rules.refusals import Refused, unreadable_answer
from nhv.specification.answer_reading import AnswerFault, read_answer
from nhv.specification.outline import Asked


@dataclass(frozen=True)
class Inspected:
    """A file kept on disk that may be received: its name without a path, and what it is."""

    name: str
    stored: Stored
    media_type: str

    @property
    def as_answer(self) -> dict[str, Any]:
        """The file as it stands in the answer of a question."""
        return {"name": self.name, "sha256": self.stored.sha256, "size": self.stored.size}


@contextmanager
def waiting(files: Files, name: str, chunks: Iterable[bytes]) -> Iterator[Inspected]:
    """A file that waits to be entered, last in the act that speaks of it; what is refused, by whatever, is not kept.

    Raises Refused: TooLarge, UploadRefused, NoRoom.
    """
    clean, found = clean_name(name), list[str]()

    def look(path: Path) -> None:
        found.append(inspect(path, clean, most_bytes=settings.MOST_FILE_BYTES))

    with files.waiting(chunks, most_bytes=settings.MOST_FILE_BYTES, look=look) as stored:
        yield Inspected(clean, stored, found[0])


def attach(*, filing: FilingBase, question: str, name: str, chunks: Iterable[bytes], by: Actor) -> FilingBase:
    """Keep a file and add it to the answer of the question that asks for it. The same file again changes no
    answer, and mends what had befallen the one that was kept.

    Raises Refused: TooLarge, UploadRefused, NoRoom, too many files, or another file with that name.
    """
    _check(filing, question, by)
    try:
        with waiting(cabinet_of(filing).memory.files, name, chunks) as file:
            return _add(filing, question, file, by)
    except Refused:
        attempts.note("upload_refused", str(by))
        raise


def _add(filing: FilingBase, question: str, file: Inspected, by: Actor) -> FilingBase:
    with one_transaction(type(filing)):
        filing = locked(filing)
        asked = _check(filing, question, by)
        attached = own_answers(filing).get(question, [])
        if file.as_answer not in attached:
            try:
                answer = read_answer(asked.question, [*attached, file.as_answer])
            except AnswerFault as fault:
                raise unreadable_answer(asked.question.text, fault) from None
            write_answers(filing, {question: answer}, by=by, now=timezone.now())
        # Also what is attached already: who sends it again may have met that it cannot be read here any more.
        cabinet_of(filing).memory.files.enter(file.stored, file.media_type)
        return filing


def detach(*, filing: FilingBase, question: str, sha256: str, by: Actor) -> FilingBase:
    """Take a file away from the answer. Versions that were sent with it keep it."""
    with one_transaction(type(filing)):
        filing = locked(filing)
        _check(filing, question, by)
        attached = own_answers(filing).get(question, [])
        left = [file for file in attached if file["sha256"] != sha256]
        if left != attached:
            write_answers(filing, {question: left or None}, by=by, now=timezone.now())
        return filing


def _check(filing: FilingBase, question: str, by: Actor) -> Asked:
    check_step(filing, "save", by=by)
    asked = filing.outline.outline.find(question)
    if asked is None or asked.question.kind != "attachment":
        raise Refused("question_takes_no_files", "Frågan tar inte emot några filer. Läs sidan på nytt.")
    return asked
