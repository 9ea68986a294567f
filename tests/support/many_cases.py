"""Many cases at the board, for figures: rows alone, copied from one made by the acts. Only reading is asked."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from nhv.filings.models import FilingVersion
from nhv.process.board import meetings
from nhv.process.board.models import Item, Meeting
from nhv.process.cases.acts import open_case
from nhv.process.permits.models import PermitMatter
from nhv.process.weighing.models import Weighing
from nhv.process.weighing.moves import WeighingState
from nhv.process.weighing.queries import applications
from nhv.register.models import Call, Permit
from tests.support.board import Board
from tests.support.calls import PROGRAM, once
from tests.support.people import actor


def a_begun_meeting(board: Board, weighing: Weighing) -> Meeting:
    """A meeting that is open, with the call on its agenda."""
    now = timezone.now()
    meeting = meetings.plan(board=board.board, kind="ordinary", begins_at=now, by=PROGRAM)
    meetings.add_item(meeting=meeting, call=weighing.call, presenter="Prov", by=PROGRAM)
    meetings.call_meeting(meeting=meeting, by=PROGRAM, now=now)
    meetings.open_meeting(meeting=meeting, by=actor(board.secretary), now=now)
    return Meeting.objects.get(pk=meeting.pk)


def another_case(weighing: Weighing, meeting: Meeting, number: int) -> None:
    """The same call with its applications and opinion once more, on the agenda as the next; and a case begun."""
    open_case(title=f"Mätområde {number}", by=PROGRAM, now=timezone.now(), once_key=once())
    call = copied(weighing.call, key=f"matutlysning-{number}")
    for filing in applications(weighing.call):
        version = FilingVersion.objects.filter(filing=filing).latest("number")
        received_at = timezone.now() - timedelta(minutes=number)
        copy = copied(filing, key=once()[:24], about=call.key, received_at=received_at)
        copied(version, filing=copy, received_at=received_at)
    again = copied(weighing, call=call, state=WeighingState.BOARD)
    for opinion in weighing.opinions.all():
        copied(opinion, weighing=again)
    Item.objects.create(meeting=meeting, number=number + 1, call=call, presenter="Prov")


def another_permit(permit: Permit, matter: PermitMatter, number: int) -> str:
    """The same permit once more, with an open matter about it. Gives what the diary calls it."""
    copied(matter, key=f"matarende-{number}", number=number)
    return str(copied(permit, number=number).key)


def copied(row: Any, **changed: Any) -> Any:
    """The row once more, with these columns otherwise."""
    managers: dict[type, Any] = {Call: Call.cases}
    copy = managers.get(type(row), type(row)._default_manager).get(pk=row.pk)
    copy.pk = copy.id = None
    copy._state.adding = True
    for name, value in changed.items():
        setattr(copy, name, value)
    copy.save(force_insert=True)
    return copy
