"""How far an application has come: section by section, and question by question for what is missing."""

from dataclasses import dataclass
from typing import Literal

from nhv.specification.answers import Answers, is_put, missing
from nhv.specification.outline import Asked, Outline, Section

State = Literal["done", "begun", "not_begun", "optional", "nothing"]

MOST_OF_A_NAME = 90


@dataclass(frozen=True)
class Progress:
    """A section with how many of its questions are answered, and those that must be and are not."""

    section: Section
    put: int
    answered: int
    missing: tuple[Asked, ...]

    @property
    def state(self) -> State:
        """`optional`: nothing must be answered and nothing is. `nothing`: no question is put."""
        if not self.put:
            return "nothing"
        if self.missing:
            return "begun" if self.answered else "not_begun"
        return "done" if self.answered else "optional"


def progress(outline: Outline, answers: Answers) -> list[Progress]:
    """Every section, in order."""
    lacking = {asked.key for asked in missing(outline, answers)}
    return [
        Progress(
            section=section,
            put=sum(is_put(asked, answers) for asked in section.questions),
            answered=sum(asked.key in answers and is_put(asked, answers) for asked in section.questions),
            missing=tuple(asked for asked in section.questions if asked.key in lacking),
        )
        for section in outline.sections
    ]


def short_name(asked: Asked) -> str:
    """The question in a list: by its clause when many questions read alike, cut at a word."""
    text = asked.clause or asked.question.text
    if len(text) <= MOST_OF_A_NAME:
        return text
    return f"{text[:MOST_OF_A_NAME].rpartition(' ')[0].rstrip(',;:')} …"
