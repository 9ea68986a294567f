"""A hospital's facts, attested once and followed along in every application of the hospital's."""

from datetime import datetime, timedelta

from nhv.accounts.vouching.hospital_facts import attest
from nhv.program.demo.invented import some_answer
from nhv.program.demo.people import HOSPITAL, actor
from nhv.register.general import general
from nhv.register.models import HospitalFact, Organisation

# So long ago that what was said then has to be said anew.
STALE = timedelta(days=400)


def attest_facts(now: datetime) -> None:
    """All but the last fact of one hospital; the last but one so long ago that its time is out."""
    if HospitalFact.objects.exists():
        return
    hospital = Organisation.objects.get(key=HOSPITAL)
    answered = [(fact.key, raw) for fact in general().facts if (raw := some_answer(fact.question)) is not None]
    for place, (fact, raw) in enumerate(answered[:-1]):
        is_old = place == len(answered) - 2
        attest(hospital=hospital, fact=fact, raw=raw, by=actor("intygare"), now=now - STALE if is_old else now)
