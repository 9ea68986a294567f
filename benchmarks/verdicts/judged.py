"""Judged questions, and the marks that answers to them get."""

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

QUESTIONS = Path(__file__).parent / "questions.toml"
SECOND = Path(__file__).parent / "second.toml"
"""Written by other eyes, without sight of the first."""


@dataclass(frozen=True)
class Question:
    """What somebody types, and what is right. No area means: nothing in the register, no confident answer."""

    text: str
    kind: str
    area: str | None
    verdicts: tuple[str, ...]
    clause: str | None
    held_out: bool


@dataclass(frozen=True)
class Found:
    """One answer, as far as it is judged."""

    area: str
    clause: str
    verdict: str


Answerer = Callable[[str], Sequence[Found]]


@dataclass(frozen=True)
class Marks:
    """How one answerer did: shares 0–1, and the questions it got wrong with what it said."""

    questions: int
    first_right: float
    verdict_right: float
    reciprocal_rank: float
    false_answers: int
    wrong: tuple[tuple[Question, tuple[Found, ...]], ...]


def read_questions(path: Path = QUESTIONS) -> tuple[Question, ...]:
    """All judged questions of one set, in order."""
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["questions"]
    return tuple(
        Question(
            row["text"],
            row["kind"],
            row.get("area"),
            tuple(row.get("verdicts", ())),
            row.get("clause"),
            row.get("held_out", False),
        )
        for row in rows
    )


def is_place(question: Question, found: Found) -> bool:
    """Whether the answer is about the right thing: the area, and the clause where it matters."""
    return found.area == question.area and question.clause in (None, found.clause)


def is_right(question: Question, answers: Sequence[Found]) -> bool:
    """Whether the first answer is about the right thing with a right verdict, or rightly missing."""
    if question.area is None:
        return not answers
    return bool(answers) and is_place(question, answers[0]) and answers[0].verdict in question.verdicts


def marks(questions: Sequence[Question], answerer: Answerer) -> Marks:
    """Put all the questions and judge the answers."""
    first = verdict = false = 0
    ranks = 0.0
    wrong = []
    for question in questions:
        answers = tuple(answerer(question.text))
        if question.area is None:
            right_place = not answers
            false += bool(answers)
            ranks += right_place
        else:
            right_place = bool(answers) and is_place(question, answers[0])
            ranks += next((1 / rank for rank, found in enumerate(answers, 1) if is_place(question, found)), 0.0)
        first += right_place
        right = is_right(question, answers)
        verdict += right
        if not right:
            wrong.append((question, answers[:3]))
    number = len(questions)
    return Marks(number, first / number, verdict / number, ranks / number, false, tuple(wrong))
