"""Files in the working copy: attached to a question that asks for them, and taken away again."""

from collections.abc import Iterable

from django.conf import settings
from django.utils import timezone

from nhv.accounts import access
from nhv.filings.acts.drafts import locked, write_answers
from nhv.filings.kinds import kind_of
from nhv.filings.models import Filing
from nhv.filings.working_copy import own_answers
from nhv.records.acts import one_transaction
from nhv.records.uploads import clean_name, inspect
from nhv.register.memory import FILES
from nhv.rules.actor import Actor
from nhv.rules.refusals import Refused, unreadable_answer
from nhv.specification.answers import AnswerFault, read_answer
from nhv.specification.outline import Asked


def attach(*, filing: Filing, question: str, name: str, chunks: Iterable[bytes], by: Actor) -> Filing:
    """Keep a file and add it to the answer of the question that asks for it. The same file again changes nothing.

    Raises Refused: too large, not to be received, no room, too many files, or another file with that name.
    """
    _check(filing, question, by)
    stored = FILES.store(chunks, most_bytes=settings.MOST_FILE_BYTES)
    file = {"name": clean_name(name), "sha256": stored.sha256, "size": stored.size}
    # What is refused here lies in the store without a row, and nobody can ask for it.
    media_type = inspect(FILES.path(stored.sha256), file["name"], most_bytes=settings.MOST_FILE_BYTES)
    with one_transaction(Filing):
        filing = locked(filing)
        asked = _check(filing, question, by)
        attached = own_answers(filing).get(question, [])
        if file in attached:
            return filing
        try:
            answer = read_answer(asked.question, [*attached, file])
        except AnswerFault as fault:
            raise unreadable_answer(asked.question.text, fault) from None
        FILES.enter(stored, media_type)
        write_answers(filing, {question: answer}, by=by, now=timezone.now())
        return filing


def detach(*, filing: Filing, question: str, sha256: str, by: Actor) -> Filing:
    """Take a file away from the answer. Versions that were sent with it keep it."""
    with one_transaction(Filing):
        filing = locked(filing)
        _check(filing, question, by)
        attached = own_answers(filing).get(question, [])
        left = [file for file in attached if file["sha256"] != sha256]
        if left != attached:
            write_answers(filing, {question: left or None}, by=by, now=timezone.now())
        return filing


def _check(filing: Filing, question: str, by: Actor) -> Asked:
    move = kind_of(filing).process.check("save", source=filing.state)
    access.check(by, move.needs, filing.organisation)
    asked = filing.outline.outline.find(question)
    if asked is None or asked.question.kind != "attachment":
        raise Refused("question_takes_no_files", "Frågan tar inte emot några filer. Läs sidan på nytt.")
    return asked
