"""People for tests: somebody with a role at an organisation, and a browser in which they are signed in."""

import itertools
import time
from functools import cache

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.utils import timezone

from nhv.accounts.models import Membership, User
from nhv.accounts.signing_in import SECOND_FACTOR_OF
from nhv.records.acts import one_transaction
from nhv.register.models import Organisation
from nhv.rules.actor import Actor
from nhv.rules.roles import PLACES, Role

AUTHORITY = "socialstyrelsen"
PASSWORD = "fyra renar går över myren"
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"

_number = itertools.count(1)


@cache
def _hashed() -> str:
    """The password as it is kept. Once for a process: a hash that is hard to guess takes its time."""
    return make_password(PASSWORD)


def a_person(role: Role | None = None, organisation: str = AUTHORITY, *, second_factor: bool = True) -> User:
    """Somebody with this role at this organisation (its key; made when it is missing), from today on.

    Without a role: somebody who only has an account. The second factor is an authenticator app with TOTP_SECRET.
    """
    number = next(_number)
    user = User.objects.create(email=f"person{number}@exempel.invalid", name=f"Person {number}", password=_hashed())
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    if role is not None:
        has_role(user, role, organisation)
    if second_factor:
        TOTP.activate(user, TOTP_SECRET)
    return user


def has_role(user: User, role: Role, organisation: str) -> Membership:
    """Gives somebody one more role, as if it had been done before the test began."""
    place = Organisation.objects.filter(key=organisation).first() or an_organisation(organisation, min(PLACES[role]))
    with one_transaction(Membership):
        return Membership.objects.create(
            user=user, organisation=place, role=role, valid_from=timezone.localdate(), granted_by="program:test"
        )


def an_organisation(key: str, kind: str, *, under: str | None = None) -> Organisation:
    """An organisation of a kind, under another one."""
    parent = Organisation.objects.get(key=under) if under else None
    with one_transaction(Organisation):
        return Organisation.objects.create(key=key, kind=kind, name=key.replace("-", " ").title(), parent=parent)


def actor(user: User) -> Actor:
    """The user as one who does acts."""
    return Actor("user", str(user.pk))


def signed_in(client: Client, user: User, *, second_factor: bool = True, recently: bool = True) -> Client:
    """The client, signed in as the user: with the second factor shown, and (unless `recently` is false) having shown
    again just now who they are, as is asked before signing."""
    client.force_login(user)
    session = client.session
    if second_factor:
        session[SECOND_FACTOR_OF] = user.pk
    if recently:
        # As allauth itself would have noted it.
        session["account_authentication_methods_user"] = str(user.pk)
        session["account_authentication_methods"] = [{"method": "mfa", "at": time.time(), "reauthenticated": True}]
    session.save()
    return client


def totp_code(secret: str = TOTP_SECRET, *, later: int = 0) -> str:
    """What an authenticator app would show now, or some half minutes later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def has_second_factor(user: User) -> bool:
    """Whether somebody has an authenticator app or a passkey."""
    return Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES).exists()
