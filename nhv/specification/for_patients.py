"""What an area means for a patient, in plain words: each thing with the address of the page that says it.

Editorial. What is the same in all areas stands once, in `general.toml`, in the same shape. What no source says is left
out, and nothing here is advice about anybody's care.
"""

from typing import Annotated, Final, Literal

from pydantic import StringConstraints

from nhv.specification.parts import Address, Frozen, Short, Text, many

# In the order a patient asks.
Topic = Literal["what", "referral", "choice", "what_happens", "travel", "companion", "complaint"]
TOPICS: Final[tuple[Topic, ...]] = (
    "what", "referral", "choice", "what_happens", "travel", "companion", "complaint",
)  # fmt: skip
LanguageCode = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]


class Told(Frozen):
    """Something a patient may want to know, and the page that says it."""

    topic: Topic
    text: Text
    english: Text | None = None
    source: Address


class ToAsk(Frozen):
    """A question that a patient can bring along. It needs no source: it claims nothing."""

    text: Short
    english: Short | None = None


class PatientOrganisation(Frozen):
    """Others with the same illness. `about` says for whom, in the organisation's own terms."""

    name: Short
    address: Address
    about: Short | None = None
    english: Short | None = None


class TextElsewhere(Frozen):
    """The same subject in another language, at somebody else's. `title` is in that language."""

    language: LanguageCode
    title: Short
    address: Address


class PlainWord(Frozen):
    """A long word of care's own, and what it means. It is looked for within other words too: «transplantation» in
    «levertransplantation»."""

    word: Short
    text: Short


class ForPatients(Frozen):
    """The whole part."""

    told: tuple[Told, ...] = many()
    questions: tuple[ToAsk, ...] = many()
    organisations: tuple[PatientOrganisation, ...] = many()
    elsewhere: tuple[TextElsewhere, ...] = many()
    words: tuple[PlainWord, ...] = many()
