"""How the board works where no law that has been read says so: settings in data, each with its source and whether it is
known, a default of ours, or not known."""

from typing import Annotated, Literal

from pydantic import Field

from nhv.specification.parts import Frozen, Short, Text

# «default»: taken from what binds others, and marked so wherever it is shown. «unknown»: nothing is built on it.
Standing = Literal["known", "default", "unknown"]
_AUTHORITY = "myndighetsförordningen (2007:515), som binder styrelser som leder en myndighet"


class Quorum(Frozen):
    """How many must serve: the chair, and this part of the other seats."""

    part_of_others: Annotated[float, Field(ge=0, le=1)] = 0.5
    standing: Standing = "default"
    source: Short = f"11 § {_AUTHORITY}"


class Circulation(Frozen):
    """Whether the board may decide between its meetings, without coming together (per capsulam). Where it may, each
    member takes part by saying so."""

    allowed: bool = True
    standing: Standing = "default"
    source: Short = f"12 § {_AUTHORITY}, för brådskande ärenden"


class Adjusting(Frozen):
    """How many besides the chair find the minutes right before they are frozen."""

    others: Annotated[int, Field(ge=0, le=20)] = 1
    standing: Standing = "default"
    source: Short = "ingen regel är läst; ett vanligt sätt att justera"


class Delegation(Frozen):
    """What others may decide in the board's place; nothing as long as no rule is known."""

    text: Text | None = None
    standing: Standing = "unknown"
    source: Short = "nämndens arbetsordning är inte läst"


class ReExamination(Frozen):
    """How many months after it began, or was last looked at again, a permit is to be re-examined."""

    months: Annotated[int, Field(ge=1, le=240)] = 12
    standing: Standing = "default"
    source: Short = "ingen regel är läst; ett år är vårt eget val"


class BoardRules(Frozen):
    """All of them."""

    quorum: Quorum = Quorum()
    circulation: Circulation = Circulation()
    adjusting: Adjusting = Adjusting()
    delegation: Delegation = Delegation()
    re_examination: ReExamination = ReExamination()
