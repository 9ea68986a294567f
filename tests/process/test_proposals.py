"""Proposals: made by those who may, found to be like others, and what becomes of each."""

import pytest
from django.utils import timezone

from nhv.process.cases.moves import CaseState
from nhv.process.proposals import acts
from nhv.process.proposals.acts import Proposed
from nhv.process.proposals.models import Proposal
from nhv.process.proposals.moves import PROPOSAL, ProposalState
from nhv.process.proposals.queries import alike, gross_list, own_proposals, proposals_for
from nhv.register.models import Organisation
from nhv.rules.actor import Actor
from nhv.rules.roles import Role
from tests.support.calls import SKANE, WEST, once
from tests.support.people import a_person, actor
from tests.support.refusals import refuses

US = Actor("program", "test")
SAID = Proposed("Norrskenssjuka", "Utredning och linsbyte vid norrskenssjuka.", "Få patienter.", ("volume",), 40)


@pytest.fixture(autouse=True)
def _in_a_register(register):
    """The bundled areas, on each kind of database."""


def region(key: str = SKANE) -> Organisation:
    return Organisation.objects.get(key=key)


def a_proposal(said: Proposed = SAID, *, by: Actor = US, proposer: str = SKANE) -> Proposal:
    return acts.propose(proposer=region(proposer), said=said, by=by, now=timezone.now(), once_key=once())


def test_a_proposer_proposes_for_their_own_and_sees_what_became_of_it():
    by = actor(a_person(Role.PROPOSER, SKANE))
    made = a_proposal(by=by)
    with refuses("role_elsewhere"):
        a_proposal(by=by, proposer=WEST)
    acts.decline(proposal=made, why="Vården är redan samlad.", by=actor(a_person(Role.OFFICER)))
    (seen,) = own_proposals(by)
    assert (seen.state, seen.because) == (ProposalState.DECLINED, "Vården är redan samlad.")
    assert list(own_proposals(actor(a_person(Role.PROPOSER, WEST)))) == []
    assert list(proposals_for(by)) == []


def test_a_started_one_has_its_case_and_cannot_be_started_again():
    officer, made = actor(a_person(Role.OFFICER)), a_proposal()
    case = acts.start(proposal=made, by=officer, now=timezone.now(), once_key=once())
    assert (case.title, case.state) == ("Norrskenssjuka", CaseState.MAPPING)
    with refuses("state_forbids_act"):
        acts.start(proposal=made, by=officer, now=timezone.now(), once_key=once())


def test_a_merged_one_says_with_what_and_only_with_one_on_the_list():
    first, second = a_proposal(), a_proposal()
    with refuses("no_proposal_to_merge_into"):
        acts.merge(proposal=first, into=first, by=US)
    assert acts.merge(proposal=first, into=second, by=US).merged_into == second
    with refuses("no_proposal_to_merge_into"):
        acts.merge(proposal=second, into=first, by=US)


@pytest.mark.parametrize("act", [acts.decline, acts.take_back])
@pytest.mark.parametrize("state", [state for state in ProposalState if state != ProposalState.LISTED])
def test_what_has_left_the_list_stays_as_it_is(act, state):
    one = a_proposal()
    more = {"merged_into": one, "case": acts.start(proposal=a_proposal(), by=US, now=timezone.now(), once_key=once())}
    Proposal.objects.filter(pk=one.pk).update(state=state, because="Skäl", **more)
    assert not PROPOSAL.can(act.__name__, source=state)
    with refuses("state_forbids_act"):
        act(proposal=one, why="Skäl", by=US)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (Proposed("", "Vård", "Skäl", ("volume",)), "proposal_incomplete"),
        (Proposed("Namn", "V" * 4_001, "Skäl", ("volume",)), "proposal_incomplete"),
        (Proposed("Namn", "Vård", "Skäl"), "proposal_without_ground"),
        (Proposed("Namn", "Vård", "Skäl", ("nonsense",)), "proposal_without_ground"),
        (Proposed("Namn", "Vård", "Skäl", ("volume",), -1), "patients_a_year_impossible"),
        (Proposed("Namn", "Vård", "Skäl", ("volume",), 1, "D" * 4_001), "proposal_too_long"),
    ],
)
def test_what_says_too_little_or_too_much_is_refused(said, code):
    with refuses(code):
        a_proposal(said)
    assert Proposal.objects.count() == 0


def test_what_is_like_it_is_found_among_areas_and_proposals():
    a_proposal()
    other = a_proposal(Proposed("Kirurgi vid matstrupscancer", "Cancer i matstrupen.", "Få.", ("volume",)))
    found = alike("Norrskenssjuka hos barn", "Barn som blir blinda av norrsken.")
    assert [one.title for one in found.proposals] == ["Norrskenssjuka"]
    found = alike(other.title, other.care, but=other.pk)
    assert "viss-avancerad-esofaguskirurgi" in [key for key, _name in found.areas]
    assert found.proposals == []


def test_the_list_is_by_name_and_what_is_taken_back_is_not_on_it():
    for title in ("Ödla", "Albatross", "Björn"):
        a_proposal(Proposed(title, "Vård", "Skäl", ("volume",)))
    acts.take_back(proposal=Proposal.objects.get(title="Björn"), why="Fel.", by=US)
    assert [one.title for one in gross_list()] == ["Albatross", "Ödla"]
