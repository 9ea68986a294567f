"""Who guesses a second factor is slowed, and not the person whose it is.

Allauth counts wrong codes by person, so that whoever has the password, or a mailed link, can keep the person out. Here
they are counted by person and who tries: the address, or the browser where the person has signed in before. All that
try from where nobody has are counted together besides, so that many addresses gain little.
"""

from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.core import context, ratelimit
from allauth.mfa.base import forms as codes
from allauth.mfa.totp import forms as apps
from allauth.mfa.webauthn import forms as keys

from nhv.website.account import devices
from nhv.website.client_address import client_address

ACTION, ANYWHERE = "code_failed", "code_failed_anywhere"


def let_try(user: Any, error_key: str | None = None) -> Callable[[], None]:
    """Let somebody try a code or a key of this person. Gives what forgets the tries, for when it was right. Raises
    ValidationError when there have been too many."""
    request = context.request
    devices.note_tried(request, user.email)
    known = devices.knows(request, user.email)
    key = f"{user.pk}|{known or client_address(request)}"
    is_let = ratelimit.consume(request, action=ACTION, key=key)
    if not is_let or (not known and not ratelimit.consume(request, action=ANYWHERE, key=str(user.pk))):
        raise get_adapter().validation_error(error_key or "too_many_login_attempts")
    return lambda: ratelimit.clear(request, action=ACTION, key=key)


def count_by_guesser() -> None:
    """From now on allauth's forms of codes and passkeys count so: it has no setting for that."""
    of_forms: tuple[Any, ...] = (codes, apps, keys)
    for forms in of_forms:
        forms.check_rate_limit = let_try
