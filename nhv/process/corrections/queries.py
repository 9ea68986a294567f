"""What has been said to be wrong, for those who answer; and what has been corrected, for everybody."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet

from nhv.accounts import access
from nhv.process.corrections.models import ErrorReport
from nhv.register.models import Organisation
from nhv.register.queries import today
from nhv.rules.actor import Actor

MOST_ROWS = 200


@dataclass(frozen=True)
class Waiting:
    """How many wait for an answer, and how many have waited longer than was promised."""

    number: int
    overdue: int


def report_with(code: str) -> ErrorReport | None:
    """The report with this code, for who has it. One query."""
    return ErrorReport.objects.filter(code=code.strip().upper()).first()


def reports_for(by: Actor) -> "QuerySet[ErrorReport]":
    """Those that wait first, the oldest of them first; nobody but those who answer finds any."""
    everything = access.reach(by, "error_report.see").everything
    found = ErrorReport.objects.all() if everything else ErrorReport.objects.none()
    return found.order_by(F("answered_at").desc(nulls_first=True), "received_at")


def waiting_reports(by: Actor) -> "QuerySet[ErrorReport]":
    """Those without an answer, the oldest first."""
    return reports_for(by).filter(answered_at__isnull=True)


def how_many_wait(day: date | None = None) -> Waiting:
    """For everybody. Two queries."""
    waiting = ErrorReport.objects.filter(answered_at__isnull=True)
    return Waiting(waiting.count(), waiting.filter(answer_by__lt=day or today()).count())


def corrections(area_key: str = "") -> list[ErrorReport]:
    """What has been corrected, the latest first, everywhere or in one area. One query."""
    told = ErrorReport.objects.exclude(note="").order_by("-answered_at")
    return list((told.filter(area_key=area_key) if area_key else told)[:MOST_ROWS])


def who_answers() -> Organisation | None:
    """The authority whose officers answer. One query."""
    return Organisation.objects.filter(kind=Organisation.Kind.AUTHORITY).order_by("pk").first()
