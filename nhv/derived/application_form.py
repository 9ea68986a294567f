"""What an applicant is asked: who applies, the plan, each condition in its own words, volume, what patients gain.

The area gives the conditions and the sub-permits; `general.toml` gives everything else. A new area needs no code.
"""

from collections.abc import Iterable, Iterator

from nhv.specification.area import Area, Condition, SubPermit
from nhv.specification.general import (
    ConditionQuestion,
    Conditions,
    ConditionSection,
    General,
    GeneralQuestion,
    GeneralSection,
)
from nhv.specification.outline import Asked, Outline, Section
from nhv.specification.questions import Question

MOST_OF_A_CHOICE = 300
# How the key ends of the one question about conditions whose words the document does not have.
OF_ALL = "-alla"


def application_form(
    area: Area,
    general: General,
    *,
    title: str | None = None,
    sub_permits: Iterable[str] | None = None,
    separate_sub_permits: bool = False,
) -> Outline:
    """The outline of an application for a permit in this area, in the order in which an applicant thinks.

    `sub_permits` are the keys of those that may be sought (all of the area's unless given): ticked in the same
    application, or with `separate_sub_permits` each in an application of its own, which then says what it seeks.
    """
    sought = sub_permits if sub_permits is None else frozenset(sub_permits)
    offered = tuple(one for one in area.sub_permits if sought is None or one.key in sought)
    return Outline(
        kind="application",
        title=title or f"Ansökan: {area.name}",
        sections=tuple(
            section
            for part in general.sections
            for section in (
                _condition_sections(part, area, general)
                if part.conditions
                else _general_section(part, general, offered, separate_sub_permits)
            )
        ),
    )


def _general_section(
    part: GeneralSection, general: General, offered: tuple[SubPermit, ...], separate: bool
) -> Iterator[Section]:
    asked = tuple(
        Asked(
            key=one.key,
            question=_with_choices(one.question, offered) if one.choices_from else one.question,
            known=one.known,
            further=one.further,
            only_if=one.only_if,
        )
        for one in general.questions
        if one.section == part.key and _is_asked(one, offered, separate)
    )
    if asked:
        yield Section(key=part.key, heading=part.heading, lead=part.lead, questions=asked)


def _is_asked(one: GeneralQuestion, offered: tuple[SubPermit, ...], separate: bool) -> bool:
    return one.choices_from is None or (bool(offered) and separate == (one.choices_from == "permits"))


def _with_choices(question: Question, offered: tuple[SubPermit, ...]) -> Question:
    choices = (*question.choices, *(one.text[:MOST_OF_A_CHOICE].strip() for one in offered))
    return Question.model_validate({**question.model_dump(), "choices": choices})


# --- The conditions --------------------------------------------------------------------------------


def _condition_sections(part: GeneralSection, area: Area, general: General) -> Iterator[Section]:
    rules = general.condition_questions
    if rules is None:
        return
    if not area.conditions:
        if rules.unread:
            asked = Asked(key=f"{part.key}{OF_ALL}", question=rules.unread, known="unknown")
            yield Section(key=part.key, heading=part.heading, questions=(asked,))
        return
    lead = part.lead
    for name in rules.sections:
        conditions = [condition for condition in area.conditions if condition.group == name.group]
        if conditions:
            yield Section(
                key=name.key,
                heading=name.heading,
                lead="\n".join(filter(None, (*_own_words(area, name), lead))) or None,
                questions=tuple(asked for one in conditions for asked in _about(one, part.key, rules, general)),
            )
            lead = None  # what is said about all conditions is said once


def _own_words(area: Area, name: ConditionSection) -> Iterator[str]:
    """The group's own heading, where it says more than the short name, and introduction: the document's exact words."""
    for one in area.condition_groups:
        if one.group == name.group:
            yield from filter(None, (one.heading if one.heading != name.heading else None, one.lead))


def _about(condition: Condition, prefix: str, rules: Conditions, general: General) -> Iterator[Asked]:
    """The question about one condition, then what may be added: how, from when, with what evidence."""
    fact = general.fact(condition.fact)
    own = fact.question if fact else condition.question
    question = own or _fallback(condition, rules.questions)
    key = f"{prefix}-{condition.key}"
    yield Asked(
        key=key,
        question=question,
        about=condition.key,
        clause=condition.text,
        fact=fact.key if fact else None,
        known="restated" if own else "inferred",
    )
    for one in rules.further:
        if question.kind not in one.unless:
            further = f"{key}-{one.key}"
            yield Asked(key=further, question=one.question, about=condition.key, known="inferred", further=True)


def _fallback(condition: Condition, rules: tuple[ConditionQuestion, ...]) -> Question:
    """What is asked about a condition whose document asks nothing: the first rule that fits, else for plain words."""
    text = condition.text.casefold()
    for rule in rules:
        of_the_group = rule.group in (None, condition.group)
        if of_the_group and (not rule.words or any(word.casefold() in text for word in rule.words)):
            return rule.question
    return Question(kind="text", text="Hur uppfylls villkoret?")
