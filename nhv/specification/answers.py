"""What is answered: one shape of value for each kind of question, read, said in words, compared and hashed.

A value is plain JSON. No answer is no key: an empty text, an empty list and nothing at all are the same as silence.

    yes_no              true or false
    number              whole or with at most three decimals, 0 or more
    text                text without control characters
    choice              one of the question's choices
    several_choices     a list of them, in the question's order
    date                "2025-11-14"
    period              {"from": "2025-11-14", "until": "2026-11-14" or null}
    roles_and_numbers   [{"role": "Specialist inom kirurgi", "number": 4}, …], each role once
    attachment          [{"name": "plan.pdf", "sha256": "…", "size": 1200}, …], each name once
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from nhv.language.dates import date_in_words
from nhv.language.numbers import written
from nhv.specification.answer_reading import AnswerFault, is_empty, read_answer, unknown_question
from nhv.specification.layers import canonical_text, sha256_of
from nhv.specification.outline import Asked, Outline
from nhv.specification.questions import Question, QuestionKind

Answers = Mapping[str, Any]
"""The key of the question → its value; a question without an answer has no key."""


class Read(NamedTuple):
    """What could be read of many answers, and, by the question's key, why the others could not."""

    answers: dict[str, Any]
    faults: dict[str, AnswerFault]


@dataclass(frozen=True)
class Change:
    """One question whose answer is another. `question` stands alone; `before` and `after` are in words, or None."""

    key: str
    question: str
    before: str | None
    after: str | None


def read_answers(outline: Outline, raw: Mapping[str, Any]) -> Read:
    """All that can be read of `raw` (the question's key → raw value). What is empty is left out, and is no fault."""
    known = {asked.key: asked for asked in outline.asked()}
    read = Read({}, {})
    for key, value in raw.items():
        asked = known.get(key)
        if asked is None:
            read.faults[key] = unknown_question()
        elif not is_empty(value):
            try:
                read.answers[key] = read_answer(asked.question, value)
            except AnswerFault as fault:
                read.faults[key] = fault
    return read


def in_words(question: Question, value: Any) -> str:
    """The value as plain Swedish text: «Ja», «12,5 platser», «14 november 2025», «Dietist: 2; Kurator: 1»."""
    return _WORDS[question.kind](question, value)


def alone(outline: Outline, asked: Asked) -> str:
    """The question as it must be said where nothing stands around it: «Dietist: Från när uppfylls det?»."""
    reads_alike = sum(one.question.text == asked.question.text for one in outline.asked()) > 1
    if asked.about is None or not (asked.further or reads_alike):
        return asked.question.text
    clause = next((one.clause for one in outline.asked() if one.about == asked.about and one.clause), None)
    return f"{clause}: {asked.question.text}" if clause else asked.question.text


def is_put(asked: Asked, answers: Answers) -> bool:
    """Whether the question is put, given what was answered to the one it depends on."""
    if asked.only_if is None:
        return True
    given, wanted = answers.get(asked.only_if.key), asked.only_if.answer
    if isinstance(given, list):
        return wanted in given
    return type(given) is type(wanted) and given == wanted


def put(outline: Outline, answers: Answers) -> dict[str, Any]:
    """The answers to the questions that are put, in reading order; what one no longer is asked stays behind."""
    return {
        asked.key: answers[asked.key] for asked in outline.asked() if asked.key in answers and is_put(asked, answers)
    }


def missing(outline: Outline, answers: Answers) -> tuple[Asked, ...]:
    """The questions that are put, must be answered and are not yet, in reading order."""
    return tuple(
        asked
        for asked in outline.asked()
        if asked.question.required and asked.key not in answers and is_put(asked, answers)
    )


def answers_hash(answers: Answers) -> str:
    """The sha256 of the canonical text, in hexadecimal."""
    return sha256_of(canonical_text(dict(answers)))


def changed(outline: Outline, before: Answers, after: Answers) -> tuple[Change, ...]:
    """What is answered differently in `after`, in reading order."""
    return tuple(
        Change(
            asked.key,
            alone(outline, asked),
            in_words(asked.question, before[asked.key]) if asked.key in before else None,
            in_words(asked.question, after[asked.key]) if asked.key in after else None,
        )
        for asked in outline.asked()
        if before.get(asked.key) != after.get(asked.key)
    )


# --- Saying ----------------------------------------------------------------------------------------


def _day_in_words(value: str) -> str:
    return date_in_words(date.fromisoformat(value))


def _period_in_words(question: Question, value: Any) -> str:
    until = value["until"]
    return f"från {_day_in_words(value['from'])} " + (f"till {_day_in_words(until)}" if until else "tills vidare")


def size_in_words(size: int) -> str:
    """The size of a file of so many bytes: «8 kB», a begun kilobyte counted as whole, or «1,5 MB»."""
    if size < 1_000_000:
        return f"{written(-(-size // 1_000))} kB"
    return f"{written(round(size / 1_000_000, 1))} MB"


_WORDS: dict[QuestionKind, Callable[[Question, Any], str]] = {
    "yes_no": lambda question, value: "Ja" if value else "Nej",
    "number": lambda question, value: " ".join(filter(None, (written(value), question.unit))),
    "text": lambda question, value: str(value),
    "choice": lambda question, value: str(value),
    "several_choices": lambda question, value: "; ".join(value),
    "date": lambda question, value: _day_in_words(value),
    "period": _period_in_words,
    "roles_and_numbers": lambda question, value: "; ".join(f"{row['role']}: {written(row['number'])}" for row in value),
    "attachment": lambda question, value: "; ".join(
        f"{file['name']} ({size_in_words(file['size'])})" for file in value
    ),
}
