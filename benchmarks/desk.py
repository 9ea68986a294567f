"""The desk, the lists and the board's meeting with 50 and with 500 cases: time and queries.

Within this process, on SQLite, as `process`. Each case is a call with two applications and an opinion, at the board.
"""

from datetime import timedelta
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from benchmarks.process import BY, TIMES, _say
from nhv.filings.models import FilingVersion
from nhv.process.board import meetings
from nhv.process.board.models import Item, Meeting
from nhv.process.cases.acts import open_case
from nhv.process.weighing.models import Weighing
from nhv.process.weighing.moves import WeighingState
from nhv.process.weighing.queries import applications
from nhv.register.models import Call
from nhv.rules.roles import Role
from tests.support.board import GROUP, Board, a_board, a_weighed_call, an_opinion
from tests.support.calls import once
from tests.support.databases import Databases
from tests.support.people import a_person, actor, signed_in

SIZES, MOST_MS = (50, 500), 300


def main(databases: Databases) -> None:
    """Print each figure with its bound."""
    with databases.copy("sqlite", "bundled"):
        weighing, board = a_weighed_call(), a_board()
        an_opinion(weighing)
        weighing.refresh_from_db()
        meeting = _a_meeting(board, weighing)
        made = 1
        for size in SIZES:
            for number in range(made, size):
                _another(weighing, meeting, number)
            made = size
            _measure(board, meeting, size)


def _a_meeting(board: Board, weighing: Weighing) -> Meeting:
    now = timezone.now()
    meeting = meetings.plan(board=board.board, kind="ordinary", begins_at=now, by=BY)
    meetings.add_item(meeting=meeting, call=weighing.call, presenter="Prov", by=BY)
    meetings.call_meeting(meeting=meeting, by=BY, now=now)
    meetings.open_meeting(meeting=meeting, by=actor(board.secretary), now=now)
    return Meeting.objects.get(pk=meeting.pk)


def _another(weighing: Weighing, meeting: Meeting, number: int) -> None:
    """The same call with its applications and opinion once more. Rows alone: only reading is measured."""
    open_case(title=f"Mätområde {number}", by=BY, now=timezone.now(), once_key=once())
    call = _copied(weighing.call, key=f"matutlysning-{number}")
    for filing in applications(weighing.call):
        version = FilingVersion.objects.filter(filing=filing).latest("number")
        received_at = timezone.now() - timedelta(minutes=number)
        copy = _copied(filing, key=once()[:24], about=call.key, received_at=received_at)
        _copied(version, filing=copy, received_at=received_at)
    copied = _copied(weighing, call=call, state=WeighingState.BOARD)
    for opinion in weighing.opinions.all():
        _copied(opinion, weighing=copied)
    Item.objects.create(meeting=meeting, number=number + 1, call=call, presenter="Prov")


def _copied(row: Any, **changed: Any) -> Any:
    """The row once more, with these columns otherwise."""
    managers: dict[type, Any] = {Call: Call.cases}
    copy = managers.get(type(row), type(row)._default_manager).get(pk=row.pk)
    copy.pk = copy.id = None
    copy._state.adding = True
    for name, value in changed.items():
        setattr(copy, name, value)
    copy.save(force_insert=True)
    return copy


def _measure(board: Board, meeting: Meeting, size: int) -> None:
    officer, member = a_person(Role.OFFICER), board.members["norra"]
    group, pages = a_person(Role.PREPARATORY_MEMBER, GROUP), f"/namnden/{meeting.key}/"
    page(f"officer's desk, {size} cases", officer, "/handlaggning/")
    page(f"officer's list of cases, {size} cases", officer, "/handlaggning/arenden/")
    page(f"officer's list of applications, {size} cases", officer, "/handlaggning/ansokningar/")
    page(f"officer's list of calls, {size} cases", officer, "/handlaggning/utlysningar/")
    page(f"group's list of calls to weigh, {size} cases", group, "/matris/")
    page(f"board member's desk, {size} cases", member, "/handlaggning/")
    page(f"list of meetings, {size} cases", member, "/namnden/")
    page(f"meeting, for a member, {size} cases", member, pages)
    page(f"meeting, for the secretary, {size} cases", board.secretary, pages)
    page(f"an item of it, {size} cases", member, f"{pages}1/")
    page(f"reading list, for a member, {size} cases", member, f"{pages}laslista/")
    page(f"reading list, for the secretary, {size} cases", board.secretary, f"{pages}laslista/")


def page(name: str, person: Any, address: str, *, bound: int = MOST_MS, times: int = TIMES) -> None:
    """Print what this page costs this person."""
    client = signed_in(Client(), person)
    client.get(address)
    with CaptureQueriesContext(connection) as met:
        answered = client.get(address)
    assert answered.status_code == 200, (address, answered.status_code)
    named = f"{name} ({len(answered.content):,} bytes)"
    _say(named, bound, lambda: client.get(address), queries=len(met), times=times)
