"""Longer time for one body: asked for, answered, and until when its answer is in time."""

from datetime import date, datetime
from typing import Any

from django.db.models import Max, Q

from nhv.accounts import access, telling
from nhv.language.dates import date_in_words
from nhv.process.cases.acts import CASE_KIND
from nhv.process.consultations.deadlines import first_instant_too_late
from nhv.process.consultations.models import Consultation, InvitedBody, LongerTime
from nhv.records import clock
from nhv.records.acts import one_transaction
from nhv.register.memory import DIARY, OUTBOX
from nhv.register.models import Organisation
from nhv.rules.actor import Actor
from nhv.rules.reasons import reason
from nhv.rules.refusals import Refused

ANSWERED = "longer_time_answered"


def ask_longer(
    *, consultation: Consultation, organisation: Organisation, wanted_day: date, why: str, by: Actor, now: datetime
) -> LongerTime:
    """An organisation asks for a later last day than the others have. Raises Refused."""
    with one_transaction(LongerTime):
        access.check(by, "consultation.write", organisation)
        return _asked(consultation, {"organisation": organisation}, wanted_day, why, by, now)


def note_wish(*, body: InvitedBody, wanted_day: date, why: str, by: Actor, now: datetime) -> LongerTime:
    """The same that an invited body has asked for by mail or telephone, noted by an officer. Raises Refused."""
    with one_transaction(LongerTime):
        access.check_case(by, "consultation.give_time", body.consultation.case.scope)
        whose: dict[str, Any] = {"organisation": body.organisation} if body.organisation else {"address": body.address}
        return _asked(body.consultation, whose, wanted_day, why, by, now)


def answer_longer(*, wish: LongerTime, last_day: date | None, answer: str, by: Actor, now: datetime) -> LongerTime:
    """Longer time given until a day, or not given (no day), with a reason that everybody can read. Raises Refused."""
    with one_transaction(LongerTime):
        DIARY.take_turn()
        wish = LongerTime.objects.select_related("consultation__case", "organisation").get(pk=wish.pk)
        case = wish.consultation.case
        access.check_case(by, "consultation.give_time", case.scope)
        if wish.answered_at is not None:
            raise Refused("longer_time_answered", "Begäran är redan besvarad. Läs sidan på nytt.")
        if last_day is not None:
            _check_later(wish.consultation, last_day, now)
            wish.last_day, wish.closes_at = last_day, first_instant_too_late(last_day)
        wish.answer, wish.answered_by, wish.answered_at = reason(answer), str(by), now
        wish.save()
        _tell(wish)
        act = "case_longer_time" if last_day else "case_no_longer_time"
        told = {"consultation": wish.consultation.key, "wish": wish.pk, "last_day": last_day}
        DIARY.record(act, kind=CASE_KIND, key=case.key, by=by, why=wish.answer, payload=told)
        return wish


def over_at(consultation: Consultation) -> datetime:
    """The first instant that is too late for everybody: what was answered can then be read by all. One query."""
    given = consultation.longer_times.aggregate(last=Max("closes_at"))["last"]
    return max(consultation.closes_at, given) if given else consultation.closes_at


def is_over(consultation: Consultation, now: datetime) -> bool:
    """Whether the time is out for everybody, also when the clock has been set ahead. One query."""
    return over_at(consultation) <= clock.earliest(now)


def closes_for(about: str, whose: Q) -> datetime | None:
    """The first instant that is too late for one body. `whose` tells its longer times apart. One query."""
    rows = Consultation.objects.filter(key=about).annotate(given=Max("longer_times__closes_at", filter=whose))
    found = rows.values_list("closes_at", "given").first()
    return max(at for at in found if at is not None) if found else None


def given_until(consultation: Consultation) -> list[LongerTime]:
    """The longer times that are given and longer than what everybody has, by day. One query."""
    found = consultation.longer_times.select_related("organisation").filter(closes_at__gt=consultation.closes_at)
    return list(found.order_by("closes_at"))


def _asked(
    consultation: Consultation, whose: dict[str, Any], wanted_day: date, why: str, by: Actor, now: datetime
) -> LongerTime:
    DIARY.take_turn()
    consultation = Consultation.objects.select_related("case").get(pk=consultation.pk)
    _check_later(consultation, wanted_day, now)
    if not consultation.is_open(now):
        raise Refused("longer_time_asked_late", "Remisstiden är slut. Be om längre tid medan den pågår.")
    if consultation.longer_times.filter(answered_at__isnull=True, **whose).exists():
        raise Refused("longer_time_waits", "Ni har redan bett om längre tid, och begäran väntar på svar.")
    wish = LongerTime.objects.create(
        consultation=consultation, wanted_day=wanted_day, why=reason(why), asked_by=str(by), asked_at=now, **whose
    )
    # Whether it is given is for everybody to read; that somebody asks is between the two.
    told = {"consultation": consultation.key, "wish": wish.pk}
    DIARY.record("longer_time_asked", kind="longer_time", key=str(wish.pk), by=by, payload=told)
    return wish


def _check_later(consultation: Consultation, day: date, now: datetime) -> None:
    if day <= consultation.last_day or first_instant_too_late(day) <= now:
        raise Refused(
            "longer_time_no_longer", "Alla har till och med den {day}. Välj en senare dag.", day=consultation.last_day
        )


def _tell(wish: LongerTime) -> None:
    """Who asked is told, by a mail that says what everybody can read."""
    asked = wish.consultation
    until = f"Ni kan svara till och med den {date_in_words(wish.last_day)}." if wish.last_day else "Det gavs inte."
    text = f"Ni har bett om längre tid för remissen ”{asked.case.title}”. {until} {wish.answer}"
    page = telling.link("consultation", key=asked.key)
    people = telling.people_at(wish.organisation.key, "consultation.write") if wish.organisation else ()
    for to in {address for _number, address in people} or ({wish.address} - {""}):
        OUTBOX.post(
            kind=ANSWERED,
            to=to,
            subject=f"Längre tid: {asked.case.title}",
            text=f"{text}\n\n{page}\n",
            key=f"{ANSWERED}:{wish.pk}:{to}"[:200],
        )
