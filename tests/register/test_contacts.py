"""A region's coordinator and switchboard: kept by those who know them, dated, shown where nothing else is."""

from datetime import UTC, datetime, timedelta

import pytest

from nhv.register.contacts import Contact, contact_at, contacts, tell_contact
from nhv.register.memory import ORGANISATION, register_state
from nhv.register.models import Organisation, RegionContact
from nhv.rules.roles import Role
from tests.support.calls import SKANE, WEST
from tests.support.people import a_person, actor
from tests.support.refusals import refuses

LUND = "skanes-universitetssjukhus"
SAID = Contact("Samordnare", "040-628 04 20", "samordnare@exempel.invalid", "vardagar 8–16", "040-628 04 00")


def now() -> datetime:
    return datetime.now(UTC)


def region(key: str = SKANE) -> Organisation:
    return Organisation.objects.get(key=key)


def test_what_a_region_tells_is_found_from_its_hospitals_and_the_former_is_kept(register: str) -> None:
    coordinator = actor(a_person(Role.REGION_COORDINATOR, SKANE))
    before = register_state((ORGANISATION,))
    assert tell_contact(region=region(), contact=SAID, by=coordinator, now=now())
    assert register_state((ORGANISATION,)) != before, "pages that name it are made anew"
    assert not tell_contact(region=region(), contact=SAID, by=coordinator, now=now()), "said anew, nothing is otherwise"
    told, hospital = contacts(), Organisation.objects.select_related("parent").get(key=LUND)
    found = contact_at(told, hospital)
    assert found is not None
    assert (found.region, found.telephone_digits, found.is_stale) == ("Region Skåne", "0406280420", False)
    assert contact_at(told, region(WEST)) is None
    assert RegionContact.objects.count() == 2
    assert tell_contact(region=region(), contact=Contact(), by=coordinator, now=now())
    assert contacts() == {}


def test_what_is_more_than_a_year_old_says_so(sqlite_register: str) -> None:
    by = actor(a_person(Role.REGION_COORDINATOR, SKANE))
    tell_contact(region=region(), contact=SAID, by=by, now=now() - timedelta(days=370))
    assert contacts()[region().pk].is_stale


@pytest.mark.parametrize(
    ("role", "place", "code"),
    [
        (Role.REGION_COORDINATOR, WEST, "role_elsewhere"),
        (Role.WRITER, SKANE, "no_such_role"),
        (Role.OFFICER, None, "no_such_role"),
    ],
)
def test_nobody_else_tells_it(sqlite_register: str, role: Role, place: str | None, code: str) -> None:
    person = a_person(role, place) if place else a_person(role)
    with refuses(code):
        tell_contact(region=region(), contact=SAID, by=actor(person), now=now())


def test_what_is_no_number_and_no_region_is_refused(sqlite_register: str) -> None:
    by = actor(a_person(Role.ADMINISTRATOR))
    with refuses("telephone_impossible"):
        tell_contact(region=region(), contact=Contact(switchboard="ring växeln"), by=by, now=now())
    with refuses("contact_of_no_region"):
        tell_contact(region=region(LUND), contact=SAID, by=by, now=now())
