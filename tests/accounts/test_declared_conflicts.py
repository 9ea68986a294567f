"""A conflict of interest declared by the one who has it: it shuts nothing until the authority has answered."""

import json

import pytest

from nhv.accounts.access import reach
from nhv.accounts.acts import answer_declared_conflict, decide_conflict, declare_conflict
from nhv.accounts.conflicts import waiting_declarations
from nhv.accounts.models import ConflictOfInterest, DeclaredConflict
from nhv.register.models import DiaryEntry, DiaryPayload, Organisation
from nhv.rules.access import MEMBER
from nhv.rules.actor import Actor
from nhv.rules.reach import CaseScope
from nhv.rules.roles import Role
from tests.support.activities import activities_added
from tests.support.people import a_person, actor, an_organisation
from tests.support.refusals import refuses

CASE = CaseScope("arende-a", groups=frozenset({"grupp-ett"}))
WHAT, WHY = "min syster leder kliniken", "nära släkt"


@pytest.fixture
def member(people):
    """Somebody who handles the case in its group."""
    an_organisation("grupp-ett", Organisation.Kind.GROUP)
    with activities_added({"prov.assess": {Role.WRITER: MEMBER}}):
        yield a_person(Role.WRITER, "grupp-ett")


@pytest.fixture
def officer(member):
    return a_person(Role.OFFICER)


def declare(user, case=CASE, *, what=WHAT, by=None):
    return declare_conflict(
        user=user, case=case, case_name="Ansökan A", what=what, activity="prov.assess", by=by or actor(user)
    )


def answer(declared, officer, *, is_conflict=True, why=WHY):
    answer_declared_conflict(declared=declared, is_conflict=is_conflict, why=why, by=actor(officer))


def reaches(user):
    return reach(actor(user), "prov.assess").covers_case(CASE)


def test_it_shuts_the_case_when_it_is_decided_and_not_before(member, officer):
    declared = declare(member)
    assert reaches(member)
    answer(declared, officer)
    assert not reaches(member)
    decided = ConflictOfInterest.objects.get()
    assert (decided.user, decided.case_key, decided.why) == (member, CASE.key, WHY)
    declared.refresh_from_db()
    assert (declared.is_conflict, declared.answered_by, declared.answered_why) == (True, str(actor(officer)), WHY)


def test_that_there_is_none_is_an_answer_too(member, officer):
    answer(declare(member), officer, is_conflict=False)
    assert reaches(member)
    assert not ConflictOfInterest.objects.exists()
    answer(declare(member), officer)
    assert not reaches(member)


def test_who_is_kept_out_already_is_so_once(member, officer):
    declared = declare(member)
    decide_conflict(user=member, case=CASE, by=actor(officer), why=WHY)
    answer(declared, officer)
    assert ConflictOfInterest.objects.count() == 1


def test_what_it_is_about_stands_in_the_payload_only(member, officer):
    answer(declare(member), officer)
    entries = list(DiaryEntry.objects.filter(subject_key=CASE.key).order_by("number"))
    assert [e.act for e in entries] == ["conflict_declared", "declared_conflict_answered", "conflict_decided"]
    assert {e.why for e in entries} == {""}
    told = [json.loads(DiaryPayload.objects.get(number=e.number).content) for e in entries]
    assert told[0] == {"user": member.pk, "what": WHAT}
    assert told[1] == {"user": member.pk, "is_conflict": True, "why": WHY}


def test_those_who_decide_meet_what_waits_but_not_their_own_nor_where_they_are_kept_out(member, officer):
    declared = declare(member)
    assert list(waiting_declarations(actor(officer))) == [declared]
    assert list(waiting_declarations(actor(member))) == []
    own = DeclaredConflict.objects.create(user=officer, case_key="arende-b", case_name="Ansökan B", what=WHAT)
    assert list(waiting_declarations(actor(officer))) == [declared]
    assert list(waiting_declarations(Actor("program", "test"))) == [declared, own]
    decide_conflict(user=officer, case=CASE, by=actor(a_person(Role.OFFICER)), why=WHY)
    assert list(waiting_declarations(actor(officer))) == []
    with refuses("conflict_of_interest"):
        answer(declared, officer)


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (lambda member, officer: declare(member, what=" "), "reason_missing"),
        (lambda member, officer: declare(member, what="a" * 1_001), "reason_too_long"),
        (lambda member, officer: declare(member, CaseScope("annat")), "role_outside_case"),
        (lambda member, officer: declare(officer), "no_such_role"),
        (lambda member, officer: declare(member, by=actor(officer)), "declared_for_another"),
        (lambda member, officer: (declare(member), declare(member)), "conflict_declared_already"),
        (lambda member, officer: answer(declare(member), member), "not_to_oneself"),
        (lambda member, officer: answer(declare(member), a_person(Role.REGISTRAR)), "no_such_role"),
        (lambda member, officer: answer(declare(member), officer, why=""), "reason_missing"),
    ],
)
def test_what_is_not_so_is_refused(member, officer, act, code):
    with refuses(code):
        act(member, officer)
    assert not ConflictOfInterest.objects.exists()


def test_nobody_answers_twice(member, officer):
    declared = declare(member)
    answer(declared, officer, is_conflict=False)
    with refuses("declaration_answered"):
        answer(declared, officer)
    assert reaches(member)
