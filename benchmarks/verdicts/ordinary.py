"""Questions about ordinary care near the areas, one a line, that no area speaks of: none should get an answer."""

from pathlib import Path

from benchmarks.verdicts.blind import Ask

QUESTIONS = Path(__file__).parent / "ordinary.txt"


def read_ordinary() -> tuple[str, ...]:
    """All of them, in order."""
    return tuple(filter(None, QUESTIONS.read_text(encoding="utf-8").splitlines()))


def answered(ask: Ask) -> list[tuple[str, str]]:
    """Those that are answered nevertheless, each with how certainly."""
    found = ((question, ask(question)) for question in read_ordinary())
    return [(question, answers[0]["confidence"]) for question, answers in found if answers]
