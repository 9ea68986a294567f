"""What all areas share: the general conditions (4 ch. HSLF-FS 2018:48), what every applicant is asked, what every
call says, and the facts that belong to a hospital.
"""

from collections import Counter
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from nhv.specification.area import ConditionGroupKey
from nhv.specification.board_rules import BoardRules
from nhv.specification.faults import nearest
from nhv.specification.for_patients import ForPatients
from nhv.specification.functions import EmergencyFunction
from nhv.specification.measures import Measure, check_measures
from nhv.specification.outline import OnlyIf
from nhv.specification.parts import Frozen, Key, Short, Source, Text, many
from nhv.specification.questions import Question

Known = Literal["restated", "inferred", "unknown"]


class GeneralCondition(Frozen):
    """A general condition. `known` says how much of the paragraph's text we have; `unknown` is never shown as empty.
    `reported`: whether a unit says every year how it meets it; one whose text is unknown cannot be asked about."""

    key: Key
    paragraph: Short
    known: Known
    text: Text | None = None
    source: Short
    reported: bool = False


class GeneralSection(Frozen):
    """A section of the application. Where `conditions` is true the area's conditions stand, one section a group."""

    key: Key
    heading: Short
    lead: Text | None = None
    conditions: bool = False


class GeneralQuestion(Frozen):
    """A question every applicant meets. `known` is `unknown` where the official form's field is not known to us.

    A question with `choices_from` is put only in areas with sub-permits: `sub_permits` offers those that the same
    application may seek, `permits` offers the permit (the question's own choice) or one of them.
    """

    key: Key
    section: Key
    known: Known
    question: Question
    further: bool = False
    only_if: OnlyIf | None = None
    choices_from: Literal["sub_permits", "permits"] | None = None
    source: Short


class ConditionSection(Frozen):
    """The short name of a group of conditions, for a step in the form; the group's own heading stands in it."""

    group: ConditionGroupKey
    key: Key
    heading: Short


class ConditionQuestion(Frozen):
    """What is asked about a condition whose document asks nothing itself.

    The first that fits is used: it fits when the condition is of its `group` (if it names one) and has one of its
    `words` (if it names any).
    """

    group: ConditionGroupKey | None = None
    words: tuple[Short, ...] = many()
    question: Question


class FurtherQuestion(Frozen):
    """What may be added to the answer about any condition. `key` ends the key of the condition's question."""

    key: Key
    question: Question
    unless: tuple[Literal["text", "attachment"], ...] = many()


class Conditions(Frozen):
    """How the area's conditions are asked about."""

    source: Short
    sections: tuple[ConditionSection, ...] = many()
    questions: tuple[ConditionQuestion, ...] = many()
    further: tuple[FurtherQuestion, ...] = many()
    unread: Question | None = None


# The alternative of a fact's question that says that the hospital has none.
NONE_OF_IT = "Finns inte"


class Fact(Frozen):
    """A fact of a hospital that answers a condition in many areas: attested once, inherited by its applications.

    `months` is how long an attestation holds.
    """

    key: Key
    name: Short
    question: Question
    months: Annotated[int, Field(ge=1, le=120)]
    source: Short

    def says_no(self, value: object) -> bool:
        """Whether the answer is that the hospital has none: no, nought, or the alternative that says so."""
        return value is False or value == 0 or value == NONE_OF_IT


class GeneralMeasure(Measure):
    """A measure that every area reports."""

    source: Short


class CallProse(Frozen):
    """What every call says about how one applies and what happens then."""

    attachments: tuple[Text, ...] = many()
    instructions: tuple[Text, ...] = many()
    process: tuple[Text, ...] = many()
    source: Short


class General(Frozen):
    """The whole of `general.toml`."""

    conditions: tuple[GeneralCondition, ...] = many()
    sections: tuple[GeneralSection, ...] = many()
    questions: tuple[GeneralQuestion, ...] = many()
    condition_questions: Conditions | None = None
    facts: tuple[Fact, ...] = many()
    functions: tuple[EmergencyFunction, ...] = many()
    call: CallProse | None = None
    measures: tuple[GeneralMeasure, ...] = many()
    for_patients: ForPatients = ForPatients()
    board: BoardRules = BoardRules()
    sources: tuple[Source, ...] = many()

    def fact(self, key: str | None) -> Fact | None:
        """The fact with this key, or nothing."""
        return next((fact for fact in self.facts if fact.key == key), None)

    @model_validator(mode="after")
    def _keys_are_unique_and_known(self) -> Self:
        for kind, keys in (
            ("villkoret", [condition.key for condition in self.conditions]),
            ("avsnittet", [section.key for section in self.sections]),
            ("frågan", [question.key for question in self.questions]),
            ("uppgiften", [fact.key for fact in self.facts]),
            ("funktionen", [function.key for function in self.functions]),
        ):
            for key, times in Counter(keys).items():
                if times > 1:
                    raise ValueError(f"{kind} «{key}» står {times} gånger; varje nyckel får stå en gång")
        check_measures(self.measures)
        facts = [fact.key for fact in self.facts]
        for function in self.functions:
            if function.fact is not None and function.fact not in facts:
                raise ValueError(
                    f"funktionen «{function.key}» nämner uppgiften «{function.fact}», "
                    f"som inte finns{nearest(function.fact, facts)}"
                )
        sections = [section.key for section in self.sections]
        for question in self.questions:
            if question.section not in sections:
                raise ValueError(
                    f"frågan «{question.key}» står i avsnittet «{question.section}», "
                    f"som inte finns{nearest(question.section, sections)}"
                )
        return self
