"""«Norrskenssjuka» goes from a call to permits in force: three apply, all are weighed and heard, the board sends the
case back once, and then decides by vote, with one member kept out. The comparison that it read is published with the
decision. All of it lies in the past."""

from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone

from nhv.accounts.acts import answer_declared_conflict
from nhv.accounts.models import Membership
from nhv.process.board import deciding, meetings, minutes, seats, sending, signing
from nhv.process.board.conflicts import declare
from nhv.process.board.models import BoardDecision, Item, Meeting
from nhv.process.board.party_papers import party_papers
from nhv.process.calls.acts import close
from nhv.process.placements.acts import publish_comparison
from nhv.process.placements.models import FrozenComparison
from nhv.process.weighing.models import Weighing
from nhv.program.demo import to_the_board
from nhv.program.demo.call import published
from nhv.program.demo.norrsken import the_case
from nhv.program.demo.people import BOARD, BY, DOMAIN, SOUTH, WEST, actor
from nhv.program.demo.placement import NUS, SU, SUS, freeze_for
from nhv.program.demo.to_the_board import MEMBERS, SEATS, Applicant, permits
from nhv.register.models import Call, Organisation
from nhv.specification.motion import MatterOutcome, Motion, MotionKind, Outcome

KEY, NORTH = "demo-norrsken", "region-vasterbotten"
CALLED, APPLIED, LAST, WEIGHED, COMPARED, OPINION, HEARD = (
    timedelta(days=-days) for days in (320, 255, 250, 230, 210, 200, 199)
)
RETURNED, AGAIN, HEARD_AGAIN, MET, ADJUSTED, SENT, OUT, IN_FORCE = (
    timedelta(days=-days) for days in (170, 150, 149, 112, 108, 106, 103, 30)
)
DOCTORS, DARK_ROOM = "tva-lakare-med-vana-av-ljusdampning", "morkrum"
WHOLE = "Två enheter ger den vana som behövs, och akutkedjan håller i norr och i söder."
APPLICANTS: Final = (
    Applicant(
        NORTH,
        NUS,
        "Störst vana i landet, och barnklinik i samma hus.",
        "Jouren finns redan.",
        Outcome.GRANT,
        raw={"sokta-undertillstand": ["Barn under 18 år"]},
    ),
    Applicant(
        SOUTH,
        SUS,
        "Stor vana av vuxna; barn har enheten inte vårdat.",
        "Narkosen räcker, om barnen tas emot i norr.",
        Outcome.PART,
        raw={"sokta-undertillstand": ["Barn under 18 år"]},
    ),
    Applicant(
        WEST,
        SU,
        "God vana, men läkare och mörkrum saknas ännu.",
        "Ögonsjukvården i väst klarar sig utan tillståndet.",
        Outcome.REFUSE,
        lacks=(DOCTORS, DARK_ROOM),
    ),
)
VOTES_FOR_NORTH_AND_SOUTH = ("namnd-ordforande", "namnd-norr", "namnd-mellan", "namnd-ersattare")
VOTES_FOR_NORTH_AND_WEST = ("namnd-vast", "namnd-stockholm", "namnd-sydost")
NO_APPEAL = "Beslutet kan inte överklagas."


def seat_the_board(now: datetime) -> None:
    """Who has which seat, and a meeting that is planned."""
    if Meeting.objects.exists():
        return
    officer = actor("handlaggare1")
    regions = Organisation.objects.filter(kind=Organisation.Kind.HEALTHCARE_REGION)
    for name, key in SEATS.items():
        held = Membership.objects.get(user__email=f"{name}@{DOMAIN}")
        seats.seat(membership=held, healthcare_region=regions.get(key=key) if key else None, by=officer)
    board = Organisation.objects.get(key=BOARD)
    begins_at = now + timedelta(days=30)
    meetings.plan(board=board, kind="ordinary", begins_at=begins_at, place="Stockholm (påhittat)", by=officer)


def grant_permits(now: datetime) -> None:
    """From the call to the public decision, once."""
    case = the_case()
    if case is None or case.area is None or Call.cases.filter(key=KEY).exists():
        return
    call = published(case.area.key, KEY, timezone.localdate(now + LAST), now + CALLED)
    for one in APPLICANTS:
        to_the_board.apply(call, one, now + APPLIED)
    close(call=call, by=BY, now=now + WEIGHED)
    weighing = to_the_board.weigh(call, APPLICANTS, now + WEIGHED)
    compared = freeze_for(call, now + COMPARED)
    to_the_board.give_opinion(weighing, WHOLE, APPLICANTS, now + OPINION, compared)
    to_the_board.hear(weighing, "Yttrandet, och förslaget att avslå västs ansökan.", now + HEARD, days=19)
    _send_back(call, now)
    _weigh_again(weighing, compared, now)
    decision = _decide(call, now)
    _make_public(decision, now)
    publish_comparison(frozen=compared, by=actor("handlaggare1"), now=now + OUT)


def _send_back(call: Call, now: datetime) -> None:
    """The first meeting asks what the group has not said: how far children travel."""
    meeting = to_the_board.opened_meeting([call], now + RETURNED)
    (item,), chair = to_the_board.items_of(meeting), actor("namnd-ordforande")
    back = Motion(kind=MotionKind.SEND_BACK, step="preparation", instructions="Visa barnens resor. (Påhittat.)")
    motion = deciding.propose(item=item, said=back, by=chair, now=now + RETURNED)
    why = "Yttrandet säger inget om barnens resor. (Påhittat.)"
    deciding.decide(item=item, motion=motion, reasons=why, by=chair, now=now + RETURNED)
    adjust(meeting, now + RETURNED)


def _weigh_again(weighing: Weighing, compared: FrozenComparison, now: datetime) -> None:
    weighing.refresh_from_db()
    whole = f"{WHOLE} Barn från söder reser längst, med flyg och med en förälder."
    to_the_board.give_opinion(weighing, whole, APPLICANTS, now + AGAIN, compared)
    hearing = to_the_board.hear(weighing, "Yttrandet, som nu säger hur barnen reser.", now + HEARD_AGAIN, days=19)
    words = "Mörkrummet är klart till våren. (Påhittat yttrande.)"
    to_the_board.reply(hearing, WEST, words, actor("vast-sander"), now + HEARD_AGAIN + timedelta(days=10))


def _decide(call: Call, now: datetime) -> BoardDecision:
    """Four votes against three; the south's member has signed an application, and its deputy votes."""
    at = now + MET
    meeting = to_the_board.opened_meeting([call], at)
    (item,) = to_the_board.items_of(meeting)
    keep_out(item, "namnd-soder", "Undertecknade Skånes ansökan. (Påhittat.)")
    start, officer = timezone.localdate(now + IN_FORCE), actor("handlaggare1")
    lacks = "Uppfyller inte villkoren om läkare och mörkrum. (Påhittat.)"
    both = {
        NORTH: (Outcome.GRANT, "Störst vana, och barnklinik. (Påhittat.)"),
        SOUTH: (Outcome.PART, "Stor vana av vuxna. Barn tas emot i norr. (Påhittat.)"),
        WEST: (Outcome.REFUSE, lacks),
    }
    other = {
        NORTH: both[NORTH],
        SOUTH: (Outcome.REFUSE, "Ett tillstånd i väst ger kortare resor. (Påhittat.)"),
        WEST: (Outcome.GRANT, "Bristerna är avhjälpta till våren. (Påhittat.)"),
    }
    children = {NORTH: tuple(one.key for one in call.document.specification.sub_permits)}
    main = deciding.propose(item=item, said=permits(call, both, start, children), by=officer, now=at)
    counter = deciding.propose(item=item, said=permits(call, other, start, children), by=actor("namnd-vast"), now=at)
    ballot = deciding.put_vote(item=item, main=main, by=actor("namnd-sekreterare"), now=at)
    for motion, names in ((main, VOTES_FOR_NORTH_AND_SOUTH), (counter, VOTES_FOR_NORTH_AND_WEST)):
        for name in names:
            deciding.vote(ballot=ballot, motion=motion, by=actor(name), now=at)
    decision = deciding.decide(
        item=item,
        motion=main,
        reasons="Väst uppfyller inte villkoren om läkare och mörkrum. Störst vana är bäst för patienten. (Påhittat.)",
        record_number="0.0-00001/2026 (påhittat)",
        by=actor("namnd-ordforande"),
        now=at,
    )
    deciding.dissent(decision=decision, words="Väst borde få tillstånd. (Påhittat.)", by=actor("namnd-vast"), now=at)
    deciding.dissent(decision=decision, words="Registret borde vara ett krav. (Påhittat.)", by=officer, now=at)
    adjust(meeting, now + ADJUSTED)
    return decision


def keep_out(item: Item, name: str, what: str) -> None:
    """A member declares, and the authority finds that there is a conflict of interest."""
    declared = declare(item=item, what=what, by=actor(name))
    answer_declared_conflict(declared=declared, is_conflict=True, why=what, by=actor("handlaggare1"))


def adjust(meeting: Meeting, at: datetime) -> None:
    """The meeting is closed, and its minutes adjusted by the chair and one more."""
    meetings.close_meeting(meeting=meeting, by=actor("namnd-sekreterare"), now=at)
    for name in MEMBERS[:2]:
        seal = minutes.seal_of(minutes.minutes_of(meeting))
        minutes.adjust(meeting=meeting, seen=seal, by=actor(name), now=at)


def _make_public(decision: BoardDecision, now: datetime) -> None:
    """The texts about appeal, the parties' decisions, and three days later the register and everybody."""
    for kind in (*Outcome, *MatterOutcome):
        sending.confirm_appeal_text(
            kind=kind,
            text=f"{NO_APPEAL} (Påhittad bekräftelse.)",
            source="7 kap. 5 a § hälso- och sjukvårdslagen (2017:30)",
            lawyer="Jurist (påhittad)",
            confirmed_on=timezone.localdate(now + ADJUSTED),
            by=actor("handlaggare1"),
            now=now + ADJUSTED,
        )
    seal = signing.seal_of(party_papers(decision))
    signing.sign(decision=decision, seen=seal, by=actor("namnd-ordforande"), now=now + SENT)
    sending.send_to_parties(decision=decision, public_at=now + OUT, by=actor("handlaggare1"), now=now + SENT)
    sending.publish_due(by=BY, now=now + OUT)
