"""A meeting from its plan to its close: the agenda, the call, who is there."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from nhv.accounts import access
from nhv.accounts.models import Membership, User
from nhv.language.dates import date_in_words
from nhv.language.slugs import slug
from nhv.process import locking
from nhv.process.board.models import MOST_HEADING, MOST_NAME, Item, Meeting, Presence
from nhv.process.board.moves import MEETING, MeetingState
from nhv.process.board.seats import BOARD_KIND, seated
from nhv.process.permits.acts import called_on
from nhv.process.permits.models import PermitMatter
from nhv.process.permits.moves import MatterState
from nhv.process.weighing.models import Weighing
from nhv.process.weighing.moves import WeighingState
from nhv.records.acts import one_transaction
from nhv.register.general import general
from nhv.register.memory import DIARY
from nhv.register.models import Call, Organisation
from nhv.rules.actor import Actor
from nhv.rules.reach import CaseScope
from nhv.rules.reasons import shortened
from nhv.rules.refusals import Refused
from nhv.specification.deadlines import SWEDEN

MOST_ITEMS = 100


def plan(*, board: Organisation, kind: str, begins_at: datetime, place: str = "", by: Actor) -> Meeting:
    """A meeting on a day, not called yet. Raises Refused."""
    with one_transaction(Meeting):
        DIARY.take_turn()
        access.check(by, "board.plan")
        if board.kind != Organisation.Kind.GROUP or kind not in Meeting.Kind.values:
            raise Refused("no_such_meeting", "Välj en nämnd och vilket slags sammanträde det är.")
        if kind == Meeting.Kind.CIRCULATION and not general().board.circulation.allowed:
            raise Refused("no_circulation", "Nämnden beslutar inte mellan sina sammanträden. Välj ett sammanträde.")
        day = timezone.localdate(begins_at, SWEDEN).isoformat()
        wanted = f"{slug(board.name)[:60]}-{day}"
        taken = Meeting.objects.filter(key__startswith=wanted).count()
        made = Meeting.objects.create(
            key=f"{wanted}-{taken + 1}" if taken else wanted,
            board=board,
            kind=kind,
            state=MeetingState.PLANNED,
            begins_at=begins_at,
            place=shortened(place)[:MOST_NAME],
        )
        access.check_case(by, "board.plan", made.scope)
        record("meeting_planned", made, by, begins_at=begins_at)
        return made


def on_agendas() -> "QuerySet[Item]":
    """What stands on an agenda and is not decided there, so that it is put up nowhere else meanwhile."""
    return Item.objects.filter(decision__isnull=True)


def add_item(*, meeting: Meeting, call: Call, presenter: str, by: Actor) -> Item:
    """A call's applications on the agenda, when their opinion is given. Raises Refused."""
    with one_transaction(Item):
        meeting = open_to("add_item", meeting, by)
        weighing = Weighing.objects.filter(call=call).first()
        if weighing is None or weighing.state != WeighingState.BOARD:
            raise Refused("not_before_the_board", "Beredningen har inte lämnat sitt yttrande till nämnden.")
        return _added(meeting, presenter, on_agendas().filter(call=call), by, call=call)


def add_matter(*, meeting: Meeting, matter: PermitMatter, presenter: str, by: Actor) -> Item:
    """A matter in a permit's life on the agenda, when it has gone to the board. Raises Refused."""
    with one_transaction(Item):
        meeting = open_to("add_item", meeting, by)
        access.check_case(by, "board.plan", CaseScope(matter.key, meeting.scope.groups))
        matter.refresh_from_db()
        if matter.state != MatterState.BOARD:
            raise Refused("matter_not_before_the_board", "Ärendet är inte lämnat till nämnden.")
        there = on_agendas().filter(matter=matter)
        return _added(meeting, presenter, there, by, matter=matter, heading=called_on(matter)[:MOST_HEADING])


def _added(meeting: Meeting, presenter: str, there: "QuerySet[Item]", by: Actor, **about: Any) -> Item:
    name, number = shortened(presenter)[:MOST_NAME], Item.objects.filter(meeting=meeting).count() + 1
    if not name:
        raise Refused("item_without_presenter", "Skriv vem som är föredragande.")
    _check_free(meeting, there, about)
    if number > MOST_ITEMS:
        raise Refused("agenda_full", "Dagordningen är full: den har {most} ärenden.", most=MOST_ITEMS)
    late = meeting.state != MeetingState.PLANNED
    made = Item.objects.create(meeting=meeting, number=number, presenter=name, late=late, **about)
    kind = "call" if made.call_id else "matter"
    record("item_added", meeting, by, item=number, late=late, **{kind: made.case_key})
    return made


def _check_free(meeting: Meeting, there: "QuerySet[Item]", about: dict[str, Any]) -> None:
    """Two undecided items about one thing would leave the second one with nothing to decide, and its meeting open."""
    of = {name: one for name, one in about.items() if name in ("call", "matter")}
    if Item.objects.filter(meeting=meeting, **of).exists():
        raise Refused("item_there_already", "Ärendet står redan på dagordningen.")
    if other := there.select_related("meeting").first():
        raise Refused(
            "item_on_another_agenda",
            "Ärendet står redan på dagordningen för {day}. Det avgörs eller skjuts upp där först.",
            day=date_in_words(timezone.localdate(other.meeting.begins_at, SWEDEN)),
        )


def call_meeting(*, meeting: Meeting, by: Actor, now: datetime) -> Meeting:
    """The agenda is sent; what is added later is marked. Raises Refused for an empty one."""
    with one_transaction(Meeting):
        meeting = open_to("call_meeting", meeting, by)
        if not meeting.items.exists():
            raise Refused("agenda_empty", "Dagordningen är tom. Lägg till ett ärende först.")
        meeting.called_at = now
        return moved("call_meeting", meeting, by)


def open_meeting(*, meeting: Meeting, by: Actor, now: datetime) -> Meeting:
    """The meeting begins."""
    with one_transaction(Meeting):
        meeting = open_to("open_meeting", meeting, by)
        meeting.opened_at = now
        return moved("open_meeting", meeting, by)


def note_here(*, meeting: Meeting, user: User, by: Actor, now: datetime) -> Presence:
    """Somebody of the board, or its presenter, is here from now on. Raises Refused."""
    with one_transaction(Presence):
        meeting = open_to("note_presence", meeting, by)
        if not Membership.objects.on(timezone.localdate()).filter(user=user).exists():
            raise Refused("stranger_at_the_meeting", "Personen har ingen roll i dag.")
        known = Presence.objects.filter(meeting=meeting, user=user, left_at__isnull=True).first()
        if known is not None:
            return known
        made = Presence.objects.create(meeting=meeting, user=user, came_at=now)
        record("came_to_meeting", meeting, by, user=user.pk)
        return made


def take_part(*, meeting: Meeting, by: Actor, now: datetime) -> Meeting:
    """Somebody with a seat takes part in what is decided without coming together. Raises Refused."""
    with one_transaction(Presence):
        meeting = open_to("take_part", meeting, by)
        if meeting.kind != Meeting.Kind.CIRCULATION:
            raise Refused("not_by_circulation", "Vid ett sammanträde antecknar sekreteraren vilka som är här.")
        if not _has_seat(meeting, by):
            raise Refused("no_seat", "Bara den som har en plats i nämnden kan ta del i beslutet.")
        if not _is_here(meeting, by):
            Presence.objects.create(meeting=meeting, user_id=int(by.name), came_at=now)
            record("took_part", meeting, by, user=int(by.name))
        return meeting


def may_take_part(meeting: Meeting, by: Actor) -> bool:
    """Whether that waits for `by`. Two queries at most."""
    is_on = meeting.kind == Meeting.Kind.CIRCULATION and meeting.state == MeetingState.OPEN
    return is_on and _has_seat(meeting, by) and not _is_here(meeting, by)


def _has_seat(meeting: Meeting, by: Actor) -> bool:
    return by.kind == "user" and int(by.name) in {one.person for one in seated(meeting.board)}


def _is_here(meeting: Meeting, by: Actor) -> bool:
    return Presence.objects.filter(meeting=meeting, user_id=int(by.name), left_at__isnull=True).exists()


def note_gone(*, meeting: Meeting, user: User, by: Actor, now: datetime) -> None:
    """Somebody leaves. Raises Refused for one who is not here."""
    with one_transaction(Presence):
        meeting = open_to("note_presence", meeting, by)
        if not Presence.objects.filter(meeting=meeting, user=user, left_at__isnull=True).update(left_at=now):
            raise Refused("not_at_the_meeting", "Personen är inte här.")
        record("left_meeting", meeting, by, user=user.pk)


def note_roll(*, meeting: Meeting, asked: Collection[User], here: Collection[User], by: Actor, now: datetime) -> None:
    """Of those who were asked for, these are here from now on and the others are not: come, stayed, or gone."""
    with one_transaction(Presence):
        meeting = open_to("note_presence", meeting, by)
        known = Presence.objects.filter(meeting=meeting, left_at__isnull=True).values_list("user_id", flat=True)
        noted, present = set(known), {user.pk for user in here}
        for user in asked:
            if user.pk in present - noted:
                note_here(meeting=meeting, user=user, by=by, now=now)
            elif user.pk in noted - present:
                note_gone(meeting=meeting, user=user, by=by, now=now)


def close_meeting(*, meeting: Meeting, by: Actor, now: datetime) -> Meeting:
    """Everything on the agenda is decided. Raises Refused."""
    with one_transaction(Meeting):
        meeting = open_to("close_meeting", meeting, by)
        if meeting.items.filter(decision__isnull=True).exists():
            raise Refused("items_left", "Varje ärende på dagordningen ska vara avgjort, också genom att skjutas upp.")
        Presence.objects.filter(meeting=meeting, left_at__isnull=True).update(left_at=now)
        meeting.closed_at = now
        return moved("close_meeting", meeting, by)


def open_to(act: str, meeting: Meeting, by: Actor) -> Meeting:
    """The meeting, locked, if `by` may do this with it now. Raises Refused."""
    return locking.open_to(MEETING, act, meeting, by, "board")


def moved(act: str, meeting: Meeting, by: Actor, **told: object) -> Meeting:
    """In the state that the act leads to, with its entry."""
    meeting.state = MEETING.check(act, source=meeting.state).target
    meeting.save()
    record(act, meeting, by, **told)
    return meeting


def record(act: str, meeting: Meeting, by: Actor, **told: object) -> None:
    """An entry about a meeting."""
    DIARY.record(act, kind=BOARD_KIND, key=meeting.key, by=by, payload={"state": meeting.state, **told})
