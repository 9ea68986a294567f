"""What the one who has received a filing does with it."""

from collections.abc import Collection
from datetime import date, datetime

from django.db.models import Max
from django.utils import timezone

from nhv.accounts import access
from nhv.filings.acts.moving import check_step, locked
from nhv.filings.cabinet import cabinet_of
from nhv.filings.kinds import kind_of
from nhv.filings.owners import check_owner, owner_of
from nhv.filings.tables import CompletionRequestBase, FilingBase, InternalNoteBase, new
from nhv.filings.telling import tell_owner
from nhv.language.dates import date_in_words
from nhv.records.acts import one_transaction
from nhv.rules.actor import Actor
from nhv.rules.refusals import Refused
from nhv.specification.deadlines import DeadlineFault, first_too_late

MOST_TEXT = 8_000


def request_completion(
    *, filing: FilingBase, text: str, deadline: date, by: Actor, now: datetime, questions: Collection[str] = ()
) -> CompletionRequestBase:
    """Ask the one who filed for more, by a day of its own, about all of it or about the questions with these keys. They
    are told by mail; the text stands on their page. Where nobody handles it, the one who asks does so from now on."""
    with one_transaction(type(filing)):
        filing = locked(filing)
        step = check_step(filing, "request_completion", by=by)
        closes_at = completion_closes_at(deadline, now)
        request = new(
            cabinet_of(filing).requests,
            filing=filing,
            number=(filing.completion_requests.aggregate(last=Max("number"))["last"] or 0) + 1,
            text=_words(text, if_empty=Refused("completion_text_missing", "Skriv vad som behöver kompletteras.")),
            questions=_asked_in(filing, questions),
            deadline=deadline,
            closes_at=closes_at,
            asked_by=str(by),
            asked_at=now,
        )
        request.save()
        filing.state = step.move.target
        filing.save(update_fields=["state"])
        _record("completion_requested", filing, by=by, number=request.number)
        tell_owner(filing, "request_completion", about=str(request.number), last_day=date_in_words(deadline))
        is_anybodys = filing.assignee is None and by.kind == "user" and step.kind.may("assign")
        if is_anybodys and access.can(by, step.kind.activity("assign")):
            # What nobody handles is on nobody's desk when it is answered.
            assign(filing=filing, to=int(by.name), by=by)
        return request


def completion_closes_at(deadline: date, now: datetime) -> datetime:
    """The first instant that is too late for a completion with this last day. Raises Refused when that has been."""
    try:
        closes_at = first_too_late(deadline)
    except DeadlineFault as fault:
        raise Refused("completion_day_impossible", "Sista dagen för kompletteringen: {fault}.", fault=fault) from None
    if closes_at <= now:
        raise Refused(
            "completion_day_passed", "Sista dagen för kompletteringen har redan varit. Ange en dag framåt i tiden."
        )
    return closes_at


def write_note(*, filing: FilingBase, text: str, by: Actor, once_key: str | None = None) -> InternalNoteBase:
    """An internal note on something received. It is never shown to the one who filed, and never changed.

    A `once_key` that comes again writes nothing more.
    """
    cabinet = cabinet_of(filing)

    def do() -> dict[str, int]:
        current = locked(filing)
        _check_handles(current, "note", by=by)
        words = _words(text, if_empty=Refused("note_empty", "Anteckningen är tom. Skriv något i den."))
        note = new(cabinet.notes, filing=current, text=words, written_by=str(by), written_at=timezone.now())
        note.save()
        _record("note_written", current, by=by, note=note.pk)
        return {"pk": note.pk}

    with one_transaction(type(filing)):
        carries = {"filing": filing.key, "text": text}
        kept = cabinet.memory.idempotency.run(once_key, "write_note", by, carries, do) if once_key else do()
        return cabinet.notes._default_manager.get(pk=kept["pk"])


def assign(*, filing: FilingBase, to: int | None, by: Actor) -> FilingBase:
    """Let the person of this account handle it from now on; nobody, when `to` is nothing. The one who filed is not told
    who it is. Raises Refused."""
    with one_transaction(type(filing)):
        filing = locked(filing)
        _check_handles(filing, "assign", by=by)
        if to is not None and not access.can(Actor("user", str(to)), kind_of(filing).activity("assign")):
            raise Refused("not_a_handler", "Den personen handlägger inte sådana ärenden. Välj en annan i listan.")
        if filing.assignee != to:
            filing.assignee = to
            filing.save(update_fields=["assignee"])
            _record("filing_assigned", filing, by=by, to=to)
        return filing


def give_record_number(*, filing: FilingBase, by: Actor, now: datetime) -> str:
    """The next record number of the year's series, given once. Gives the number the filing has."""
    cabinet = cabinet_of(filing)
    with one_transaction(type(filing)):
        # Numbers are given one at a time, so that the series has no gaps and no doubles.
        cabinet.memory.diary.take_turn()
        filing = locked(filing)
        _check_handles(filing, "register", by=by)
        if filing.record_number:
            return filing.record_number
        year = timezone.localdate(now).year
        last = cabinet.numbers._default_manager.filter(year=year).aggregate(last=Max("number"))["last"] or 0
        given = cabinet.numbers(year=year, number=last + 1, given_at=now)
        given.save()
        filing.record_number = str(given)
        filing.save(update_fields=["record_number"])
        _record("record_number_given", filing, by=by, record_number=filing.record_number)
        return filing.record_number


def _check_handles(filing: FilingBase, what: str, *, by: Actor) -> None:
    check_owner(by, kind_of(filing).activity(what), owner_of(filing), kind_of(filing).case_of(filing.about))
    # A draft is its writer's own: nobody who will receive it may even tell that it is there.
    if filing.received_at is None:
        raise Refused("no_such_case", "Det finns inget sådant ärende. Välj ett i listan.")


def _asked_in(filing: FilingBase, questions: Collection[str]) -> list[str]:
    """These of the questions that were asked, in reading order. Raises Refused for one that was not."""
    asked = [one.key for one in filing.outline.outline.asked()]
    if unknown := set(questions) - set(asked):
        raise Refused("question_not_asked", "Frågan {key} finns inte i formuläret. Välj i listan.", key=min(unknown))
    return [key for key in asked if key in set(questions)]


def _record(act: str, filing: FilingBase, *, by: Actor, **payload: object) -> None:
    cabinet_of(filing).memory.diary.record(act, kind="filing", key=filing.key, by=by, payload=payload)


def _words(text: str, *, if_empty: Refused) -> str:
    words = text.strip()
    if not words:
        raise if_empty
    if len(words) > MOST_TEXT:
        raise Refused("text_too_long", "Texten är för lång: högst {most} tecken. Korta den.", most=MOST_TEXT)
    return words
