"""The same for preparation and board: calls that a group weighs, hearings, meetings and what is on their agenda."""

from datetime import timedelta

from django.utils import timezone

from nhv.accounts.models import Membership
from nhv.process.board import deciding, meetings, seats
from nhv.process.board.models import Item
from nhv.process.hearings.acts import open_hearing
from nhv.process.hearings.models import Hearing
from nhv.process.weighing.acts import appoint
from nhv.process.weighing.models import Weighing
from nhv.process.weighing.queries import applications
from nhv.register.models import Call, Organisation
from nhv.rules.roles import Role
from tests.support.board import GROUP, an_opinion, permits
from tests.support.calls import PROGRAM, SKANE, a_draft, an_applicant, an_open_call, sent
from tests.support.people import a_person, actor, an_organisation
from tests.website.access_examples import NoSuchRecord


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
    return appoint(call=a_closed_call(region), group=group, by=PROGRAM, now=timezone.now())


def _second_group() -> Organisation:
    return Organisation.objects.filter(key=GROUP).first() or an_organisation(GROUP, "group")


def a_hearing_of(region: Organisation) -> Hearing:
    """A hearing in which this region is a party."""
    if region.kind != Organisation.Kind.REGION:
        raise NoSuchRecord
    weighing = a_weighing(_second_group(), region.key)
    last_day = timezone.localdate() + timedelta(days=5)
    return open_hearing(weighing=weighing, told="Prov", last_day=last_day, by=PROGRAM, now=timezone.now())


def an_item(board: Organisation) -> Item:
    """An item on the agenda of a planned meeting of this board, with a motion."""
    if board.kind != Organisation.Kind.GROUP:
        raise NoSuchRecord
    weighing = a_weighing(_second_group())
    an_opinion(weighing)
    now = timezone.now()
    meeting = meetings.plan(board=board, kind="ordinary", begins_at=now, by=PROGRAM)
    item = meetings.add_item(meeting=meeting, call=weighing.call, presenter="Prov", by=PROGRAM)
    deciding.propose(item=item, said=permits(applications(weighing.call)), by=PROGRAM, now=now)
    return Item.objects.select_related("meeting__board", "call__document__area").get(pk=item.pk)


def a_decided_item(board: Organisation) -> Item:
    """The same, decided at the meeting, which is closed."""
    item, now = an_item(board), timezone.now()
    Hearing.objects.filter(weighing__call=item.call).delete()
    hearing = open_hearing(
        weighing=Weighing.objects.get(call=item.call),
        told="Prov",
        last_day=timezone.localdate() + timedelta(days=5),
        by=PROGRAM,
        now=now,
    )
    Hearing.objects.filter(pk=hearing.pk).update(closes_at=now)
    chair = a_person(Role.BOARD_CHAIR, board.key)
    seats.seat(membership=Membership.objects.get(user=chair), healthcare_region=None, by=PROGRAM)
    meetings.call_meeting(meeting=item.meeting, by=PROGRAM, now=now)
    meetings.open_meeting(meeting=item.meeting, by=PROGRAM, now=now)
    meetings.note_here(meeting=item.meeting, user=chair, by=PROGRAM, now=now)
    deciding.decide(item=item, motion=item.motions.get(), reasons="Prov", by=actor(chair), now=now)
    meetings.close_meeting(meeting=item.meeting, by=PROGRAM, now=now)
    return Item.objects.select_related("meeting__board", "call").get(pk=item.pk)
