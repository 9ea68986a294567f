"""An invented answer to a question of any kind, or nothing where it takes more than an invention."""

from nhv.specification.questions import Question

HOURS_OF_A_WEEK = 168
WORDS = "Påhittat svar (demonstration)"


def some_answer(question: Question) -> object:
    """An answer of the question's kind, as a form sends it; None for a file and whatever else nobody can invent."""
    return {
        "yes_no": True,
        "number": min(question.most or 12, HOURS_OF_A_WEEK) if question.unit and "timmar" in question.unit else 12,
        "text": WORDS,
        "choice": next(iter(question.choices), None),
        "several_choices": list(question.choices[:1]) or None,
    }.get(question.kind)
