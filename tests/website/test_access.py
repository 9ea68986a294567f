"""Every route against the table of access: who gets an answer, who gets words, and for whom it is not there at all.

The expectation is read from the table; the answer from the website. Routes that come later are walked by themselves.
"""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import path

import nhv.rules.access
import nhv.website
from nhv.rules.access import ALL, OWN, SELF, is_activity
from nhv.rules.roles import Role
from nhv.website.access import route as a_route
from tests.support.activities import activities_added
from tests.support.people import a_person, signed_in
from tests.support.role_classes import classes, row_of
from tests.website import access_examples
from tests.website.access_stage import Stage
from tests.website.access_walk import (
    Route,
    a_strangers_walk,
    all_routes,
    answer,
    led_to,
    protected_routes,
    walkers_of,
)

PROTECTED = protected_routes()
WALKED = [route for route in PROTECTED if route.name not in access_examples.OWN]
WITHOUT_SECOND_FACTOR = "/konto/andra-steget/"


def by_name(routes):
    return [pytest.param(route, id=route.name) for route in routes]


# --- Every route is bound --------------------------------------------------------------------------


def test_every_route_is_bound_to_an_activity_in_the_table():
    routes = list(all_routes())
    assert len(routes) > 50
    assert [route.name for route in routes if not route.activities] == []
    assert [name for route in routes for name in route.activities if not is_activity(name)] == []


def test_a_route_cannot_be_bound_to_what_the_table_does_not_hold():
    with pytest.raises(ValueError, match="no such activity"):
        a_route("x/", lambda request: None, name="x", needs="people.sea")


def test_an_unbound_route_would_have_been_found():
    assert Route("x", path("x/", lambda request: None)).activities == frozenset()


# --- Classes of roles ------------------------------------------------------------------------------


def test_every_role_is_in_one_class_and_a_class_has_one_row():
    for activities in {route.activities for route in PROTECTED}:
        found = classes(activities)
        assert sorted(role for roles in found for role in roles) == sorted(Role)
        rows = [{row_of(role, activities) for role in roles} for roles in found]
        assert [len(row) for row in rows] == [1] * len(found)
        assert len(set().union(*rows)) == len(found)


def test_roles_that_the_table_tells_apart_are_never_in_one_class():
    with activities_added(
        {"prov.read": {Role.WRITER: OWN, Role.SIGNATORY: OWN, Role.ATTESTER: SELF, Role.OFFICER: ALL}}
    ):
        apart = classes({"prov.read"})
        assert apart[1:] == [(Role.OFFICER,), (Role.WRITER, Role.SIGNATORY), (Role.ATTESTER,)]
        with activities_added({"prov.write": {Role.SIGNATORY: OWN}}):
            assert classes({"prov.read"}) == apart
            assert (Role.WRITER,) in classes({"prov.read", "prov.write"})


def test_a_class_holds_because_no_page_asks_for_a_role_by_name():
    product = Path(nhv.website.__file__).parent
    assert [str(file) for file in product.rglob("*.py") if "Role." in file.read_text()] == []
    assert "Role." in Path(nhv.rules.access.__file__).read_text()


def test_every_role_walks_somewhere():
    assert {role for route in WALKED for role in walkers_of(route)} == set(Role)


# --- The walk --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def stage(databases, tmp_path_factory):
    return Stage(databases, tmp_path_factory.mktemp("stage"))


@pytest.mark.parametrize("route", by_name(WALKED))
def test_each_role_meets_what_the_table_says(route, stage):
    walk = stage.walk(route, walkers_of(route))
    assert walk.met == walk.wanted
    assert walk.met


@pytest.mark.parametrize("activity", ["people.see", "application.write", "hospital_facts.attest"])
def test_one_of_a_class_meets_what_each_of_them_does(activity, stage):
    route = next(route for route in WALKED if activity in route.activities)
    met = stage.walk(route, list(Role)).met
    for roles in classes(route.activities):
        answers = [{tuple(what): found for (who, *what), found in met.items() if who == role} for role in roles]
        assert answers == [answers[0]] * len(roles)


def test_a_stranger_is_shown_to_the_door_everywhere():
    walks = {route.name: a_strangers_walk(route) for route in PROTECTED}
    assert {name: met for name, (met, _) in walks.items()} == {name: wanted for name, (_, wanted) in walks.items()}


def test_nobody_gets_further_than_to_a_second_factor_without_one():
    client = signed_in(Client(), a_person(Role.ADMINISTRATOR, second_factor=False), second_factor=False)
    led_on = {(route.name, method): to for route in PROTECTED for method, to in led_to(client, route).items()}
    assert len(led_on) > len(PROTECTED)
    assert led_on == dict.fromkeys(led_on, WITHOUT_SECOND_FACTOR)


def test_the_doors_that_stand_open_before_the_second_factor_are_few():
    open_doors = {route.name for route in all_routes() if getattr(route.pattern.callback, "before_second_factor", 0)}
    assert open_doors == {
        "account_logout",
        "account_reauthenticate",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_index",
    }


def test_a_role_taken_away_counts_at_the_next_request():
    person = a_person(Role.ADMINISTRATOR)
    client = signed_in(Client(), person)
    assert answer(client, "GET", "/personer/") == "answered"
    person.memberships.update(valid_until="2020-01-01", valid_from="2019-01-01")
    assert answer(client, "GET", "/personer/") == "absent"
