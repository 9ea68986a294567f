"""Forms of signing in, where allauth's own do not suffice."""

import hashlib
from typing import Any

from allauth.account.forms import LoginForm, ResetPasswordForm
from allauth.mfa.base.forms import AuthenticateForm, BaseAuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.forms import ValidationError
from django.utils.translation import gettext as _

from nhv.website.address_input import AddressInput

# Longer than a code can be right: its own half minute, and the one before and after it.
SECONDS_USED = 120


class SignInForm(LoginForm):
    """Address and password, without a link between label and field: it stands below the button."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["password"].help_text = ""
        self.fields["login"] = AddressInput.as_in(self.fields["login"])


class ResetForm(ResetPasswordForm):
    """The address whose password is forgotten."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["email"] = AddressInput.as_in(self.fields["email"])


class OnlyOnce(BaseAuthenticateForm):
    """A code of the authenticator app is taken once, also while it still would be right."""

    def clean_code(self) -> str:
        code = super().clean_code()
        if self.authenticator.type == Authenticator.Type.TOTP:
            what = hashlib.sha256(f"{self.authenticator.pk}:{code}".encode()).hexdigest()
            if not cache.add(f"used_code:{what}", 1, SECONDS_USED):
                raise ValidationError(_("Koden är redan använd. Vänta på nästa."))
        return code


class SecondFactorForm(OnlyOnce, AuthenticateForm):
    """At sign-in."""


class SecondFactorAgainForm(OnlyOnce, ReauthenticateForm):
    """Before something that must not be done by whoever finds an open browser."""
