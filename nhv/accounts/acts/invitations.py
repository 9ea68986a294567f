"""Invitations: sent by mail, accepted by the link in it, once."""

import hashlib
import secrets
from collections.abc import Callable
from datetime import date, timedelta

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import QuerySet
from django.utils import timezone

from nhv.accounts import mails
from nhv.accounts.access import check
from nhv.accounts.acts.identities import bind
from nhv.accounts.acts.roles import begin
from nhv.accounts.acts.shared import check_place, has_role_already, one_act
from nhv.accounts.models import Invitation, Membership, User
from nhv.accounts.sessions import end_sessions
from nhv.language.addresses import one_address
from nhv.register.memory import DIARY, OUTBOX
from nhv.register.models import Organisation
from nhv.rules.actor import Actor
from nhv.rules.refusals import Refused
from nhv.rules.roles import Role

VALID_FOR = timedelta(days=14)


def invite(
    *,
    email: str,
    organisation: Organisation,
    role: Role,
    by: Actor,
    link: Callable[[str], str],
    valid_until: date | None = None,
) -> Invitation:
    """Offers somebody a role, by a mail with a link that holds for two weeks. Raises Refused.

    `link` makes the whole address of the invitation from its token; the token is kept nowhere but in the mail.
    """
    with one_act():
        check(by, "people.invite", organisation)
        check_place(role, organisation, valid_until)
        address = _address(email)
        held = Membership.objects.on(timezone.localdate()).filter(
            user__email=address, organisation=organisation, role=role
        )
        if held.exists():
            raise has_role_already(organisation)
        token = secrets.token_urlsafe(32)
        # A new one takes the place of those that were not answered, so that one link at a time opens a door.
        _waiting().filter(email=address, organisation=organisation, role=role).update(withdrawn_at=timezone.now())
        invitation = Invitation.objects.create(
            email=address,
            organisation=organisation,
            role=role,
            valid_until=valid_until,
            token_sha256=_hash(token),
            invited_by=str(by),
            expires_at=timezone.now() + VALID_FOR,
        )
        mail = mails.invitation(organisation.name, link(token), timezone.localtime(invitation.expires_at).date())
        OUTBOX.post(kind="invitation", to=address, key=f"invitation:{invitation.pk}", **mail)
        DIARY.record(
            "invited",
            kind="invitation",
            key=str(invitation.pk),
            by=by,
            payload={"organisation": organisation.key, "role": role, "until": valid_until},
        )
        return invitation


def find_invitation(token: str) -> Invitation | None:
    """The invitation of a link that still opens: not used, not withdrawn, not too old."""
    return _waiting().filter(token_sha256=_hash(token)).select_related("organisation").first()


def accept_invitation(
    *, token: str, name: str = "", password: str | None = None, as_user: User | None = None, keep_session: str = ""
) -> User:
    """Uses up the link: the role begins, for a new person with name and password or for `as_user`, who is signed in.

    The password has been validated by the form. Raises Refused.
    """
    with one_act():
        invitation = _open(find_invitation(token))
        there = _who_has(invitation)
        if there is not None and there.is_active:
            if as_user is None or as_user.pk != there.pk:
                raise _account_exists()
            user = there
        else:
            user = _open_account(there or User(email=invitation.email), name, password)
        return _accepted(invitation, user, keep_session)


def accept_invitation_by_provider(*, number: int, name: str, identity: SocialAccount) -> User:
    """The same for a new person who has opened the link and then signed in at the provider: without a password, and
    known from then on by `identity`, which is not saved yet. Raises Refused."""
    with one_act():
        invitation = _open(_waiting().filter(pk=number).select_related("organisation").first())
        there = _who_has(invitation)
        if there is not None and there.is_active:
            raise _account_exists()
        user = _open_account(there or User(email=invitation.email), name, None)
        bind(user, identity)
        return _accepted(invitation, user)


def withdraw_invitation(*, invitation: Invitation, by: Actor) -> None:
    """The link stops to open. Raises Refused."""
    with one_act():
        check(by, "people.invite", invitation.organisation_id)
        if not _waiting().filter(pk=invitation.pk).update(withdrawn_at=timezone.now()):
            raise Refused(
                "invitation_ended", "Inbjudan är redan besvarad, återtagen eller för gammal. Läs sidan på nytt."
            )
        DIARY.record("invitation_withdrawn", kind="invitation", key=str(invitation.pk), by=by)


def _waiting() -> QuerySet[Invitation]:
    return Invitation.objects.filter(accepted_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=timezone.now())


def _open(invitation: Invitation | None) -> Invitation:
    if invitation is None:
        raise Refused("invitation_link_ended", "Länken gäller inte längre. Be den som bjöd in dig om en ny.")
    return invitation


def _who_has(invitation: Invitation) -> User | None:
    """The account of the invited address, also one that is closed."""
    return User.objects.filter(email=invitation.email).first()


def _account_exists() -> Refused:
    return Refused(
        "account_exists",
        "Det finns redan ett konto med den adressen. Logga in med det och öppna länken igen.",
    )


def _accepted(invitation: Invitation, user: User, keep_session: str = "") -> User:
    by = Actor("user", str(user.pk))
    begin(user, invitation.organisation, Role(invitation.role), invitation.valid_until, by=by)
    invitation.accepted_at, invitation.accepted_by = timezone.now(), user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    DIARY.record("invitation_accepted", kind="invitation", key=str(invitation.pk), by=by)
    end_sessions(user.pk, but=keep_session)
    return user


def _open_account(user: User, name: str, password: str | None) -> User:
    if not name.strip():
        raise Refused("name_missing", "Skriv ditt namn.")
    user.name, user.is_active = name.strip()[:200], True
    if password is None:
        user.set_unusable_password()
    else:
        user.set_password(password)
    user.save()
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
    DIARY.record("account_opened", kind="user", key=str(user.pk), by=Actor("user", str(user.pk)))
    return user


def _address(email: str) -> str:
    address = one_address(email)
    try:
        validate_email(address)
    except ValidationError:
        raise Refused("email_unreadable", "Adressen går inte att läsa. Skriv den som namn@region.se.") from None
    return address


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
