"""The decided area's definition is put right: what was unclear in a point, and what the correction meant."""

from datetime import datetime, timedelta

from django.utils import timezone

from nhv.process.cases import acts as cases
from nhv.process.cases.models import Case
from nhv.process.consultations.acts import conclude_review
from nhv.process.decisions.acts import decide_definition
from nhv.process.decisions.documents import SignedOff
from nhv.process.decisions.queries import meaning_of, seal_of
from nhv.process.drafting.acts import freeze
from nhv.process.groups.acts import declare
from nhv.program.demo.decided import DECIDER, NUMBER
from nhv.program.demo.norrsken import edit, the_case
from nhv.program.demo.people import GROUP, actor
from nhv.register.models import Organisation
from nhv.specification.drafting import reword

RIGHTED = "Norrskenssjuka: rättelse (påhittad)"
RELAPSE = "aterfall-inom-12-manader"
CLEAR = {"text": "Återfall inom 12 månader efter avslutad behandling"}
WHY = "Det framgick inte från när de tolv månaderna räknas. (Påhittat.)"
BEGUN, DECIDED = timedelta(days=-20), timedelta(days=-12)


def put_right(now: datetime) -> None:
    """A case of its own, of the same area and group: one point says what was meant, and the decision leads to the one
    before it."""
    before = the_case()
    if before is None or before.area is None or Case.objects.filter(title=RIGHTED).exists():
        return
    officer, then = actor("handlaggare1"), now + BEGUN
    case = cases.open_case(title=RIGHTED, area=before.area, by=officer, now=then, once_key=f"nhv demo open {RIGHTED}")
    case = cases.begin_review(case=case, group=Organisation.objects.get(key=GROUP), by=officer)
    declare(case=case, interests="", nothing=True, by=actor("sakkunnig1"), now=then)
    edit(case, "reword", lambda old: reword(old, RELAPSE, CLEAR), then, key=RELAPSE)
    freeze(case=case, by=officer, now=then)
    case = conclude_review(case=case, why=WHY, by=officer, now=now + DECIDED)
    decide_definition(
        case=case,
        record_number=NUMBER,
        in_force_from=timezone.localdate(now + DECIDED),
        reason=WHY,
        seen=seal_of(meaning_of(case, now + DECIDED)),
        signed=SignedOff(decider=DECIDER, presenter="Demo: handläggare 1"),
        by=officer,
        now=now + DECIDED,
    )
