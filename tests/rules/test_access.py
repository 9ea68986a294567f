"""The table of access takes rows from the rooms that are made ready, and lets none change another's."""

import pytest

from nhv.program.processes import SCOPES, access
from nhv.rules.access import ACCESS, ALL, MEMBER, OWN, SELF, Scope, add_activities, is_activity, standing
from nhv.rules.roles import PLACES, Role
from nhv.specification.organisations import OrganisationKind
from tests.support.activities import activities_added

ROWS = {"prov.write": {Role.WRITER: SELF}, "prov.read": {Role.WRITER: MEMBER, Role.OFFICER: ALL}}


def test_a_room_adds_its_rows_and_they_count_and_are_printed():
    with activities_added(ROWS):
        assert {name: ACCESS[name] for name in ROWS} == ROWS
        assert is_activity("prov.write")
        assert (standing({Role.WRITER}, "prov.write"), standing({Role.OFFICER}, "prov.write")) == ("may", "words")
        said = {Role.OFFICER: "allas", Role.WRITER: "gruppens"}
        assert f"| `prov.read` | {' | '.join(said.get(role, '') for role in Role)} |" in access()
    assert not is_activity("prov.write")
    assert "prov.read" not in access()


def test_the_same_rows_again_change_nothing():
    with activities_added(ROWS):
        before = list(ACCESS)
        add_activities(ROWS)
        with activities_added(ROWS):
            pass
        assert list(ACCESS) == before


@pytest.mark.parametrize("taken", ["people.see", "public", "account.own"])
def test_another_row_for_an_activity_is_refused_and_none_is_added(taken):
    before = dict(ACCESS)
    with pytest.raises(ValueError, match=taken):
        add_activities({**ROWS, taken: {Role.WRITER: OWN}})
    assert before == ACCESS


def test_a_row_that_was_added_does_not_change_with_the_one_who_gave_it():
    given = {"prov.write": {Role.WRITER: OWN}}
    with activities_added(given):
        given["prov.write"][Role.OFFICER] = ALL
        assert ACCESS["prov.write"] == {Role.WRITER: OWN}


def test_a_group_is_reached_only_by_roles_that_can_be_held_in_one():
    members = {role for row in ACCESS.values() for role, scope in row.items() if scope == MEMBER}
    assert [role for role in members if OrganisationKind.GROUP not in PLACES[role]] == []


def test_every_scope_has_its_word_and_its_meaning_on_the_printed_page():
    assert set(SCOPES) == set(Scope)
    assert [word for word, meaning in SCOPES.values() if f"- «{word}»: {meaning}" not in access()] == []
