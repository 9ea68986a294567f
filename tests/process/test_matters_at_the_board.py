"""A revocation on the board's agenda: the holder heard, a vote, minutes, a decision to the holder, and the permit."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from nhv.accounts.acts import decide_conflict
from nhv.process.board import deciding, meetings, minutes, sending, slips
from nhv.process.board.models import BoardDecision, Item, PartyDecision, PublishedDecision
from nhv.process.board.public_paper import public_text
from nhv.process.board.queries import items_for
from nhv.process.permits import acts
from nhv.process.permits.acts import About, Next
from nhv.process.permits.models import Exemption, PermitDecision, PermitMatter
from nhv.process.permits.moves import Ground, MatterKind, MatterState
from nhv.process.permits.queries import own_matters
from nhv.process.verification import faults
from nhv.register.models import OutgoingMessage, Permit
from nhv.register.publication import publish
from nhv.rules.roles import Role
from nhv.specification.motion import Motion, MotionKind, Stage
from tests.support.areas import SOUTH, WEST, a_file
from tests.support.board import (
    Board,
    a_board,
    adjusted,
    appeal_texts,
    decided,
    made_public,
    on_the_agenda,
    sent_to_parties,
    signed,
)
from tests.support.calls import PROGRAM, once
from tests.support.pages import get
from tests.support.people import a_person, actor, signed_in
from tests.support.permits import a_matter_before_the_board
from tests.support.refusals import refuses

AREA, SAHLGRENSKA, HOLDER = "provomrade", "sahlgrenska-universitetssjukhuset", "vastra-gotalandsregionen"
CHILDREN = {"key": "barn", "text": "Vård av barn", "units": 1}
DOCTORS = {"key": "narkos", "group": "other", "force": "must", "stage": "decided", "text": "Narkos dygnet runt"}


@pytest.fixture(autouse=True)
def _two_permits(register):
    west = {**WEST, "sub_permits": ["barn"]}
    publish([a_file(west, SOUTH, conditions=[DOCTORS], sub_permits=[CHILDREN], units=2)], by=PROGRAM)


@pytest.fixture
def board(register) -> Board:
    return a_board()


def _permit() -> Permit:
    near = Permit.objects.known().select_related("area", "holder", "document")
    return near.get(area__key=AREA, place__key=SAHLGRENSKA)


def _matter(kind: MatterKind = MatterKind.REVOCATION, **about: object) -> PermitMatter:
    said = {"ground": Ground.CONDITIONS if kind == MatterKind.REVOCATION else None, "conditions": ("narkos",), **about}
    permit = _permit()
    about_it = About(kind, "Narkosen saknas sedan i våras.", **said)  # type: ignore[arg-type]
    return acts.open_matter(
        area=permit.area, permit=permit, about=about_it, follow_up=Next(), by=PROGRAM, now=timezone.now()
    )


def _in(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def _revoked(**more: object) -> Motion:
    said = {"stages": (Stage(part="barn", last=_in(30)), Stage(last=_in(90))), "turned_on": _in(10), **more}
    return Motion.model_validate({"kind": MotionKind.APPROVE, "why": "Villkoret uppfylls inte.", **said})


KEPT = Motion(kind=MotionKind.REJECT, why="Narkosen är tillbaka.")


def test_a_revocation_goes_from_hearing_to_a_permit_that_ends_in_stages(board):
    item = on_the_agenda(board, a_matter_before_the_board(_matter()))
    holder = actor(a_person(Role.SIGNATORY, HOLDER))
    decision = decided(board, item, _revoked())
    text = minutes.minutes_of(item.meeting).model_dump_json()
    assert "Återkallelse av tillstånd: Provområde" in text
    assert "Undertillståndet ”Vård av barn” återkallas och gäller till och med" in text
    adjusted(board, item.meeting)
    # Decided and adjusted, and still nobody outside has been told.
    (own,) = own_matters(holder)
    assert own.state == MatterState.DECIDED
    assert own.told_state == MatterState.BOARD
    appeal_texts()
    now = timezone.now()
    with refuses("decision_not_signed"):
        sending.send_to_parties(decision=decision, public_at=now, by=PROGRAM, now=now)
    signed(decision)
    sending.send_to_parties(decision=decision, public_at=now + timedelta(hours=1), by=PROGRAM, now=now)
    (own,) = own_matters(holder)
    assert own.told_state == MatterState.DECIDED
    paper = PartyDecision.objects.get()
    assert (paper.filing, paper.party.key) == (None, HOLDER)
    assert "Innehavaren har inte yttrat sig." in paper.content
    assert OutgoingMessage.objects.filter(kind="permit_matter_decided").exists()
    address = f"/omraden/{AREA}/tillstand/{item.held.key}/"
    assert get(address).status == 404
    assert _permit().valid_until is None, "the register says nothing before the minute"
    assert sending.publish_due(by=PROGRAM, now=now + timedelta(hours=2)) == 1
    permit = _permit()
    assert (permit.valid_until, permit.turned_on) == (_in(90), _in(10))
    assert permit.part_days == {"barn": {"until": _in(30).isoformat()}}
    told = PermitDecision.objects.get()
    assert (told.granted, told.body, told.matter) == (True, board.board.name, item.held)
    assert PublishedDecision.objects.get().permits == [permit.key]
    # Another language: of this minute a page of the same address may be kept.
    page = get(f"/en{address}")
    assert page.status == 200
    assert "Hela tillståndet återkallas" in page.text
    for ending in ("pdf", "docx"):
        assert get(f"{address[:-1]}.{ending}").status == 200
    listed = get(f"/en/omraden/{AREA}/tillstand/")
    assert "The permit is revoked, in whole or in part" in listed.text
    assert f"/en{address}" in listed.links()
    assert list(faults()) == []


def test_a_matter_is_voted_on_like_any_other_and_one_kept_out_is_followed_by_the_deputy(board):
    matter = a_matter_before_the_board(_matter())
    item, now = on_the_agenda(board, matter, board.everybody), timezone.now()
    chair, south = actor(board.members["chair"]), board.members["sodra"]
    end = deciding.propose(item=item, said=_revoked(), by=PROGRAM, now=now)
    keep = deciding.propose(item=item, said=KEPT, by=actor(south), now=now)
    ballot = deciding.put_vote(item=item, main=end, by=actor(board.secretary), now=now)
    deciding.vote(ballot=ballot, motion=keep, by=actor(south), now=now)
    decide_conflict(user=south, case=item.scope, by=PROGRAM, why="Arbetar hos innehavaren.")
    with refuses("conflict_of_interest"):
        deciding.vote(ballot=ballot, motion=end, by=actor(south), now=now)
    assert list(items_for(actor(south), item.meeting)) == []
    assert list(items_for(chair, item.meeting)) == [item]
    for key, who in board.members.items():
        if key != "sodra":
            deciding.vote(ballot=ballot, motion=keep, by=actor(who), now=now)
    deciding.vote(ballot=ballot, motion=end, by=actor(board.deputies["sodra"]), now=now)
    with refuses("vote_says_otherwise"):
        deciding.decide(item=item, motion=end, reasons="Skäl.", by=chair, now=now)
    decision = deciding.decide(item=item, motion=keep, reasons="Skäl.", by=chair, now=now)
    assert sorted(decision.tally[0]["votes"].values()) == [1, 2, 2, 2, 2, 2, 2]
    text = minutes.minutes_of(item.meeting).model_dump_json()
    assert f"{south.name} är jävig" in text
    assert "Tillståndet återkallas inte. Det gäller som förut." in text
    # What everybody reads says what the vote was between, who was kept out, and on what ground.
    public = public_text(decision, None).model_dump_json()
    for words in (f"{south.name} är jävig", "Förslag 1, av", "Hela tillståndet återkallas", "Förslag 2, av"):
        assert words in public
    for words in ("villkoren uppfylls inte längre", "Narkos dygnet runt", "och har inte yttrat sig."):
        assert words in public


def test_a_refused_revocation_changes_nothing_and_ismade_public(board):
    before = _permit()
    item = on_the_agenda(board, a_matter_before_the_board(_matter()))
    made_public(board, item, KEPT)
    assert _permit().pk == before.pk
    assert PermitDecision.objects.get().granted is False
    text = get(f"/omraden/{AREA}/tillstand/{item.held.key}/").text
    for words in ("Det gäller som förut", "Narkos dygnet runt", "har inte yttrat sig"):
        assert words in text
    # And the condition that it rested on tells of it.
    trail = get(f"/omraden/{AREA}/villkor/narkos/").text
    assert "Prövat i ett tillstånd" in trail and "Tillståndet återkallas inte" in trail


def test_an_exemption_is_decided_in_the_same_way(board):
    item = on_the_agenda(board, a_matter_before_the_board(_matter(MatterKind.EXEMPTION)))
    said = Motion(kind=MotionKind.APPROVE, until=date(2030, 1, 1), why="Övergångstid.")
    made_public(board, item, said)
    assert [(one.condition, one.ends) for one in Exemption.objects.all()] == [("narkos", date(2030, 1, 1))]
    assert "till och med 1 januari 2030" in get(f"/omraden/{AREA}/villkor/narkos/").text
    assert list(faults()) == []


def test_nobody_is_decided_against_before_its_time_to_reply_is_out(board):
    matter, now = _matter(), timezone.now()
    with refuses("holder_not_heard"):
        acts.to_board(matter=matter, by=PROGRAM, now=now)
    acts.hear(matter=matter, told="Narkosen saknas.", last_day=_in(5), by=PROGRAM, now=now)
    acts.to_board(matter=matter, by=PROGRAM, now=now)
    holder = actor(a_person(Role.SIGNATORY, HOLDER))
    acts.reply(matter=matter, words="Vi söker läkare.", by=holder, now=now)
    item, chair = on_the_agenda(board, matter), actor(board.members["chair"])
    motion = deciding.propose(item=item, said=KEPT, by=chair, now=now)
    with refuses("hearing_still_open"):
        deciding.decide(item=item, motion=motion, reasons="Skäl.", by=chair, now=now)
    PermitMatter.objects.update(closes_at=now)
    deciding.decide(item=item, motion=motion, reasons="Skäl.", by=chair, now=now)
    adjusted(board, item.meeting)
    appeal_texts()
    signed(BoardDecision.objects.get())
    sending.send_to_parties(decision=BoardDecision.objects.get(), public_at=now, by=PROGRAM, now=now)
    assert "Vi söker läkare." in PartyDecision.objects.get().content


def test_who_asks_itself_need_not_be_heard(board):
    item = on_the_agenda(board, a_matter_before_the_board(_matter(ground=Ground.REQUEST)))
    made_public(board, item, _revoked(stages=(Stage(last=_in(60)),)))
    assert _permit().valid_until == _in(60)


def test_sent_back_it_is_handled_again_and_everything_is_kept(board):
    matter = a_matter_before_the_board(_matter())
    item = on_the_agenda(board, matter)
    back = Motion(kind=MotionKind.SEND_BACK, step="handling", instructions="Fråga hur länge det varar.")
    decided(board, item, back)
    matter.refresh_from_db()
    assert (matter.state, matter.ended_at) == (MatterState.OPEN, None)
    with refuses("matter_not_before_the_board"):
        on_the_agenda(board, matter)
    adjusted(board, item.meeting)
    again = on_the_agenda(board, a_matter_before_the_board(matter))
    decided(board, again, Motion(kind=MotionKind.POSTPONE, instructions="Läkaren kommer i mars."))
    adjusted(board, again.meeting)
    third = on_the_agenda(board, matter)
    decided(board, third, KEPT)
    assert BoardDecision.objects.count() == 3


def test_before_the_board_the_officer_neither_enters_a_decision_nor_closes(board):
    matter, now = a_matter_before_the_board(_matter()), timezone.now()
    said = acts.Decided("1/2026", "Nämnden", timezone.localdate(), granted=False, reasons="Skäl.")
    with refuses("state_forbids_act"):
        acts.decide(matter=matter, said=said, by=PROGRAM, now=now)
    with refuses("state_forbids_act"):
        acts.close(matter=matter, why="Prov", by=PROGRAM, now=now)
    with refuses("not_for_the_board"):
        acts.to_board(matter=_matter(MatterKind.RE_EXAMINATION), by=PROGRAM, now=now)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"stages": ()}, "revocation_without_last_day"),
        ({"stages": (Stage(part="finns-inte", last=date(2099, 1, 1)),)}, "stage_impossible"),
        ({"stages": (Stage(last=date(2020, 1, 1)),)}, "stage_impossible"),
        ({"stages": (Stage(last=date(2023, 1, 1)),)}, "stage_impossible"),
        ({"stages": (Stage(part="barn", last=date(2099, 1, 1)),)}, "turned_without_the_whole"),
        ({"turned_on": date(2099, 1, 1)}, "turned_without_the_whole"),
        ({"until": date(2099, 1, 1)}, "until_of_no_exemption"),
        ({"why": None}, "motion_without_reason"),
        ({"kind": MotionKind.REJECT}, "rejected_with_a_day"),
        ({"kind": MotionKind.PERMITS}, "motion_is_of_a_permit"),
        ({"kind": MotionKind.POSTPONE}, "motion_without_instructions"),
    ],
)
def test_a_motion_that_could_not_be_decided_is_refused(board, change, code):
    item = on_the_agenda(board, a_matter_before_the_board(_matter()))
    with refuses(code):
        deciding.propose(item=item, said=_revoked(**change), by=PROGRAM, now=timezone.now())


def test_the_database_itself_refuses_an_item_about_two_things_or_nothing(board):
    item = on_the_agenda(board, a_matter_before_the_board(_matter()))
    for about in ({"heading": ""}, {"matter": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Item.objects.filter(pk=item.pk).update(**about)


def test_a_slip_in_the_holders_decision_is_told_to_the_holder(board):
    item = on_the_agenda(board, a_matter_before_the_board(_matter()))
    a_person(Role.SIGNATORY, HOLDER)
    decision = sent_to_parties(board, item, KEPT)
    words = {"was": "Narkosen är tillbaka.", "is_now": "Narkosen är åter.", "why": "Skrivfel."}
    slips.mark_slip(decision=decision, **words, by=PROGRAM, now=timezone.now())
    assert OutgoingMessage.objects.filter(kind="decision_slip").exists()


def test_officer_board_and_holder_follow_it_on_their_pages(board):
    matter, now = _matter(), timezone.now()
    acts.hear(matter=matter, told="Narkosen saknas.", last_day=_in(5), by=PROGRAM, now=now)
    PermitMatter.objects.update(closes_at=now)
    officer, member, chair, holder = (
        signed_in(Client(), one)
        for one in (
            a_person(Role.OFFICER), board.members["norra"], board.members["chair"], a_person(Role.SIGNATORY, HOLDER)
        )
    )  # fmt: skip
    here = f"/handlaggning/tillstand/arende/{matter.key}/"
    assert "Lämna till nämnden" in officer.get(here).content.decode()
    assert officer.post(f"{here}to_board/", {"once": once()}).status_code == 302
    meeting = meetings.plan(board=board.board, kind="ordinary", begins_at=now, place="Stockholm", by=PROGRAM)
    agenda = f"/namnden/{meeting.key}/arende/"
    assert "Återkallelse av tillstånd: Provområde" in officer.get(agenda).content.decode()
    said = {"once": once(), "about": f"tillstånd {matter.key}", "presenter": "Demo: handläggare 1"}
    assert officer.post(agenda, said).status_code == 302
    address = f"/namnden/{meeting.key}/1/"
    page = member.get(address).content.decode()
    assert "Narkosen saknas sedan i våras." in page
    assert "Ärendet hos handläggaren" not in page
    assert "Ärendet hos handläggaren" in officer.get(address).content.decode()
    motion = {"once": once(), "kind": "approve", "last-": _in(90).isoformat(), "why": "Villkoret uppfylls inte."}
    assert member.post(f"{address}forslag/", motion).status_code == 302
    assert "Hela tillståndet återkallas" in member.get(address).content.decode()
    pack = member.get(f"/namnden/{meeting.key}/underlag.pdf")
    assert pack.status_code == 200
    assert "Yttrandet och förslagen" in member.get(f"/namnden/{meeting.key}/laslista/").content.decode()
    assert f"/namnden/{meeting.key}/1/" in officer.get(here).content.decode()
    meetings.call_meeting(meeting=meeting, by=PROGRAM, now=now)
    meetings.open_meeting(meeting=meeting, by=PROGRAM, now=now)
    for who in board.members.values():
        meetings.note_here(meeting=meeting, user=who, by=PROGRAM, now=now)
    assert chair.post(f"{address}besluta/", {"once": once(), "motion": "1", "grounds": "Skäl."}).status_code == 302
    own = f"/tillstand/{matter.key}/"
    before = holder.get(own).content.decode()
    assert "Inför nämnden" in before
    assert "Avgjort" not in before
    assert holder.get(f"{own}beslut.pdf").status_code == 404
    adjusted(board, meeting)
    appeal_texts()
    decision = BoardDecision.objects.get()
    assert "Hela tillståndet återkallas" in chair.get(f"{address}underteckna/").content.decode()
    signed(decision)
    sending.send_to_parties(decision=decision, public_at=now + timedelta(hours=1), by=PROGRAM, now=timezone.now())
    after = holder.get(own).content.decode()
    assert "Avgjort" in after
    assert "Hela tillståndet återkallas" in after
    for ending in ("pdf", "docx"):
        assert holder.get(f"{own}beslut.{ending}").status_code == 200


def test_an_agenda_asks_as_much_however_many_matters_it_holds(board):
    now, asked = timezone.now(), []
    meeting = meetings.plan(board=board.board, kind="ordinary", begins_at=now, place="Stockholm", by=PROGRAM)
    member = signed_in(Client(), board.members["norra"])
    for most in (1, 10):
        while meeting.items.count() < most:
            matter = a_matter_before_the_board(_matter())
            meetings.add_matter(meeting=meeting, matter=matter, presenter="Prov", by=PROGRAM)
        with CaptureQueriesContext(connection) as queries:
            assert member.get(f"/namnden/{meeting.key}/").status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1]
