"""What a number outside a clause's limit says: which limit it is, and that the text is then silent."""

from collections.abc import Sequence
from dataclasses import replace

from nhv.derived.answers.answer import Answer
from nhv.derived.answers.hits import Hit
from nhv.derived.answers.question import Question
from nhv.derived.answers.sentences import BOTH
from nhv.language.facts import find_facts
from nhv.language.spoken import Language


def limits_missed(beyond: Sequence[Hit], question: Question, language: Language) -> str:
    """What is measured, and the clauses whose limits it does not reach: «2 procent når inte gränsen i …»; or that
    nothing has been tried, where something must have failed."""
    say = BOTH[language]
    if not question.is_measured:
        conditions = dict.fromkeys(text for hit in beyond for text in hit.open if find_facts(text))
        return say["untried"].format(conditions=say["or"].join(f"”{text}”" for text in conditions))
    measured = (question.text[one.start : one.end] for one in question.measures if one.kind != "time")
    clauses = say["or"].join(f"”{text.rstrip('.')}”" for text in dict.fromkeys(hit.entry.text for hit in beyond))
    return say["beyond"].format(measured=", ".join(dict.fromkeys(measured)), clauses=clauses)


def with_limits(answer: Answer, beyond: Sequence[Hit], question: Question, language: Language) -> Answer:
    """The answer, with the limits that what is measured does not reach, before what it may turn on all the same."""
    if not beyond:
        return answer
    return replace(answer, why=f"{limits_missed(beyond, question, language)} {answer.why}")
