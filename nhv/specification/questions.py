"""The closed set of question kinds. A condition asks one; forms, uploads and print read the same set."""

from typing import Annotated, Literal

from pydantic import Field

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
    """What is asked, in Swedish. `unit` belongs to numbers, `choices` to the two kinds of choice."""

    kind: QuestionKind
    text: Text
    hint: Text | None = None
    unit: Short | None = None
    required: bool = True
    choices: tuple[Short, ...] = many()
    most: Annotated[int, Field(ge=0, le=1_000_000)] | None = None
