"""Answers to consultations as everybody reads them: when the time is out, without a private person's name."""

from datetime import datetime

from nhv.derived.consultation_form import NAME, ORGANISATION
from nhv.filings.models import FilingVersion
from nhv.language.order import swedish_order
from nhv.masking.kinds import KeptOff, Publishing
from nhv.masking.models import Masking
from nhv.masking.queries import published
from nhv.process.consultations.kind import consultation_at
from nhv.process.consultations.longer import is_over
from nhv.process.consultations.models import Consultation, Respondent
from nhv.process.consultations.queries import KINDS, Body, bodies_that_answered, is_private, key_of
from nhv.rules.refusals import Refused


def _check(version: FilingVersion, now: datetime) -> None:
    """Nobody reads what others have answered while they can answer themselves."""
    filing = version.filing
    if not is_over(consultation_at(filing.about), now):
        raise Refused("answers_before_the_close", "Svaren publiceras först när remisstiden är slut för alla.")
    if filing.withdrawn_at is not None:
        raise Refused("answer_taken_back", "Svaret är återtaget och publiceras inte.")
    if filing.versions.filter(number__gt=version.number).exists():
        raise Refused("answer_replaced", "Svaret är ersatt av ett nyare. Publicera det i stället.")


def _kept_off(version: FilingVersion) -> KeptOff:
    if not is_private(version):
        return KeptOff()
    told = Respondent.objects.filter(pk=-(version.filing.person or 0)).values_list("address", flat=True)
    said = (version.answers_by_key.get(NAME), version.answers_by_key.get(ORGANISATION), *told)
    return KeptOff((NAME, ORGANISATION), [str(one) for one in said if one])


def published_answers(asked: Consultation) -> list[tuple[Body, Masking]]:
    """What is published of the answers, with whose each is, in Swedish order. Three queries."""
    found = published(KINDS, asked.key)
    bodies = bodies_that_answered(asked) if found else {}
    named = [(bodies[key], one) for one in found if (key := key_of(one.version)) in bodies]
    return sorted(named, key=lambda one: swedish_order(one[0].name))


PUBLISHING = tuple(Publishing(kind, _check, _kept_off) for kind in KINDS)
