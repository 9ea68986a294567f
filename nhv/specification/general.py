"""What all areas share: the general conditions (4 ch. HSLF-FS 2018:48) and the general questions."""

from typing import Literal

from nhv.specification.parts import Frozen, Key, Short, Source, Text, many
from nhv.specification.questions import Question


class GeneralCondition(Frozen):
    """A general condition. `known` says how much of the paragraph's text we have; `unknown` is never shown as empty."""

    key: Key
    paragraph: Short
    known: Literal["restated", "inferred", "unknown"]
    text: Text | None = None
    source: Short


class GeneralQuestion(Frozen):
    """A question every applicant meets. `known` is `unknown` where the official form's field is not known to us."""

    key: Key
    section: Short
    known: Literal["restated", "inferred", "unknown"]
    question: Question
    source: Short


class General(Frozen):
    """The whole of `general.toml`."""

    conditions: tuple[GeneralCondition, ...] = many()
    questions: tuple[GeneralQuestion, ...] = many()
    sources: tuple[Source, ...] = many()
