"""The answers to the decided area's consultation become public: one with something masked, one that waits for a second
person, the others with nothing to hide."""

from datetime import datetime, timedelta

from nhv.derived.consultation_form import GENERAL
from nhv.filings.models import FilingVersion
from nhv.masking.acts import What, begin, hide, propose, publish
from nhv.masking.models import Masking
from nhv.process.consultations.queries import is_private, newest_answers
from nhv.program.demo.norrsken import the_case
from nhv.program.demo.people import SOUTH, actor

SEEN = timedelta(days=-350)
LAW, WHY = "21 kap. 1 § OSL", "Uppgiften gäller en enskilds hälsa. (Påhittat.)"


def publish_answers(now: datetime) -> None:
    """An officer proposes, a registrar confirms; the region's answer in the south waits for the registrar."""
    case = the_case()
    asked = case.consultations.first() if case is not None else None
    if asked is None or Masking.objects.exists():
        return
    for _body, version in newest_answers(asked):
        masking = _proposed(version, now + SEEN)
        if version.filing.organisation_id != SOUTH:
            publish(masking=masking, seen=masking.sha256, by=actor("registrator1"), now=now + SEEN)


def _proposed(version: FilingVersion, now: datetime) -> Masking:
    officer = actor("handlaggare1")
    masking = begin(version=version, by=officer, now=now)
    said = next((f"allmant-{key}" for key, _text in GENERAL if f"allmant-{key}" in version.answers_by_key), "")
    if said and is_private(version):
        hide(version=version, what=What(question=said), paragraph=LAW, why=WHY, by=officer, now=now)
    return propose(masking=masking, by=officer, now=now)
