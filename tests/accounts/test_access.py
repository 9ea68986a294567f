"""The table of access itself, and what the three questions answer from it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nhv.accounts.access import can, check, reach, which
from nhv.register.models import Organisation
from nhv.rules.access import ACCESS, ALL, OWN, roles_with, standing
from nhv.rules.actor import Actor
from nhv.rules.reach import Reach
from nhv.rules.roles import PLACES, Role
from tests.support.people import AUTHORITY, a_person, actor, has_role
from tests.support.refusals import refuses

AT_THE_AUTHORITY = {role for role in Role if Organisation.Kind.AUTHORITY in PLACES[role]}
DRAFTS = ("application.write", "application.read_own", "application.send")


def test_nobody_at_the_authority_reaches_a_draft():
    assert [activity for activity in DRAFTS if AT_THE_AUTHORITY & set(ACCESS[activity])] == []


def test_only_the_authority_reaches_everybody():
    everybody = {role for scopes in ACCESS.values() for role, scope in scopes.items() if scope == ALL}
    assert everybody == AT_THE_AUTHORITY


def test_every_role_can_do_something_and_be_held_somewhere():
    assert {role for scopes in ACCESS.values() for role in scopes} == set(Role) == set(PLACES)


@pytest.mark.parametrize(
    ("role", "activity", "how"),
    [
        (Role.SIGNATORY, "application.send", "may"),
        (Role.WRITER, "application.send", "words"),
        (Role.OFFICER, "application.write", "words"),
        (Role.UNIT_EDITOR, "application.send", "absent"),
        (Role.WRITER, "people.see", "absent"),
        (Role.WRITER, "account.own", "may"),
        (Role.WRITER, "public", "may"),
    ],
)
def test_a_role_may_or_gets_words_or_sees_nothing(role, activity, how):
    assert standing({role}, activity) == how


@pytest.mark.parametrize("role", list(Role))
def test_many_asked_for_at_once_are_told_as_each_by_itself(people, role):
    by = actor(a_person(role))
    for_roles = [activity for activity, scopes in ACCESS.items() if scopes]
    told = {activity for activity in for_roles if can(by, activity)}
    with CaptureQueriesContext(connection) as asked:
        assert which(by, for_roles) == told
    assert len(asked) == 1


def test_an_activity_that_nobody_has_written_down_is_an_error_and_never_a_yes(people):
    with pytest.raises(KeyError):
        can(actor(a_person(Role.ADMINISTRATOR)), "application.raed")


def test_own_is_the_organisation_and_what_lies_under_it(people):
    writer = actor(a_person(Role.REGION_ADMINISTRATOR, "region-ett"))
    own = dict(Organisation.objects.filter(key__startswith="region-ett").values_list("pk", "key"))
    assert len(own) == 2
    assert reach(writer, "people.see") == Reach(organisations=frozenset(own), keys=frozenset(own.values()))


def test_the_hospital_does_not_reach_its_region(people):
    attester = actor(a_person(Role.ATTESTER, "region-ett-sjukhus"))
    region = Organisation.objects.get(key="region-ett")
    assert can(attester, "hospital_facts.attest")
    assert not can(attester, "hospital_facts.attest", region)
    with refuses("role_elsewhere"):
        check(attester, "hospital_facts.attest", region)


def test_all_is_everything_and_the_command_line_has_it(people):
    assert reach(actor(a_person(Role.OFFICER)), "call.draft") == Reach(everything=True)
    assert reach(Actor("program", "load"), "application.send") == Reach(everything=True)


def test_nobody_and_nothing_reaches_nothing(people):
    assert not reach(actor(a_person()), "call.draft")
    assert roles_with("application.send") == (Role.SIGNATORY,)


@pytest.mark.parametrize(
    "period",
    [
        {"valid_from": "2020-01-01", "valid_until": "2020-12-31"},
        {"valid_from": "2099-01-01"},
        {"ended_at": "2026-01-01T12:00:00Z", "ended_why": "slutade"},
    ],
    ids=["past", "to come", "ended"],
)
def test_a_role_counts_only_in_its_period(people, period):
    writer = a_person(Role.WRITER, "region-ett")
    assert can(actor(writer), "application.write")
    writer.memberships.update(**period)
    assert not can(actor(writer), "application.write")


def test_a_closed_account_reaches_nothing(people):
    writer = a_person(Role.WRITER, "region-ett")
    writer.is_active = False
    writer.save()
    assert not can(actor(writer), "application.write")
    assert not can(actor(writer), "account.own")


def test_two_roles_reach_as_far_as_both(people):
    both = a_person(Role.WRITER, "region-ett")
    has_role(both, Role.WRITER, "region-tva")
    assert len(reach(actor(both), "application.write").organisations) == 4
    assert OWN in ACCESS["application.write"].values()
    assert AUTHORITY not in {m.organisation.key for m in both.memberships.all()}
