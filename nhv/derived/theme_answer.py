"""What every unit is asked in the in-depth follow-up of a year: an officer's questions, and whether they are shown.

All are answered in words: what can be counted has a place in the annual report, where it is protected.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from nhv.specification.outline import Asked, Outline, Section
from nhv.specification.questions import Question

KIND = "theme_answer"
MAY_BE_SHOWN = "visas"
ANSWERS = "svar"
MOST_QUESTIONS = 10
MOST_IN_A_QUESTION = 500
MOST_IN_AN_ANSWER = 4_000
SECRECY = (
    "Skriv om hur ni arbetar, aldrig om en patient: inga namn, inga födelsedagar, inga åldrar, inget om var någon bor "
    "och inga antal patienter. Annars kan svaret inte visas för alla. "
    "Svaret blir en allmän handling när det är inskickat, och sekretess prövas innan det lämnas ut."
)


def theme_answer(subject: str, clause: str, questions: Sequence[str], unit: str) -> Outline:
    """The outline of one unit's answer. Each question stands beside the condition that it is about, if there is one."""
    asked = tuple(
        Asked(
            key=key,
            clause=clause or None,
            question=Question(kind="text", text=text, most=MOST_IN_AN_ANSWER),
        )
        for key, text in zip(keys(questions), questions, strict=True)
    )
    shown = Question(
        kind="yes_no",
        text="Får ert svar visas för alla?",
        hint="Ja: det kan stå på temats sida när Socialstyrelsen har läst det. Nej: bara att ni har svarat står där.",
    )
    files = Question(
        kind="attachment", text="Underlag", hint="Till exempel en rutin. Det visas inte för alla.", required=False
    )
    return Outline(
        kind=KIND,
        title=f"Fördjupad uppföljning, {subject}: {unit}"[:8_000],
        sections=(
            Section(key=ANSWERS, heading="Frågorna", lead=SECRECY, questions=asked),
            Section(
                key="visa",
                heading="Underlag, och om svaret får visas",
                questions=(Asked(key=MAY_BE_SHOWN, question=shown), Asked(key="underlag", question=files)),
            ),
        ),
    )


def keys(questions: Sequence[str]) -> list[str]:
    """The key of each question."""
    return [f"fraga-{number}" for number in range(1, len(questions) + 1)]


def said(questions: Sequence[str], answers: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Each question that has an answer, with it."""
    found = zip(questions, keys(questions), strict=True)
    return [(text, str(answers[key])) for text, key in found if answers.get(key)]
