"""What a password may not be, besides short and common: something that a stranger who knows of you would try."""

import re
from typing import Any

from django.core.exceptions import ValidationError

from nhv.accounts.models import User
from nhv.language.slugs import slug

OURS = ("nhv", "nationell", "hogspecialiserad", "socialstyrelsen", "losenord", "password")
SHORTEST = 3  # shorter words than this occur in anything
# What must be left when the words that can be guessed are taken away.
LEFT = 8


class NotAboutTheUser:
    """A validator for AUTH_PASSWORD_VALIDATORS: refuses passwords made of the address, the name, the organisation
    and the words of the product. They may occur; what is left without them must be eight characters or more."""

    def validate(self, password: str, user: Any = None) -> None:
        left = slug(password).replace("-", "")
        for word in sorted(_words_of(user) | set(OURS), key=len, reverse=True):
            left = left.replace(word, "")
        if len(left) < LEFT and _holds_any(password, user):
            raise ValidationError(
                "Lösenordet går att gissa för den som känner till dig. Undvik din adress, ditt namn, din organisation "
                "och ord som «nhv».",
                code="password_about_the_user",
            )

    def get_help_text(self) -> str:
        return "Undvik din adress, ditt namn, din organisation och ord som «nhv»."


def _holds_any(password: str, user: Any) -> bool:
    plain = slug(password).replace("-", "")
    return any(word in plain for word in _words_of(user) | set(OURS))


def _words_of(user: Any) -> set[str]:
    """The words that the user's address, name and organisations consist of, without Swedish letters."""
    if not isinstance(user, User):
        return set()
    texts = [user.email, user.name, *getattr(user, "organisation_names", ())]
    if user.pk:
        texts += user.memberships.values_list("organisation__name", flat=True)
    words = {slug(word) for text in texts for word in re.split(r"[\s@._,()-]+", text)}
    return {word for word in words if len(word) >= SHORTEST and "-" not in word}
