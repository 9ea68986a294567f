"""What a password may not be, besides short and common: something that a stranger who knows of you would try."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nhv.accounts.models import User
from nhv.language.slugs import slug

OURS = ("nhv", "nationell", "hogspecialiserad", "socialstyrelsen", "losenord", "password")
SHORTEST = 3  # shorter words than this occur in anything
# What must be left when the words that can be guessed are taken away.
LEFT = 8
# A password of fewer different characters than this is hardly more than one of them.
DIFFERENT = 6
ROWS = ("1234567890", "qwertyuiopå", "asdfghjklöä", "zxcvbnm", "abcdefghijklmnopqrstuvwxyzåäö")


class NotAboutTheUser:
    """A validator for AUTH_PASSWORD_VALIDATORS: refuses passwords made of the address, the name, the organisation
    and the words of the product. They may occur; what is left without them must be eight characters or more."""

    def validate(self, password: str, user: Any = None) -> None:
        plain = left = slug(password).replace("-", "")
        words = _words_of(user) | set(OURS)
        for word in sorted(words, key=len, reverse=True):
            left = left.replace(word, "")
        if len(left) < LEFT and any(word in plain for word in words):
            raise ValidationError(
                _(
                    "Lösenordet går att gissa för den som känner till dig. Undvik din adress, ditt namn, din "
                    "organisation och ord som ”nhv”."
                ),
                code="password_about_the_user",
            )

    def get_help_text(self) -> str:
        return _("Undvik din adress, ditt namn, din organisation och ord som ”nhv”.")


class NotPredictable:
    """A validator for AUTH_PASSWORD_VALIDATORS: refuses repetitions and rows of the keyboard. Lists of common passwords
    hold hardly any of fifteen characters, and these are what people make of the short ones."""

    def validate(self, password: str, user: Any = None) -> None:
        plain = password.casefold()
        is_repetition = plain in (plain + plain)[1:-1]
        if is_repetition or len(set(plain)) < DIFFERENT or len(_without_rows(plain)) < LEFT:
            raise ValidationError(
                _("Lösenordet är en upprepning eller en rad på tangentbordet. Skriv hellre några ord."),
                code="password_predictable",
            )

    def get_help_text(self) -> str:
        return _("Undvik upprepningar och rader på tangentbordet.")


def _without_rows(text: str) -> str:
    """What is left when runs of four or more along a row of the keyboard or the alphabet are taken away."""
    for row in ROWS:
        for line in (row, row[::-1]):
            for length in range(len(line), 3, -1):
                for start in range(len(line) - length + 1):
                    text = text.replace(line[start : start + length], "")
    return text


def _words_of(user: Any) -> set[str]:
    """The words that the user's address, name and organisations consist of, without Swedish letters."""
    if not isinstance(user, User):
        return set()
    texts = [user.email, user.name, *getattr(user, "organisation_names", ())]
    if user.pk:
        texts += user.memberships.values_list("organisation__name", flat=True)
    words = {slug(word) for text in texts for word in re.split(r"[\s@._,()-]+", text)}
    return {word for word in words if len(word) >= SHORTEST and "-" not in word}
