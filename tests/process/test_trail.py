"""A condition's trail: proposed, answered, called, decided, promised; nothing of it before everybody may read it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from nhv.process.board import sending
from nhv.process.cases.models import Case
from nhv.process.consultations import acts as consulting
from nhv.process.consultations.models import Consultation
from nhv.process.drafting.acts import edit, freeze
from nhv.process.permits.trail import Happened, trail_of
from nhv.process.weighing.queries import applications
from nhv.register.models import Area
from nhv.specification import drafting
from nhv.specification.motion import ForCondition
from tests.process.test_consultations import a_reviewed_case, answered
from tests.support.board import (
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
from tests.support.calls import AREA, PROGRAM, SKANE, WEST, a_filled_application
from tests.support.pages import get

pytestmark = pytest.mark.usefixtures("register")


@pytest.fixture
def sent_decision(register):
    """A decision sent to its parties, out for everybody in an hour; and the conditions it strikes and changes."""
    weighing = a_weighed_call(begin=a_filled_application)
    an_opinion(weighing)
    a_hearing(weighing)
    board = a_board()
    item = an_open_meeting(board, weighing)
    struck, changed, kept = (one.key for one in weighing.call.document.specification.conditions[:3])
    said = permits(
        applications(weighing.call),
        refuse=WEST,
        changes=(
            ForCondition(key=struck, change="strike", why="Ryms i ett annat."),
            ForCondition(key=changed, change="adjust", text="En annan lydelse", stricter=False, why="Tydligare."),
        ),
    )
    decision = decided(board, item, said)
    adjusted(board, item.meeting)
    appeal_texts()
    now = timezone.now()
    signed(decision)
    sending.send_to_parties(decision=decision, public_at=now + timedelta(hours=1), by=PROGRAM, now=now)
    return struck, changed, kept


def _turns(key: str) -> dict[Happened, str]:
    trail = trail_of(AREA, key, timezone.now())
    assert trail is not None
    return {one.what: one.why for one in trail.turns}


def test_nothing_of_a_decision_is_in_the_trail_before_its_minute_and_all_of_it_after(sent_decision):
    struck, changed, kept = sent_decision
    for key in sent_decision:
        assert set(_turns(key)) == {Happened.CALLED}
    before = get(f"/omraden/{AREA}/villkor/{changed}/")
    assert before.status == 200
    assert "En annan lydelse" not in before.text
    assert "Region Skåne" not in before.text
    sending.publish_due(by=PROGRAM, now=timezone.now() + timedelta(hours=2))
    assert _turns(struck)[Happened.STRUCK] == "Ryms i ett annat."
    assert _turns(changed)[Happened.ADJUSTED] == "Tydligare."
    assert Happened.ADOPTED in _turns(kept)
    # Another language: of this minute a page of the same address may be kept.
    after = get(f"/en/omraden/{AREA}/villkor/{changed}/")
    assert "En annan lydelse" in after.text
    assert "Region Skåne" in after.text
    assert get(f"/en/omraden/{AREA}/villkor/{struck}/").status == 200


def test_a_permit_holds_the_condition_as_decided_and_only_those_that_got_one_are_quoted(sent_decision):
    _struck, changed, _kept = sent_decision
    sending.publish_due(by=PROGRAM, now=timezone.now() + timedelta(hours=2))
    trail = trail_of(AREA, changed, timezone.now())
    assert trail is not None
    assert [(one.holder.key, words) for one, words in trail.permits] == [(SKANE, "En annan lydelse")]
    promised = {one.who.partition(",")[0]: one.words for turn in trail.turns for one in turn.promises}
    assert set(promised) == {"Region Skåne"}
    assert all(words for _question, words in promised["Region Skåne"])
    assert trail.condition.text == "En annan lydelse"


def test_what_is_answered_about_a_condition_is_told_when_the_time_is_out():
    case = a_reviewed_case()

    def do(old: drafting.Drafted) -> drafting.Drafted:
        said = {"text": "Ögonläkare dygnet runt", "group": "critical_staff", "force": "must", "stage": "proposed"}
        return drafting.add(old, "condition", said)[0]

    edit(case=case, act="add", do=do, seen=2, by=PROGRAM, now=timezone.now())
    freeze(case=case, by=PROGRAM, now=timezone.now())
    Case.objects.filter(pk=case.pk).update(area=Area.objects.get(key=AREA))
    assert trail_of(AREA, "ogonlakare-dygnet-runt", timezone.now()) is None
    case.refresh_from_db()
    asked = consulting.open_consultation(case=case, by=PROGRAM, now=timezone.now())
    answered(asked, SKANE, standpunkt_2="Avstyrker")
    consulting.say_outcome(
        consultation=asked, body=SKANE, part="ogonlakare-dygnet-runt", outcome="no", why="Behövs akut.", by=PROGRAM
    )
    assert set(_turns("ogonlakare-dygnet-runt")) == {Happened.PROPOSED}
    Consultation.objects.update(closes_at=timezone.now() - timedelta(seconds=1))
    trail = trail_of(AREA, "ogonlakare-dygnet-runt", timezone.now())
    assert trail is not None
    (turn,) = (one for one in trail.turns if one.what == Happened.ANSWERED)
    assert turn.stands == (("oppose", ("Region Skåne",)),)
    assert [(one.who, one.outcome, one.why) for one in turn.answers] == [("Region Skåne", "no", "Behövs akut.")]


def test_a_condition_that_was_never_there_has_no_address():
    page = get(f"/omraden/{AREA}/villkor/finns-inte/")
    assert page.status == 404
    assert "har inget villkor med adressen" in page.text
