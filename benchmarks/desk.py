"""The desk, the lists and the board's meeting with 50 and with 500 cases: time and queries.

Within this process, on SQLite, as `process`. Each case is a call with two applications and an opinion, at the board.
"""

from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from benchmarks.process import TIMES, _say
from nhv.process.board.models import Meeting
from nhv.process.permits import acts
from nhv.process.permits.acts import About, Next
from nhv.process.permits.models import PermitMatter
from nhv.process.permits.moves import MatterKind
from nhv.register.models import Permit
from nhv.rules.roles import Role
from tests.support.board import GROUP, Board, a_board, a_weighed_call, an_opinion
from tests.support.calls import PROGRAM
from tests.support.databases import Databases
from tests.support.days import in_days
from tests.support.many_cases import a_begun_meeting, another_case, another_permit
from tests.support.people import a_person, signed_in

SIZES, MOST_MS = (50, 500), 300


def main(databases: Databases) -> None:
    """Print each figure with its bound."""
    with databases.copy("sqlite", "bundled"):
        weighing, board = a_weighed_call(), a_board()
        an_opinion(weighing)
        weighing.refresh_from_db()
        meeting = a_begun_meeting(board, weighing)
        permit, matter = _a_matter()
        made = 1
        for size in SIZES:
            for number in range(made, size):
                another_case(weighing, meeting, number)
                another_permit(permit, matter, 1_000 + number)
            made = size
            _measure(board, meeting, size)


def _a_matter() -> tuple[Permit, PermitMatter]:
    """A permit, and a matter about it in which something is to be done today."""
    permit = Permit.objects.known().select_related("area").filter(valid_until__isnull=True)[0]
    about, then = About(MatterKind.RE_EXAMINATION, "Mätning"), Next("Läs igenom", in_days(0))
    now = timezone.now()
    return permit, acts.open_matter(area=permit.area, permit=permit, about=about, follow_up=then, by=PROGRAM, now=now)


def _measure(board: Board, meeting: Meeting, size: int) -> None:
    officer, member = a_person(Role.OFFICER), board.members["norra"]
    group, pages = a_person(Role.PREPARATORY_MEMBER, GROUP), f"/namnden/{meeting.key}/"
    page(f"officer's desk, {size} cases", officer, "/handlaggning/")
    page(f"officer's list of cases, {size} cases", officer, "/handlaggning/arenden/")
    page(f"officer's list of applications, {size} cases", officer, "/handlaggning/ansokningar/")
    page(f"officer's list of calls, {size} cases", officer, "/handlaggning/utlysningar/")
    page(f"permits' life, {size} matters", officer, "/handlaggning/tillstand/")
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
