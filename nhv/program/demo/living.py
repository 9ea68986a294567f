"""The invented area's permits live on: one holder tells that it has lost what a condition asks for, the other covers,
and a permit is re-examined, with the holder heard. Something waits at the officer's desk and in the region's week."""

from datetime import datetime, timedelta

from django.utils import timezone

from nhv.derived.permit_notice import CONDITIONS, COVERS, DAY, WHAT, WORDS, Notified
from nhv.filings.acts.drafts import save_answers, start_filing
from nhv.filings.acts.sending import send
from nhv.filings.owners import Owner
from nhv.process.board import deciding, meetings
from nhv.process.board.models import Meeting
from nhv.process.board.moves import MeetingState
from nhv.process.permits import acts
from nhv.process.permits.acts import About, Next
from nhv.process.permits.models import PermitMatter
from nhv.process.permits.moves import Ground, MatterKind
from nhv.process.permits.queries import address_of
from nhv.program.demo import to_the_board
from nhv.program.demo.granted import NORTH, adjust
from nhv.program.demo.norrsken import the_case
from nhv.program.demo.people import SOUTH, actor
from nhv.register.models import Area, Permit
from nhv.specification.motion import Motion, MotionKind, Stage

SPARE_POWER = "reservkraft-till-morkrummet"


def live_on(now: datetime) -> None:
    """A year after the decision, told from the day of the demonstration."""
    case = the_case()
    if case is None or case.area is None or PermitMatter.objects.exists():
        return
    known = Permit.objects.known().select_related("area", "holder", "document")
    permit = known.get(area=case.area, holder__key=SOUTH)
    _tell_of_a_loss(permit, now)
    officer, held = actor("handlaggare1"), {str(one.get("key")) for one in permit.conditions}
    matter = acts.open_matter(
        area=permit.area,
        permit=permit,
        about=About(
            MatterKind.RE_EXAMINATION,
            "Ett år har gått sedan tillståndet gavs. Nämnden bad om en ny prövning av jouren. (Påhittat.)",
            conditions=tuple(sorted(held & {"jour-med-vana-av-sjukdomen"})),
        ),
        follow_up=Next("Gå igenom yttrandet med enheten", timezone.localdate(now) + timedelta(days=10)),
        by=officer,
        now=now,
    )
    acts.hear(
        matter=matter,
        told="Har enheten haft jour inom 30 minuter hela året? Beskriv de nätter då den saknades. (Påhittat.)",
        last_day=timezone.localdate(now) + timedelta(days=21),
        by=officer,
        now=now,
    )
    _before_the_board(case.area, now)
    _to_be_signed(case.area, now)


def _before_the_board(area: Area, now: datetime) -> None:
    """The other holder asks that its sub-permit be taken back; the board has it on the agenda of its next meeting."""
    known = Permit.objects.known().select_related("area", "holder", "document")
    permit, officer = known.get(area=area, holder__key=NORTH), actor("handlaggare1")
    meeting = Meeting.objects.filter(state=MeetingState.PLANNED).select_related("board").first()
    if meeting is None or not permit.sub_permits:
        return
    children = permit.sub_permits[0]
    about = About(
        MatterKind.REVOCATION,
        "Barnklinikens narkosläkare har slutat. Regionen ber att undertillståndet för barn återkallas. (Påhittat.)",
        ground=Ground.REQUEST,
        parts=(children,),
    )
    matter = acts.open_matter(area=area, permit=permit, about=about, follow_up=Next(), by=officer, now=now)
    acts.hear(
        matter=matter,
        told="Undertillståndet föreslås upphöra om tre månader. Vart ska barnen remitteras till dess? (Påhittat.)",
        last_day=timezone.localdate(now) + timedelta(days=14),
        by=officer,
        now=now,
    )
    acts.to_board(matter=matter, by=officer, now=now)
    item = meetings.add_matter(meeting=meeting, matter=matter, presenter="Demo: handläggare 1", by=officer)
    said = Motion(
        kind=MotionKind.APPROVE,
        stages=(Stage(part=children, last=timezone.localdate(now) + timedelta(days=90)),),
        why="Regionen begär det, och barnen kan tas emot i söder när dess enhet är klar. (Påhittat.)",
    )
    deciding.propose(item=item, said=said, by=officer, now=now)


def _to_be_signed(area: Area, now: datetime) -> None:
    """The board has given an exemption, and its minutes are adjusted: the decision waits for the chair's signature."""
    known = Permit.objects.known().select_related("area", "holder", "document")
    permit, officer, at = known.get(area=area, holder__key=SOUTH), actor("handlaggare1"), now - timedelta(days=3)
    keys = [str(one["key"]) for one in permit.conditions if one["key"] == SPARE_POWER]
    about = About(
        MatterKind.EXEMPTION,
        "Reservkraften byts under våren. Regionen vill ha undantag så länge. (Påhittat.)",
        conditions=tuple(keys or [str(one["key"]) for one in permit.conditions][:1]),
    )
    matter = acts.open_matter(area=area, permit=permit, about=about, follow_up=Next(), by=officer, now=at)
    asked = at - timedelta(days=20)
    told = "Undantag föreslås till och med sommaren. (Påhittat.)"
    acts.hear(matter=matter, told=told, last_day=timezone.localdate(asked) + timedelta(days=10), by=officer, now=asked)
    acts.to_board(matter=matter, by=officer, now=at)
    meeting = to_the_board.opened_meeting([], at, matters=[matter])
    (item,), chair = to_the_board.items_of(meeting), actor("namnd-ordforande")
    said = Motion(
        kind=MotionKind.APPROVE,
        until=timezone.localdate(now) + timedelta(days=200),
        why="Norrlands universitetssjukhus täcker så länge. (Påhittat.)",
    )
    motion = deciding.propose(item=item, said=said, by=officer, now=at)
    why = "Patienterna får vården på annat håll medan reservkraften byts. (Påhittat.)"
    deciding.decide(item=item, motion=motion, reasons=why, by=chair, now=at)
    adjust(meeting, at + timedelta(days=1))


def _tell_of_a_loss(permit: Permit, now: datetime) -> None:
    by, about = actor("skane-sander"), address_of(permit)
    begun = start_filing(kind="permit_notice", owner=Owner(SOUTH), about=about, by=by, once_key="nhv demo letter")
    lost = [str(one["text"]) for one in permit.conditions if one.get("key") == SPARE_POWER]
    raw = {
        WHAT: str(Notified.CONDITION if lost else Notified.OTHER),
        DAY: (timezone.localdate(now) - timedelta(days=2)).isoformat(),
        WORDS: "Reservkraften till mörkrummet gick sönder. En ny är beställd. (Påhittat.)",
        COVERS: "Norrlands universitetssjukhus tar emot nya patienter så länge. Det är överenskommet. (Påhittat.)",
        **({f"{CONDITIONS}-condition": lost} if lost else {}),
    }
    save_answers(filing=begun, raw=raw, seen_revision=begun.revision, by=by)
    begun.refresh_from_db()
    send(
        filing=begun,
        by=by,
        received_at=now,
        once_key="nhv demo letter sent",
        seen_revision=begun.revision,
        despite_missing=True,
    )
