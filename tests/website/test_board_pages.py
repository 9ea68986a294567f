"""The pages of preparation and board, as their people meet them."""

import re
from datetime import timedelta
from urllib.parse import urljoin

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from nhv.accounts.acts import decide_conflict
from nhv.accounts.models import Membership
from nhv.process.board import meetings, sending, signing
from nhv.process.board.party_papers import party_papers
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
    signed,
)
from tests.support.calls import PROGRAM, once
from tests.support.people import a_person, signed_in
from tests.website.access_examples import A_PICTURE

pytestmark = pytest.mark.usefixtures("sqlite_register")
MOST_QUERIES = 12  # with the session, the person and the roles, that every page asks for


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
    assert asked[-1] <= MOST_QUERIES


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
    signed(decision)
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


def test_the_chair_signs_having_shown_who_they_are_and_only_then_it_can_be_sent():
    weighing = a_weighed_call()
    an_opinion(weighing)
    a_hearing(weighing)
    board = a_board()
    item = an_open_meeting(board, weighing)
    decision = decided(board, item, permits(applications(weighing.call)))
    adjusted(board, item.meeting)
    page = f"/namnden/{item.meeting.key}/{item.number}/"
    chair, officer = signed_in(Client(), board.members["chair"]), signed_in(Client(), a_person(Role.OFFICER))
    assert "Ingen jurist har bekräftat" in chair.get(f"{page}underteckna/").content.decode()
    appeal_texts()
    assert "Beslutet är inte undertecknat" in officer.get(page).content.decode()
    shown = chair.get(f"{page}underteckna/")
    assert "Störst vana är bäst för patienten." in shown.content.decode()
    assert chair.get(f"{page}underteckna.pdf").content.startswith(b"%PDF")
    said = {"once": once(), "seen": signing.seal_of(party_papers(decision))}
    assert chair.post(f"{page}underteckna/", said).status_code == 302
    assert "Undertecknat elektroniskt av" in officer.get(page).content.decode()
    assert decision.signatures.count() == 1
    scan = SimpleUploadedFile("beslut.png", A_PICTURE, "image/png")
    today = timezone.localdate().isoformat()
    told = {"once": once(), "seen": said["seen"], "signer": "Ordförande", "day": today, "scan": scan}
    assert officer.post(f"{page}underteckna/papper/", told).status_code == 302
    assert officer.get(f"{page}undertecknat/").status_code == 200
    assert "Det skannade beslutet" in officer.get(f"{page}underteckna/").content.decode()


def test_how_the_board_decides_stands_with_its_source_and_whether_it_is_known():
    board = a_board()
    page = signed_in(Client(), board.members["norra"]).get("/namnden/regler/").content.decode()
    for words in ("minst 50 procent", "11 § myndighetsförordningen", "Förvalt värde", "Inte känt"):
        assert words in page


def test_a_member_takes_part_by_a_button_in_what_is_decided_by_circulation():
    weighing, board = a_weighed_call(), a_board()
    an_opinion(weighing)
    now, secretary = timezone.now(), signed_in(Client(), board.secretary)
    meeting = meetings.plan(board=board.board, kind="circulation", begins_at=now, by=PROGRAM)
    meetings.add_item(meeting=meeting, call=weighing.call, presenter="Prov", by=PROGRAM)
    meetings.call_meeting(meeting=meeting, by=PROGRAM, now=now)
    meetings.open_meeting(meeting=meeting, by=PROGRAM, now=now)
    address, member = f"/namnden/{meeting.key}/", signed_in(Client(), board.members["norra"])
    assert "Ta del i beslutet" in member.get(address).content.decode()
    assert "Ta del i beslutet" not in secretary.get(address).content.decode()
    assert member.post(f"{address}gor/take_part/", {"once": once()}).status_code == 302
    assert "Ta del i beslutet" not in member.get(address).content.decode()
    assert meeting.present.get().user == board.members["norra"]


def test_who_has_which_seat_until_when_stands_on_a_page_and_the_day_after_the_last_it_is_shut():
    board = a_board()
    officer, south = signed_in(Client(), a_person(Role.OFFICER)), board.members["sodra"]
    member = signed_in(Client(), south)
    held = Membership.objects.get(user=south)
    today, region = timezone.localdate(), held.board_seat.healthcare_region
    said = {"once": once(), "membership": str(held.pk), "region": region.key, "last_day": today.isoformat()}
    assert officer.post("/namnden/platser/", said).status_code == 302
    assert member.get("/namnden/ledamoter/").status_code == 200
    yesterday = today - timedelta(days=1)
    Membership.objects.filter(pk=held.pk).update(valid_from=yesterday, valid_until=yesterday)
    assert member.get("/namnden/ledamoter/").status_code in (403, 404)
    page = officer.get("/namnden/ledamoter/").content.decode()
    assert south.name in page
    assert "vakant" in page


def test_each_cell_of_the_matrix_leads_to_its_own_page():
    weighing = a_weighed_call()
    client, address = signed_in(Client(), a_person(Role.PREPARATORY_MEMBER, GROUP)), f"/matris/{weighing.call.key}/"
    for page in (address, f"{address}?visa=obedomt"):
        leads = re.findall(r'href="(ruta/[^"]+)"', client.get(page).content.decode())
        assert len(leads) >= len(applications(weighing.call))
        assert client.get(urljoin(page, leads[0])).status_code == 200
