"""Minutes, decisions and permits rebuilt from the diary: what is changed behind the program's back is named, with its
record, its field and what the diary says."""

import json
from datetime import timedelta

import pytest
from django.db import models
from django.utils import timezone

from nhv.process.board import deciding, sending
from nhv.process.board.models import BoardDecision, BoardPaper, Meeting, Minutes, PartyDecision, PublishedDecision
from nhv.process.verification import faults
from nhv.process.weighing.queries import applications
from nhv.register.models import Permit
from nhv.register.told_permits import permit_faults
from nhv.specification.motion import ForCondition
from tests.support.board import (
    a_board,
    a_hearing,
    a_weighed_call,
    adjusted,
    an_open_meeting,
    an_opinion,
    appeal_texts,
    permits,
    signed,
)
from tests.support.calls import PROGRAM, WEST
from tests.support.people import actor
from tests.support.tampering import Change, done

pytestmark = pytest.mark.usefixtures("register")


@pytest.fixture
def published(register) -> PublishedDecision:
    """A decision taken by vote, with a condition that it changes, sent and published."""
    weighing = a_weighed_call()
    an_opinion(weighing)
    a_hearing(weighing)
    board, now = a_board(), timezone.now()
    item, chair = an_open_meeting(board, weighing), actor(board.members["chair"])
    changed = weighing.call.document.specification.conditions[0].key
    change = ForCondition(key=changed, change="adjust", text="En annan lydelse", stricter=False, why="Tydligare.")
    filed = applications(weighing.call)
    main = deciding.propose(item=item, said=permits(filed, changes=(change,)), by=chair, now=now)
    deciding.propose(item=item, said=permits(filed, refuse=WEST), by=PROGRAM, now=now)
    ballot = deciding.put_vote(item=item, main=main, by=actor(board.secretary), now=now)
    for key, member in board.members.items():
        if key != "chair":
            deciding.vote(ballot=ballot, motion=main, by=actor(member), now=now)
    decision = deciding.decide(item=item, motion=main, reasons="Störst vana.", by=chair, now=now)
    adjusted(board, item.meeting)
    appeal_texts()
    signed(decision)
    sending.send_to_parties(decision=decision, public_at=now + timedelta(hours=1), by=PROGRAM, now=timezone.now())
    sending.publish_due(by=PROGRAM, now=now + timedelta(hours=2))
    return PublishedDecision.objects.get()


def update(row: models.Model, column: str, value: object) -> Change:
    return Change("update", type(row), row.pk, column, 0, value)


def test_what_is_changed_is_named_and_what_is_not_is_not(published):
    assert [*faults(), *permit_faults()] == []
    decision = BoardDecision.objects.get()
    minutes, public = Minutes.objects.get(), BoardPaper.objects.get()
    party = PartyDecision.objects.first()
    permit = Permit.objects.known().get(area=decision.item.call.area, number=int(published.permits[0].split(":")[1]))
    other = decision.item.motions.exclude(pk=decision.motion_id).get()
    tally = [{**decision.tally[0], "votes": {**decision.tally[0]["votes"], "sjukvardsregion-norra": other.number}}]
    conditions = [{**permit.conditions[0], "text": "Något annat"}, *permit.conditions[1:]]
    for change, words in (
        (update(decision, "motion_id", other.pk), "fältet motion: händelseloggen säger 1"),
        (update(decision, "reasons", "Andra skäl."), "skälen i § 1 är inte beslutets"),
        (update(decision, "tally", json.dumps(tally)), "platsen sjukvardsregion-norra: händelseloggen säger förslag 1"),
        (update(minutes, "content", minutes.content.replace("Störst", "Minst")), "texten är en annan"),
        (update(minutes, "sha256", "0" * 64), f"fältet sha256: händelseloggen säger {minutes.sha256}"),
        (update(party, "sha256", "0" * 64), f"fältet papers: händelseloggen säger {party.sha256}"),
        (update(public, "sha256", "0" * 64), f"fältet sha256: händelseloggen säger {public.sha256}"),
        (update(published, "permits", "[]"), "fältet permits: händelseloggen säger"),
        (update(permit, "valid_from", "2031-01-01"), "fältet valid_from: beslutet säger"),
        (update(permit, "conditions", json.dumps(conditions)), "beslutet säger ”En annan lydelse”"),
        (Change("delete", Permit, permit.pk, "id", 0), f"tillståndet {permit.key} saknas i registret"),
    ):
        with done(change) as went_through:
            assert went_through, change
            found = list(faults())
            assert any(words in one for one in found), (str(change), found)
        assert list(faults()) == [], f"{change} is undone"
    for change, words in (
        (update(permit, "record_number", "Annat"), f"tillståndet {permit.key}, fältet record_number"),
        (Change("delete", Permit, permit.pk, "id", 0), f"tillståndet {permit.key} saknas"),
        (update(permit, "number", 4711), ":4711 finns i registret men inte enligt händelseloggen"),
    ):
        with done(change):
            assert any(words in one for one in permit_faults()), str(change)
    Meeting.objects.update(place="Uppsala")
    assert [*faults(), *permit_faults()] == []
