"""How an ended call of an invented area comes before the board: applied for, weighed, an opinion, all heard, called to
a meeting. Each by the act that a page uses, on the day it is told of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from django.utils import timezone

from nhv.accounts.models import User
from nhv.filings.acts.drafts import save_answers, start_filing
from nhv.filings.acts.sending import send
from nhv.filings.models import Filing
from nhv.filings.owners import Owner
from nhv.filings.tables import FilingBase
from nhv.process.board import meetings
from nhv.process.board.models import NEAR, Item, Meeting
from nhv.process.hearings.acts import open_hearing
from nhv.process.hearings.models import Hearing
from nhv.process.permits.models import PermitMatter
from nhv.process.placements.models import FrozenComparison
from nhv.process.weighing import acts
from nhv.process.weighing.acts import Part
from nhv.process.weighing.models import Weighing
from nhv.process.weighing.queries import applications
from nhv.program.demo.applications import begin
from nhv.program.demo.people import BOARD, BY, DOMAIN, SECOND, actor
from nhv.register.models import Call, Organisation
from nhv.rules.actor import Actor
from nhv.rules.judgements import Met
from nhv.specification.motion import ForApplicant, Motion, MotionKind, Outcome

# Whose seat each has; the deputy for the south serves when its member does not.
SEATS: Final[Mapping[str, str | None]] = {
    "namnd-ordforande": None,
    "namnd-norr": "norra",
    "namnd-mellan": "mellansverige",
    "namnd-stockholm": "stockholm-gotland",
    "namnd-vast": "vastra",
    "namnd-soder": "sodra",
    "namnd-sydost": "sydostra",
    "namnd-ersattare": "sodra",
}
MEMBERS: Final = tuple(name for name in SEATS if name != "namnd-ersattare")


@dataclass(frozen=True)
class Applicant:
    """Who applies, what it does not fulfil (parts of the conditions' keys), and what the group says of it."""

    region: str
    hospital: str
    patient: str
    system: str
    proposed: Outcome
    lacks: tuple[str, ...] = ()
    raw: Mapping[str, object] = field(default_factory=dict)


def apply(call: Call, one: Applicant, at: datetime) -> FilingBase:
    """Its application, received then."""
    filing = begin(call.key, one.region, one.hospital, half=False, by=BY)
    asked = filing.outline.outline.asked()
    lacks = {each.key: False for each in asked if each.question.kind == "yes_no" and each.about in one.lacks}
    save_answers(filing=filing, raw={**lacks, **one.raw}, seen_revision=filing.revision, by=BY)
    filing.refresh_from_db()
    return sent(filing, BY, at)


def sent(filing: FilingBase, by: Actor, at: datetime) -> FilingBase:
    """What is written, handed in."""
    send(
        filing=filing,
        by=by,
        received_at=at,
        once_key=f"nhv demo send {filing.key}",
        seen_revision=filing.revision,
        despite_missing=True,
    )
    return filing


def weigh(call: Call, applicants: Sequence[Applicant], at: datetime) -> Weighing:
    """The group is appointed, and a member judges each applicant on what it lacks and on the patient's best."""
    group = Organisation.objects.get(key=SECOND)
    weighing = acts.appoint(call=call, group=group, by=actor("handlaggare1"), now=at)
    filed, member = by_region(call), actor("beredning2-ledamot")
    rows = sorted({key for one in applicants for key in one.lacks})
    for one in applicants:
        said = [(f"v-{key}", Met.NO if key in one.lacks else Met.YES, "Enligt ansökan. (Påhittat.)") for key in rows]
        best = Met.PARTLY if one.lacks else Met.YES
        for row, met, why in (*said, ("w-patient", best, f"{one.patient} (Påhittat.)")):
            acts.judge(weighing=weighing, filing=filed[one.region], row=row, met=met, why=why, by=member, now=at)
    return weighing


def give_opinion(
    weighing: Weighing,
    whole: str,
    applicants: Sequence[Applicant],
    at: datetime,
    placement: FrozenComparison | None = None,
) -> None:
    """What the group says of the whole and of each applicant, given to the board with the comparison it has read."""
    by, filed = actor("beredning2-sekreterare"), by_region(weighing.call)
    parts = [Part(f"{whole} (Påhittat yttrande.)")]
    parts += [Part(one.patient, one.system, one.proposed, filed[one.region]) for one in applicants]
    for part in parts:
        acts.write_part(weighing=weighing, part=part, by=by, now=at)
    acts.give(weighing=weighing, placement=placement, by=by, now=at)


def hear(weighing: Weighing, told: str, at: datetime, days: int) -> Hearing:
    """All who have applied are heard, with so many days to reply."""
    last_day = timezone.localdate(at) + timedelta(days=days)
    words = f"{told} (Påhittat hörande.)"
    return open_hearing(weighing=weighing, told=words, last_day=last_day, by=actor("handlaggare1"), now=at)


def reply(hearing: Hearing, region: str, words: str, by: Actor, at: datetime) -> None:
    """What a region has to say."""
    filing = start_filing(
        kind="hearing", owner=Owner(region), about=hearing.key, by=by, once_key=f"nhv demo reply {hearing.key[:40]}"
    )
    save_answers(filing=filing, raw={"yttrande": words}, seen_revision=filing.revision, by=by)
    filing.refresh_from_db()
    sent(filing, by, at)


def opened_meeting(
    calls: Sequence[Call], at: datetime, kind: str = "ordinary", matters: Sequence[PermitMatter] = ()
) -> Meeting:
    """A meeting with these on its agenda, called to, opened, and everybody with a seat there, and who presents."""
    officer, secretary = actor("handlaggare1"), actor("namnd-sekreterare")
    board = Organisation.objects.get(key=BOARD)
    meeting = meetings.plan(board=board, kind=kind, begins_at=at, place="Stockholm (påhittat)", by=officer)
    for call in calls:
        meetings.add_item(meeting=meeting, call=call, presenter="Demo: handläggare 1", by=officer)
    for matter in matters:
        meetings.add_matter(meeting=meeting, matter=matter, presenter="Demo: handläggare 1", by=officer)
    meetings.call_meeting(meeting=meeting, by=officer, now=at - timedelta(days=7))
    meeting = meetings.open_meeting(meeting=meeting, by=secretary, now=at)
    for name in (*SEATS, "handlaggare1"):
        user = User.objects.get(email=f"{name}@{DOMAIN}")
        meetings.note_here(meeting=meeting, user=user, by=secretary, now=at)
    return meeting


def items_of(meeting: Meeting) -> list[Item]:
    """What is on its agenda, in order."""
    return list(Item.objects.select_related(*NEAR).filter(meeting=meeting))


def permits(
    call: Call, outcomes: Mapping[str, tuple[Outcome, str]], start: date, sub_permits: Mapping[str, tuple[str, ...]]
) -> Motion:
    """A motion: for each region what it gets and why, from when, with which sub-permits."""
    filed = by_region(call)
    return Motion(
        kind=MotionKind.PERMITS,
        applicants=tuple(
            ForApplicant(
                application=filed[region].key,
                outcome=outcome,
                sub_permits=sub_permits.get(region, ()),
                valid_from=None if outcome == Outcome.REFUSE else start,
                why=why,
            )
            for region, (outcome, why) in outcomes.items()
        ),
    )


def by_region(call: Call) -> dict[str, Filing]:
    """The applications in a call, by the region's key."""
    return {one.organisation.key: one for one in applications(call) if one.organisation}
