"""From received applications to permits in force: opinion, hearing, meeting, decision, minutes, publication."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from nhv.accounts.acts import answer_declared_conflict, decide_conflict
from nhv.process.board import conflicts, deciding, meetings, minutes, sending
from nhv.process.board.models import AppealText, BoardDecision, Meeting, PublishedDecision, Vote
from nhv.process.board.moves import MeetingState
from nhv.process.board.seats import serving_in
from nhv.process.cases import acts as cases
from nhv.process.consultations.acts import conclude_review
from nhv.process.decisions.acts import decide_definition
from nhv.process.decisions.documents import SignedOff
from nhv.process.decisions.queries import meaning_of, seal_of
from nhv.process.drafting.acts import edit, freeze
from nhv.process.weighing.models import Weighing
from nhv.process.weighing.moves import WeighingState
from nhv.process.weighing.queries import applications
from nhv.register.acts.documents import publish_document, publish_general
from nhv.register.general import general
from nhv.register.models import Permit
from nhv.register.queries import area_on
from nhv.specification.area import Area
from nhv.specification.board_rules import BoardRules
from nhv.specification.drafting import reword
from nhv.specification.motion import ForCondition, Motion, MotionKind
from tests.support.board import (
    a_board,
    a_hearing,
    a_weighed_call,
    adjusted,
    an_open_meeting,
    an_opinion,
    appeal_texts,
    decided,
    made_public,
    permits,
    signed,
)
from tests.support.calls import PROGRAM, SKANE, WEST, once
from tests.support.days import in_days
from tests.support.people import actor, an_organisation
from tests.support.refusals import refuses

pytestmark = pytest.mark.usefixtures("register")


@pytest.fixture
def weighing(register):
    """A call that has gone to the board, its applicants heard."""
    found = a_weighed_call()
    an_opinion(found)
    a_hearing(found)
    return found


def test_from_received_applications_to_permits_in_force(weighing):
    board = a_board()
    item = an_open_meeting(board, weighing)
    area = weighing.call.document.specification
    struck, changed = (one.key for one in area.conditions[:2])
    decision = decided(
        board,
        item,
        permits(
            applications(weighing.call),
            changes=(
                ForCondition(key=struck, change="strike", why="Ryms i ett annat."),
                ForCondition(key=changed, change="adjust", text="En annan lydelse", stricter=False, why="Tydligare."),
            ),
        ),
    )
    adjusted(board, item.meeting)
    appeal_texts()
    now = timezone.now()
    public_at = now + timedelta(hours=1)
    signed(decision)
    sending.send_to_parties(decision=decision, public_at=public_at, by=PROGRAM, now=now)
    before = Permit.objects.known().filter(area=weighing.call.area).count()
    assert sending.publish_due(by=PROGRAM, now=now) == 0
    assert sending.publish_due(by=PROGRAM, now=public_at) == 1
    assert sending.publish_due(by=PROGRAM, now=public_at) == 0
    published = PublishedDecision.objects.get()
    given = [one for one in Permit.objects.known() if one.key in published.permits]
    assert {one.holder.key for one in given} == {SKANE, WEST}
    assert Permit.objects.known().filter(area=weighing.call.area).count() == before + 2
    conditions = {one["key"]: one["text"] for one in given[0].conditions}
    assert struck not in conditions
    assert conditions[changed] == "En annan lydelse"
    assert Weighing.objects.get().state == WeighingState.DECIDED


def test_what_the_board_decides_stands_from_its_day_in_the_text_in_force_and_in_those_to_come(weighing):
    area, today, ahead = weighing.call.area, timezone.localdate(), in_days(60)
    text = weighing.call.document.specification
    publish_document(area=text.model_copy(update={"units": 3, "in_force_from": ahead}), by=PROGRAM)
    board = a_board()
    made_public(board, an_open_meeting(board, weighing), permits(applications(weighing.call)))

    def on(day: date) -> Area:
        return area_on(area.key, day).document.specification

    for day in (today, ahead):
        assert {one.stage for one in on(day).conditions} == {"decided"}, day
        assert on(day).completeness.holders == "whole", day
    assert (on(today).units, on(ahead).units) == (text.units, 3)
    assert "decided" not in {one.stage for one in on(in_days(-1)).conditions}


def test_a_correction_begun_before_the_board_decided_says_what_it_has_decided(weighing):
    now, area = timezone.now(), weighing.call.area
    changed = weighing.call.document.specification.conditions[1].key
    case = cases.open_case(title="Rättelse", area=area, by=PROGRAM, now=now, once_key=once())
    case = cases.begin_review(case=case, group=an_organisation(once(), "group"), by=PROGRAM)
    edit(
        case=case,
        act="reword",
        do=lambda old: reword(old, changed, {"text": "Ny lydelse"}),
        seen=0,
        by=PROGRAM,
        now=now,
    )
    freeze(case=case, by=PROGRAM, now=now)
    board = a_board()
    made_public(board, an_open_meeting(board, weighing), permits(applications(weighing.call)))
    case = conclude_review(case=case, why="Rättelse.", by=PROGRAM, now=now)
    made = decide_definition(
        case=case,
        record_number="0.1-1/2026",
        in_force_from=timezone.localdate(),
        seen=seal_of(meaning_of(case, now)),
        signed=SignedOff(decider="Generaldirektören (prov)"),
        by=PROGRAM,
        now=now,
    )
    after = made.document.specification
    stages = {one.key: one.stage for one in after.conditions}
    assert (stages.pop(changed), set(stages.values())) == ("consulted", {"decided"})
    assert after.completeness.holders == "whole"
    words = Client().get(f"/pagaende/{case.key}/beslut/").content.decode()
    assert "har remitterats" not in words
    assert words.count("(inte beslutat av nämnden)") == 1


def test_what_is_decided_is_told_to_nobody_before_its_minute(weighing):
    board = a_board()
    item = an_open_meeting(board, weighing)
    decision, now = decided(board, item, permits(applications(weighing.call))), timezone.now()
    with refuses("minutes_not_adjusted"):
        sending.send_to_parties(decision=decision, public_at=now, by=PROGRAM, now=now)
    adjusted(board, item.meeting)
    with refuses("appeal_text_unconfirmed"):
        sending.send_to_parties(decision=decision, public_at=now, by=PROGRAM, now=now)
    appeal_texts()
    with refuses("decision_not_signed"):
        sending.send_to_parties(decision=decision, public_at=now, by=PROGRAM, now=now)
    signed(decision)
    with refuses("public_before_parties"):
        sending.send_to_parties(decision=decision, public_at=now - timedelta(minutes=1), by=PROGRAM, now=now)
    sending.send_to_parties(decision=decision, public_at=now + timedelta(days=1), by=PROGRAM, now=now)
    assert sending.publish_due(by=PROGRAM, now=now) == 0
    with refuses("dissent_too_late"):
        deciding.dissent(decision=decision, words="Nej.", by=actor(board.members["vastra"]), now=now)


def test_a_member_kept_out_is_followed_by_the_deputy_and_the_early_vote_is_void(weighing):
    board = a_board()
    item = an_open_meeting(board, weighing, board.everybody)
    now, filed = timezone.now(), applications(weighing.call)
    chair, south, deputy = actor(board.members["chair"]), board.members["sodra"], board.deputies["sodra"]
    both = deciding.propose(item=item, said=permits(filed), by=chair, now=now)
    one = deciding.propose(item=item, said=permits(filed, refuse=WEST), by=chair, now=now)
    ballot = deciding.put_vote(item=item, main=both, by=actor(board.secretary), now=now)
    deciding.vote(ballot=ballot, motion=one, by=actor(south), now=now)
    with refuses("not_serving"):
        deciding.vote(ballot=ballot, motion=both, by=actor(deputy), now=now)
    decide_conflict(user=south, case=weighing.scope, by=PROGRAM, why="Undertecknade en ansökan.")
    with refuses("conflict_of_interest"):
        deciding.vote(ballot=ballot, motion=both, by=actor(south), now=now)
    for key, motion in (("chair", both), ("norra", both), ("mellansverige", both), ("vastra", one)):
        deciding.vote(ballot=ballot, motion=motion, by=actor(board.members[key]), now=now)
    for key in ("stockholm-gotland", "sydostra"):
        deciding.vote(ballot=ballot, motion=one, by=actor(board.members[key]), now=now)
    deciding.vote(ballot=ballot, motion=both, by=actor(deputy), now=now)
    with refuses("voted_already"):
        deciding.vote(ballot=ballot, motion=one, by=actor(deputy), now=now)
    with refuses("vote_says_otherwise"):
        deciding.decide(item=item, motion=one, reasons="Skäl.", by=chair, now=now)
    decision = deciding.decide(item=item, motion=both, reasons="Skäl.", by=chair, now=now)
    votes = decision.tally[0]["votes"]
    assert sorted(votes.values()) == [1, 1, 1, 1, 2, 2, 2]
    assert {name: one[name] for one in decision.serving if one["user"] == deputy.pk for name in ("seat", "deputy")} == {
        "seat": "sjukvardsregion-sodra",
        "deputy": True,
    }
    text = minutes.minutes_of(item.meeting).model_dump_json()
    assert f"{south.name} är jävig" in text


@pytest.mark.parametrize("is_conflict", [True, False])
def test_nothing_is_decided_before_a_declared_conflict_is_tried_and_a_vote_cast_before_is_void_with_it(
    weighing, is_conflict
):
    board, now = a_board(), timezone.now()
    item = an_open_meeting(board, weighing)
    chair, south = actor(board.members["chair"]), board.members["sodra"]
    said = permits(applications(weighing.call))
    first = deciding.propose(item=item, said=said, by=chair, now=now)
    other = deciding.propose(item=item, said=permits(applications(weighing.call), refuse=WEST), by=chair, now=now)
    ballot = deciding.put_vote(item=item, main=first, by=actor(board.secretary), now=now)
    for one in board.members.values():
        deciding.vote(ballot=ballot, motion=first, by=actor(one), now=now)
    declared = conflicts.declare(item=item, what="Syster är chef.", by=actor(south))
    with refuses("conflict_not_answered"):
        deciding.decide(item=item, motion=first, reasons="Skäl.", by=chair, now=now)
    assert other.item_id == item.pk and not BoardDecision.objects.filter(item=item).exists()
    answer_declared_conflict(declared=declared, is_conflict=is_conflict, why="Prövat.", by=PROGRAM)
    assert (south.pk in {one.person for one in serving_in(item)}) != is_conflict
    votes = deciding._counted(ballot, serving_in(item))
    assert len(votes) == len(board.members) - is_conflict


def test_without_quorum_or_hearing_or_by_another_than_the_chair_nothing_is_decided(register):
    weighing = a_weighed_call()
    an_opinion(weighing)
    board = a_board()
    few = [board.members[key] for key in ("chair", "norra", "sodra")]
    item, now = an_open_meeting(board, weighing, few), timezone.now()
    chair = actor(board.members["chair"])
    motion = deciding.propose(item=item, said=permits(applications(weighing.call)), by=chair, now=now)
    with refuses("no_quorum"):
        deciding.decide(item=item, motion=motion, reasons="Skäl.", by=chair, now=now)
    meetings.note_here(meeting=item.meeting, user=board.deputies["vastra"], by=actor(board.secretary), now=now)
    with refuses("nobody_heard"):
        deciding.decide(item=item, motion=motion, reasons="Skäl.", by=chair, now=now)
    a_hearing(weighing)
    with refuses("not_the_chair"):
        deciding.decide(item=item, motion=motion, reasons="Skäl.", by=actor(board.deputies["vastra"]), now=now)
    assert deciding.decide(item=item, motion=motion, reasons="Skäl.", by=chair, now=now).others_serving == 3


def test_a_case_sent_back_keeps_everything_and_comes_again(weighing):
    board = a_board()
    item = an_open_meeting(board, weighing)
    back = Motion(kind=MotionKind.SEND_BACK, step="preparation", instructions="Väg in barnens resor.")
    decision = decided(board, item, back)
    assert Weighing.objects.get().state == WeighingState.PREPARING
    adjusted(board, item.meeting)
    with refuses("nothing_to_send"):
        sending.send_to_parties(decision=decision, public_at=timezone.now(), by=PROGRAM, now=timezone.now())
    an_opinion(weighing)
    a_hearing(weighing)
    again = an_open_meeting(board, weighing)
    decided(board, again, permits(applications(weighing.call)))
    assert weighing.opinions.count() == 2
    assert BoardDecision.objects.count() == 2
    assert Weighing.objects.get().state == WeighingState.DECIDED


def test_the_minutes_are_frozen_when_chair_and_one_more_have_found_the_same_text_right(weighing):
    board = a_board()
    item = an_open_meeting(board, weighing)
    decision, now = decided(board, item, permits(applications(weighing.call))), timezone.now()
    meetings.close_meeting(meeting=item.meeting, by=actor(board.secretary), now=now)
    seal = minutes.seal_of(minutes.minutes_of(item.meeting))
    assert minutes.adjust(meeting=item.meeting, seen=seal, by=actor(board.members["chair"]), now=now) is None
    deciding.dissent(decision=decision, words="Jag ville annat.", by=actor(board.members["vastra"]), now=now)
    with refuses("minutes_changed"):
        minutes.adjust(meeting=item.meeting, seen=seal, by=actor(board.members["norra"]), now=now)
    with refuses("did_not_serve"):
        seal = minutes.seal_of(minutes.minutes_of(item.meeting))
        minutes.adjust(meeting=item.meeting, seen=seal, by=actor(board.deputies["norra"]), now=now)
    for who in ("norra", "chair"):
        kept = minutes.adjust(meeting=item.meeting, seen=seal, by=actor(board.members[who]), now=now)
    assert kept is not None
    assert kept.sha256 == seal
    item.meeting.refresh_from_db()
    assert item.meeting.state == MeetingState.FROZEN
    assert "reserverade sig: Jag ville annat." in kept.content


def test_the_database_itself_refuses_a_second_vote_a_decision_without_quorum_and_any_change(weighing):
    board = a_board()
    item, now = an_open_meeting(board, weighing), timezone.now()
    chair, filed = actor(board.members["chair"]), applications(weighing.call)
    first = deciding.propose(item=item, said=permits(filed), by=chair, now=now)
    deciding.propose(item=item, said=permits(filed, refuse=WEST), by=chair, now=now)
    ballot = deciding.put_vote(item=item, main=first, by=actor(board.secretary), now=now)
    cast = deciding.vote(ballot=ballot, motion=first, by=chair, now=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Vote.objects.create(ballot=ballot, voter=cast.voter, seat="norra", motion=first, cast_at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        BoardDecision.objects.create(
            item=item, motion=first, by_vote=False, reasons="Skäl.", serving=[], others_needed=3, others_serving=2,
            decided_by="x", decided_at=now,
        )  # fmt: skip
    for change in (lambda: Vote.objects.update(seat="norra"), lambda: Vote.objects.all().delete()):
        with pytest.raises(Exception, match="minnet"), transaction.atomic():
            change()
    appeal_texts()
    with pytest.raises(Exception, match="minnet"), transaction.atomic():
        AppealText.objects.update(text="Annat.")


def test_by_circulation_those_with_a_seat_take_part_themselves_and_quorum_is_asked_as_at_a_meeting(weighing):
    board, now = a_board(), timezone.now()
    by, secretary, chair = PROGRAM, actor(board.secretary), actor(board.members["chair"])
    meeting = meetings.plan(board=board.board, kind="circulation", begins_at=now, by=by)
    item = meetings.add_item(meeting=meeting, call=weighing.call, presenter="Handläggare 1", by=by)
    meetings.call_meeting(meeting=meeting, by=by, now=now)
    meetings.open_meeting(meeting=meeting, by=secretary, now=now)
    motion = deciding.propose(item=item, said=permits(applications(weighing.call)), by=chair, now=now)
    with refuses("no_such_role"):
        meetings.take_part(meeting=meeting, by=secretary, now=now)
    for _again in range(2):
        for key in ("chair", "norra", "sodra"):
            meetings.take_part(meeting=meeting, by=actor(board.members[key]), now=now)
    assert not meetings.may_take_part(Meeting.objects.get(), chair)
    with refuses("no_quorum"):
        deciding.decide(item=item, motion=motion, reasons="Skäl.", by=chair, now=now)
    assert meetings.may_take_part(Meeting.objects.get(), actor(board.members["vastra"]))
    meetings.take_part(meeting=meeting, by=actor(board.members["vastra"]), now=now)
    assert deciding.decide(item=item, motion=motion, reasons="Skäl.", by=chair, now=now).others_serving == 3
    assert "Tog del i besluten" in minutes.minutes_of(Meeting.objects.get()).model_dump_json()


def test_at_a_meeting_the_secretary_notes_who_is_there_and_nobody_themselves(weighing):
    board = a_board()
    item = an_open_meeting(board, weighing, [])
    with refuses("not_by_circulation"):
        meetings.take_part(meeting=item.meeting, by=actor(board.members["norra"]), now=timezone.now())


def test_the_rules_are_data_that_quorum_adjusting_and_circulation_follow(weighing):
    known = {"standing": "known", "source": "Nämndens arbetsordning"}
    rules = BoardRules.model_validate(
        {
            "quorum": {"part_of_others": 1, **known},
            "circulation": {"allowed": False, **known},
            "adjusting": {"others": 2, **known},
        }
    )
    publish_general(general=general().model_copy(update={"board": rules}), by=PROGRAM)
    board = a_board()
    with refuses("no_circulation"):
        meetings.plan(board=board.board, kind="circulation", begins_at=timezone.now(), by=PROGRAM)
    item = an_open_meeting(board, weighing, list(board.members.values())[:-1])
    motion_of_all = permits(applications(weighing.call))
    with refuses("no_quorum"):
        decided(board, item, motion_of_all)
    last = list(board.members.values())[-1]
    meetings.note_here(meeting=item.meeting, user=last, by=actor(board.secretary), now=timezone.now())
    decided(board, item, motion_of_all)
    adjusted(board, item.meeting)
    seal = minutes.seal_of(minutes.minutes_of(item.meeting))
    assert not minutes.is_frozen(item.meeting), "the chair and one more are not enough"
    minutes.adjust(meeting=item.meeting, seen=seal, by=actor(last), now=timezone.now())
    assert minutes.is_frozen(item.meeting)
