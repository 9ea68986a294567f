"""What is wrong is said, taken up and answered; and what it was on the page is told there."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from django.utils import timezone

from nhv.accounts import access, telling
from nhv.process.corrections.models import (
    CORRECTED,
    MOST_NOTE,
    MOST_PAGE,
    MOST_TEXT,
    OUTCOMES,
    AnswerAddress,
    ErrorReport,
)
from nhv.records.acts import one_transaction
from nhv.register.memory import DIARY, IDEMPOTENCY, OUTBOX
from nhv.register.models import OutgoingMessage
from nhv.rules.actor import ANYBODY, Actor
from nhv.rules.refusals import Refused

# A correction changes the pages it stands on; a report changes none of them.
REPORT, CORRECTION = "error_report", "correction"
ANSWERED_MAIL = "error_report_answered"
DAYS_TO_ANSWER = 7
MOST_OF_ONE_A_DAY, MOST_A_DAY = 20, 1_000
# Nothing that is read or heard as something else.
LETTERS: Final = "ABCDEFGHJKLMNPRSTUVXYZ23456789"


@dataclass(frozen=True)
class Said:
    """What somebody says is wrong: on which page (its Swedish path), in which area if any, and where to answer."""

    page: str
    text: str
    area_key: str = ""
    email: str = ""


def report_error(*, said: Said, sender: str, now: datetime, once_key: str) -> ErrorReport:
    """Anybody says that something is wrong. Gives the report with its code. Raises Refused."""

    def do() -> dict[str, str]:
        _check(said, sender, now)
        made = ErrorReport.objects.create(
            code=_new_code(),
            page=said.page,
            area_key=said.area_key,
            text=said.text.strip(),
            sender=sender,
            received_at=now,
            answer_by=timezone.localdate(now) + timedelta(days=DAYS_TO_ANSWER),
        )
        if said.email:
            AnswerAddress.objects.create(report=made, email=said.email)
        _record("error_reported", REPORT, made.code, by=ANYBODY)
        return {"code": made.code}

    # The text and the address are nobody's to keep twice.
    carried = {"page": said.page, "said": sha256(f"{said.text}\0{said.email}".encode()).hexdigest()}
    kept = IDEMPOTENCY.run(once_key, "report_error", ANYBODY, carried, do)
    return ErrorReport.objects.get(code=kept["code"])


def take_report(*, report: ErrorReport, by: Actor) -> ErrorReport:
    """An officer takes it upon themselves to answer. Raises Refused."""
    with one_transaction(ErrorReport):
        report = _waiting(report)
        access.check(by, "error_report.answer")
        report.taken_by = str(by)
        report.save(update_fields=["taken_by"])
        _record("error_report_taken", REPORT, report.code, by=by)
        return report


def answer_report(
    *, report: ErrorReport, outcome: str, answer: str, note: str, by: Actor, now: datetime
) -> ErrorReport:
    """Answer, and where something was corrected say on the page what. The address it is sent to is then deleted."""
    with one_transaction(ErrorReport):
        report = _waiting(report)
        access.check(by, "error_report.answer")
        _check_answer(outcome, answer, note)
        report.outcome, report.answer, report.note = outcome, answer.strip(), note.strip()
        report.answered_by, report.answered_at = str(by), now
        report.taken_by = report.taken_by or str(by)
        report.save()
        _tell(report)
        _record("error_report_answered", REPORT, report.code, by=by)
        if report.note:
            _record("correction_published", CORRECTION, report.area_key or report.code, by=by)
        return report


def forget_addresses() -> int:
    """Take the address out of the mails that have gone. Gives how many."""
    with one_transaction(OutgoingMessage):
        return OutgoingMessage.objects.filter(kind=ANSWERED_MAIL, sent_at__isnull=False).exclude(to="").update(to="")


def _check(said: Said, sender: str, now: datetime) -> None:
    if not said.text.strip() or len(said.text) > MOST_TEXT:
        raise Refused(
            "error_report_without_text", "Skriv vad som inte stämmer, med högst {most} tecken.", most=MOST_TEXT
        )
    if len(said.page) > MOST_PAGE:
        raise Refused("error_report_page_too_long", "Sidans adress är för lång. Gå till sidan och börja därifrån.")
    since = now - timedelta(days=1)
    today = ErrorReport.objects.filter(received_at__gt=since)
    if today.filter(sender=sender).count() >= MOST_OF_ONE_A_DAY or today.count() >= MOST_A_DAY:
        raise Refused(
            "too_many_error_reports",
            "Det har kommit för många rapporter härifrån det senaste dygnet, så den här är inte mottagen. "
            "Försök igen i morgon.",
        )


def _check_answer(outcome: str, answer: str, note: str) -> None:
    if outcome not in OUTCOMES or not answer.strip() or len(answer) > MOST_TEXT or len(note) > MOST_NOTE:
        raise Refused(
            "error_answer_incomplete", "Välj vad det blev och skriv ett svar, med högst {most} tecken.", most=MOST_TEXT
        )
    if bool(note.strip()) != (outcome == CORRECTED):
        raise Refused(
            "correction_without_note",
            "Den som har rättat något skriver också vad som är rättat, för alla att läsa. I andra fall lämnas "
            "det tomt.",
        )


def _waiting(report: ErrorReport) -> ErrorReport:
    DIARY.take_turn()
    report = ErrorReport.objects.select_for_update().get(pk=report.pk)
    if report.answered_at:
        raise Refused("error_report_answered_already", "Rapporten är redan besvarad.")
    return report


def _tell(report: ErrorReport) -> None:
    """The answer to who left an address, which then is nowhere but in the mail until it has gone."""
    address = AnswerAddress.objects.filter(report=report).first()
    if address is None:
        return
    page = telling.link("error_report", code=report.code)
    text = f"Hej!\n\nDu skrev att något inte stämde på {report.page}. Svaret:\n\n{report.answer}\n\n{page}\n"
    subject = f"Svar på rapport {report.code}"
    OUTBOX.post(kind=ANSWERED_MAIL, to=address.email, subject=subject, text=text, key=f"{ANSWERED_MAIL}:{report.code}")
    address.delete()


def _new_code() -> str:
    """«KRTM-7H2P»: can be said on the telephone, and nobody guesses another's."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"


def _record(act: str, kind: str, key: str, *, by: Actor) -> None:
    DIARY.record(act, kind=kind, key=key, by=by)
