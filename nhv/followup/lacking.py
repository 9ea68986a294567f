"""A report that has not come: longer time, a reminder, the region's management told, and at last that it did not come.

Each step is taken by itself and stays to be read. That a unit does not report stops nobody else's results: what is
published then says that it did not, which is neither nobody nor hidden.
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

from nhv.accounts.access import check
from nhv.filings.models import Filing
from nhv.followup.kind import KIND
from nhv.followup.letters import tell_places
from nhv.followup.memory import FOLLOW_UP
from nhv.followup.models import Acceptance, Duty, Extension, NotReported, Reminder, Round
from nhv.followup.queries import closes_at, with_area
from nhv.language.dates import date_in_words
from nhv.records.acts import one_transaction
from nhv.register.memory import DIARY
from nhv.rules.actor import Actor
from nhv.rules.reasons import reason
from nhv.rules.refusals import Refused
from nhv.specification.deadlines import DeadlineFault, first_too_late

CHASE = "annual_report.chase"
# So long before the last day the worker reminds by itself, and once more when it is over.
BEFORE = timedelta(days=14)
PROGRAM = Actor("program", "nhv work")
_UNIT, _MANAGEMENT = Reminder.Whom.UNIT, Reminder.Whom.MANAGEMENT


def give_time(*, duty: Duty, last_day: date, why: str, by: Actor, now: datetime) -> Extension:
    """Longer time for this report alone. Raises Refused for a day that is not later than the one it has."""
    check(by, CHASE)
    with one_transaction(Extension):
        DIARY.take_turn()
        _check_not_come(duty)
        until = last_instant(last_day)
        if until <= max(now, closes_at(duty)):
            raise Refused("extension_no_longer", "Rapporten har redan tid till dess. Ange en senare dag.")
        given = Extension.objects.create(
            duty=duty, last_day=last_day, closes_at=until, why=reason(why), given_at=now, given_by=str(by)
        )
        text = f"har fått längre tid, till och med den {date_in_words(last_day)}. Skäl: {given.why}"
        tell_places("annual_report.write", "Längre tid för en årsrapport", {duty: text}, f"time:{given.pk}")
        told = {"last_day": last_day}
        DIARY.record("report_given_time", kind=FOLLOW_UP, key=duty.key, by=by, why=given.why, payload=told)
        return given


def remind(*, year: int, by: Actor, now: datetime) -> int:
    """A mail to the units that have not reported and to who sends for them. Gives how many. Raises Refused."""
    check(by, CHASE)
    with one_transaction(Reminder):
        DIARY.take_turn()
        silent = not_come(year)
        if not silent:
            raise Refused("no_report_to_remind_of", "Alla årsrapporter har kommit in. Det finns ingen att påminna.")
        _remind(silent, by, now)
        DIARY.record("reports_reminded", kind=FOLLOW_UP, key=str(year), by=by, payload={"number": len(silent)})
        return len(silent)


def remind_of_what_is_due(now: datetime) -> int:
    """The worker's own reminder: once when there is little time left, and once when there is none. Gives how many."""
    with one_transaction(Reminder):
        DIARY.take_turn()
        due = [
            duty
            for year in Round.objects.values_list("year", flat=True)
            for duty in not_come(year)
            if _is_due(duty, now)
        ]
        _remind(due, PROGRAM, now)
        return len(due)


def tell_management(*, duty: Duty, by: Actor, now: datetime) -> Reminder:
    """The region's management is told that the report has not come, when time is out and the unit was reminded."""
    check(by, CHASE)
    with one_transaction(Reminder):
        DIARY.take_turn()
        _check_over(duty, now)
        if not _was_told(duty, _UNIT):
            raise Refused("remind_the_unit_first", "Påminn enheten först.")
        sent = Reminder.objects.create(duty=duty, whom=_MANAGEMENT, sent_at=now, sent_by=str(by))
        text = "har inte kommit in, och tiden är slut. Svara för regionen, eller se till att den skickas in."
        tell_places(
            "annual_report.answer_for", "En årsrapport har inte kommit in", {duty: text}, f"management:{sent.pk}"
        )
        DIARY.record("management_told", kind=FOLLOW_UP, key=duty.key, by=by)
        return sent


def note_not_reported(*, duty: Duty, why: str, by: Actor, now: datetime) -> NotReported:
    """The unit has not reported: a condition not met, and no obstacle to the others' results. Raises Refused."""
    check(by, CHASE)
    with one_transaction(NotReported):
        DIARY.take_turn()
        _check_over(duty, now)
        if not _was_told(duty, _MANAGEMENT):
            raise Refused("tell_the_management_first", "Regionens ledning ska ha fått veta det först.")
        if NotReported.objects.filter(duty=duty).exists():
            raise Refused("noted_already", "Det är redan noterat att rapporten inte lämnades.")
        noted = NotReported.objects.create(duty=duty, why=reason(why), noted_at=now, noted_by=str(by))
        text = f"är noterad som inte lämnad, och villkoret om årlig uppföljning därmed som inte uppfyllt. {noted.why}"
        tell_places(
            "annual_report.read_own", "En årsrapport är noterad som inte lämnad", {duty: text}, f"noted:{noted.pk}"
        )
        DIARY.record("report_not_made", kind=FOLLOW_UP, key=duty.key, by=by, why=noted.why)
        return noted


def not_come(year: int) -> list[Duty]:
    """What is owed for a year and has neither been sent nor been noted as not made. One query."""
    sent = Filing.objects.filter(kind=KIND.name, received_at__isnull=False).values("about")
    owed = Duty.objects.filter(round__year=year, not_reported__isnull=True).exclude(key__in=sent)
    return list(with_area(owed))


def noted(duties: Collection[Duty]) -> set[int]:
    """The duties, by primary key, that are noted as not reported and have not been accepted since. One query."""
    accepted = Acceptance.objects.filter(duty__in=duties).values("duty")
    return set(NotReported.objects.filter(duty__in=duties).exclude(duty__in=accepted).values_list("duty", flat=True))


def last_instant(last_day: date) -> datetime:
    """The first instant that is too late for this last day. Raises Refused for a day that has none."""
    try:
        return first_too_late(last_day)
    except DeadlineFault as fault:
        raise Refused("round_day_impossible", "Sista dagen: {fault}.", fault=fault) from None


def _is_due(duty: Duty, now: datetime) -> bool:
    closes = closes_at(duty)
    if now < closes - BEFORE:
        return False
    since = closes if closes <= now else closes - BEFORE
    return not duty.reminders.filter(whom=_UNIT, sent_at__gte=since).exists()


def _remind(duties: Sequence[Duty], by: Actor, now: datetime) -> None:
    sent = [Reminder.objects.create(duty=duty, whom=_UNIT, sent_at=now, sent_by=str(by)) for duty in duties]
    said = {
        duty: f"har inte skickats in. Sista dag är den {date_in_words(last_day_of(duty))}. Hör av er om det dröjer."
        for duty in duties
    }
    if sent:
        tell_places("annual_report.write", "Årsrapporter som inte har kommit in", said, f"reminder:{sent[0].pk}")


def last_day_of(duty: Duty) -> date:
    """The last day of this report: the round's, or what it has been given since."""
    given = duty.extensions.last()
    return given.last_day if given else duty.round.last_day


def _was_told(duty: Duty, whom: str) -> bool:
    return duty.reminders.filter(whom=whom).exists()


def _check_over(duty: Duty, now: datetime) -> None:
    _check_not_come(duty)
    if now < closes_at(duty):
        raise Refused("report_has_time", "Rapporten har tid kvar. Vänta tills den sista dagen har varit.")


def _check_not_come(duty: Duty) -> None:
    if Filing.objects.filter(kind=KIND.name, about=duty.key, received_at__isnull=False).exists():
        raise Refused("report_has_come", "Rapporten har kommit in.")
