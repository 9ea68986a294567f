"""The pages of preparation and board, as their people meet them."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from nhv.accounts.acts import decide_conflict
from nhv.process.board import sending
from nhv.process.weighing.models import Judgement
from nhv.process.weighing.queries import applications
from nhv.rules.roles import Role
from tests.support.board import (
    GROUP,
    a_board,
    a_hearing,
    a_weighed_call,
    adjusted,
    an_open_meeting,
    an_opinion,
    appeal_texts,
    decided,
    permits,
)
from tests.support.calls import PROGRAM, once
from tests.support.people import a_person, signed_in

pytestmark = pytest.mark.usefixtures("sqlite_register")
MOST_QUERIES = 12
# Who is asked for at every page: the session, the person, the roles.
OF_EVERY_PAGE = 8


def test_a_member_judges_in_the_matrix_and_is_shut_out_by_a_decided_conflict_by_every_road():
    weighing = a_weighed_call()
    member, key = a_person(Role.PREPARATORY_MEMBER, GROUP), weighing.call.key
    client, filing = signed_in(Client(), member), applications(weighing.call)[0]
    said = {"once": once(), "met": "partly", "why": "Jouren är ny."}
    assert client.post(f"/matris/{key}/ruta/{filing.key}/w-patient/", said).status_code == 302
    assert Judgement.objects.get().why == "Jouren är ny."
    roads = (
        f"/matris/{key}/",
        f"/matris/{key}/matris.csv",
        f"/matris/{key}/matris.xlsx",
        f"/handlaggning/ansokningar/{filing.key}/",
    )
    assert [client.get(road).status_code for road in roads] == [200] * len(roads)
    assert "Delvis 1" in client.get(roads[0]).content.decode()
    listed = "/handlaggning/ansokningar/"
    assert filing.key in client.get(listed).content.decode()
    decide_conflict(user=member, case=weighing.scope, by=PROGRAM, why="Arbetar hos en sökande.")
    assert [client.get(road).status_code for road in roads] == [404] * len(roads)
    assert filing.key not in client.get(listed).content.decode()


def test_the_matrix_asks_as_many_questions_however_many_have_judged():
    weighing = a_weighed_call()
    members = [a_person(Role.PREPARATORY_MEMBER, GROUP) for _number in range(4)]
    client, asked = signed_in(Client(), members[0]), []
    for member in members:
        for filing in applications(weighing.call):
            Judgement.objects.bulk_create(
                [Judgement(weighing=weighing, filing=filing, row="w-patient", member=member, met="met", why="Ja.",
                           written_at=timezone.now())]
            )  # fmt: skip
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/matris/{weighing.call.key}/").status_code == 200
        asked.append(len(queries))
    assert asked[1:] == asked[1:2] * 3
    assert asked[-1] <= MOST_QUERIES + OF_EVERY_PAGE


def test_nobody_reads_the_decision_before_its_minute_and_everybody_after():
    weighing = a_weighed_call()
    an_opinion(weighing)
    a_hearing(weighing)
    board = a_board()
    item = an_open_meeting(board, weighing)
    decision = decided(board, item, permits(applications(weighing.call)))
    address, now = f"/utlysningar/{weighing.call.key}/beslut/", timezone.now()
    assert Client().get(address).status_code == 404
    adjusted(board, item.meeting)
    appeal_texts()
    sending.send_to_parties(decision=decision, public_at=now, by=PROGRAM, now=now)
    assert Client().get(address).status_code == 404
    sending.publish_due(by=PROGRAM, now=now)
    assert "Störst vana är bäst för patienten." in Client().get(address).content.decode()
    member = signed_in(Client(), board.members["norra"])
    for page in ("", f"{item.number}/", "protokoll/", "protokoll.pdf"):
        assert member.get(f"/namnden/{item.meeting.key}/{page}").status_code == 200


def test_a_member_takes_the_pack_along_and_the_secretary_sees_who_has_opened_what():
    weighing = a_weighed_call()
    an_opinion(weighing)
    board = a_board()
    item = an_open_meeting(board, weighing)
    pages = f"/namnden/{item.meeting.key}/"
    member, secretary = signed_in(Client(), board.members["norra"]), signed_in(Client(), board.secretary)
    assert "Inte ännu" in member.get(f"{pages}laslista/").content.decode()
    pack = member.get(f"{pages}underlag.pdf")
    assert pack.content.startswith(b"%PDF")
    assert "Inte ännu" not in member.get(f"{pages}laslista/").content.decode()
    listed = secretary.get(f"{pages}laslista/").content.decode()
    opened, waiting = board.members["norra"].name, board.members["sodra"].name
    assert f"<td>{opened}</td>" in listed
    assert waiting in listed
    assert waiting not in member.get(f"{pages}laslista/").content.decode()
