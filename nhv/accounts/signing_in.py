"""What happens whenever somebody signs in, shows a second factor or changes a password. Told by signals, since it is
allauth that does it."""

import time
from typing import Any

from allauth.account.signals import password_changed, password_reset
from allauth.account.signals import user_logged_in as signed_in
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_used
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from nhv.accounts.models import User
from nhv.accounts.sessions import SEEN_AT, SIGNED_IN_AT, end_sessions
from nhv.records.acts import one_transaction
from nhv.register.memory import DIARY
from nhv.rules.actor import Actor

# In the session: whose second factor has been shown there. A number, so that it says nothing of the next person.
SECOND_FACTOR_OF = "second_factor_of"


def has_shown_second_factor(request: HttpRequest) -> bool:
    """Whether this session's own user has shown a second factor in it. No query."""
    return bool(request.session.get(SECOND_FACTOR_OF) == request.user.pk)


@receiver(user_logged_in)
def start_the_clock(request: HttpRequest | None, **_named: Any) -> None:
    """From now on the session's whole time runs."""
    if request is not None:
        request.session[SIGNED_IN_AT] = request.session[SEEN_AT] = time.time()


@receiver([authenticator_used, authenticator_added])
def note_second_factor(request: HttpRequest, user: User, **_named: Any) -> None:
    """The authenticator app, a passkey or a recovery code was right."""
    request.session[SECOND_FACTOR_OF] = user.pk


@receiver(signed_in)
def note_factor_at_provider(
    request: HttpRequest, user: User, sociallogin: SocialLogin | None = None, **_named: Any
) -> None:
    """The provider says that it asked for a second factor, of a kind that we are told to count."""
    if sociallogin is None:
        return
    claims = (sociallogin.account.extra_data or {}).get("id_token", {})
    methods = claims.get("amr") or ()
    said = {claims.get("acr"), *([methods] if isinstance(methods, str) else methods)}
    if said & settings.OIDC_SECOND_FACTOR:
        request.session[SECOND_FACTOR_OF] = user.pk


@receiver([password_changed, password_reset])
def end_what_the_old_password_began(user: User, **_named: Any) -> None:
    """A new password signs out every browser, and the diary tells of it."""
    with one_transaction(User):
        DIARY.record("password_changed", kind="user", key=str(user.pk), by=_self(user))
        end_sessions(user.pk)


@receiver(authenticator_added)
def end_what_had_no_second_factor(
    request: HttpRequest, user: User, authenticator: Authenticator, **_named: Any
) -> None:
    """A browser that was let in by the password alone, before there was a second factor, adds none of its own."""
    others = Authenticator.objects.filter(user=user).exclude(pk=authenticator.pk)
    if not others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists():
        end_sessions(user.pk, but=request.session.session_key or "")


@receiver(authenticator_added)
def tell_of_added_factor(user: User, authenticator: Any, **_named: Any) -> None:
    _tell("second_factor_added", user, authenticator.type)


@receiver(authenticator_removed)
def tell_of_removed_factor(user: User, authenticator: Any, **_named: Any) -> None:
    _tell("second_factor_removed", user, authenticator.type)


def _tell(act: str, user: User, kind: str) -> None:
    with one_transaction(User):
        DIARY.record(act, kind="user", key=str(user.pk), by=_self(user), payload={"kind": kind})


def _self(user: User) -> Actor:
    return Actor("user", str(user.pk))
