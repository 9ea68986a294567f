"""Sending in and taking back. What has been acknowledged is never lost, and a late one is received too."""

from datetime import datetime

from django.utils import timezone

from nhv.accounts import access, telling
from nhv.filings.acts.drafts import locked
from nhv.filings.kinds import kind_of
from nhv.filings.models import CompletionRequest, Filing, FilingVersion
from nhv.filings.receiving import receive
from nhv.filings.states import FilingState
from nhv.filings.working_copy import effective
from nhv.language.faults import Phrase
from nhv.records.acts import one_transaction
from nhv.register.memory import DIARY, IDEMPOTENCY
from nhv.rules.actor import Actor
from nhv.rules.reasons import shortened
from nhv.rules.refusals import Refused
from nhv.specification.answers import answers_hash
from nhv.specification.deadlines import SWEDEN

MOST_NAMED = 5


def send(
    *,
    filing: Filing,
    by: Actor,
    received_at: datetime,
    once_key: str,
    seen_revision: int,
    despite_missing: bool = False,
    late_because: str = "",
    seen_answers: str = "",
) -> FilingVersion:
    """Receive the working copy as the filing's next version: the first, one that replaces it, or a completion.

    `seen_answers` is the hash of the answers that were read, the hospital's among them, where a page showed them.
    `received_at` is when the request's last byte had come; it alone decides what is late. Returns when version,
    receipt, diary and files are durably kept. Raises Refused (nothing is received) and OutcomeUnknown (nobody knows:
    the same `once_key` tells later).
    """

    def do() -> dict[str, int]:
        current = locked(filing)
        kind = kind_of(current)
        move = kind.process.check("send", source=current.state)
        access.check(by, move.needs, current.organisation)
        kind.check_open(current, received_at)
        _check_seen(current, seen_revision)
        # What the hospital attested held when the last byte came, however long it waited for its turn after that.
        said = effective(current, day=timezone.localdate(received_at, SWEDEN))
        if seen_answers and answers_hash(said.answers) != seen_answers:
            # The hospital's own word may change without anybody writing in the application.
            raise _changed()
        if said.missing and not despite_missing:
            raise _still_missing([asked.question.text for asked in said.missing])
        request = open_request(current)
        closes_at = closes(current, request)
        late = closes_at is not None and received_at >= closes_at
        version = receive(
            current,
            said,
            received_at=received_at,
            late=late,
            late_because=shortened(late_because) if late else "",
            completes=request.number if request else None,
            sent_by=by,
        )
        if request:
            request.answered_at = received_at
            request.save(update_fields=["answered_at"])
        current.state, current.received_at = FilingState.RECEIVED, received_at
        # Late is what came in time no version of: a late completion or replacement does not undo what was in time.
        current.late = not current.versions.filter(completes__isnull=True, time_class="in_time").exists()
        current.save(update_fields=["state", "received_at", "late"])
        tell_received(current, version)
        return {"pk": version.pk}

    kept = IDEMPOTENCY.run(once_key, f"send:{filing.pk}", by, do)
    return FilingVersion.objects.select_related("filing").get(pk=kept["pk"])


def closes(filing: Filing, request: CompletionRequest | None) -> datetime | None:
    """The first instant that is too late for what is sent now. A completion asked for while the call is open does not
    shorten the time that everybody has."""
    at = kind_of(filing).closes_at(filing)
    return max(request.closes_at, at or request.closes_at) if request else at


def withdraw(*, filing: Filing, why: str, by: Actor, now: datetime) -> Filing:
    """Take back what was sent. Its versions stay; a new application can be begun while the call is open."""
    with one_transaction(Filing):
        filing = locked(filing)
        move = kind_of(filing).process.check("withdraw", source=filing.state)
        access.check(by, move.needs, filing.organisation)
        filing.state, filing.withdrawn_at = FilingState.WITHDRAWN, now
        filing.withdrawn_because = shortened(why)
        filing.save()
        DIARY.record("filing_withdrawn", kind="filing", key=filing.key, by=by, why=filing.withdrawn_because)
        return filing


def file_of(filing: Filing, sha256: str) -> str | None:
    """The name of a file with this content that is attached to the filing, now or in any version; nothing when no such
    file is. Two queries."""
    attached = [file for files in filing.versions.values_list("files", flat=True) for file in files]
    for value in filing.answers.values_list("value", flat=True):
        attached += [file for file in value if isinstance(file, dict)] if isinstance(value, list) else []
    return next((file["name"] for file in attached if file.get("sha256") == sha256), None)


def _check_seen(filing: Filing, seen_revision: int) -> None:
    # What is signed is what was read: a colleague's later change must be seen first.
    if filing.revision != seen_revision:
        raise _changed()


def open_request(filing: Filing) -> CompletionRequest | None:
    """What the authority waits for, when it has asked for more. One query, and none otherwise."""
    if filing.state != FilingState.COMPLETION_REQUESTED:
        return None
    return filing.completion_requests.filter(answered_at__isnull=True).order_by("-number").first()


def _changed() -> Refused:
    return Refused(
        "changed_since_read",
        "Någon har ändrat i ansökan sedan du läste den. Läs igenom den på nytt och skicka sedan.",
    )


def _still_missing(questions: list[str]) -> Refused:
    named: str | Phrase = "; ".join(f"”{text}”" for text in questions[:MOST_NAMED])
    if len(questions) > MOST_NAMED:
        named = Phrase("{named} och {more} till", named=named, more=len(questions) - MOST_NAMED)
    return Refused(
        "answers_missing",
        "Frågor utan svar: {named}. Svara på dem, eller kryssa för att skicka ändå.",
        named=named,
    )


def tell_received(filing: Filing, version: FilingVersion) -> None:
    """One mail to everybody who may send for the organisation, in the transaction of the reception."""
    page = telling.link("receipt", key=filing.key, number=str(version.number))
    late = " Den kom in efter sista dagen och är märkt som sen." if version.time_class == "late" else ""
    telling.tell(
        telling.people_at(filing.organisation, "application.send"),
        kind="received",
        subject="Mottagen: er ansökan",
        text=f"Ansökan {filing.key}, version {version.number}, är mottagen.{late}\n\nKvittot finns här: {page}",
        about=f"{filing.key}:{version.number}",
    )
