"""The opinion on system effects: written by a group of its own, its working material kept, given once and frozen."""

from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone

from nhv.process.cases.models import Case
from nhv.process.consultations.models import Consultation
from nhv.process.opinions import acts
from nhv.process.opinions.acts import Seen
from nhv.process.opinions.models import SystemOpinion
from nhv.process.opinions.queries import preparations_for, views_of
from nhv.records.acts import one_transaction
from nhv.register.models import Organisation
from nhv.rules.effects import Effect, EffectHeading
from nhv.rules.roles import Role
from tests.process.test_consultations import US, out
from tests.support.calls import once
from tests.support.people import a_person, actor, an_organisation, signed_in
from tests.support.refusals import refuses

LUND = "skanes-universitetssjukhus"
GROUP = "beredningsgrupp-prov"


@pytest.fixture(autouse=True)
def _in_a_register(register):
    """The bundled areas, on each kind of database."""


@pytest.fixture
def case() -> Case:
    """Out for consultation, and prepared by a group."""
    made = out()[0]
    acts.appoint(case=made, group=an_organisation(GROUP, "group"), by=US)
    return Case.objects.select_related("group").get(pk=made.pk)


def seen(why: str = "Jouren delas med den här vården.", **more: object) -> Seen:
    hospital = Organisation.objects.get(key=LUND)
    said = {"heading": EffectHeading.EMERGENCY_CARE, "function": "Ögonjour", "effect": Effect.AT_RISK, "why": why}
    return Seen(hospital=hospital, **{**said, **more})


def somebody(role: Role = Role.PREPARATORY_MEMBER, group: str = GROUP):
    return a_person(role, group)


def its_time_is_out() -> None:
    Consultation.objects.update(closes_at=timezone.now() - timedelta(minutes=2))


def given(case: Case) -> SystemOpinion:
    secretary = actor(somebody(Role.PREPARATORY_SECRETARY))
    acts.write_view(case=case, seen=seen(common=True), by=secretary, now=timezone.now())
    its_time_is_out()
    return acts.give(case=case, overall="Akutkedjan tål två enheter.", by=secretary, now=timezone.now())


def test_a_members_view_is_read_by_the_group_and_officers_and_is_no_part_of_the_opinion(case):
    member = somebody()
    acts.write_view(case=case, seen=seen("Min egen farhåga."), by=actor(member), now=timezone.now())
    made = given(case)
    page = f"/beredning/{case.key}/"
    for reader in (member, somebody(), a_person(Role.OFFICER)):
        assert "Min egen farhåga." in signed_in(Client(), reader).get(page).content.decode()
    for stranger in (somebody(group="en-annan-grupp"), a_person(Role.EXPERT, case.group.key)):
        assert signed_in(Client(), stranger).get(page).status_code == 404
    public = Client().get(f"/pagaende/{case.key}/yttrande/{made.number}/").content.decode()
    assert "Jouren delas med den här vården." in public
    assert "Min egen farhåga." not in public


def test_what_is_given_is_frozen_and_everybody_finds_it_from_the_case(case):
    made = given(case)
    words = made.content
    acts.write_view(case=case, seen=seen("Något annat.", common=True), by=_the_secretary(), now=timezone.now())
    assert SystemOpinion.objects.get().content == words
    with pytest.raises(DatabaseError), one_transaction(SystemOpinion):
        SystemOpinion.objects.update(content="{}")
    assert f"/pagaende/{case.key}/yttrande/1/" in Client().get(f"/pagaende/{case.key}/").content.decode()
    for end in ("pdf", "docx"):
        assert Client().get(f"/pagaende/{case.key}/yttrande/1.{end}").status_code == 200


def _the_secretary():
    return actor(somebody(Role.PREPARATORY_SECRETARY))


def test_it_is_given_when_the_time_is_out_by_the_secretary_and_says_something(case):
    member, secretary, now = actor(somebody()), _the_secretary(), timezone.now()
    with refuses("opinion_before_answers"):
        acts.give(case=case, overall="Tål två.", by=secretary, now=now)
    its_time_is_out()
    with refuses("opinion_says_nothing"):
        acts.give(case=case, overall="Tål två.", by=secretary, now=now)
    with refuses("no_such_role"):
        acts.give(case=case, overall="Tål två.", by=member, now=now)
    with refuses("no_such_role"):
        acts.write_view(case=case, seen=seen(common=True), by=member, now=now)
    given(case)
    with refuses("opinion_given"):
        acts.appoint(case=case, group=an_organisation(once(), "group"), by=US)


def test_another_group_prepares_nothing_here_and_nobody_removes_anothers_view(case):
    mine, now = actor(somebody()), timezone.now()
    view = acts.write_view(case=case, seen=seen(), by=mine, now=now)
    with refuses("no_view_of_ones_own"):
        acts.drop_view(case=case, number=view.pk, by=actor(somebody()))
    stranger = actor(somebody(group="en-annan-grupp"))
    assert not preparations_for(stranger).exists()
    with refuses("role_outside_case"):
        acts.write_view(case=case, seen=seen(), by=stranger, now=now)
    acts.drop_view(case=case, number=view.pk, by=mine)
    assert views_of(case) == []


def test_a_member_writes_twice_on_the_same_and_the_latter_counts(case):
    mine, now = actor(somebody()), timezone.now()
    for why in ("Först.", "Sedan."):
        acts.write_view(case=case, seen=seen(why), by=mine, now=now)
    assert [one.why for one in views_of(case)] == ["Sedan."]
    with refuses("view_incomplete"):
        acts.write_view(case=case, seen=seen(" "), by=mine, now=now)


def test_the_pages_from_appointment_to_opinion():
    case = out()[0]
    group = an_organisation(GROUP, "group")
    officer, secretary = signed_in(Client(), a_person(Role.OFFICER)), signed_in(Client(), _secretary_user())
    appointing = f"/handlaggning/arenden/{case.key}/beredningsgrupp/"
    assert officer.post(appointing, {"once": once(), "group": group.key}).status_code == 302
    said = {"once": once(), "hospital": LUND, "heading": "emergency_care", "function": "Ögonjour", "common": "on"}
    said |= {"effect": "at_risk", "why": "Jouren delas."}
    assert secretary.post(f"/beredning/{case.key}/bedom/", said).status_code == 302
    its_time_is_out()
    told = {"once": once(), "overall": "Akutkedjan tål två enheter."}
    assert secretary.post(f"/beredning/{case.key}/avge/", told).status_code == 302
    page = Client().get(f"/pagaende/{case.key}/yttrande/1/").content.decode()
    assert "Akutkedjan tål två enheter." in page
    assert "hotad" in page


def _secretary_user():
    return somebody(Role.PREPARATORY_SECRETARY)
