"""A decision is signed before it is sent: in the very text that the parties get, here or on paper."""

from datetime import timedelta

import pytest
from django.db import Error, connection, transaction
from django.utils import timezone

from nhv.filings.acts.attachments import waiting
from nhv.paper.word import word
from nhv.process.board import deciding, sending, signing
from nhv.process.board.models import Dispatch, PartyDecision, Signature
from nhv.process.board.party_papers import party_papers
from nhv.process.verification import faults
from nhv.process.weighing.queries import applications
from nhv.records.handing_out import outgoing
from nhv.register.memory import FILES
from nhv.specification.writing import Writing
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
from tests.support.calls import PROGRAM
from tests.support.people import actor
from tests.support.refusals import refuses
from tests.support.tampering import Change, done
from tests.website.access_examples import A_PICTURE

pytestmark = pytest.mark.usefixtures("register")


@pytest.fixture
def case(register):
    """A board, and its decision, which is not adjusted."""
    weighing = a_weighed_call()
    an_opinion(weighing)
    a_hearing(weighing)
    board = a_board()
    item = an_open_meeting(board, weighing)
    appeal_texts()
    return board, decided(board, item, permits(applications(weighing.call)))


def seal(decision) -> str:
    return signing.seal_of(party_papers(decision))


def send(decision) -> Dispatch:
    now = timezone.now()
    return sending.send_to_parties(decision=decision, public_at=now + timedelta(hours=1), by=PROGRAM, now=now)


def on_paper(decision, name="beslut.png", content=A_PICTURE, **told):
    now = timezone.now()
    said = {"seen": seal(decision), "signer": "Ordförande", "signed_on": timezone.localdate(now), **told}
    with waiting(FILES, name, [content]) as scan:
        return signing.enter_signed(decision=decision, scan=scan, by=PROGRAM, now=now, **said)


def test_the_one_who_led_the_item_signs_the_text_that_the_parties_get(case):
    board, decision = case
    chair, now = actor(board.members["chair"]), timezone.now()
    with refuses("minutes_not_adjusted"):
        signing.sign(decision=decision, seen=seal(decision), by=chair, now=now)
    adjusted(board, decision.item.meeting)
    with refuses("decision_not_signed"):
        send(decision)
    with refuses("not_the_signer"):
        signing.sign(decision=decision, seen=seal(decision), by=actor(board.deputies["chair"]), now=now)
    with refuses("no_such_role"):
        signing.sign(decision=decision, seen=seal(decision), by=actor(board.members["norra"]), now=now)
    with refuses("decision_changed"):
        signing.sign(decision=decision, seen="0" * 64, by=chair, now=now)
    signing.sign(decision=decision, seen=seal(decision), by=chair, now=now)
    send(decision)
    sums = PartyDecision.objects.values_list("sha256", flat=True)
    assert Signature.objects.get().sha256 == signing.seal_of_papers(list(sums))
    with refuses("decision_sent"):
        signing.sign(decision=decision, seen=seal(decision), by=chair, now=now)


def test_what_is_added_after_the_signature_is_signed_anew(case):
    board, decision = case
    adjusted(board, decision.item.meeting)
    signed(decision)
    deciding.dissent(decision=decision, words="Nej.", by=actor(board.members["vastra"]), now=timezone.now())
    with refuses("signed_otherwise"):
        send(decision)
    signed(decision)
    assert send(decision)
    assert Signature.objects.count() == 2


def test_it_is_signed_on_paper_and_the_scan_is_kept(case):
    board, decision = case
    adjusted(board, decision.item.meeting)
    with refuses("signed_in_no_scan"):
        on_paper(decision, name="beslut.docx", content=word(Writing(title="Beslut")))
    with refuses("signed_by_nobody"):
        on_paper(decision, signer=" ")
    for days in (-1, 1):
        with refuses("signed_on_no_day"):
            on_paper(decision, signed_on=timezone.localdate() + timedelta(days=days))
    made = on_paper(decision)
    assert b"".join(outgoing(FILES, made.file_sha256).pieces()) == A_PICTURE
    assert (made.signer, made.file_name) == ("Ordförande", "beslut.png")
    assert send(decision)


def test_a_signature_is_changed_by_nobody_and_one_of_something_else_is_named(case):
    board, decision = case
    adjusted(board, decision.item.meeting)
    signed(decision)
    send(decision)
    made = Signature.objects.get()
    for statement in ("UPDATE process_signature SET signer = 'Annan'", "DELETE FROM process_signature"):
        with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert list(faults()) == []
    with done(Change("update", Signature, made.pk, "sha256", 0, "0" * 64)):
        assert any("inte det som undertecknades" in one for one in faults())
