"""What the authority does with what it has received."""

from datetime import date, datetime

from django.db.models import Max
from django.utils import timezone

from nhv.accounts import access, telling
from nhv.filings.acts.drafts import locked
from nhv.filings.kinds import kind_of
from nhv.filings.models import CompletionRequest, Filing, InternalNote, RecordNumber
from nhv.filings.states import FilingState
from nhv.language.dates import date_in_words
from nhv.records.acts import one_transaction
from nhv.register.memory import DIARY, IDEMPOTENCY
from nhv.rules.actor import Actor
from nhv.rules.refusals import Refused
from nhv.specification.deadlines import DeadlineFault, bound

MOST_TEXT = 8_000


def request_completion(*, filing: Filing, text: str, deadline: date, by: Actor, now: datetime) -> CompletionRequest:
    """Ask the one who filed for more, by a day of its own. They are told by mail; the text stands on their page."""
    with one_transaction(Filing):
        filing = locked(filing)
        move = kind_of(filing).process.check("request_completion", source=filing.state)
        access.check(by, move.needs, filing.organisation)
        try:
            closes_at = bound(deadline)
        except DeadlineFault as fault:
            raise Refused(
                "completion_day_impossible", "Sista dagen för kompletteringen: {fault}.", fault=fault
            ) from None
        if closes_at <= now:
            raise Refused(
                "completion_day_passed", "Sista dagen för kompletteringen har redan varit. Ange en dag framåt i tiden."
            )
        request = CompletionRequest.objects.create(
            filing=filing,
            number=(filing.completion_requests.aggregate(last=Max("number"))["last"] or 0) + 1,
            text=_words(text, if_empty=Refused("completion_text_missing", "Skriv vad som behöver kompletteras.")),
            deadline=deadline,
            closes_at=closes_at,
            asked_by=str(by),
            asked_at=now,
        )
        filing.state = FilingState.COMPLETION_REQUESTED
        filing.save(update_fields=["state"])
        DIARY.record("completion_requested", kind="filing", key=filing.key, by=by, payload={"number": request.number})
        telling.tell(
            telling.people_at(filing.organisation, "application.write"),
            kind="completion",
            subject="Ansökan behöver kompletteras",
            text=f"Socialstyrelsen ber er komplettera ansökan {filing.key} senast den {date_in_words(deadline)}.\n\n"
            + telling.link("filing", key=filing.key),
            about=f"{filing.key}:{request.number}",
        )
        return request


def write_note(*, filing: Filing, text: str, by: Actor, once_key: str | None = None) -> InternalNote:
    """An internal note on something received. It is never shown to the one who filed, and never changed.

    A `once_key` that comes again writes nothing more.
    """

    def do() -> dict[str, int]:
        current = locked(filing)
        access.check(by, "application.note")
        _check_received(current)
        note = InternalNote.objects.create(
            filing=current,
            text=_words(text, if_empty=Refused("note_empty", "Anteckningen är tom. Skriv något i den.")),
            written_by=str(by),
            written_at=timezone.now(),
        )
        DIARY.record("note_written", kind="filing", key=current.key, by=by, payload={"note": note.pk})
        return {"pk": note.pk}

    with one_transaction(Filing):
        kept = IDEMPOTENCY.run(once_key, "write_note", by, do) if once_key else do()
        return InternalNote.objects.get(pk=kept["pk"])


def give_record_number(*, filing: Filing, by: Actor, now: datetime) -> str:
    """The next record number of the year's series, given once. Gives the number the filing has."""
    with one_transaction(Filing):
        # Numbers are given one at a time, so that the series has no gaps and no doubles.
        DIARY.take_turn()
        filing = locked(filing)
        access.check(by, "application.register")
        _check_received(filing)
        if filing.record_number:
            return filing.record_number
        year = timezone.localdate(now).year
        last = RecordNumber.objects.filter(year=year).aggregate(last=Max("number"))["last"] or 0
        filing.record_number = str(RecordNumber.objects.create(year=year, number=last + 1, given_at=now))
        filing.save(update_fields=["record_number"])
        DIARY.record(
            "record_number_given", kind="filing", key=filing.key, by=by, payload={"record_number": filing.record_number}
        )
        return filing.record_number


def _check_received(filing: Filing) -> None:
    # A draft is its writer's own: nobody at the authority may even tell that it is there.
    if filing.received_at is None:
        raise Refused("no_such_case", "Det finns inget sådant ärende. Välj ett i listan.")


def _words(text: str, *, if_empty: Refused) -> str:
    words = text.strip()
    if not words:
        raise if_empty
    if len(words) > MOST_TEXT:
        raise Refused("text_too_long", "Texten är för lång: högst {most} tecken. Korta den.", most=MOST_TEXT)
    return words
