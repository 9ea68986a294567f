"""How far roles in the database reach: the query's condition against the plain rule, record by record."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nhv.accounts.access import check_case, check_covered, owned, reach
from nhv.accounts.models import ConflictOfInterest
from nhv.register.models import Organisation
from nhv.rules.access import ALL, MEMBER, OWN, PARTY, SELF
from nhv.rules.actor import Actor
from nhv.rules.reach import CaseScope, Reach
from nhv.rules.refusals import Refused
from nhv.rules.roles import Role
from tests.support.activities import activities_added
from tests.support.people import a_person, actor, an_organisation, has_role
from tests.support.records import Record, a_table_of_records

ROWS = {
    "prov.own": {Role.WRITER: OWN},
    "prov.all": {Role.WRITER: ALL},
    "prov.self": {Role.WRITER: SELF},
    "prov.member": {Role.WRITER: MEMBER},
    "prov.party": {Role.WRITER: PARTY},
    "prov.several": {Role.WRITER: OWN, Role.SIGNATORY: SELF, Role.ATTESTER: MEMBER, Role.UNIT_EDITOR: PARTY},
}


@pytest.fixture
def me(people):
    """Somebody with the role at a region and in a group, in a database with one record of every owner there is."""
    for group in ("grupp-ett", "grupp-tva"):
        an_organisation(group, Organisation.Kind.GROUP)
    person = a_person(Role.WRITER, "region-ett")
    has_role(person, Role.WRITER, "grupp-ett")
    with activities_added(ROWS), a_table_of_records():
        organisations = (None, "region-ett", "region-ett-sjukhus", "region-tva", "grupp-ett", "grupp-tva")
        for organisation in organisations:
            for whose, number in (("", None), (" mine", person.pk), (" another's", person.pk + 1)):
                for case in (None, "arende-a", "arende-b"):
                    name = f"{organisation}{whose} {case}"
                    Record.objects.create(name=name, organisation_id=organisation, person=number, case=case)
        yield person


def names(records):
    return sorted(record.name for record in records)


def found(person, activity):
    return names(Record.objects.filter(owned(reach(actor(person), activity), case="case")))


def of_each_case(*owners, cases=(None, "arende-a", "arende-b")):
    return sorted(f"{owner} {case}" for owner in owners for case in cases)


REACHED = {
    "prov.own": ("region-ett", "region-ett-sjukhus", "grupp-ett"),
    "prov.self": ("None mine",),
    "prov.member": ("grupp-ett", "grupp-ett mine"),
    "prov.party": (),
}


def test_each_scope_finds_its_records_and_no_others(me):
    assert {activity: found(me, activity) for activity in REACHED} == {
        activity: of_each_case(*owners) for activity, owners in REACHED.items()
    }


def test_all_finds_all(me):
    assert found(me, "prov.all") == names(Record.objects.all())
    assert Record.objects.count() == 54


def test_who_has_no_role_in_it_finds_nothing(me):
    assert [found(a_person(Role.REGISTRAR), activity) for activity in ROWS] == [[]] * len(ROWS)


def test_who_has_left_the_group_finds_nothing_of_it(me):
    me.memberships.filter(organisation__key="grupp-ett").update(valid_from="2020-01-01", valid_until="2020-12-31")
    assert found(me, "prov.member") == []
    assert found(me, "prov.own") == of_each_case("region-ett", "region-ett-sjukhus")


def test_a_group_is_reached_as_a_member_only_where_it_is_a_group(me):
    assert reach(actor(me), "prov.member") == Reach(member=me.pk, groups=frozenset({"grupp-ett"}))
    me.memberships.filter(organisation__key="grupp-ett").delete()
    assert not reach(actor(me), "prov.member")


@pytest.mark.parametrize("conflict", [False, True], ids=["free", "conflict"])
def test_the_condition_says_what_the_plain_rule_says(me, conflict):
    for role, place in ((Role.SIGNATORY, "region-tva"), (Role.ATTESTER, "grupp-tva"), (Role.UNIT_EDITOR, "region-tva")):
        has_role(me, role, place)
    if conflict:
        ConflictOfInterest.objects.create(user=me, case_key="arende-a", why="prov", decided_by="program:test")
    for activity in ROWS:
        reached = reach(actor(me), activity)
        plain = [
            record
            for record in Record.objects.all()
            if reached.covers_owner(record.organisation_id, record.person, case=record.case or "")
        ]
        assert found(me, activity) == names(plain)
        cases = {None, "arende-b"} if conflict else {None, "arende-a", "arende-b"}
        assert {record.case for record in plain} == (set() if activity == "prov.party" else cases)


def test_a_party_is_the_organisation_and_what_lies_under_it(me):
    assert reach(actor(me), "prov.party").parties == {"region-ett", "region-ett-sjukhus", "grupp-ett"}


def test_roles_of_several_scopes_reach_as_far_as_all_of_them_together(me):
    has_role(me, Role.SIGNATORY, "region-ett")
    has_role(me, Role.ATTESTER, "grupp-tva")
    has_role(me, Role.UNIT_EDITOR, "region-tva")
    own = Organisation.objects.filter(key__in=("region-ett", "region-ett-sjukhus", "grupp-ett"))
    assert reach(actor(me), "prov.several") == Reach(
        organisations=frozenset(own.values_list("pk", flat=True)),
        keys=frozenset(own.values_list("key", flat=True)),
        person=me.pk,
        member=me.pk,
        groups=frozenset({"grupp-tva"}),
        parties=frozenset({"region-tva", "region-tva-sjukhus"}),
    )


def test_a_reach_costs_two_queries_with_ten_times_the_roles_and_conflicts_too(me):
    counts = []
    for upto in (3, 30):
        for number in range(ConflictOfInterest.objects.count(), upto):
            key = f"region-{number}"
            an_organisation(key, Organisation.Kind.REGION)
            for role in (Role.WRITER, Role.SIGNATORY, Role.ATTESTER, Role.UNIT_EDITOR):
                has_role(me, role, key)
            ConflictOfInterest.objects.create(user=me, case_key=key, why="prov", decided_by="program:test")
        counts.append({activity: queries_of(me, activity, conflicts=upto) for activity in ROWS})
    assert counts[0] == counts[1]
    assert max(counts[0].values()) == 2


def queries_of(person, activity, *, conflicts):
    with CaptureQueriesContext(connection) as queries:
        assert len(reach(actor(person), activity).barred) == conflicts
    return len(queries)


def test_a_record_out_of_reach_is_refused_in_words(me):
    reached = reach(actor(me), "prov.own")
    check_covered(reached, reached.covers_owner("region-ett"))
    with pytest.raises(Refused, match="gäller inte för den organisationen"):
        check_covered(reached, reached.covers_owner("region-tva"))
    with pytest.raises(Refused, match="ingen roll som får göra det"):
        check_covered(Reach(), False)


def test_a_case_out_of_reach_is_refused_in_words(me):
    mine = CaseScope("arende-a", groups=frozenset({"grupp-ett"}))
    check_case(actor(me), "prov.member", mine)
    check_case(Actor("program", "test"), "prov.member", CaseScope("arende-b"))
    with pytest.raises(Refused, match="gäller inte i det ärendet"):
        check_case(actor(me), "prov.member", CaseScope("arende-b", groups=frozenset({"grupp-tva"})))
    with pytest.raises(Refused, match="ingen roll som får göra det"):
        check_case(actor(a_person(Role.REGISTRAR)), "prov.member", mine)
