"""A call with applications at the board, for tests: made by the acts that the product makes it with."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from nhv.accounts.models import Membership, User
from nhv.filings.models import Filing
from nhv.process.board import deciding, meetings, minutes, seats, sending, signing
from nhv.process.board.models import NEAR, BoardDecision, Item, Meeting
from nhv.process.board.party_papers import party_papers
from nhv.process.hearings.acts import open_hearing
from nhv.process.hearings.models import Hearing
from nhv.process.permits.models import PermitMatter
from nhv.process.weighing import acts as weighing_acts
from nhv.process.weighing.acts import Part
from nhv.process.weighing.models import Weighing
from nhv.process.weighing.queries import applications
from nhv.register.acts.documents import publish_document
from nhv.register.models import Area, Call, Organisation
from nhv.rules.access import SEATED
from nhv.rules.actor import Actor
from nhv.rules.roles import Role
from nhv.specification.area import SubPermit
from nhv.specification.motion import ForApplicant, ForCondition, MatterOutcome, Motion, MotionKind, Outcome
from tests.support.calls import AREA, PROGRAM, SKANE, WEST, a_draft, an_applicant, an_open_call, sent
from tests.support.people import a_person, actor, an_organisation
from tests.support.permits import a_matter_before_the_board

GROUP, BOARD = "beredningsgrupp-2", "namnden"
AIRWAYS = SubPermit.model_validate(
    {
        "key": "luftvagar",
        "text": "Resektion av större luftvägar (prov)",
        "units": 2,
        "covers": {"points": ["kirurgi-vid-overvaxt-som-kraver-luftvagsresektion"]},
    }
)
REGIONS = ("norra", "mellansverige", "stockholm-gotland", "sydostra", "vastra", "sodra")
HOSPITALS = {SKANE: "skanes-universitetssjukhus", WEST: None}


def with_a_sub_permit() -> None:
    """The oesophagus area has none of its own, and what is granted in part is without one: it gets one for a test."""
    area = Area.objects.get(key=AREA).documents.newest_first()[0].specification
    publish_document(area=area.model_copy(update={"sub_permits": (AIRWAYS,)}), by=PROGRAM, why="Prov")


def a_weighed_call(
    applicants: Sequence[str] = (SKANE, WEST),
    begin: Callable[..., Filing] = a_draft,
    hospitals: Mapping[str, str | None] = HOSPITALS,
) -> Weighing:
    """A call whose time is out, with an application from each region, and a group that weighs them."""
    call = an_open_call()
    for region in applicants:
        by = an_applicant(region)
        sent(begin(call, by, organisation=region, hospital=hospitals.get(region)), by)
    later = timezone.now() + timedelta(days=40)
    Call.cases.filter(pk=call.pk).update(closes_at=timezone.now() - timedelta(days=1))
    call.refresh_from_db()
    group = Organisation.objects.filter(key=GROUP).first() or an_organisation(GROUP, "group")
    return weighing_acts.appoint(call=call, group=group, by=PROGRAM, now=later)


def an_opinion(weighing: Weighing) -> None:
    """The group's opinion, given."""
    by, now = actor(a_person(Role.PREPARATORY_SECRETARY, weighing.group.key)), timezone.now()
    weighing_acts.write_part(weighing=weighing, part=Part("Två enheter ger störst vana."), by=by, now=now)
    for one in applications(weighing.call):
        part = Part("Bäst för patienten.", "Akutkedjan håller.", Outcome.GRANT, one)
        weighing_acts.write_part(weighing=weighing, part=part, by=by, now=now)
    weighing_acts.give(weighing=weighing, by=by, now=now)


def a_hearing(weighing: Weighing) -> Hearing:
    """All are heard, and the time for it is out."""
    now = timezone.now()
    made = open_hearing(
        weighing=weighing,
        told="Yttrandet och förslaget.",
        last_day=timezone.localdate() + timedelta(days=1),
        by=PROGRAM,
        now=now,
    )
    Hearing.objects.filter(pk=made.pk).update(closes_at=now - timedelta(minutes=1))
    return made


@dataclass(frozen=True)
class Board:
    """The people of a board: by healthcare region's key (or «chair»), member and deputy, and its secretary."""

    board: Organisation
    members: dict[str, User]
    deputies: dict[str, User]
    secretary: User

    @property
    def everybody(self) -> list[User]:
        return [*self.members.values(), *self.deputies.values()]


def a_board() -> Board:
    """A board with a chair and six regions, a deputy each."""
    board = an_organisation(BOARD, "group")
    regions = [an_organisation(f"sjukvardsregion-{key}", "healthcare_region") for key in REGIONS]
    members, deputies = {}, {}
    for region in (None, *regions):
        key = region.key.removeprefix("sjukvardsregion-") if region else "chair"
        member = a_person(Role.BOARD_MEMBER if region else Role.BOARD_CHAIR, BOARD)
        deputy = a_person(Role.BOARD_DEPUTY, BOARD)
        members[key], deputies[key] = member, deputy
        for who in (member, deputy):
            seats.seat(membership=_membership(who), healthcare_region=region, by=PROGRAM)
    return Board(board, members, deputies, a_person(Role.BOARD_SECRETARY, BOARD))


def _membership(user: User) -> Membership:
    return Membership.objects.get(user=user, role__in=SEATED)


def an_open_meeting(board: Board, weighing: Weighing, present: Sequence[User] | None = None) -> Item:
    """A meeting that is open, with the call on its agenda; all members are there unless told."""
    now, secretary = timezone.now(), actor(board.secretary)
    meeting = meetings.plan(board=board.board, kind="ordinary", begins_at=now, place="Stockholm", by=PROGRAM)
    item = meetings.add_item(meeting=meeting, call=weighing.call, presenter="Handläggare 1", by=PROGRAM)
    meetings.call_meeting(meeting=meeting, by=PROGRAM, now=now)
    meetings.open_meeting(meeting=meeting, by=secretary, now=now)
    for user in present if present is not None else board.members.values():
        meetings.note_here(meeting=meeting, user=user, by=secretary, now=now)
    return Item.objects.select_related("meeting__board", "call__document__area").get(pk=item.pk)


def on_the_agenda(board: Board, matter: PermitMatter, present: Sequence[User] | None = None) -> Item:
    """A meeting that is open, with a matter in a permit's life on its agenda; all members are there unless told."""
    now, secretary = timezone.now(), actor(board.secretary)
    meeting = meetings.plan(board=board.board, kind="ordinary", begins_at=now, place="Stockholm", by=PROGRAM)
    item = meetings.add_matter(meeting=meeting, matter=matter, presenter="Handläggare 1", by=PROGRAM)
    meetings.call_meeting(meeting=meeting, by=PROGRAM, now=now)
    meetings.open_meeting(meeting=meeting, by=secretary, now=now)
    for user in present if present is not None else board.members.values():
        meetings.note_here(meeting=meeting, user=user, by=secretary, now=now)
    return Item.objects.select_related(*NEAR).get(pk=item.pk)


def permits(
    filed: Sequence[Filing], *, refuse: str = "", part: str = "", changes: Sequence[ForCondition] = ()
) -> Motion:
    """A motion that grants all but one region; one of them in part."""

    def one(filing: Filing) -> ForApplicant:
        if filing.organisation_id == refuse:
            return ForApplicant(application=filing.key, outcome=Outcome.REFUSE, why="Uppfyller inte villkoren.")
        outcome = Outcome.PART if filing.organisation_id == part else Outcome.GRANT
        start = timezone.localdate() + timedelta(days=90)
        return ForApplicant(application=filing.key, outcome=outcome, valid_from=start, why="Störst vana.")

    return Motion(kind=MotionKind.PERMITS, applicants=tuple(one(each) for each in filed), conditions=tuple(changes))


def adjusted(board: Board, meeting: Meeting) -> None:
    """The meeting closed, and its minutes adjusted by the chair and one more."""
    now = timezone.now()
    meetings.close_meeting(meeting=meeting, by=actor(board.secretary), now=now)
    for who in ("chair", "norra"):
        seal = minutes.seal_of(minutes.minutes_of(meeting))
        minutes.adjust(meeting=meeting, seen=seal, by=actor(board.members[who]), now=now)


def appeal_texts() -> None:
    """Confirmed for every kind."""
    for kind in (*Outcome, *MatterOutcome):
        sending.confirm_appeal_text(
            kind=kind,
            text="Beslutet kan inte överklagas.",
            source="7 kap. 5 a § hälso- och sjukvårdslagen (2017:30)",
            lawyer="Jurist 1 (påhittad)",
            confirmed_on=timezone.localdate(),
            by=PROGRAM,
            now=timezone.now(),
        )


def decided(board: Board, item: Item, said: Motion) -> deciding.BoardDecision:
    """The item decided by acclamation."""
    now, chair = timezone.now(), actor(board.members["chair"])
    motion = deciding.propose(item=item, said=said, by=chair, now=now)
    return deciding.decide(item=item, motion=motion, reasons="Störst vana är bäst för patienten.", by=chair, now=now)


def signed(decision: deciding.BoardDecision) -> None:
    """What the parties are to get, signed by the one who led the item."""
    seal, leader = signing.seal_of(party_papers(decision)), signing.signer_of(decision)
    signing.sign(decision=decision, seen=seal, by=Actor("user", str(leader["user"])), now=timezone.now())


def sent_to_parties(board: Board, item: Item, said: Motion) -> BoardDecision:
    """Decided, adjusted, signed and sent to its parties, to be public in an hour."""
    decision, now = decided(board, item, said), timezone.now()
    adjusted(board, item.meeting)
    appeal_texts()
    signed(decision)
    sending.send_to_parties(decision=decision, public_at=now + timedelta(hours=1), by=PROGRAM, now=now)
    return decision


def made_public(board: Board, item: Item, said: Motion) -> BoardDecision:
    """The same, and everybody may read it."""
    decision = sent_to_parties(board, item, said)
    assert sending.publish_due(by=PROGRAM, now=timezone.now() + timedelta(hours=2)) == 1
    return decision


def a_public_matter(board: Board, matter: PermitMatter) -> BoardDecision:
    """A matter in a permit's life that the board has decided, against a revocation, and that everybody may read."""
    item = on_the_agenda(board, a_matter_before_the_board(matter))
    return made_public(board, item, Motion(kind=MotionKind.REJECT, why="Prov."))
