"""What is under way: the decided area's group writes a change of it, and another invented area is out for consultation,
with somebody who waits for longer time and a group that prepares its opinion."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from nhv.process.cases import acts as cases
from nhv.process.cases.acts import Days
from nhv.process.cases.models import Case
from nhv.process.consultations.bodies import Outside, invite
from nhv.process.consultations.longer import ask_longer
from nhv.process.consultations.models import Consultation
from nhv.process.drafting.plain import write_plain
from nhv.process.groups.acts import declare
from nhv.process.groups.meetings import call, eligible, note
from nhv.process.groups.models import GroupMeeting
from nhv.program.demo.decided import prepare
from nhv.program.demo.ended import sent_out
from nhv.program.demo.norrsken import add_part, the_case
from nhv.program.demo.people import DOMAIN, GROUP, WEST, actor
from nhv.register.models import Organisation
from nhv.rules.steps import Step
from nhv.specification.deadlines import SWEDEN

CHANGE = "Norrskenssjuka: gravida (påhittad)"
OUT_NOW = "Polarnattsvärk (påhittad)"
PLAIN = "amning-under-behandlingen"
POINTS = ("Utredning av svår polarnattsvärk", "Ljusbehandling som inte har hjälpt på hemsjukhuset")


def change_what_is_decided(now: datetime) -> None:
    """A case of its own for a change of the decided definition: the group's two members write, and have declared."""
    decided = the_case()
    if decided is None or decided.area is None or the_change() is not None:
        return
    today, officer = timezone.localdate(now), actor("handlaggare1")
    case = cases.open_case(title=CHANGE, area=decided.area, by=officer, now=now, once_key=f"nhv demo open {CHANGE}")
    days = {
        Step.REVIEW: Days(today, today + timedelta(days=77)),
        Step.CONSULTATION: Days(today + timedelta(days=84), today + timedelta(days=168)),
        Step.DECISION: Days(today + timedelta(days=231)),
    }
    cases.plan(case=case, days=days, by=officer)
    cases.begin_review(case=case, group=Organisation.objects.get(key=GROUP), by=officer)
    due = today + timedelta(days=77)
    cases.say_next(case=case, what="Lämna rapporten", who="Sakkunniggruppen", day=due, by=officer)
    declare(case=case, interests="", nothing=True, by=actor("sakkunnig1"), now=now)
    declare(case=case, interests="Forskar om ljusdämpning. (Påhittat.)", nothing=False, by=actor("sakkunnig2"), now=now)
    add_part(case, "point", {"text": "Amning under behandlingen"}, now)
    _meet(case, now)
    words = "Den som ammar kan få behandlingen, men på en av de två enheterna. (Påhittat.)"
    write_plain(case=case, part=PLAIN, text=words, seen=0, by=actor("sakkunnig1"), now=now)


def _meet(case: Case, now: datetime) -> None:
    """A meeting that has been held, with notes, and one in two weeks."""
    officer, two_weeks = actor("handlaggare1"), now + timedelta(days=14)
    called, midnight = now - timedelta(days=8), datetime.combine(timezone.localdate(now), time(), tzinfo=SWEDEN)
    # Of the same day, for nobody of the demonstration was in the group before it.
    begun = max(now - timedelta(hours=1), midnight)
    held = call(case=case, begins_at=begun, place="Digitalt (påhittat)", by=officer, now=called)
    there = [one.pk for one in eligible(GroupMeeting.objects.get(pk=held.pk))]
    note(meeting=held, present=there[:2], notes="Två enheter räcker. (Påhittat.)", by=officer, now=now)
    call(case=case, begins_at=two_weeks, place="Rum 12, Stockholm (påhittat)", by=officer, now=now)


def send_another_out(now: datetime) -> None:
    """A small text that is out now: for regions to answer, and for an officer a wish for longer time."""
    if Case.objects.filter(title=OUT_NOW).exists():
        return
    officer = actor("handlaggare1")
    case = sent_out(OUT_NOW, POINTS, at=now, until=now + timedelta(days=70))
    asked = case.consultations.get()
    regions = Organisation.objects.filter(kind=Organisation.Kind.REGION)
    union = Outside("Föreningen Polarnatt (påhittad)", f"polarnatt@{DOMAIN}")
    invite(consultation=asked, organisations=regions, others=[union], by=officer, now=now)
    ask_longer(
        consultation=asked,
        organisation=Organisation.objects.get(key=WEST),
        wanted_day=asked.last_day + timedelta(days=14),
        why="Nämnden möts veckan efter. (Påhittat.)",
        by=actor("vast-sander"),
        now=now,
    )
    prepare(case, now)


def the_change() -> Case | None:
    """The case of the change, which the group writes."""
    return Case.objects.select_related("group", "area").filter(title=CHANGE).first()


def consultation_key() -> str:
    """The key of the consultation that is out."""
    return Consultation.objects.get(case__title=OUT_NOW).key
