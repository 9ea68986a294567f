"""A consultation opened and ended, and what becomes of each point that is said in it."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from nhv.accounts import access
from nhv.process.cases.acts import CASE_KIND, Days, check_movable, days_of, moved, replan
from nhv.process.cases.models import Case
from nhv.process.consultations.deadlines import first_instant_too_late
from nhv.process.consultations.longer import is_over, over_at
from nhv.process.consultations.models import MOST_REASON, OUTCOMES, Consultation, Outcome, Respondent
from nhv.process.consultations.queries import bodies_that_answered, new_parts
from nhv.process.drafting.queries import latest_number, newest_text
from nhv.records.acts import one_transaction
from nhv.register.memory import DIARY
from nhv.register.models import Organisation
from nhv.rules.actor import Actor
from nhv.rules.reasons import passage, reason
from nhv.rules.refusals import Refused
from nhv.rules.steps import Step
from nhv.specification.deadlines import SWEDEN


def open_consultation(*, case: Case, by: Actor, now: datetime) -> Consultation:
    """The newest frozen text is sent out, until the last day of the plan. Raises Refused."""
    with one_transaction(Case):
        case = check_movable("consult", case, by)
        text, days = newest_text(case), days_of(case).get(Step.CONSULTATION)
        if text is None or Consultation.objects.filter(text=text).exists():
            raise Refused("no_text_to_consult_on", "Det finns ingen fryst text som inte har varit på remiss. Frys den.")
        if days is None or days.ends is None or first_instant_too_late(days.ends) <= now:
            raise Refused(
                "consultation_without_last_day",
                "Remissen har ingen sista dag som ligger framåt i tiden. Bestäm dess datum först.",
            )
        made = Consultation.objects.create(
            key=f"{case.key[:70]}-{text.number}",
            case=case,
            text=text,
            opened_at=now,
            last_day=days.ends,
            closes_at=first_instant_too_late(days.ends),
        )
        told = {"consultation": made.key, "text": text.number, "sha256": text.sha256, "last_day": days.ends}
        moved("consult", case, by=by, payload=told)
        return made


def end_consultation(*, case: Case, by: Actor, now: datetime) -> Case:
    """The time is out, and the decision is prepared. Raises Refused before that."""
    with one_transaction(Case):
        case = check_movable("prepare_decision", case, by)
        latest = case.consultations.first()
        if latest is not None and not is_over(latest, now):
            raise _still_open(latest)
        return moved("prepare_decision", case, by=by)


def conclude_review(*, case: Case, why: str, by: Actor, now: datetime) -> Case:
    """The group's text, as it is frozen, goes to decision without being sent out again: it has been out and is changed
    by what was answered, or it puts a decided definition right. With a reason for everybody to read. Raises Refused."""
    with one_transaction(Case):
        case = check_movable("conclude_review", case, by)
        text, out = newest_text(case), case.consultations.first()
        if out is None and case.area is None:
            raise Refused("never_consulted", "Texten har inte varit på remiss. Skicka ut den först.")
        if out is not None and not is_over(out, now):
            raise _still_open(out)
        if text is None or text.revision != latest_number(case):
            raise Refused("text_not_frozen", "Texten är inte fryst som den nu står. Frys den först.")
        return moved("conclude_review", case, by=by, why=reason(why), payload={"text": text.number})


def extend(*, case: Case, last_day: date, why: str, by: Actor, now: datetime) -> Consultation:
    """The same later last day for everybody, in the plan too, with a reason that everybody can read. Raises Refused."""
    with one_transaction(Case):
        case = check_movable("extend", case, by)
        latest = case.consultations.first()
        assert latest is not None
        if not latest.is_open(now):
            raise Refused("consultation_time_ended", "Remisstiden är slut och kan inte förlängas.")
        if last_day <= latest.last_day:
            raise Refused("consultation_made_shorter", "En remisstid kan bara bli längre. Välj en senare dag.")
        days = days_of(case)
        days[Step.CONSULTATION] = Days(days[Step.CONSULTATION].begins, last_day)
        # Before the entry of the plan, which bears witness to this too.
        latest.last_day, latest.closes_at = last_day, first_instant_too_late(last_day)
        latest.save(update_fields=["last_day", "closes_at"])
        replan(case=case, days=days, by=by, why=why)
        return latest


def say_outcome(
    *, consultation: Consultation, body: str, part: str, outcome: str, why: str, led_to: str = "", by: Actor
) -> Outcome:
    """What becomes of what a body (its key among `bodies_that_answered`) has said on a part, or (without one) in
    general; for that body and everybody to read. Said again, it is changed. Raises Refused."""
    with one_transaction(Outcome):
        access.check_case(by, "consultation.outcome", consultation.case.scope)
        words = passage(why)
        if outcome not in OUTCOMES or not words or len(words) > MOST_REASON:
            raise Refused(
                "outcome_incomplete", "Välj vad det blir och skriv varför, med högst {most} tecken.", most=MOST_REASON
            )
        if part and consultation.text.area.part(part) is None:
            raise Refused("outcome_of_no_part", "Den remitterade texten har ingen del {part}.", part=part[:80])
        if body not in bodies_that_answered(consultation):
            raise Refused("outcome_for_nobody", "Den som är vald har inte svarat på remissen. Välj en som har svarat.")
        if led_to and led_to not in new_parts(consultation):
            raise Refused("led_to_no_new_part", "{part} är ingen ny del av den senast frysta texten.", part=led_to[:80])
        said, _new = Outcome.objects.update_or_create(
            consultation=consultation,
            **_to(body),
            part=part,
            defaults={
                "outcome": outcome,
                "why": words,
                "led_to": led_to,
                "decided_by": str(by),
                "decided_at": timezone.now(),
            },
        )
        told = {"consultation": consultation.key, "body": body, "part": part, "outcome": outcome, "led_to": led_to}
        DIARY.record("case_outcome", kind=CASE_KIND, key=consultation.case.key, by=by, payload=told)
        return said


def _to(body: str) -> dict[str, Any]:
    """Whose it is, as the row says it."""
    if body.startswith("~"):
        return {"respondent": Respondent.objects.get(pk=int(body[1:])), "body": None}
    return {"respondent": None, "body": Organisation.objects.get(key=body)}


def _still_open(out: Consultation) -> Refused:
    return Refused(
        "consultation_still_open",
        "Remissen är öppen till och med den {day}. Den kan inte avslutas före det.",
        day=timezone.localdate(over_at(out) - timedelta(microseconds=1), SWEDEN),
    )
