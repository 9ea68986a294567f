"""Two ways to end: an area that was sent out and never decided, and a decided one whose definition is withdrawn. Both
are invented, lie in the past, and say why to everybody."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from nhv.process.cases import acts as cases
from nhv.process.cases.acts import Days
from nhv.process.cases.models import Case
from nhv.process.consultations.acts import end_consultation, open_consultation
from nhv.process.decisions.acts import decide_definition
from nhv.process.decisions.documents import SignedOff
from nhv.process.decisions.repeal import repeal_definition
from nhv.process.drafting.acts import edit, freeze
from nhv.program.demo.decided import DECIDER, NUMBER, answer_for_region
from nhv.program.demo.people import AUTHORITY, BY, SOUTH, WEST, actor
from nhv.register.models import Organisation
from nhv.register.organisations import enter_organisation
from nhv.rules.steps import Step
from nhv.specification.drafting import Drafted, add, set_head

ENDED, WITHDRAWN = "Midvinterhosta (påhittad)", "Fjällsvindel (påhittad)"
WITHDRAWAL = "Fjällsvindel: upphävande (påhittat)"
COUGH = ("Utredning av svår midvinterhosta", "Inhalation som kräver särskild vana")
GIDDINESS = ("Utredning av svår fjällsvindel", "Balansträning i höjdkammare")
AGAINST = {"helheten": "Avstyrker"}


def end_one(now: datetime) -> None:
    """Sent out and answered with no: it ends before a decision, and its answers stay for everybody to read."""
    if Case.objects.filter(title=ENDED).exists():
        return
    out, over, ended = (now - timedelta(days=days) for days in (160, 80, 40))
    case = sent_out(ENDED, COUGH, at=out, until=over)
    asked = case.consultations.get()
    for region in (SOUTH, WEST):
        answer_for_region(asked, region, {}, over - timedelta(days=5), **AGAINST)
    case = end_consultation(case=case, by=actor("handlaggare1"), now=over + timedelta(days=1))
    why = "Båda regionerna som svarade ser att vården görs väl hos dem, och den vinner inte på att samlas. (Påhittat.)"
    cases.withdraw(case=case, why=why, by=actor("handlaggare1"), now=ended)


def withdraw_a_definition(now: datetime) -> None:
    """Decided, and after some months no longer national: nobody had a permit yet."""
    if Case.objects.filter(title=WITHDRAWN).exists():
        return
    out, over, decided, ended = (now - timedelta(days=days) for days in (400, 310, 280, 60))
    officer, signed = actor("handlaggare1"), SignedOff(decider=DECIDER)
    case = end_consultation(
        case=sent_out(WITHDRAWN, GIDDINESS, at=out, until=over), by=officer, now=over + timedelta(days=1)
    )
    decide_definition(
        case=case,
        record_number=NUMBER,
        in_force_from=timezone.localdate(decided),
        reason="Höjdkammare finns på få sjukhus. (Påhittat.)",
        signed=signed,
        by=officer,
        now=decided,
    )
    case.refresh_from_db()
    again = cases.open_case(
        title=WITHDRAWAL, area=case.area, by=officer, now=ended, once_key=f"nhv demo open {WITHDRAWAL}"
    )
    repeal_definition(
        case=again,
        record_number=NUMBER,
        last_day=timezone.localdate(ended + timedelta(days=30)),
        reason="Balansträningen görs nu utan höjdkammare, på alla sjukhus. (Påhittat.)",
        signed=signed,
        by=officer,
        now=ended,
    )


def sent_out(title: str, points: Sequence[str], *, at: datetime, until: datetime) -> Case:
    """A case whose group's small text is sent out for consultation from `at` until and with the day of `until`."""
    officer = actor("handlaggare1")
    case = cases.open_case(title=title, by=officer, now=at, once_key=f"nhv demo open {title}")
    days = {
        Step.CONSULTATION: Days(timezone.localdate(at), timezone.localdate(until)),
        Step.DECISION: Days(timezone.localdate(until + timedelta(days=28))),
    }
    cases.plan(case=case, days=days, by=officer)
    cases.begin_review(case=case, group=_group(title), by=officer)
    edit(case=case, act="add", do=lambda old: _written(old, points), seen=0, by=BY, now=at)
    freeze(case=case, by=officer, now=at)
    open_consultation(case=case, by=officer, now=at)
    return Case.objects.get(pk=case.pk)


def _group(title: str) -> Organisation:
    authority = Organisation.objects.get(key=AUTHORITY)
    name = f"Sakkunniggruppen för {title[0].lower()}{title[1:]}"
    return enter_organisation(kind=Organisation.Kind.GROUP, name=name, under=authority, by=BY)


def _written(old: Drafted, points: Sequence[str]) -> Drafted:
    text = set_head(old, {"units": 3})
    for words in points:
        text = add(text, "point", {"text": words}, under="omfattning")[0]
    return text
