"""The same for preparation and board: calls that a group weighs, hearings, meetings and what is on their agenda."""

from datetime import datetime, timedelta

from django.utils import timezone

from nhv.accounts.models import Membership, User
from nhv.filings.acts.attachments import attach, waiting
from nhv.filings.acts.drafts import start_filing
from nhv.filings.models import Filing, PaperEntry
from nhv.filings.owners import Owner
from nhv.process.board import deciding, meetings, minutes, seats, sending, signing
from nhv.process.board.models import BoardDecision, Item
from nhv.process.board.party_papers import party_papers
from nhv.process.cooperation.acts import propose
from nhv.process.cooperation.models import Cooperation
from nhv.process.hearings.acts import open_hearing
from nhv.process.hearings.models import Hearing
from nhv.process.weighing.models import Weighing
from nhv.process.weighing.moves import WeighingState
from nhv.process.weighing.queries import applications
from nhv.register.memory import FILES
from nhv.register.models import Call, Organisation
from nhv.rules.actor import Actor
from nhv.rules.roles import Role
from tests.support.board import GROUP, a_hearing, an_opinion, appeal_texts, permits, signed
from tests.support.calls import PROGRAM, SKANE, WEST, a_draft, an_applicant, an_open_call, once, sent
from tests.support.people import a_person, actor, an_organisation
from tests.website.access_examples import A_PICTURE, NoSuchRecord, a_paper_entry, an_ended_call, sent_twice
from tests.website.access_process import MORE, WITHOUT_ANSWER
from tests.website.access_reports import BY_ROUTE


def a_closed_call(region: str = SKANE) -> Call:
    """A call whose time is out, with an application from a region."""
    call, by = an_open_call(), an_applicant(region)
    sent(a_draft(call, by, organisation=region), by)
    Call.cases.filter(pk=call.pk).update(closes_at=timezone.now() - timedelta(days=1))
    call.refresh_from_db()
    return call


def a_weighing(group: Organisation, region: str = SKANE) -> Weighing:
    """A call that this group weighs."""
    if group.kind != Organisation.Kind.GROUP:
        raise NoSuchRecord
    return weighed_by(group, a_closed_call(region))


def weighed_by(group: Organisation, call: Call) -> Weighing:
    """The call, weighed by a group of the walk, in which there are people of every sort: no act appoints such a one."""
    state = WeighingState.PREPARING
    return Weighing.objects.create(call=call, group=group, state=state, begun_at=timezone.now())


def _second_group() -> Organisation:
    return Organisation.objects.filter(key=GROUP).first() or an_organisation(GROUP, "group")


def a_hearing_of(region: Organisation) -> Hearing:
    """A hearing in which this region is a party."""
    if region.kind != Organisation.Kind.REGION:
        raise NoSuchRecord
    weighing = a_weighing(_second_group(), region.key)
    last_day = timezone.localdate() + timedelta(days=5)
    return open_hearing(weighing=weighing, told="Prov", last_day=last_day, by=PROGRAM, now=timezone.now())


def a_cooperation_of(region: Organisation) -> Cooperation:
    """A proposal of co-operation in which this region is a party."""
    if region.kind != Organisation.Kind.REGION:
        raise NoSuchRecord
    call = an_open_call()
    for one in (region.key, SKANE if region.key != SKANE else WEST):
        by = an_applicant(one)
        sent(a_draft(call, by, organisation=one), by)
    Call.cases.filter(pk=call.pk).update(closes_at=timezone.now() - timedelta(days=1))
    call.refresh_from_db()
    weighing = weighed_by(_second_group(), call)
    parts = dict.fromkeys(applications(weighing.call), "Prov")
    return propose(weighing=weighing, words="Prov", parts=parts, by=PROGRAM, now=timezone.now())


def an_item(board: Organisation, region: str = SKANE) -> Item:
    """An item on the agenda of a planned meeting of this board, with a motion."""
    if board.kind != Organisation.Kind.GROUP:
        raise NoSuchRecord
    weighing, now = a_weighing(_second_group(), region), timezone.now()
    an_opinion(weighing)
    meeting = meetings.plan(board=board, kind="ordinary", begins_at=now, by=PROGRAM)
    item = meetings.add_item(meeting=meeting, call=weighing.call, presenter="Prov", by=PROGRAM)
    deciding.propose(item=item, said=permits(applications(weighing.call)), by=PROGRAM, now=now)
    return Item.objects.select_related("meeting__board", "call__document__area").get(pk=item.pk)


def a_voted_item(board: Organisation) -> Item:
    """An item whose meeting is open, with two motions against each other."""
    item, now = an_item(board), timezone.now()
    deciding.propose(item=item, said=permits(applications(item.call), refuse=SKANE), by=PROGRAM, now=now)
    _opened(item, now)
    deciding.put_vote(item=item, main=item.motions.get(number=1), by=PROGRAM, now=now)
    return item


def a_decided_item(board: Organisation, region: str = SKANE) -> Item:
    """An item decided by a chair and a member; the meeting is closed."""
    item = an_item(board, region)
    a_hearing(Weighing.objects.get(call=item.call))
    return decided_by_two(board, item)


def decided_by_two(board: Organisation, item: Item) -> Item:
    """The item's one motion is decided by a chair and a member; the meeting is closed."""
    now = timezone.now()
    place = an_organisation(once(), "healthcare_region")
    chair, member = (a_person(role, board.key) for role in (Role.BOARD_CHAIR, Role.BOARD_MEMBER))
    for user, seat in ((chair, None), (member, place)):
        held = Membership.objects.get(user=user)
        seats.seat(membership=held, healthcare_region=seat, by=PROGRAM)
    _opened(item, now)
    first = next(one.person for one in seats.seated(board) if one.seat == "chair")
    chair = User.objects.get(pk=first)
    for one in seats.seated(board):
        meetings.note_here(meeting=item.meeting, user=User.objects.get(pk=one.person), by=PROGRAM, now=now)
    deciding.decide(item=item, motion=item.motions.get(), reasons="Prov", by=actor(chair), now=now)
    meetings.close_meeting(meeting=item.meeting, by=PROGRAM, now=now)
    return item


def _opened(item: Item, now: datetime) -> None:
    meetings.call_meeting(meeting=item.meeting, by=PROGRAM, now=now)
    meetings.open_meeting(meeting=item.meeting, by=PROGRAM, now=now)


def a_decision_to_sign(board: Organisation) -> Item:
    """An item decided by a chair and a member, its minutes adjusted."""
    item = a_decided_item(board)
    found_right(item)
    appeal_texts()
    return item


def a_scanned_decision(board: Organisation) -> Item:
    """The same, signed on paper."""
    item, now = a_decision_to_sign(board), timezone.now()
    decision = BoardDecision.objects.get(item=item)
    with waiting(FILES, "beslut.png", [A_PICTURE]) as scan:
        signing.enter_signed(
            decision=decision,
            seen=signing.seal_of(party_papers(decision)),
            signer="Prov",
            signed_on=timezone.localdate(now),
            scan=scan,
            by=PROGRAM,
            now=now,
        )
    return item


def found_right(item: Item) -> None:
    decision, now = BoardDecision.objects.get(item=item), timezone.now()
    seal = minutes.seal_of(minutes.minutes_of(item.meeting))
    for one in decision.serving:
        if minutes.is_frozen(item.meeting):
            break
        minutes.adjust(meeting=item.meeting, seen=seal, by=Actor("user", str(one["user"])), now=now)


def a_sent_decision(region: Organisation) -> Filing:
    """An application of this region that the board has decided, sent to the parties."""
    if region.kind != Organisation.Kind.REGION:
        raise NoSuchRecord
    item, now = a_decided_item(an_organisation(once(), "group"), region.key), timezone.now()
    decision = BoardDecision.objects.get(item=item)
    appeal_texts()
    found_right(item)
    signed(decision)
    sending.send_to_parties(decision=decision, public_at=now + timedelta(days=1), by=PROGRAM, now=now)
    return applications(item.call)[0]


def a_reply(region: Organisation) -> Filing:
    """A region's reply when it is heard, sent once and changed since, with a file."""
    hearing = a_hearing_of(region)
    begun = start_filing(kind="hearing", owner=Owner(region.key), about=hearing.key, by=PROGRAM, once_key=once())
    attach(filing=begun, question="bilagor", name="plan.png", chunks=[A_PICTURE], by=PROGRAM)
    return sent_twice(begun)


# --- The lines ---------------------------------------------------------------------------------------


def _reply_route(route: str) -> None:
    more = {**MORE, "section": {"section": "yttrande"}}.get(route.partition(":")[2], {})
    if "paper" in route:
        BY_ROUTE[route] = lambda region: {"number": a_paper_reply(region).pk, **more}
    else:
        BY_ROUTE[route] = lambda region: {"key": a_reply(region).key, **more}


def a_paper_reply(region: Organisation) -> PaperEntry:
    """A reply that came by post, with one scanned paper."""
    return a_paper_entry(region, kind="hearing", question="bilagor", about=lambda: a_hearing_of(region).key)


for _route in [
    route for route in BY_ROUTE if "application:" in route and route.partition(":")[2] not in WITHOUT_ANSWER
]:
    _reply_route(_route.replace("application", "hearing"))


def _cell(group: Organisation) -> dict[str, object]:
    weighing = a_weighing(group)
    return {"key": weighing.call.key, "application": applications(weighing.call)[0].key, "row": "w-patient"}


def _given(group: Organisation) -> dict[str, object]:
    weighing = a_weighing(group)
    an_opinion(weighing)
    return {"key": weighing.call.key, "number": 1}


def _answered_call(organisation: Organisation) -> dict[str, object]:
    """A call whose time is out and that somebody has answered, weighed by the group that a group's people are in."""
    about = an_ended_call(organisation)
    call = Call.objects.get(key=about["about"])
    weighed_by(Organisation.objects.get(key="grupp-ett"), call)
    return about


def _of_item(item: Item) -> dict[str, object]:
    return {"meeting": item.meeting.key, "number": item.number}


COMPARED = tuple(f"received-application:{page}" for page in ("compare-all", "compared-sheet", "compared-zip"))
WEIGHED_BY = (
    "weighing",
    "weighing-csv",
    "weighing-sheet",
    "weighing-write",
    "weighing-give",
    "weighing-declare",
    "weighing-hear",
    "cooperation-propose",
)
BY_ROUTE |= {
    **dict.fromkeys(WEIGHED_BY, lambda group: {"key": a_weighing(group).call.key}),
    **dict.fromkeys(COMPARED, _answered_call),
    "weighing-cell": _cell,
    "weighing-divide": lambda group: {"key": a_weighing(group).call.key, "row": "w-patient"},
    **dict.fromkeys(("weighing-opinion", "weighing-opinion-pdf"), _given),
    "weighing-appoint": lambda organisation: {"key": a_closed_call().key},
    "received-hearing:pdf": lambda region: {"key": a_reply(region).key, "number": 1},
    "own-cooperation": lambda region: {"key": a_cooperation_of(region).key},
    "hearing-page": lambda region: {"key": a_hearing_of(region).key},
    "hearing:begin-about": lambda region: {"about": a_hearing_of(region).key},
    **dict.fromkeys(
        ("party-decision", "party-decision-pdf", "party-decision-word"),
        lambda region: {"key": a_sent_decision(region).key},
    ),
    **dict.fromkeys(
        ("board-meeting", "board-add-item", "board-presence", "board-pack", "board-reading"),
        lambda board: {"meeting": an_item(board).meeting.key},
    ),
    "board-press": lambda board: {"meeting": an_item(board).meeting.key, "act": "call_meeting"},
    **dict.fromkeys(
        ("board-minutes", "board-minutes-pdf", "board-minutes-word", "board-adjust"),
        lambda board: {"meeting": a_decided_item(board).meeting.key},
    ),
    **dict.fromkeys(
        ("board-item", "board-propose", "board-put-vote", "board-decide", "board-declare", "board-postpone"),
        lambda b: _of_item(an_item(b)),
    ),
    **dict.fromkeys(
        ("board-sign", "board-sign-pdf", "board-sign-paper"), lambda board: _of_item(a_decision_to_sign(board))
    ),
    "board-signed-file": lambda board: _of_item(a_scanned_decision(board)),
    "board-vote": lambda board: _of_item(a_voted_item(board)),
    **dict.fromkeys(("board-dissent", "board-send", "board-slip"), lambda board: _of_item(a_decided_item(board))),
}
