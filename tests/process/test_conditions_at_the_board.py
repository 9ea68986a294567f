"""The board changes, strikes and adds conditions. What asks for more is heard about first; the trail tells it all."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from nhv.process.board import deciding, minutes, sending
from nhv.process.board.models import BoardDecision, Item, PartyDecision, PublishedDecision
from nhv.process.permits.trail import Happened, trail_of
from nhv.process.weighing.models import Weighing
from nhv.process.weighing.moves import WeighingState
from nhv.process.weighing.queries import applications
from nhv.register.models import Permit
from nhv.rules.roles import Role
from nhv.specification.motion import ForCondition, Motion, MotionKind
from tests.support.board import (
    Board,
    a_board,
    a_hearing,
    a_weighed_call,
    adjusted,
    an_open_meeting,
    an_opinion,
    decided,
    permits,
    sent_to_parties,
)
from tests.support.calls import AREA, PROGRAM, SKANE, WEST, once
from tests.support.pages import get
from tests.support.people import a_person, actor, signed_in
from tests.support.refusals import refuses

pytestmark = pytest.mark.usefixtures("register")

NEW = ForCondition(
    key="", change="add", text="Sovplats för en anhörig", group="other", force="must", why="Barn ska inte vara ensamma."
)
NEW_KEY = "sovplats-for-en-anhorig"


@pytest.fixture
def weighing(register) -> Weighing:
    found = a_weighed_call()
    an_opinion(found)
    a_hearing(found)
    return found


@pytest.fixture
def board(register) -> Board:
    return a_board()


def _stricter(weighing: Weighing, **more: object) -> ForCondition:
    key = weighing.call.document.specification.conditions[0].key
    return ForCondition.model_validate(
        {"key": key, "change": "adjust", "text": "Dygnet runt", "stricter": True, "why": "Nätterna.", **more}
    )


def _said(weighing: Weighing, *changes: ForCondition) -> Motion:
    return permits(applications(weighing.call), changes=changes)


def _put_off(board: Board, item: Item, *changes: ForCondition) -> BoardDecision:
    """A member proposes, the chair finds that it has won, and the item is postponed for hearing."""
    now, weighing = timezone.now(), Weighing.objects.get()
    motion = deciding.propose(item=item, said=_said(weighing, *changes), by=actor(board.members["norra"]), now=now)
    chair = actor(board.members["chair"])
    with refuses("condition_not_heard"):
        deciding.decide(item=item, motion=motion, reasons="Skäl.", by=chair, now=now)
    return deciding.postpone_for_hearing(item=item, motion=motion, reasons="De ska få svara.", by=chair, now=now)


def test_what_asks_for_more_is_postponed_for_hearing_and_decided_when_it_has_been_heard(weighing, board):
    item = an_open_meeting(board, weighing)
    decision = _put_off(board, item, NEW, _stricter(weighing))
    assert decision.motion.said.kind == MotionKind.POSTPONE
    assert Weighing.objects.get().state == WeighingState.BOARD
    assert "Sovplats för en anhörig" in minutes.minutes_of(item.meeting).model_dump_json()
    adjusted(board, item.meeting)
    hearing = a_hearing(weighing)
    assert [one.text for one in hearing.changes] == ["Sovplats för en anhörig", "Dygnet runt"]
    again = an_open_meeting(board, weighing)
    made = decided(board, again, _said(weighing, NEW, _stricter(weighing)))
    assert [one.key for one in made.motion.said.conditions if one.change == "add"] == [NEW_KEY]
    # The same item cannot be put off once more for what has been heard.
    assert Weighing.objects.get().state == WeighingState.DECIDED


def test_other_words_than_those_that_were_heard_are_heard_anew_and_milder_ones_are_not(weighing, board):
    item = an_open_meeting(board, weighing)
    _put_off(board, item, _stricter(weighing))
    adjusted(board, item.meeting)
    a_hearing(weighing)
    again = an_open_meeting(board, weighing)
    chair, now = actor(board.members["chair"]), timezone.now()
    harder = _said(weighing, _stricter(weighing, text="Dygnet runt, av två"))
    motion = deciding.propose(item=again, said=harder, by=chair, now=now)
    with refuses("condition_not_heard"):
        deciding.decide(item=again, motion=motion, reasons="Skäl.", by=chair, now=now)
    decided(board, again, _said(weighing, _stricter(weighing, text="Dagtid", stricter=False)))


def test_a_hearing_that_is_still_open_is_no_hearing_and_what_nobody_has_called_milder_is_not(weighing, board):
    item = an_open_meeting(board, weighing)
    chair, now = actor(board.members["chair"]), timezone.now()
    motion = deciding.propose(item=item, said=_said(weighing, _stricter(weighing, stricter=None)), by=chair, now=now)
    hearing = a_hearing(weighing)
    type(hearing).objects.filter(pk=hearing.pk).update(closes_at=now + timedelta(days=1))
    with refuses("hearing_still_open"):
        deciding.decide(item=item, motion=motion, reasons="Skäl.", by=chair, now=now)
    type(hearing).objects.filter(pk=hearing.pk).update(closes_at=now)
    with refuses("nothing_to_hear"):
        deciding.postpone_for_hearing(item=item, motion=motion, reasons="Skäl.", by=chair, now=now)
    deciding.decide(item=item, motion=motion, reasons="Skäl.", by=chair, now=now)


def test_a_vote_comes_before_the_postponement_and_stands_in_it(weighing, board):
    item, now = an_open_meeting(board, weighing), timezone.now()
    chair, north = actor(board.members["chair"]), actor(board.members["norra"])
    plain = deciding.propose(item=item, said=_said(weighing), by=chair, now=now)
    more = deciding.propose(item=item, said=_said(weighing, NEW), by=north, now=now)
    ballot = deciding.put_vote(item=item, main=plain, by=actor(board.secretary), now=now)
    with refuses("votes_missing"):
        deciding.postpone_for_hearing(item=item, motion=more, reasons="Skäl.", by=chair, now=now)
    for who in board.members.values():
        deciding.vote(ballot=ballot, motion=more, by=actor(who), now=now)
    with refuses("vote_says_otherwise"):
        deciding.decide(item=item, motion=plain, reasons="Skäl.", by=chair, now=now)
    with refuses("no_such_role"):
        deciding.postpone_for_hearing(item=item, motion=more, reasons="Skäl.", by=north, now=now)
    made = deciding.postpone_for_hearing(item=item, motion=more, reasons="Skäl.", by=chair, now=now)
    assert made.by_vote
    assert made.tally[0]["won"] == more.number


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (NEW.model_copy(update={"group": None}), "motion_new_condition_unclear"),
        (NEW.model_copy(update={"text": None}), "motion_new_condition_unclear"),
        (ForCondition(key="finns-inte", change="strike", why="Skäl."), "motion_condition_unknown"),
    ],
)
def test_a_change_that_could_not_be_decided_is_refused(weighing, board, change, code):
    item = an_open_meeting(board, weighing)
    with refuses(code):
        deciding.propose(item=item, said=_said(weighing, change), by=actor(board.members["norra"]), now=timezone.now())


def test_nobody_says_two_things_of_one_condition_or_adds_what_is_there(weighing, board):
    item, (first, *_rest) = an_open_meeting(board, weighing), weighing.call.document.specification.conditions
    by, now = actor(board.members["norra"]), timezone.now()
    strike = ForCondition(key=first.key, change="strike", why="Skäl.")
    with refuses("motion_condition_twice"):
        deciding.propose(item=item, said=_said(weighing, strike, _stricter(weighing)), by=by, now=now)
    with refuses("motion_condition_there"):
        there = NEW.model_copy(update={"text": first.text})
        deciding.propose(item=item, said=_said(weighing, there), by=by, now=now)
    with refuses("motion_condition_unchanged"):
        deciding.propose(item=item, said=_said(weighing, _stricter(weighing, text=first.text)), by=by, now=now)


def test_what_is_decided_is_the_permits_conditions_and_the_trail_tells_who_proposed_what_and_why(weighing, board):
    struck = ForCondition(
        key=weighing.call.document.specification.conditions[1].key, change="strike", why="Ryms i ett annat."
    )
    item = an_open_meeting(board, weighing)
    _put_off(board, item, NEW, _stricter(weighing), struck)
    adjusted(board, item.meeting)
    a_hearing(weighing)
    again = an_open_meeting(board, weighing)
    sent_to_parties(board, again, _said(weighing, NEW, _stricter(weighing), struck))
    now = timezone.now()
    assert trail_of(AREA, NEW_KEY, now) is None, "nothing is told before its minute"
    assert get(f"/omraden/{AREA}/villkor/{NEW_KEY}/").status == 404
    sending.publish_due(by=PROGRAM, now=now + timedelta(hours=2))
    trail = trail_of(AREA, NEW_KEY, now)
    assert trail is not None
    assert [one.what for one in trail.turns] == [Happened.MOVED, Happened.MOVED, Happened.HEARD, Happened.ADDED]
    assert {one.who for one in trail.turns if one.what == Happened.MOVED} == {
        board.members[key].name for key in ("norra", "chair")
    }
    assert {one.why for one in trail.turns if one.why} == {"Barn ska inte vara ensamma."}
    changed = trail_of(AREA, _stricter(weighing).key, now)
    assert changed is not None
    assert [one.change for one in changed.turns if one.what == Happened.MOVED] == ["stricter", "stricter"]
    assert changed.turns[-1].what == Happened.ADJUSTED
    gone = trail_of(AREA, struck.key, now)
    assert gone is not None
    assert gone.turns[-1].what == Happened.STRUCK
    published = PublishedDecision.objects.get()
    given = [one for one in Permit.objects.known() if one.key in published.permits]
    assert {one.holder.key for one in given} == {SKANE, WEST}
    for permit in given:
        held = {one["key"]: one["text"] for one in permit.conditions}
        assert held[NEW_KEY] == "Sovplats för en anhörig"
        assert held[_stricter(weighing).key] == "Dygnet runt"
        assert struck.key not in held
    paper = PartyDecision.objects.first()
    assert paper is not None
    assert "Villkoret ”Sovplats för en anhörig” läggs till. Barn ska inte vara ensamma." in paper.content
    page = get(f"/en/omraden/{AREA}/villkor/{NEW_KEY}/")
    assert page.status == 200
    assert "Sovplats för en anhörig" in page.text


def test_the_item_says_that_it_waits_for_hearing_and_the_form_begins_with_what_was_put_off(weighing, board):
    item, now = an_open_meeting(board, weighing), timezone.now()
    said = _said(weighing, NEW, _stricter(weighing))
    motion = deciding.propose(item=item, said=said, by=actor(board.members["norra"]), now=now)
    chair, officer = (signed_in(Client(), one) for one in (board.members["chair"], a_person(Role.OFFICER)))
    address = f"/namnden/{item.meeting.key}/{item.number}/"
    shown = chair.get(address).content.decode()
    assert "De sökande har inte hörts om alla villkor i förslag 1." in shown
    assert f"{address}skjut-upp/" in shown
    hear = f"/matris/{weighing.call.key}/hora/"
    assert hear not in shown
    assert hear in officer.get(address).content.decode()
    assert "Villkoret ”Sovplats för en anhörig” läggs till." in officer.get(hear).content.decode()
    sent = {"once": once(), "motion": str(motion.number), "grounds": "De ska få svara."}
    assert chair.post(f"{address}skjut-upp/", sent).status_code == 302
    adjusted(board, item.meeting)
    hearing = a_hearing(weighing)
    region = signed_in(Client(), a_person(Role.SIGNATORY, SKANE))
    assert "Sovplats för en anhörig" in region.get(f"/horanden/{hearing.key}/").content.decode()
    again = an_open_meeting(board, weighing)
    address = f"/namnden/{again.meeting.key}/{again.number}/"
    assert f"{address}forslag/?fran={motion.pk}" in chair.get(address).content.decode()
    form = chair.get(f"{address}forslag/?fran={motion.pk}").context["form"]
    filled = {one.html_name: one.value() for one in form if one.value() not in (None, "", [])}
    assert filled["new-0"] == "Sovplats för en anhörig"
    assert filled["stricter-0"] == "yes"
    answer = chair.post(f"{address}forslag/?fran={motion.pk}", {**filled, "once": once()})
    assert answer.status_code == 302
    assert again.motions.get().said.conditions == motion.said.conditions[::-1]
    assert "De sökande har inte hörts om" not in chair.get(address).content.decode()
    unsaid = {name: value for name, value in filled.items() if not name.startswith("stricter")}
    refused = chair.post(f"{address}forslag/", {**unsaid, "once": once()})
    assert "Säg om den nya lydelsen begär mer." in refused.content.decode()
