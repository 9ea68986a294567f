"""A decided conflict of interest: who decides, what it shuts from that moment, and what it leaves open."""

import json

import pytest

from nhv.accounts.access import can, check_case, owned, reach
from nhv.accounts.acts import decide_conflict, end_conflict, give_role
from nhv.accounts.models import ConflictOfInterest
from nhv.register.models import DiaryEntry, DiaryPayload, Organisation
from nhv.rules.access import ALL, MEMBER, PARTY
from nhv.rules.actor import Actor
from nhv.rules.reach import CaseScope
from nhv.rules.refusals import Refused
from nhv.rules.roles import Role
from tests.support.activities import activities_added
from tests.support.diary import of_acts
from tests.support.people import a_person, actor, an_organisation, has_role
from tests.support.records import Record, a_table_of_records

GROUP = frozenset({"grupp-ett"})
CASE, OTHER = CaseScope("arende-a", groups=GROUP), CaseScope("arende-b", groups=GROUP)
WHY = "syskon till den som leder kliniken"
ROWS = {
    "prov.read": {Role.OFFICER: ALL, Role.WRITER: MEMBER, Role.SIGNATORY: PARTY},
}


@pytest.fixture
def officer(people):
    """Somebody who decides, in a database with a group and with a record in each of two cases."""
    an_organisation("grupp-ett", Organisation.Kind.GROUP)
    with activities_added(ROWS), a_table_of_records():
        for case in (CASE, OTHER):
            Record.objects.create(name=case.key, organisation_id="grupp-ett", case=case.key)
        yield a_person(Role.OFFICER)


@pytest.fixture
def member(officer):
    return a_person(Role.WRITER, "grupp-ett")


def open_to(person):
    """The keys of the cases that somebody reaches: by the case's own door, and by the records in it."""
    reached = reach(actor(person), "prov.read")
    by_case = [case.key for case in (CASE, OTHER) if reached.covers_case(case)]
    by_record = sorted(Record.objects.filter(owned(reached, case="case")).values_list("name", flat=True))
    return by_case, by_record


BOTH, ONLY_OTHER = (["arende-a", "arende-b"],) * 2, (["arende-b"],) * 2


@pytest.mark.parametrize(("role", "at"), [(Role.WRITER, "grupp-ett"), (Role.OFFICER, "socialstyrelsen")])
def test_it_shuts_the_case_by_every_road_for_that_person_and_from_that_moment(officer, role, at):
    person, colleague = a_person(role, at), a_person(role, at)
    assert open_to(person) == open_to(colleague) == BOTH
    decide_conflict(user=person, case=CASE, by=actor(officer), why=WHY)
    assert open_to(person) == ONLY_OTHER
    assert open_to(colleague) == BOTH
    with pytest.raises(Refused, match="Du är jävig i ärendet"):
        check_case(actor(person), "prov.read", CASE)
    check_case(actor(person), "prov.read", OTHER)
    assert can(actor(person), "prov.read")


def test_it_shuts_the_case_for_a_partys_people_too(officer):
    case = CaseScope("arende-c", parties=frozenset({"region-ett"}))
    person = a_person(Role.SIGNATORY, "region-ett")
    assert reach(actor(person), "prov.read").covers_case(case)
    decide_conflict(user=person, case=case, by=actor(officer), why=WHY)
    assert not reach(actor(person), "prov.read").covers_case(case)


def test_a_role_given_since_does_not_open_the_case(officer, member):
    decide_conflict(user=member, case=CASE, by=actor(officer), why=WHY)
    authority = Organisation.objects.get(key="socialstyrelsen")
    give_role(user=member, organisation=authority, role=Role.OFFICER, by=Actor("program", "test"))
    assert reach(actor(member), "prov.read").everything
    assert open_to(member) == ONLY_OTHER


def test_when_it_has_ended_the_case_is_open_again_and_both_decisions_are_remembered(officer, member):
    for ended in ("fel person", "har bytt arbete"):
        decide_conflict(user=member, case=CASE, by=actor(officer), why=WHY)
        assert open_to(member) == ONLY_OTHER
        end_conflict(user=member, case=CASE, by=actor(officer), why=ended)
        assert open_to(member) == BOTH
    kept = ConflictOfInterest.objects.order_by("pk").values_list("why", "ended_why", "decided_by", "ended_by")
    by = str(actor(officer))
    assert list(kept) == [(WHY, "fel person", by, by), (WHY, "har bytt arbete", by, by)]
    acts = of_acts().order_by("number").values_list("act", "subject_kind", "subject_key", "actor")
    assert list(acts) == [(act, "case", "arende-a", by) for act in ("conflict_decided", "conflict_ended")] * 2


def test_why_stands_where_it_can_be_erased_and_not_in_the_chain(officer, member):
    decide_conflict(user=member, case=CASE, by=actor(officer), why=f" {WHY}\x00 ")
    entry = of_acts().get()
    assert entry.why == ""
    assert json.loads(DiaryPayload.objects.get(number=entry.number).content) == {"user": member.pk, "why": WHY}
    assert member.email not in json.dumps(list(DiaryEntry.objects.values()), default=str)


def test_nobody_decides_about_themselves(officer):
    colleague = actor(a_person(Role.OFFICER))
    with pytest.raises(Refused, match="inte göra med dig själv"):
        decide_conflict(user=officer, case=CASE, by=actor(officer), why=WHY)
    decide_conflict(user=officer, case=CASE, by=colleague, why=WHY)
    with pytest.raises(Refused, match="inte göra med dig själv"):
        end_conflict(user=officer, case=CASE, by=actor(officer), why="nej")
    assert open_to(officer) == ONLY_OTHER


def test_who_is_kept_out_of_the_case_decides_about_nobody_else_in_it(officer, member):
    decide_conflict(user=officer, case=CASE, by=actor(a_person(Role.OFFICER)), why=WHY)
    with pytest.raises(Refused, match="Du är jävig i ärendet"):
        decide_conflict(user=member, case=CASE, by=actor(officer), why=WHY)
    decide_conflict(user=member, case=OTHER, by=actor(officer), why=WHY)
    assert open_to(member) == (["arende-a"], ["arende-a"])


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.REGISTRAR, Role.WRITER])
def test_only_who_the_table_says_decides(officer, member, role):
    somebody = a_person(role) if role != Role.WRITER else member
    for act in (decide_conflict, end_conflict):
        with pytest.raises(Refused, match="ingen roll som får göra det"):
            act(user=a_person(), case=CASE, by=actor(somebody), why=WHY)
    assert not ConflictOfInterest.objects.exists()


def test_what_cannot_be_decided_is_refused_in_words_and_leaves_nothing(officer, member):
    with pytest.raises(Refused, match="Skäl saknas"):
        decide_conflict(user=member, case=CASE, by=actor(officer), why=" \x00 ")
    with pytest.raises(Refused, match="inget gällande beslut"):
        end_conflict(user=member, case=CASE, by=actor(officer), why=WHY)
    assert not of_acts().exists()
    decide_conflict(user=member, case=CASE, by=actor(officer), why=WHY)
    with pytest.raises(Refused, match="redan beslutat"):
        decide_conflict(user=member, case=CASE, by=actor(officer), why=WHY)
    assert of_acts().count() == ConflictOfInterest.objects.count() == 1


def test_an_act_that_fails_after_its_line_in_the_diary_shuts_nothing(officer, member, monkeypatch):
    def fail(*args, **named):
        written(*args, **named)
        raise OSError("strömmen gick")

    from nhv.accounts.acts import conflicts

    written = conflicts._remember
    monkeypatch.setattr(conflicts, "_remember", fail)
    with pytest.raises(OSError, match="strömmen gick"):
        decide_conflict(user=member, case=CASE, by=actor(officer), why=WHY)
    assert open_to(member) == BOTH
    assert not of_acts().exists()


def test_a_conflict_of_somebody_elses_bars_nobody(officer, member):
    decide_conflict(user=member, case=CASE, by=actor(officer), why=WHY)
    assert reach(actor(officer), "prov.read").barred == frozenset()
    assert reach(actor(member), "prov.read").barred == {"arende-a"}
    has_role(member, Role.SIGNATORY, "region-ett")
    assert reach(actor(member), "call.ask").barred == {"arende-a"}
