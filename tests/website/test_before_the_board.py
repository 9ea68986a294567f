"""What the group and the board see before something that can hardly be undone: what is unjudged, what is written and
heard so far, what can be proposed at all, and what the group found."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from lxml import html

from nhv.accounts.acts import decide_conflict
from nhv.filings.models import Filing
from nhv.process.board import deciding, meetings
from nhv.process.board.models import BoardDecision, Item, Motion
from nhv.process.board.pack import pack_of
from nhv.process.board.queries import items_for
from nhv.process.cooperation import acts as cooperation
from nhv.process.hearings.models import Hearing
from nhv.process.permits.acts import About, Next, open_matter
from nhv.process.permits.moves import Ground, MatterKind
from nhv.process.weighing import acts
from nhv.process.weighing.acts import Part
from nhv.process.weighing.models import OpinionPart
from nhv.process.weighing.queries import applications, matrix_of
from nhv.register.models import Permit
from nhv.rules.judgements import Met
from nhv.rules.roles import Role
from nhv.specification.motion import ForApplicant, MotionKind, Outcome
from nhv.specification.motion import Motion as Said
from tests.support.board import (
    GROUP,
    a_board,
    a_hearing,
    a_weighed_call,
    an_open_meeting,
    an_opinion,
    permits,
    with_a_sub_permit,
)
from tests.support.calls import PROGRAM, SKANE, once
from tests.support.people import a_person, actor, signed_in
from tests.support.permits import a_matter_before_the_board
from tests.support.refusals import refuses

pytestmark = pytest.mark.usefixtures("register")
ROW = "w-patient"


@pytest.fixture
def weighing(register):
    return a_weighed_call()


def member() -> object:
    return a_person(Role.PREPARATORY_MEMBER, GROUP)


def secretary() -> object:
    return a_person(Role.PREPARATORY_SECRETARY, GROUP)


def judged(weighing, who, filing, met: Met, why: str = "Skäl.") -> None:
    acts.judge(weighing=weighing, filing=filing, row=ROW, met=met, why=why, by=actor(who), now=timezone.now())


def text_of(page: bytes) -> str:
    return " ".join(html.fromstring(page.decode()).xpath("string(//main)").split())


def test_how_much_is_unjudged_is_said_at_the_button_for_all_and_for_each(weighing):
    one, other, out = member(), member(), member()
    first = applications(weighing.call)[0]
    judged(weighing, one, first, Met.YES)
    judged(weighing, out, applications(weighing.call)[1], Met.YES)
    decide_conflict(user=out, case=weighing.scope, by=PROGRAM, why="Arbetar hos en sökande.")
    cells = sum(len(row) for _row, row in matrix_of(weighing).table)
    client = signed_in(Client(), secretary())
    shown = text_of(client.get(f"/matris/{weighing.call.key}/yttrande/avge/").content)
    assert f"Ingen har bedömt {cells - 1} av {cells} rutor i matrisen." in shown
    assert f"{one.name} har {cells - 1} kvar." in shown
    assert f"{other.name} har {cells} kvar." in shown
    assert out.name not in shown
    assert f"{cells - 1} av {cells} rutor" in text_of(client.get(f"/matris/{weighing.call.key}/").content)


def test_opinion_hearing_and_co_operation_so_far_stand_at_the_matrix(weighing):
    writer, officer = secretary(), a_person(Role.OFFICER)
    filed, now = applications(weighing.call), timezone.now()
    at = f"/matris/{weighing.call.key}/"
    bare = text_of(signed_in(Client(), officer).get(at).content)
    assert "Yttrandet hittills" not in bare
    assert "De sökande hör" not in bare
    part = Part("Bäst för patienten.", "", Outcome.GRANT, filed[0])
    acts.write_part(weighing=weighing, part=part, by=actor(writer), now=now)
    parts = dict.fromkeys(filed, "Tar sin del.")
    cooperation.propose(weighing=weighing, words="Tar jouren ihop.", parts=parts, by=actor(officer), now=now)
    hearing = a_hearing(weighing)
    Hearing.objects.filter(pk=hearing.pk).update(closes_at=now + timedelta(days=2))
    for who in (writer, officer):
        shown = text_of(signed_in(Client(), who).get(at).content)
        assert "Bäst för patienten." in shown
        assert shown.count("Inget är skrivet ännu.") == len(filed)  # the whole, and the other applicants
        assert "De sökande hörs till och med den" in shown
        assert "Ingen har svarat." in shown
        assert "Förslag 1 om samverkan" in shown
        assert "Inte svarat" in shown
    assert "Visa det du inte har bedömt" not in shown
    assert "Hör de sökande igen" in shown


def test_a_declaration_that_waits_is_said_and_not_asked_for_again(weighing):
    who = member()
    client, at = signed_in(Client(), who), f"/matris/{weighing.call.key}/"
    assert f'href="{at}jav/"' in client.get(at).content.decode()
    acts.declare(weighing=weighing, what="Syster är chef.", by=actor(who))
    shown = client.get(at).content.decode()
    assert f'href="{at}jav/"' not in shown
    assert "Du har anmält jäv." in shown
    assert "Du har anmält jäv." not in signed_in(Client(), member()).get(at).content.decode()


def test_a_part_is_proposed_only_where_there_is_a_part_to_get_and_by_the_same_rule(weighing):
    who = secretary()
    first = applications(weighing.call)[0]
    address = f"/matris/{weighing.call.key}/yttrande/skriv/"
    shown = signed_in(Client(), who).get(address).content.decode()
    assert 'value="part"' not in shown
    assert "Området har inga undertillstånd." in shown
    part = Part("Bäst.", "", Outcome.PART, first)
    with refuses("no_part_to_get"):
        acts.write_part(weighing=weighing, part=part, by=actor(who), now=timezone.now())
    an_opinion(weighing)
    board = a_board()
    item = an_open_meeting(board, weighing)
    officer = signed_in(Client(), a_person(Role.OFFICER))
    form = officer.get(f"/namnden/{item.meeting.key}/{item.number}/forslag/").content.decode()
    assert 'value="part"' not in form
    assert "Området har inga undertillstånd." in form
    start = timezone.localdate()
    gets = tuple(
        ForApplicant(application=one.key, outcome=Outcome.PART, valid_from=start, why="Skäl.")
        for one in applications(weighing.call)
    )
    with refuses("no_part_to_get"):
        deciding.propose(item=item, said=Said(kind=MotionKind.PERMITS, applicants=gets), by=PROGRAM, now=timezone.now())


def test_a_part_that_nobody_can_get_is_not_given_to_the_board(weighing):
    who, now = secretary(), timezone.now()
    acts.write_part(weighing=weighing, part=Part("Helheten."), by=actor(who), now=now)
    for one in applications(weighing.call):
        acts.write_part(weighing=weighing, part=Part("Bäst.", "", Outcome.GRANT, one), by=actor(who), now=now)
    OpinionPart.objects.exclude(filing=None).update(outcome="part")
    with refuses("no_part_to_get"):
        acts.give(weighing=weighing, by=actor(who), now=now)


def test_where_the_area_has_a_sub_permit_a_part_can_be_proposed(register):
    with_a_sub_permit()
    weighing = a_weighed_call()
    shown = signed_in(Client(), secretary()).get(f"/matris/{weighing.call.key}/yttrande/skriv/").content.decode()
    assert 'value="part"' in shown
    assert "Området har inga undertillstånd." not in shown


def test_the_pack_has_what_the_group_found_and_where_it_differs_and_what_the_applicants_were_heard_about(weighing):
    one, other, out = member(), member(), member()
    first = applications(weighing.call)[0]
    judged(weighing, one, first, Met.YES, "Vanan är störst.")
    judged(weighing, other, first, Met.NO, "Jouren saknas.")
    judged(weighing, out, first, Met.PARTLY, "Sagt av den jäviga.")
    decide_conflict(user=out, case=weighing.scope, by=PROGRAM, why="Arbetar hos en sökande.")
    an_opinion(weighing)
    a_hearing(weighing)
    board = a_board()
    item = an_open_meeting(board, weighing)
    by = actor(board.members["norra"])
    text = pack_of(item.meeting, items_for(by, item.meeting)).model_dump_json()
    assert "Olika: uppfyllt 1, inte uppfyllt 1" in text
    assert f"{one.name}, uppfyllt: Vanan är störst." in text
    assert f"{other.name}, inte uppfyllt: Jouren saknas." in text
    assert "Sagt av den jäviga." not in text
    assert "Inte bedömt" in text
    assert "Det de sökande har hörts om, 1" in text
    assert '"Har yttrat sig","Ingen"' in text
    shown = text_of(signed_in(Client(), board.members["norra"]).get(f"/namnden/{item.meeting.key}/1/").content)
    assert "Det de sökande har hörts om" in shown
    assert "Yttrandet och förslaget." in shown


def test_a_pack_of_very_many_judgements_has_one_reason_for_each_thing_found(weighing, monkeypatch):
    monkeypatch.setattr("nhv.process.board.pack.MOST_REASONS", 2)
    first = applications(weighing.call)[0]
    for number in range(3):
        judged(weighing, member(), first, Met.YES, f"Skäl nummer {number}.")
    an_opinion(weighing)
    board = a_board()
    item = an_open_meeting(board, weighing)
    text = pack_of(item.meeting, items_for(actor(board.members["norra"]), item.meeting)).model_dump_json()
    assert "Uppfyllt 3" in text
    assert text.count("Skäl nummer") == 1
    assert "och 2 skäl till" in text


@pytest.fixture
def board(weighing):
    an_opinion(weighing)
    a_hearing(weighing)
    return a_board()


def test_what_stands_on_an_agenda_is_not_offered_again_nor_put_up_twice(weighing, board):
    officer, now = signed_in(Client(), a_person(Role.OFFICER)), timezone.now()
    plans = [
        meetings.plan(board=board.board, kind="ordinary", begins_at=now + timedelta(days=days), by=PROGRAM)
        for days in (1, 30)
    ]
    pages = [f"/namnden/{one.key}/arende/" for one in plans]
    offered = f'value="utlysning {weighing.call.key}"'
    assert [offered in officer.get(page).content.decode() for page in pages] == [True, True]
    meetings.add_item(meeting=plans[0], call=weighing.call, presenter="Handläggare 1", by=PROGRAM)
    assert [offered in officer.get(page).content.decode() for page in pages] == [False, False]
    assert "Inget väntar på att läggas till" in officer.get(pages[0]).content.decode()
    # A matter on an agenda takes no call off the list.
    permit = Permit.objects.known().select_related("area").earliest("pk")
    about = About(MatterKind.REVOCATION, "Prov.", ground=Ground.REQUEST)
    matter = open_matter(area=permit.area, permit=permit, about=about, follow_up=Next(), by=PROGRAM, now=now)
    meetings.add_matter(
        meeting=plans[1], matter=a_matter_before_the_board(matter), presenter="Handläggare 1", by=PROGRAM
    )
    another = a_weighed_call()
    an_opinion(another)
    assert f'value="utlysning {another.call.key}"' in officer.get(pages[0]).content.decode()
    with refuses("item_there_already"):
        meetings.add_item(meeting=plans[0], call=weighing.call, presenter="Handläggare 1", by=PROGRAM)
    with refuses("item_on_another_agenda"):
        meetings.add_item(meeting=plans[1], call=weighing.call, presenter="Handläggare 1", by=PROGRAM)


def test_the_chair_postpones_an_item_on_which_nothing_is_proposed_and_it_can_be_put_up_again(weighing, board):
    item = an_open_meeting(board, weighing)
    at = f"/namnden/{item.meeting.key}/{item.number}/"
    chair, other = signed_in(Client(), board.members["chair"]), signed_in(Client(), board.members["norra"])
    way = f'href="{at}skjut-upp/"'
    assert way in chair.get(at).content.decode()
    assert way not in other.get(at).content.decode()
    said = {"once": once(), "instructions": "Räkna om volymerna.", "grounds": "Siffrorna kom sent."}
    with refuses("role_outside_case", "no_such_role", "not_the_chair"):
        deciding.postpone(
            item=item, instructions="x", reasons="y", by=actor(board.members["norra"]), now=timezone.now()
        )
    assert chair.post(f"{at}skjut-upp/", {"once": once(), "instructions": "", "grounds": ""}).status_code == 200
    assert not BoardDecision.objects.exists()
    assert chair.post(f"{at}skjut-upp/", said).status_code == 302
    made = BoardDecision.objects.get()
    assert (made.motion.said.kind, made.motion.said.instructions) == (MotionKind.POSTPONE, "Räkna om volymerna.")
    assert an_open_meeting(board, weighing).pk != item.pk
    assert Item.objects.count() == 2


def test_nothing_is_won_before_the_chair_has_said_so_and_what_the_vote_gave_stands_chosen(weighing, board):
    item, now = an_open_meeting(board, weighing), timezone.now()
    filed, chair = applications(weighing.call), actor(board.members["chair"])
    both = [
        deciding.propose(item=item, said=said, by=PROGRAM, now=now)
        for said in (permits(filed), permits(filed, refuse=SKANE))
    ]
    ballot = deciding.put_vote(item=item, main=both[0], by=actor(board.secretary), now=now)
    at, client = f"/namnden/{item.meeting.key}/{item.number}/", signed_in(Client(), board.members["chair"])
    others = [who for seat, who in board.members.items() if seat != "chair"]
    shown = text_of(client.get(at).content)
    assert f"{len(others)} har inte röstat." in shown
    assert "Din röst behövs bara om deras blir lika många." in shown
    agenda = f"/namnden/{item.meeting.key}/"
    assert "Din röst saknas" not in text_of(client.get(agenda).content)
    assert "Din röst saknas" in text_of(signed_in(Client(), others[0]).get(agenda).content)
    for who in others:
        deciding.vote(ballot=ballot, motion=both[1], by=actor(who), now=now)
    shown = text_of(client.get(at).content)
    assert "har vunnit" not in shown
    assert "förslag 2 har flest röster. Det är avgjort när ordföranden säger vad som är beslutat." in shown
    assert "Din röst saknas" not in shown
    form = html.fromstring(client.get(f"{at}besluta/").content.decode())
    radios = {one.get("value"): one for one in form.xpath("//input[@type='radio'][@name='motion']")}
    assert radios["2"].get("checked") is not None
    assert radios["1"].get("checked") is None
    assert all(one.get("disabled") is not None for one in radios.values())
    sent = {"once": once(), "motion": "1", "grounds": "Störst vana."}
    assert client.post(f"{at}besluta/", sent).status_code == 302
    assert BoardDecision.objects.get().motion == Motion.objects.get(pk=both[1].pk)
    with refuses("item_decided"):
        deciding.postpone(item=item, instructions="x", reasons="y", by=chair, now=now)
    assert Filing.objects.count() == len(filed)


def test_the_chairs_vote_is_awaited_when_the_others_are_as_many(weighing, board):
    item, now = an_open_meeting(board, weighing), timezone.now()
    filed = applications(weighing.call)
    both = [
        deciding.propose(item=item, said=said, by=PROGRAM, now=now)
        for said in (permits(filed), permits(filed, refuse=SKANE))
    ]
    ballot = deciding.put_vote(item=item, main=both[0], by=actor(board.secretary), now=now)
    others = [who for seat, who in board.members.items() if seat != "chair"]
    for number, who in enumerate(others):
        deciding.vote(ballot=ballot, motion=both[number % 2], by=actor(who), now=now)
    client = signed_in(Client(), board.members["chair"])
    for page in ("", f"{item.number}/"):
        assert "Din röst saknas" in text_of(client.get(f"/namnden/{item.meeting.key}/{page}").content)


def test_what_the_board_sent_back_says_so_to_the_group_and_why(weighing, board):
    item, now, chair = an_open_meeting(board, weighing), timezone.now(), actor(board.members["chair"])
    who = signed_in(Client(), member())
    at = f"/matris/{weighing.call.key}/"
    assert "lämnade tillbaka" not in text_of(who.get(at).content)
    said = Said(kind=MotionKind.SEND_BACK, step="preparation", instructions="Visa hur patienterna reser.")
    motion = deciding.propose(item=item, said=said, by=chair, now=now)
    deciding.decide(item=item, motion=motion, reasons="Yttrandet säger inget om resor.", by=chair, now=now)
    shown = text_of(who.get(at).content)
    assert "Nämnden lämnade tillbaka ärendet den" in shown
    assert "Det ska göras: Visa hur patienterna reser." in shown
    assert "Nämndens skäl: Yttrandet säger inget om resor." in shown
    an_opinion(weighing)
    assert "lämnade tillbaka" not in text_of(who.get(at).content)
