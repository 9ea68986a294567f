"""What a permit's holder is asked when it tells of a change, or asks for something (HSLF-FS 2018:48, 4–6 ch.).

The general conditions say that a region promptly tells of changes; 5 ch. names its own request for revocation, 6 ch.
exemption. What these ask for in detail nobody has read here, so the questions are marked as ours.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from nhv.specification.outline import Asked, OnlyIf, Outline, Section
from nhv.specification.questions import Question

KIND = "permit_notice"
MOST_OF_A_CHOICE = 280
WHAT, CONDITIONS, DAY, WORDS, COVERS = "vad", "villkor", "fran", "beskrivning", "under-tiden"


class Notified(StrEnum):
    """What a holder can tell of or ask for; the value is what the form says."""

    CONDITION = "Ett villkor uppfylls inte längre, eller snart inte"
    MOVED = "Enheten flyttar eller byter namn"
    CONTRACTOR = "Någon annan utför vården på uppdrag av regionen"
    COOPERATION = "En samverkan med en annan region börjar eller upphör"
    REVOCATION = "Regionen begär att tillståndet återkallas (5 kap.)"
    EXEMPTION = "Regionen ansöker om undantag från ett villkor (6 kap.)"
    OTHER = "Annat som har betydelse för tillståndet"


# About these the form asks which conditions it concerns.
OF_CONDITIONS = (Notified.CONDITION, Notified.EXEMPTION)


def permit_notice(title: str, conditions: Sequence[Mapping[str, Any]]) -> Outline:
    """The outline of a letter about one permit, with the conditions that it has."""
    return Outline(
        kind=KIND,
        title=f"Skrivelse om tillstånd: {title}",
        sections=(
            Section(
                key="skrivelsen",
                heading="Vad ni vill anmäla eller begära",
                lead="Skriv ingenting som kan peka ut en patient.",
                questions=(_what(), *_which(conditions), *_rest()),
            ),
        ),
    )


def conditions_named(answers: Mapping[str, Any], conditions: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """The keys of the conditions that an answer names."""
    said = {str(one) for what in OF_CONDITIONS for one in answers.get(_key(what)) or ()}
    return tuple(str(one["key"]) for one in conditions if _choice(one) in said)


def _what() -> Asked:
    question = Question(kind="choice", text="Vad gäller det?", choices=tuple(Notified))
    return Asked(key=WHAT, question=question, known="inferred")


def _which(conditions: Sequence[Mapping[str, Any]]) -> tuple[Asked, ...]:
    if not conditions:
        return ()
    choices = tuple(dict.fromkeys(map(_choice, conditions)))
    question = Question(kind="several_choices", text="Vilka villkor?", choices=choices)
    return tuple(
        Asked(key=_key(what), question=question, known="inferred", only_if=OnlyIf(key=WHAT, answer=str(what)))
        for what in OF_CONDITIONS
    )


def _rest() -> tuple[Asked, ...]:
    asked = (
        (DAY, Question(kind="date", text="Från vilken dag?")),
        (WORDS, Question(kind="text", text="Vad har hänt, och varför?", most=4_000)),
        (
            COVERS,
            Question(kind="text", text="Vem tar hand om patienterna under tiden?", required=False, most=2_000),
        ),
        ("bilagor", Question(kind="attachment", text="Bilagor", required=False)),
    )
    return tuple(Asked(key=key, question=question, known="inferred") for key, question in asked)


def _key(what: Notified) -> str:
    return f"{CONDITIONS}-{what.name.lower()}"


def _choice(condition: Mapping[str, Any]) -> str:
    return str(condition["text"])[:MOST_OF_A_CHOICE].strip()
