"""What a unit tells those who refer to it: where, whom to call, what a referral must hold, when the conference is.

Everything is optional, for a unit tells what it has; but what tells nothing at all is refused.
"""

import re
from datetime import date, timedelta
from typing import Annotated, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from nhv.specification.document import Email
from nhv.specification.parts import Address, Day, Frozen, Short

MOST_TELEPHONES = 5
MOST_REQUIRED = 30
MOST_PROSE = 1_000
MOST_SAID = 300
# How long a number for what cannot wait is taken to be right.
TRIED_WITHIN = timedelta(days=90)
# So long before that whoever keeps the number is asked to try it, that no reader need meet the warning.
ASKED_BEFORE = timedelta(days=14)


def _printable(text: str) -> str:
    """Refuse control characters; lines may be broken."""
    if any(ord(character) < 32 and character not in "\n\t" for character in text):
        raise ValueError("texten innehåller styrtecken; ta bort dem")
    return text


Prose = Annotated[
    str,
    StringConstraints(min_length=1, max_length=MOST_PROSE, strip_whitespace=True),
    AfterValidator(_printable),
]
# As people write them: «031-342 10 00», «+46 31 342 10 00, knappval 2».
_NUMBER = r"^\+?[0-9][0-9 ()\-–]{3,28}[0-9](, [^\x00-\x1f]{1,60})?$"
Number = Annotated[str, StringConstraints(pattern=_NUMBER, strip_whitespace=True)]


def is_number(text: str) -> bool:
    """Whether somebody could have written a telephone number so."""
    return re.fullmatch(_NUMBER, text) is not None


class Telephone(Frozen):
    """A number, and when somebody answers, in words: «vardagar 8–16»."""

    number: Number
    hours: Short | None = None

    @property
    def digits(self) -> str:
        """What a telephone dials: the number without what is said after it."""
        return "".join(sign for sign in self.number.partition(",")[0] if sign.isdigit() or sign == "+")


class AcuteNumber(Telephone):
    """Whom one rings when it cannot wait. `tried_on` is the last day on which the unit rang it and was answered."""

    tried_on: Day

    def is_untried(self, day: date) -> bool:
        """Whether that is so long ago that the number may be another by now."""
        return day > self.tried_on + TRIED_WITHIN

    def should_be_tried(self, day: date) -> bool:
        """Whether it is time to ring it again."""
        return day > self.tried_on + TRIED_WITHIN - ASKED_BEFORE


class ReferralFacts(Frozen):
    """What one unit tells about one area. `required` is what a referral must hold, one thing each."""

    acute: AcuteNumber | None = None
    address: Prose | None = None
    telephones: Annotated[tuple[Telephone, ...], Field(max_length=MOST_TELEPHONES)] = ()
    email: Email | None = None
    secure_channel: Prose | None = None
    required: Annotated[tuple[Short, ...], Field(max_length=MOST_REQUIRED)] = ()
    conference: Short | None = None
    cut_off: Short | None = None
    link: Address | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.acute or self.address or self.telephones or self.email or self.secure_channel or self.link):
            raise ValueError("ange minst ett sätt att nå enheten: adress, telefon, e-post, säker kanal eller länk")
        return self
