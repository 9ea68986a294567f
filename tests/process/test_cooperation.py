"""Applicants that co-operate: proposed to those concerned, agreed by each, decided, and told with who does what."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from nhv.process.board import deciding, sending
from nhv.process.board.models import PartyDecision, PublishedDecision
from nhv.process.board.pack import pack_of
from nhv.process.cooperation import acts
from nhv.process.cooperation.models import Cooperation, CooperationPart
from nhv.process.cooperation.queries import agreed_in, own_cooperations
from nhv.process.weighing.models import Weighing
from nhv.process.weighing.queries import applications
from nhv.register.models import OutgoingMessage, Permit
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
from tests.support.calls import PROGRAM, SKANE, WEST, once
from tests.support.pages import get
from tests.support.people import a_person, actor, signed_in
from tests.support.refusals import refuses

pytestmark = pytest.mark.usefixtures("register")
OTHER = "region-uppsala"


@pytest.fixture
def weighing(register) -> Weighing:
    found = a_weighed_call((SKANE, WEST, OTHER))
    an_opinion(found)
    a_hearing(found)
    return found


def _proposed(weighing: Weighing) -> Cooperation:
    filed = {one.organisation_id: one for one in applications(weighing.call)}
    parts = {filed[SKANE]: "Opererar.", filed[WEST]: "Utreder och följer upp."}
    by = actor(a_person(Role.PREPARATORY_SECRETARY, GROUP))
    return acts.propose(weighing=weighing, words="Ett gemensamt team.", parts=parts, by=by, now=timezone.now())


def _part(made: Cooperation, region: str) -> CooperationPart:
    return made.parts.get(filing__organisation_id=region)


def _agree(made: Cooperation, *regions: str) -> None:
    for region in regions:
        by = actor(a_person(Role.SIGNATORY, region))
        acts.answer(part=_part(made, region), agrees=True, by=by, now=timezone.now())


def test_a_co_operation_that_all_agree_to_is_decided_and_everybody_reads_who_does_what(weighing):
    south, other = (a_person(Role.SIGNATORY, region) for region in (SKANE, OTHER))
    made, board = _proposed(weighing), a_board()
    told = OutgoingMessage.objects.filter(kind="cooperation_proposed").values_list("to", flat=True)
    assert south.email in told
    assert other.email not in told
    item = an_open_meeting(board, weighing)
    said = permits(applications(weighing.call), refuse=OTHER).model_copy(update={"cooperations": (made.agreed,)})
    chair, now = actor(board.members["chair"]), timezone.now()
    with refuses("cooperation_not_agreed"):
        deciding.propose(item=item, said=said, by=chair, now=now)
    _agree(made, SKANE)
    assert agreed_in(weighing.call) == []
    _agree(made, WEST)
    assert agreed_in(weighing.call) == [made]
    decision = decided(board, item, said)
    adjusted(board, item.meeting)
    appeal_texts()
    signed(decision)
    with refuses("cooperation_decided"):
        _agree(made, SKANE)
    sending.send_to_parties(decision=decision, public_at=now + timedelta(hours=1), by=PROGRAM, now=timezone.now())
    papers = {one.party.key: one.content for one in PartyDecision.objects.all()}
    assert "Ett gemensamt team." in papers[SKANE]
    assert "Ett gemensamt team." not in papers[OTHER]
    sending.publish_due(by=PROGRAM, now=now + timedelta(hours=2))
    keys = PublishedDecision.objects.get().permits
    given = {one.holder.key: one.cooperates_with for one in Permit.objects.known() if one.key in keys}
    assert given == {SKANE: [WEST], WEST: [SKANE]}
    assert "Utreder och följer upp." in get(f"/utlysningar/{weighing.call.key}/beslut/").text
    # On the area's page too: by name, and who does what.
    area = get(f"/omraden/{weighing.call.area.key}/").text
    assert "i samverkan med Region Skåne" in area
    assert "Samverkan: Ett gemensamt team." in area
    assert "Region Skåne: Opererar." in area


def test_a_party_that_changes_its_mind_is_in_no_decision(weighing):
    made, board = _proposed(weighing), a_board()
    _agree(made, SKANE, WEST)
    item, now = an_open_meeting(board, weighing), timezone.now()
    chair = actor(board.members["chair"])
    said = permits(applications(weighing.call), refuse=OTHER).model_copy(update={"cooperations": (made.agreed,)})
    motion = deciding.propose(item=item, said=said, by=chair, now=now)
    west = actor(a_person(Role.SIGNATORY, WEST))
    with refuses("refusal_without_reason"):
        acts.answer(part=_part(made, WEST), agrees=False, by=west, now=now)
    acts.answer(part=_part(made, WEST), agrees=False, words="Vi har ingen att avvara.", by=west, now=now)
    with refuses("cooperation_not_agreed"):
        deciding.decide(item=item, motion=motion, reasons="Skäl.", by=chair, now=now)


def test_it_is_in_the_pack_and_all_are_heard_about_what_is_agreed(weighing):
    """The pack has each proposal with its answers; the hearing what was agreed when it was opened, whatever is said
    since."""
    made, other = _proposed(weighing), a_person(Role.SIGNATORY, OTHER)
    pages = signed_in(Client(), other)
    item = an_open_meeting(a_board(), weighing)
    text = pack_of(item.meeting, [item]).model_dump_json()
    assert "Ett gemensamt team." in text and text.count("Inte svarat") == 2
    before = a_hearing(weighing)
    _agree(made, SKANE, WEST)
    assert pack_of(item.meeting, [item]).model_dump_json().count('"Ja"') == 2
    after = a_hearing(weighing)
    by = actor(a_person(Role.SIGNATORY, SKANE))
    acts.answer(part=_part(made, SKANE), agrees=False, words="Läkare slutar.", by=by, now=timezone.now())
    told = [pages.get(f"/horanden/{one.key}/").content.decode() for one in (before, after)]
    assert ["Ett gemensamt team." in page and "Opererar." in page for page in told] == [False, True]


def test_only_those_who_get_a_permit_co_operate(weighing):
    made, board = _proposed(weighing), a_board()
    _agree(made, SKANE, WEST)
    said = permits(applications(weighing.call), refuse=WEST).model_copy(update={"cooperations": (made.agreed,)})
    with refuses("cooperation_without_permit"):
        decided(board, an_open_meeting(board, weighing), said)


def test_nobody_answers_for_another_and_others_do_not_see_it(weighing):
    made = _proposed(weighing)
    other = actor(a_person(Role.SIGNATORY, OTHER))
    assert list(own_cooperations(other)) == []
    assert list(own_cooperations(actor(a_person(Role.WRITER, SKANE)))) == [made]
    with refuses("role_elsewhere"):
        acts.answer(part=_part(made, SKANE), agrees=True, by=other, now=timezone.now())
    with refuses("no_such_role"):
        acts.answer(part=_part(made, SKANE), agrees=True, by=actor(a_person(Role.WRITER, SKANE)), now=timezone.now())
    with refuses("cooperation_unclear"):
        acts.propose(weighing=weighing, words="Ensam.", parts={}, by=PROGRAM, now=timezone.now())


def test_it_is_proposed_answered_and_moved_on_the_pages(weighing):
    officer, south, west, stranger = (
        signed_in(Client(), a_person(*who))
        for who in (
            (Role.OFFICER,), (Role.SIGNATORY, SKANE), (Role.SIGNATORY, WEST), (Role.SIGNATORY, OTHER)
        )
    )  # fmt: skip
    filed = {one.organisation_id: one for one in applications(weighing.call)}
    address = f"/matris/{weighing.call.key}/samverkan/"
    assert address in officer.get(f"/matris/{weighing.call.key}/").content.decode()
    said = {
        "once": once(), "words": "Ett gemensamt team.", f"does-{filed[SKANE].key}": "Opererar.",
        f"does-{filed[WEST].key}": "Utreder.",
    }  # fmt: skip
    assert officer.post(address, said).status_code == 302
    made = Cooperation.objects.get()
    assert "Inte svarat" in officer.get(address).content.decode()
    own = f"/samverkan/{made.key}/"
    assert stranger.get(own).status_code == 404
    assert made.key not in stranger.get("/samverkan/").content.decode()
    assert own in south.get("/samverkan/").content.decode()
    for client, region in ((south, SKANE), (west, WEST)):
        part = str(_part(made, region).pk)
        assert client.post(own, {"once": once(), "part": part, "agrees": "yes", "words": ""}).status_code == 302
    board = a_board()
    item = an_open_meeting(board, weighing)
    member = signed_in(Client(), board.members["norra"])
    page = f"/namnden/{item.meeting.key}/{item.number}/"
    assert "Ett gemensamt team." in member.get(page).content.decode()
    form = {"once": once(), "kind": "permits", "cooperations": [made.key]}
    for one in filed.values():
        start = (timezone.localdate() + timedelta(days=90)).isoformat()
        gets = {f"outcome-{one.key}": "grant", f"from-{one.key}": start}
        form |= gets if one.organisation_id != OTHER else {f"outcome-{one.key}": "refuse"}
        form[f"why-{one.key}"] = "Störst vana."
    assert member.post(f"{page}forslag/", form).status_code == 302
    (motion,) = item.motions.all()
    assert {one.application: one.cooperates_with for one in motion.said.applicants} == {
        filed[SKANE].key: (WEST,), filed[WEST].key: (SKANE,), filed[OTHER].key: (),
    }  # fmt: skip
