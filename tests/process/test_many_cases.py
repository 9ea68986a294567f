"""The desk, the meeting and the permits' life ask as little with ten times as many cases."""

from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from nhv.accounts.models import User
from nhv.process.board.models import PublishedDecision
from nhv.process.permits import acts
from nhv.process.permits.acts import About, Next
from nhv.process.permits.moves import MatterKind
from nhv.process.weighing.queries import applications
from nhv.register.models import Permit
from nhv.rules.roles import Role
from tests.support.board import (
    Board,
    a_board,
    a_hearing,
    a_weighed_call,
    an_open_meeting,
    an_opinion,
    made_public,
    permits,
)
from tests.support.calls import PROGRAM
from tests.support.days import in_days
from tests.support.many_cases import a_begun_meeting, another_case, another_permit
from tests.support.people import a_person, signed_in

pytestmark = pytest.mark.usefixtures("register")
FEW, MANY = 3, 30


def asked(person: User, address: str) -> tuple[int, str]:
    """How many queries the page takes, when somebody has met it before, and its text."""
    client = signed_in(Client(), person)
    client.get(address)
    with CaptureQueriesContext(connection) as met:
        answered = client.get(address)
    assert answered.status_code == 200
    return len(met), answered.content.decode()


def by_page(pages: dict[str, tuple[User, str]]) -> dict[str, int]:
    return {name: asked(*one)[0] for name, one in pages.items()}


def test_the_pages_of_a_meeting_and_the_desks_take_as_many_queries_with_ten_times_as_many_cases():
    weighing, board = a_weighed_call(), a_board()
    an_opinion(weighing)
    weighing.refresh_from_db()
    meeting = a_begun_meeting(board, weighing)
    member, officer = board.members["norra"], a_person(Role.OFFICER)
    at = f"/namnden/{meeting.key}/"
    pages = {
        "the officer's desk": (officer, "/handlaggning/"),
        "the member's desk": (member, "/handlaggning/"),
        "the meeting, for a member": (member, at),
        "the meeting, for its secretary": (board.secretary, at),
        "an item": (member, f"{at}1/"),
        "the reading list": (board.secretary, f"{at}laslista/"),
        "the cases": (officer, "/handlaggning/arenden/"),
    }
    for number in range(1, FEW):
        another_case(weighing, meeting, number)
    few = by_page(pages)
    for number in range(FEW, MANY):
        another_case(weighing, meeting, number)
    assert by_page(pages) == few
    assert asked(member, at)[1].count(at) >= MANY, "they are there"


def test_the_permits_life_takes_as_many_queries_with_ten_times_as_many_matters():
    weighing = a_weighed_call()
    an_opinion(weighing)
    a_hearing(weighing)
    board: Board = a_board()
    made_public(board, an_open_meeting(board, weighing), permits(applications(weighing.call)))
    published: Any = PublishedDecision.objects.get()
    officer = a_person(Role.OFFICER)
    given = [one for one in Permit.objects.known().select_related("area") if one.key in published.permits]
    Permit.objects.filter(pk__in=[one.pk for one in given]).update(valid_from=in_days(-365))
    now, about = timezone.now(), About(MatterKind.CHANGE, "Prov")
    then = Next("Läs", in_days(0))
    matter = acts.open_matter(area=given[0].area, permit=given[0], about=about, follow_up=then, by=PROGRAM, now=now)
    pages = {name: (officer, f"/handlaggning/{at}") for name, at in (("desk", ""), ("life", "tillstand/"))}
    # As if the board had given them all: what it has published cannot be changed, for a test either.
    keys = {given[0].key}
    with patch("nhv.process.permits.clock._given_here", lambda: keys):
        few = by_page(pages)
        for number in range(100, 100 + MANY):
            another_permit(given[0], matter, number)
        keys |= {f"{given[0].area.key}:{number}" for number in range(100, 100 + MANY)}
        assert by_page(pages) == few
        assert asked(*pages["life"])[1].count("?omprovning=1") >= MANY, "they are there"
