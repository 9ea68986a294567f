"""Sending in and taking back. What has been acknowledged is never lost, and a late one is received too."""

from datetime import datetime

from django.utils import timezone

from nhv.filings.acts.moving import check_step, locked
from nhv.filings.acts.replying import reply_to
from nhv.filings.cabinet import cabinet_of
from nhv.filings.receiving import files_in, receive
from nhv.filings.tables import FilingBase, FilingVersionBase
from nhv.filings.telling import receipt_page_of, tell_owner
from nhv.filings.until import closes, open_request
from nhv.filings.working_copy import Effective, effective
from nhv.language.dates import date_in_words
from nhv.language.faults import Fragment
from nhv.records import clock
from nhv.records.acts import one_transaction
from nhv.rules.actor import Actor
from nhv.rules.reasons import shortened
from nhv.rules.refusals import Refused
from nhv.specification.answers import answers_hash
from nhv.specification.deadlines import SWEDEN

MOST_NAMED = 5
LATE, IN_TIME = "Den kom in efter sista dagen och är märkt som sen.", "Den kom i tid."


def send(
    *,
    filing: FilingBase,
    by: Actor,
    received_at: datetime,
    once_key: str,
    seen_revision: int,
    despite_missing: bool = False,
    late_because: str = "",
    seen_answers: str = "",
) -> FilingVersionBase:
    """Receive the working copy as the filing's next version: the first, one that replaces it, or a completion.

    `seen_answers` is the hash of the answers that were read, the hospital's among them, where a page showed them.
    `received_at` is when the request's last byte had come; it alone decides what is late. Returns when version,
    receipt, diary and files are durably kept. Raises Refused (nothing is received) and OutcomeUnknown (nobody knows:
    the same `once_key` tells later).
    """
    cabinet = cabinet_of(filing)

    def do() -> dict[str, int]:
        current = locked(filing)
        step = check_step(current, "send", by=by)
        step.kind.check_open(current, received_at)
        _check_seen(current.revision == seen_revision)
        # What the hospital attested held when the last byte came, however long it waited for its turn after that.
        said = effective(current, day=timezone.localdate(received_at, SWEDEN))
        # The hospital's own word may change without anybody writing here.
        _check_seen(not seen_answers or answers_hash(said.answers) == seen_answers)
        if said.missing and not despite_missing:
            raise _still_missing([asked.question.text for asked in said.missing])
        _check_files(current, said)
        request = open_request(current)
        closes_at = closes(current, request)
        # Nobody is late by our clock alone: see receive, which marks what it says of the time.
        late = closes_at is not None and clock.earliest(received_at) >= closes_at
        current.state = step.move.target
        version = receive(
            current,
            said,
            received_at=received_at,
            late=late,
            closes_at=closes_at,
            late_because=shortened(late_because) if late else "",
            completes=request.number if request else None,
            reply=reply_to(current, request) if request else "",
            sent_by=by,
        )
        if request:
            request.answered_at = version.received_at
            request.save(update_fields=["answered_at"])
        tell_received(current, version)
        return {"pk": version.pk}

    carries = {
        "revision": seen_revision,
        "answers": seen_answers,
        "despite_missing": despite_missing,
        "late_because": late_because,
    }
    kept = cabinet.memory.idempotency.run(once_key, _act(filing), by, carries, do)
    version: FilingVersionBase = cabinet.versions._default_manager.select_related("filing").get(pk=kept["pk"])
    return version


def was_sent_with(filing: FilingBase, once_key: str, by: Actor) -> bool:
    """Whether a version has been received by the form with this key. One query."""
    return cabinet_of(filing).memory.idempotency.is_used(once_key, _act(filing), by)


def _act(filing: FilingBase) -> str:
    return f"send:{filing.pk}"


def withdraw(*, filing: FilingBase, why: str, by: Actor, now: datetime) -> FilingBase:
    """Take back what was sent. Its versions stay; a new one can be begun while there is time. Raises Refused."""
    with one_transaction(type(filing)):
        filing = locked(filing)
        step = check_step(filing, "withdraw", by=by)
        step.kind.check_taken_back(filing, now)
        filing.state, filing.withdrawn_at = step.move.target, now
        filing.withdrawn_because = shortened(why)
        filing.save()
        diary = cabinet_of(filing).memory.diary
        diary.record("filing_withdrawn", kind="filing", key=filing.key, by=by, why=filing.withdrawn_because)
        tell_owner(filing, "withdraw", about="withdrawn")
        return filing


def file_of(filing: FilingBase, sha256: str) -> str | None:
    """The name of a file with this content that is attached to the filing, now or in any version; nothing when no such
    file is. Two queries."""
    attached = [file for files in filing.versions.values_list("files", flat=True) for file in files]
    for value in filing.answers.values_list("value", flat=True):
        attached += [file for file in value if isinstance(file, dict)] if isinstance(value, list) else []
    return next((file["name"] for file in attached if file.get("sha256") == sha256), None)


def _check_seen(is_as_seen: bool) -> None:
    # What is signed is what was read: a colleague's later change must be seen first.
    if not is_as_seen:
        raise Refused("changed_since_read", "Någon har ändrat sedan du läste. Läs igenom det på nytt och skicka sedan.")


def _check_files(filing: FilingBase, said: Effective) -> None:
    """A receipt names only files that are here to be received."""
    files = cabinet_of(filing).memory.files
    for file in files_in(said.outline, said.answers):
        if not files.is_there(file["sha256"], file["size"]):
            raise Refused(
                "attached_file_gone",
                "Filen ”{name}” går inte att läsa här längre. Lägg till den på nytt och skicka sedan.",
                name=file["name"],
            )


def _still_missing(questions: list[str]) -> Refused:
    named: str | Fragment = "; ".join(f"”{text}”" for text in questions[:MOST_NAMED])
    if len(questions) > MOST_NAMED:
        named = Fragment("{named} och {more} till", named=named, more=len(questions) - MOST_NAMED)
    return Refused(
        "answers_missing", "Frågor utan svar: {named}. Svara på dem, eller kryssa för att skicka ändå.", named=named
    )


def tell_received(filing: FilingBase, version: FilingVersionBase) -> None:
    """The kind's mail about something received, in the transaction of the reception."""
    tell_owner(
        filing,
        "send",
        about=str(version.number),
        number=str(version.number),
        when=_when(version.received_at),
        in_time=LATE if version.time_class == version.Class.LATE else IN_TIME,
        page=receipt_page_of(filing, version.number),
    )


def _when(at: datetime) -> str:
    local = timezone.localtime(at, SWEDEN)
    return f"den {date_in_words(local.date())} klockan {local:%H.%M}"
