"""Every route against the table of access: who gets an answer, who gets words, and for whom it is not there at all.

The expectation is read from the table; the answer from the website. Routes that come later are walked by themselves.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, path, reverse

from nhv.accounts.models import User
from nhv.register.models import Organisation
from nhv.rules.access import ACCESS, ALL, PUBLIC, WITHOUT_ROLE, is_activity, standing
from nhv.rules.roles import PLACES, Role
from nhv.website.access import needed, route
from tests.support.people import a_person, an_organisation, signed_in
from tests.website.access_examples import BY_ROUTE, EXAMPLES, NATIONAL, OWN, NoSuchRecord

METHODS = ("GET", "POST")


def all_patterns(patterns: Any = None) -> Iterator[URLPattern]:
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            yield from all_patterns(pattern.url_patterns)
        else:
            yield pattern


def activities_of(pattern: URLPattern) -> set[str]:
    needs = getattr(pattern.callback, "needs", None)
    return set() if needs is None else {needs} if isinstance(needs, str) else set(needs.values())


def guarded_routes() -> list[Any]:
    """Each route that is not for everybody, by its name."""
    routes = [pattern for pattern in all_patterns() if activities_of(pattern) - {PUBLIC}]
    return [pytest.param(pattern, id=pattern.name) for pattern in routes]


def test_every_route_is_bound_to_an_activity_in_the_table():
    patterns = list(all_patterns())
    assert len(patterns) > 50
    assert [str(pattern) for pattern in patterns if not activities_of(pattern)] == []
    assert [name for name in set().union(*map(activities_of, patterns)) if not is_activity(name)] == []


def test_a_route_cannot_be_bound_to_what_the_table_does_not_hold():
    with pytest.raises(ValueError, match="no such activity"):
        route("x/", lambda request: None, name="x", needs="people.sea")


def test_an_unbound_route_would_have_been_found():
    assert activities_of(path("x/", lambda request: None)) == set()


@pytest.fixture
def places() -> dict[str, dict[str, Organisation]]:
    """For a role at a place of each kind: its own place, another in the same region, and one in another region."""
    places = {}
    for region in ("region-ett", "region-tva"):
        an_organisation(region, Organisation.Kind.REGION)
        for hospital in ("a", "b"):
            an_organisation(f"{region}-{hospital}", Organisation.Kind.HOSPITAL, under=region)
            an_organisation(f"{region}-{hospital}-enhet", Organisation.Kind.UNIT, under=f"{region}-{hospital}")
    for organisation in Organisation.objects.filter(key__startswith="region-"):
        places[organisation.key] = organisation
    return places


def home(role: Role) -> str:
    """Where the walker has the role: at the highest place where it can be held."""
    kinds = PLACES[role]
    if Organisation.Kind.AUTHORITY in kinds:
        return "socialstyrelsen"
    if Organisation.Kind.REGION in kinds:
        return "region-ett"
    return "region-ett-a"


def a_walker(role: Role) -> User:
    """Somebody with the role and with all that an account can have, so that nothing is absent for want of it."""
    walker = a_person(role, home(role))
    RecoveryCodes.activate(walker)
    return walker


# Whose record, in words → the keys of its owner, tried in turn until one can have such a record.
OWNERS = {
    "own": ("region-ett-a", "region-ett-a-enhet", "region-ett"),
    "same region": ("region-ett-b", "region-ett-b-enhet"),
    "other region": ("region-tva", "region-tva-a", "region-tva-a-enhet"),
}


def argument_names(pattern: URLPattern) -> frozenset[str]:
    return frozenset(pattern.pattern.regex.groupindex)


def arguments(pattern: URLPattern, owner: str) -> tuple[dict[str, Any], Organisation] | None:
    """What the address needs, for a record of such an owner; None when nobody of the kind has such records."""
    names = argument_names(pattern)
    lacking = names - set(EXAMPLES) if pattern.name not in BY_ROUTE else ()
    assert not lacking, (
        f"the route «{pattern.name}» takes {', '.join(sorted(lacking))}: say in tests/website/access_examples.py "
        "how such a record is made, so that it can be walked"
    )
    for key in OWNERS[owner]:
        organisation = Organisation.objects.get(key=key)
        try:
            if pattern.name in BY_ROUTE:
                return BY_ROUTE[pattern.name](organisation), organisation
            return {name: EXAMPLES[name](organisation) for name in names}, organisation
        except NoSuchRecord:
            continue
    return None


def address_of(pattern: URLPattern, values: dict[str, Any]) -> str:
    return reverse(pattern.name, kwargs=values)


def answer(client: Client, method: str, address: str) -> str:
    """What really comes: answered, words (403), absent (404), no such method (405) or sign in."""
    response = client.generic(method, address, content_type="application/x-www-form-urlencoded")
    assert response.status_code < 500, f"{method} {address}: {response.status_code}"
    location = response.headers.get("Location", "")
    if response.status_code == 302 and "/logga-in/" in location:
        return "sign in"
    return {403: "words", 404: "absent", 405: "no such method"}.get(response.status_code, "answered")


def expected(role: Role, activity: str, organisation: Organisation, at: Organisation, *, has_record: bool) -> str:
    """What the table says: read here in its plainest form, not by the code that the website asks."""
    if activity in WITHOUT_ROLE:
        return "answered"
    if standing({role}, activity) != "may":
        return standing({role}, activity)
    if not has_record or ACCESS[activity][role] == ALL:
        return "answered"
    return "answered" if is_under(organisation, at) else "absent"


def may_at_all(role: Role, pattern: URLPattern) -> bool:
    return any(standing({role}, activity) == "may" for activity in activities_of(pattern))


def is_under(organisation: Organisation | None, at: Organisation) -> bool:
    while organisation is not None:
        if organisation.pk == at.pk:
            return True
        organisation = organisation.parent
    return False


@pytest.mark.parametrize("pattern", guarded_routes())
def test_each_role_meets_what_the_table_says(pattern, places):
    if pattern.name in OWN:
        return
    has_record = bool(argument_names(pattern) - NATIONAL)
    wanted, met = {}, {}
    for owner in OWNERS if has_record else ("own",):
        record = arguments(pattern, owner)
        for role in Role if record else ():
            if owner != "own" and not may_at_all(role, pattern):
                # Refused before any record is fetched: whose it is makes no difference.
                continue
            walker = a_walker(role)
            at = Organisation.objects.get(key=home(role))
            for method in METHODS:
                values, organisation = record
                activity = needed(pattern.callback.needs, method)
                what = (role, owner, method)
                met[what] = answer(signed_in(Client(), walker), method, address_of(pattern, values))
                wanted[what] = (
                    "no such method"
                    if activity is None
                    else expected(role, activity, organisation, at, has_record=has_record)
                )
                # A page may know fewer methods than its route lets through; that tells nobody anything.
                if met[what] == "no such method" and wanted[what] in ("answered", "absent"):
                    wanted[what] = met[what]
                if method == "POST" and met[what] == "answered":
                    # What was done may have used the record up.
                    record = arguments(pattern, owner)
    assert met == wanted


def any_address_of(pattern: URLPattern) -> str:
    """An address of the route, of no record at all: enough for those who are refused before it is looked for."""
    converters = pattern.pattern.converters
    return reverse(
        pattern.name, kwargs={name: 1 if "Int" in type(converters[name]).__name__ else "x" for name in converters}
    )


def test_a_stranger_is_shown_to_the_door_everywhere():
    client, wanted, met = Client(), {}, {}
    for pattern in (each.values[0] for each in guarded_routes()):
        for method, door in (("GET", "sign in"), ("POST", "words")):
            activity = needed(pattern.callback.needs, method)
            if activity != PUBLIC:
                wanted[pattern.name, method] = "no such method" if activity is None else door
                met[pattern.name, method] = answer(client, method, any_address_of(pattern))
    assert met == wanted


def test_nobody_gets_further_than_to_a_second_factor_without_one():
    administrator = a_person(Role.ADMINISTRATOR, second_factor=False)
    led_on = {}
    for pattern in (each.values[0] for each in guarded_routes()):
        for method in METHODS:
            if needed(pattern.callback.needs, method) in (PUBLIC, None) or pattern.callback.before_second_factor:
                continue
            client = signed_in(Client(), administrator, second_factor=False)
            response = client.generic(method, any_address_of(pattern))
            led_on[pattern.name, method] = response.headers.get("Location")
    assert led_on == dict.fromkeys(led_on, "/konto/andra-steget/")


def test_the_doors_that_stand_open_before_the_second_factor_are_few():
    open_doors = {p.name for p in all_patterns() if getattr(p.callback, "before_second_factor", False)}
    assert open_doors == {
        "account_logout",
        "account_reauthenticate",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_index",
    }


def test_a_role_taken_away_counts_at_the_next_request(places):
    person = a_person(Role.ADMINISTRATOR)
    client = signed_in(Client(), person)
    assert answer(client, "GET", "/personer/") == "answered"
    person.memberships.update(valid_until="2020-01-01", valid_from="2019-01-01")
    assert answer(client, "GET", "/personer/") == "absent"
