"""An application that came by post or mail: one registrar enters it, another confirms it."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings

from nhv.accounts import access
from nhv.filings.acts.drafts import keep_outline, write_answers
from nhv.filings.acts.sending import tell_received
from nhv.filings.models import Filing, FilingVersion, PaperEntry
from nhv.filings.receiving import receive
from nhv.filings.states import FilingState
from nhv.filings.working_copy import Effective
from nhv.process.applications.form import form_of
from nhv.records.acts import one_transaction
from nhv.records.files import Stored
from nhv.records.uploads import clean_name, inspect
from nhv.register.memory import DIARY, FILES, IDEMPOTENCY
from nhv.register.models import Call, CallState, Organisation
from nhv.rules.actor import Actor
from nhv.rules.reasons import MOST_WHY
from nhv.rules.refusals import Refused, unreadable_answer
from nhv.specification.answers import read_answers


@dataclass(frozen=True)
class Scanned:
    """A file that came with the papers, kept on disk: the question that it answers, its name, and what it is."""

    question: str
    name: str
    stored: Stored
    media_type: str


def keep_scanned(question: str, name: str, chunks: Iterable[bytes]) -> Scanned:
    """Keep a scanned file, to be entered with the rest. Raises Refused: too large, not to be received, no room."""
    stored = FILES.store(chunks, most_bytes=settings.MOST_FILE_BYTES)
    clean = clean_name(name)
    media_type = inspect(FILES.path(stored.sha256), clean, most_bytes=settings.MOST_FILE_BYTES)
    return Scanned(question, clean, stored, media_type)


def enter_paper(
    *,
    call: Call,
    organisation: Organisation,
    came_at: datetime,
    came_by: str,
    why: str,
    raw: Mapping[str, Any],
    scanned: Sequence[Scanned] = (),
    by: Actor,
    now: datetime,
    once_key: str,
) -> PaperEntry:
    """What came, when and why it came that way. `raw` is the answers as read from it, `scanned` the papers themselves.
    Nothing is received until a second person has confirmed it."""

    def do() -> dict[str, int]:
        access.check(by, "application.register")
        if call.state == CallState.DRAFT:
            raise Refused("call_not_published", "Utlysningen är inte publicerad, så ingen ansökan kan ha kommit.")
        if came_at > now:
            raise Refused("paper_from_the_future", "Tiden då ansökan kom ligger framåt. Ange när den kom.")
        if came_by not in PaperEntry.Came.values:
            raise Refused("paper_way_unknown", "Ange hur ansökan kom: post, e-post eller lämnad i receptionen.")
        reason = " ".join(why.split())
        if not reason or len(reason) > MOST_WHY:
            raise Refused(
                "paper_reason_missing", "Skriv varför ansökan kom på papper, med högst {most} tecken.", most=MOST_WHY
            )
        outline = form_of(call)
        read = read_answers(outline, {**raw, **_attached(scanned)})
        for key, fault in read.faults.items():
            asked = outline.find(key)
            raise unreadable_answer(asked.question.text if asked else key, fault)
        for file in scanned:
            FILES.enter(file.stored, file.media_type)
        entry = PaperEntry.objects.create(
            call=call,
            organisation=organisation,
            came_at=came_at,
            came_by=came_by,
            why=reason,
            answers=read.answers,
            entered_by=str(by),
            entered_at=now,
        )
        DIARY.record("paper_entered", kind="paper_entry", key=str(entry.pk), by=by, why=reason)
        return {"pk": entry.pk}

    kept = IDEMPOTENCY.run(once_key, "enter_paper", by, do)
    return PaperEntry.objects.get(pk=kept["pk"])


def drop_paper(*, entry: PaperEntry, why: str, by: Actor) -> None:
    """Take away what was entered wrongly and nobody has confirmed. The diary keeps that it was there, and why not."""
    with one_transaction(PaperEntry):
        entry = PaperEntry.objects.select_for_update().get(pk=entry.pk)
        access.check(by, "application.register")
        if entry.confirmed_at is not None:
            raise Refused("paper_received", "Ansökan är bekräftad och mottagen. Det som är mottaget tas inte bort.")
        reason = " ".join(why.split())
        if not reason or len(reason) > MOST_WHY:
            raise Refused(
                "paper_drop_reason_missing", "Skriv varför posten tas bort, med högst {most} tecken.", most=MOST_WHY
            )
        payload = {"organisation": entry.organisation.key, "call": entry.call.key, "answers": entry.answers}
        DIARY.record("paper_dropped", kind="paper_entry", key=str(entry.pk), by=by, why=reason, payload=payload)
        entry.delete()


def confirm_paper(*, entry: PaperEntry, by: Actor, now: datetime) -> FilingVersion:
    """The second person's half: the application is received, with the time it came."""
    with one_transaction(PaperEntry):
        entry = PaperEntry.objects.select_for_update().get(pk=entry.pk)
        access.check(by, "application.register")
        if entry.confirmed_at is not None:
            raise Refused("paper_confirmed_already", "Ansökan är redan bekräftad. Läs sidan på nytt.")
        if entry.entered_by == str(by):
            raise Refused("paper_needs_another_person", "En annan person än den som förde in ansökan ska bekräfta den.")
        call = entry.call
        outline = form_of(call)
        filing = Filing.objects.create(
            key=secrets.token_hex(8),
            kind="application",
            organisation=entry.organisation,
            document=call.document,
            outline=keep_outline(outline),
            call=call,
            state=FilingState.RECEIVED,
            created_at=now,
            created_by=str(by),
            received_at=entry.came_at,
            late=call.closes_at is not None and entry.came_at >= call.closes_at,
        )
        # The region goes on from what it sent: the same answers are its working copy.
        write_answers(filing, entry.answers, by=by, now=now)
        version = receive(
            filing,
            Effective(outline, entry.answers, {}),
            received_at=entry.came_at,
            late=filing.late,
            way=FilingVersion.Way.PAPER,
            sent_by=by,
        )
        entry.confirmed_by, entry.confirmed_at, entry.filing = str(by), now, filing
        entry.save()
        tell_received(filing, version)
        return version


def _attached(scanned: Sequence[Scanned]) -> dict[str, list[dict[str, Any]]]:
    """The scanned files as answers to their questions."""
    answers: dict[str, list[dict[str, Any]]] = {}
    for file in scanned:
        told = {"name": file.name, "sha256": file.stored.sha256, "size": file.stored.size}
        answers.setdefault(file.question, []).append(told)
    return answers
