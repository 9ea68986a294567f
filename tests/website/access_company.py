"""Who walks over the routes: one person of each role, signed in once, at places of every kind."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from http.cookies import SimpleCookie

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.conf import settings
from django.db import transaction
from django.test import Client, override_settings

from nhv.accounts.models import User
from nhv.register.models import Organisation
from nhv.rules.roles import PLACES, Role
from tests.support.people import AUTHORITY, a_person, an_organisation, signed_in


def make_places() -> None:
    """For a role at a place of each kind: its own place, another in the same region, and one elsewhere."""
    kinds = Organisation.Kind
    for number in ("ett", "tva"):
        region, above = f"region-{number}", f"sjukvardsregion-{number}"
        an_organisation(above, kinds.HEALTHCARE_REGION)
        an_organisation(region, kinds.REGION, under=above)
        an_organisation(f"grupp-{number}", kinds.GROUP)
        for hospital in ("a", "b"):
            an_organisation(f"{region}-{hospital}", kinds.HOSPITAL, under=region)
            an_organisation(f"{region}-{hospital}-enhet", kinds.UNIT, under=f"{region}-{hospital}")


def home(role: Role) -> str:
    """Where the walker has the role: at the highest place where it can be held."""
    homes = {
        "authority": AUTHORITY,
        "healthcare_region": "sjukvardsregion-ett",
        "region": "region-ett",
        "hospital": "region-ett-a",
        "unit": "region-ett-a-enhet",
        "group": "grupp-ett",
    }
    return next(place for kind, place in homes.items() if kind in PLACES[role])


@cache
def _the_browser() -> Client:
    return Client()


def browser(session: str = "") -> Client:
    """One in which somebody is signed in, or nobody. The same each time: a new one reads all static files anew."""
    client = _the_browser()
    client.cookies = SimpleCookie({settings.SESSION_COOKIE_NAME: session} if session else {})
    return client


@dataclass(frozen=True)
class Walker:
    """Somebody signed in who has the role, and all that an account can have: nothing is absent for want of it."""

    role: Role
    user: User
    at: Organisation
    session: str

    @classmethod
    def of(cls, role: Role) -> "Walker":
        user = a_person(role, home(role))
        RecoveryCodes.activate(user)
        session = signed_in(Client(), user).session.session_key
        at = Organisation.objects.get(key=home(role))
        assert at.kind in PLACES[role], f"{role} is not held at a {at.kind}: the walk would prove nothing"
        return cls(role, user, at, session)

    def browser(self) -> Client:
        """A browser in which the person is signed in."""
        return browser(self.session)


@contextmanager
def long_sessions() -> Iterator[None]:
    """Who signs in stays so for half a day: however slow the machine, nobody is signed out on the way."""
    half_a_day = 12 * 60 * 60
    with override_settings(SESSION_COOKIE_AGE=half_a_day, ACCOUNT_REAUTHENTICATION_TIMEOUT=half_a_day):
        yield


@transaction.atomic
def a_company() -> dict[Role, Walker]:
    """The places, and a walker of every role."""
    make_places()
    return {role: Walker.of(role) for role in Role}
