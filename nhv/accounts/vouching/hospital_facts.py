"""What a hospital attests once, for all its applications."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from nhv.accounts import access
from nhv.language.dates import months_after
from nhv.records.acts import one_transaction
from nhv.register.general import general
from nhv.register.memory import DIARY
from nhv.register.models import HospitalFact, Organisation
from nhv.rules.actor import Actor
from nhv.rules.refusals import Refused, unreadable_answer
from nhv.specification.answer_reading import AnswerFault, read_answer
from nhv.specification.deadlines import SWEDEN


def attest(*, hospital: Organisation, fact: str, raw: Any, by: Actor, now: datetime) -> HospitalFact:
    """Say that this is so at the hospital, from now until the fact's time is out. Replaces what was said before."""
    with one_transaction(HospitalFact):
        access.check(by, "hospital_facts.attest", hospital)
        if hospital.kind != Organisation.Kind.HOSPITAL:
            raise Refused(
                "not_a_hospital",
                "{organisation} är inget sjukhus. Intyga uppgiften på ett sjukhus.",
                organisation=hospital.name,
            )
        asked = next((each for each in general().facts if each.key == fact), None)
        if asked is None:
            raise Refused(
                "fact_unknown", "”{fact}” är ingen uppgift som sjukhus intygar. Välj en av dem på sidan.", fact=fact
            )
        try:
            value = read_answer(asked.question, raw)
        except AnswerFault as fault:
            raise unreadable_answer(asked.name, fault) from None
        HospitalFact.objects.filter(hospital=hospital, fact=fact, replaced_at__isnull=True).update(replaced_at=now)
        attested = HospitalFact.objects.create(
            hospital=hospital,
            fact=fact,
            value=value,
            attested_by=str(by),
            attested_at=now,
            valid_until=months_after(timezone.localdate(now, SWEDEN), asked.months),
        )
        DIARY.record(
            "hospital_fact_attested",
            kind="hospital_fact",
            key=f"{hospital.key}:{fact}",
            by=by,
            payload={"value": value},
        )
        return attested


def attested_facts(by: Actor) -> QuerySet[HospitalFact]:
    """What holds at the hospitals within reach."""
    reach = access.reach(by, "hospital_facts.see")
    return HospitalFact.objects.filter(hospital__in=reach.organisations, replaced_at__isnull=True)
