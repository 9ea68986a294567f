"""What the diary bears witness to of people: accounts, roles and the ways in.

Allauth saves by itself, outside our acts: a new password, a passkey, a recovery code that is used up. Such a row is
vouched for as soon as it is saved.
"""

from collections.abc import Iterable
from typing import Any

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.db.models import Model
from django.db.models.signals import post_delete, post_save

from nhv.accounts.models import (
    AttemptCount,
    CacheEntry,
    ConflictOfInterest,
    DeclaredConflict,
    Follow,
    Invitation,
    Letters,
    Membership,
    SecondFactorReset,
    Session,
    UnsentForm,
    User,
)
from nhv.records.acts import one_transaction
from nhv.register.memory import DIARY, WATCH

_SAVED_BY_OTHERS = (User, EmailAddress, Authenticator, SocialAccount)
# What changes with each use, and says nothing of who may what.
_OF_USE = ("last_login", "last_used_at", "extra_data")


def begin() -> None:
    """Watch these tables from now on."""
    WATCH.add(*_SAVED_BY_OTHERS, but=_OF_USE)
    WATCH.add(Membership, shown=("role", "granted_by"))
    WATCH.add(ConflictOfInterest, shown=("case_key", "decided_by", "ended_by"))
    WATCH.add(DeclaredConflict, shown=("case_key", "answered_by"))
    WATCH.add(Invitation, shown=("role", "invited_by"))
    WATCH.add(SecondFactorReset, shown=("asked_by", "confirmed_by"))
    WATCH.leave_out(AttemptCount, because="counted by the hour: nhv/accounts/attempts_told.py tells")
    WATCH.leave_out(Session, CacheEntry, because="who is signed in just now")
    WATCH.leave_out(UnsentForm, because="what is not received, and waits half a day at most")
    WATCH.leave_out(Letters, Follow, because="which letters somebody wants: no record of anything done")
    WATCH.keep_empty(SocialApp, SocialToken, because="the settings name the provider")
    WATCH.keep_empty(EmailConfirmation, because="an invitation has confirmed the address")
    for model in _SAVED_BY_OTHERS:
        post_save.connect(_vouch, sender=model)
        post_delete.connect(_vouch, sender=model)


def _vouch(instance: Model, update_fields: Iterable[str] | None = None, **_: Any) -> None:
    if update_fields is not None and set(update_fields) <= set(_OF_USE):
        return
    with one_transaction(User):
        DIARY.vouch(instance)
