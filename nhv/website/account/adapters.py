"""What allauth asks of us: addresses, mails, secrets, and who may come in by which door."""

import hashlib
import time
from datetime import UTC, datetime
from typing import Any

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import ratelimit
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.forms import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from nhv.accounts.access import roles_of
from nhv.accounts.acts import accept_invitation_by_provider
from nhv.accounts.acts.identities import identity_taken
from nhv.accounts.models import User
from nhv.accounts.sealing import opened, sealed
from nhv.accounts.sessions import SIGNED_IN_AT
from nhv.language.addresses import one_address
from nhv.records.acts import one_transaction
from nhv.register.memory import OUTBOX
from nhv.rules.access import standing
from nhv.rules.actor import Actor
from nhv.rules.alarms import Kind
from nhv.website.account import devices, guessing
from nhv.website.account.asked import NotEnough
from nhv.website.account.menu import MENU
from nhv.website.attempts import count
from nhv.website.client_address import client_address
from nhv.website.refusals import NOT_DONE, in_readers_words


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in by address and password, by invitation only."""

    def get_client_ip(self, request: HttpRequest) -> str:
        """Who allauth's counts by address count: a browser that knows the account that is tried has counts of its own,
        so that wrong tries of other accounts from behind the same address do not shut it out."""
        return devices.knows(request, devices.tried_account(request)) or client_address(request)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Where one's work begins: the first place in the menu that one's roles open, else one's own account."""
        roles = {role for role, _organisation in roles_of(Actor("user", str(request.user.pk)))}
        mine = (entry.name for entry in MENU if standing(roles, entry.needs) == "may")
        return reverse(next(mine, "account"))

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(
        self, request: HttpRequest, level: int, message_template: Any = None, *more: Any, **named: Any
    ) -> None:
        """Allauth's own messages are left out, but for the one that tells of something not seen on the page."""
        if message_template == "account/messages/password_changed.txt":
            messages.success(request, _("Lösenordet är ändrat. Logga in med det nya."))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Mails go by the outbox, like all others."""
        mail = self.render_mail(template_prefix, email, context)
        what = f"{template_prefix}:{email}:{time.time_ns()}"
        with one_transaction(User):
            OUTBOX.post(
                kind=template_prefix.rpartition("/")[2],
                to=email,
                subject=str(mail.subject),
                text=str(mail.body),
                # No address in the key: it is kept longer than the mail.
                key=f"account:{hashlib.sha256(what.encode()).hexdigest()}",
            )

    def format_email_subject(self, subject: str) -> str:
        return subject

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Under our own public address: never that of the request, which its sender chooses."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return settings.BASE_URL + path.replace("UID-KEY", key)

    def is_reauthentication_required(self, *, app: str, **named: Any) -> bool:
        """Not when somebody who has just signed in is to get a first second factor: they have just been asked."""
        signed_in_at = self.request.session.get(SIGNED_IN_AT, 0)
        just_now = time.time() - signed_in_at < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
        since = datetime.fromtimestamp(signed_in_at, UTC)
        is_first = not Authenticator.objects.filter(user=self.request.user, created_at__lt=since).exists()
        return not (app == "allauth.mfa" and just_now and is_first)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Stops the guesser, not the person: wrong tries are counted by account and by who tries. Of all that try from
        where the account has never been signed in to, there is a second count, so that many addresses gain little."""
        account = _account(credentials)
        devices.note_tried(request, account)
        super().pre_authenticate(request, **credentials)
        if not devices.knows(request, account) and not ratelimit.consume(
            request, action="login_failed_anywhere", key=account
        ):
            raise self.validation_error("too_many_login_attempts")

    def validation_error(self, code: str, *told: Any) -> ValidationError:
        """What allauth says of every secret that does not hold, wherever it was given."""
        if code in _ATTEMPTS:
            count(self.request, _ATTEMPTS[code])
        return super().validation_error(code, *told)

    def post_login(self, request: HttpRequest, user: Any, **named: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **named)
        devices.remember(response, request, user.email)
        return response

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # Allauth puts the name of the host in, which the sender of the request writes.
        account = _account(credentials)
        return f"{account}|{devices.knows(request, account) or client_address(request)}"


# A wrong password at the door is told by Django's own signal.
_ATTEMPTS: dict[str, Kind] = {
    "enter_current_password": "wrong_password",
    "invalid_password_reset": "wrong_link",
    "too_many_login_attempts": "throttled",
}


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors: never without one, and their secrets are not to be read in the database alone."""

    def validation_error(self, code: str, *told: Any) -> ValidationError:
        """Wrong codes and keys, wherever they were given."""
        if code == "incorrect_code":
            count(self.request, "wrong_code")
        return super().validation_error(code, *told)

    def encrypt(self, text: str) -> str:
        return sealed(text)

    def decrypt(self, encrypted_text: str) -> str:
        # Made under another secret of the server, and lost with it: a secret that nobody has opens to nobody.
        return opened(encrypted_text) or str(generate_totp_secret())

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        others = Authenticator.objects.filter(user=authenticator.user_id).exclude(pk=authenticator.pk)
        return others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return _("Nyckel %(number)d") % {"number": number}

    def _get_site_name(self) -> str:
        return str(settings.MFA_TOTP_ISSUER)

    def build_totp_svg(self, url: str) -> str:
        """The QR code as one path, without a style of its own: our pages let none in."""
        code = qrcode.QRCode(border=4)
        code.add_data(url)
        rows = code.get_matrix()
        squares = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
        size = len(rows)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" class="nhv-qr" role="img" '
            f'aria-label="{_("QR-kod för autentiseringsappen")}"><path d="{squares}"/></svg>'
        )


class ProviderAdapter(DefaultSocialAccountAdapter):
    """Sign-in at an OpenID Connect provider: only for those who have an account here, known by what the provider calls
    them, found by verified address, or come with an invitation."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Stops those whose account is closed, and opens one for who was invited."""
        if sociallogin.is_existing and not (sociallogin.user and sociallogin.user.is_active):
            raise ImmediateHttpResponse(redirect("account_inactive"))
        if not (invited := sociallogin.invited):  # type: ignore[attr-defined]  # see SignedTokens
            return
        try:
            if sociallogin.is_existing:
                raise identity_taken()
            sociallogin.user = accept_invitation_by_provider(
                number=invited["number"], name=invited["name"], identity=sociallogin.account
            )
        except NOT_DONE as refusal:
            raise NotEnough("the invitation was not accepted", in_readers_words(refusal)) from None


def _account(credentials: dict[str, Any]) -> str:
    return one_address(str(credentials.get("email", "")))


guessing.count_by_guesser()
