"""The closed set of question kinds. A condition asks one; forms, uploads and print read the same set."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from nhv.specification.parts import Frozen, Short, Text, many

QuestionKind = Literal[
    "yes_no",
    "number",
    "text",
    "choice",
    "several_choices",
    "date",
    "period",
    "roles_and_numbers",
    "attachment",
]


class Question(Frozen):
    """What is asked, in Swedish. `unit` and `whole` (no decimals) belong to numbers, `choices` to the two kinds of
    choice.

    `ahead` marks a date that should lie in time to come: one that has been is asked about, and may stand.
    `most` is the largest number, the most characters of a text, or the most files of an attachment.
    """

    kind: QuestionKind
    text: Text
    hint: Text | None = None
    unit: Short | None = None
    whole: bool = False
    required: bool = True
    choices: tuple[Short, ...] = many()
    ahead: bool = False
    most: Annotated[int, Field(ge=0, le=1_000_000)] | None = None

    @model_validator(mode="after")
    def _days_belong_to_dates(self) -> Self:
        if self.ahead and self.kind != "date":
            raise ValueError("ahead hör bara till frågor av slaget date")
        return self

    @model_validator(mode="after")
    def _choices_belong_to_choices(self) -> Self:
        if self.choices and self.kind not in ("choice", "several_choices"):
            raise ValueError("alternativ hör bara till frågor av slaget choice eller several_choices")
        if len(set(self.choices)) < len(self.choices):
            raise ValueError("samma alternativ står två gånger; skriv varje alternativ en gång")
        return self
