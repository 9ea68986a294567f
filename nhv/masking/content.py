"""What everybody reads of something that was filed: its answers and files without what is hidden, and what that was."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, NamedTuple

from pydantic import Field

from nhv.language.masking import MASKED, masked
from nhv.specification.answers import in_words, is_put
from nhv.specification.outline import Asked, Outline
from nhv.specification.parts import Frozen


class PublicAnswer(Frozen):
    """A question and what was answered."""

    question: str
    words: str


class PublicSection(Frozen):
    heading: str
    answers: Annotated[tuple[PublicAnswer, ...], Field(max_length=1_000)]


class PublicFile(Frozen):
    """A file made anew. Without a hash it is hidden whole. `text_only` when no more than its text is left."""

    name: str
    sha256: str = ""
    pages: int = 0
    places: int = 0
    text_only: bool = False


class Support(Frozen):
    """A paragraph of the law, and at how many places something is hidden by it."""

    paragraph: str
    why: str
    places: int


class Content(Frozen):
    """All of it. `kept_off` are the questions whose answers are left out of the web without being secret."""

    sections: Annotated[tuple[PublicSection, ...], Field(max_length=200)]
    files: Annotated[tuple[PublicFile, ...], Field(max_length=500)] = ()
    masked: Annotated[tuple[Support, ...], Field(max_length=200)] = ()
    kept_off: Annotated[tuple[str, ...], Field(max_length=100)] = ()


class Hidden(NamedTuple):
    """What is taken out: words anywhere, and the keys of answers that are hidden or kept off whole."""

    words: Sequence[str] = ()
    questions: Sequence[str] = ()
    kept_off: Sequence[str] = ()


def sections(outline: Outline, answers: Mapping[str, Any], hidden: Hidden) -> tuple[PublicSection, ...]:
    """The answers that were given, section by section. Files have a place of their own."""
    found = []
    for section in outline.sections:
        given = [asked for asked in section.questions if _is_told(asked, answers, hidden)]
        if given:
            told = tuple(_answer(asked, answers[asked.key], hidden) for asked in given)
            found.append(PublicSection(heading=section.heading, answers=told))
    return tuple(found)


def kept_off(outline: Outline, answers: Mapping[str, Any], hidden: Hidden) -> tuple[str, ...]:
    """The questions whose answers are left out."""
    left = (asked for asked in outline.asked() if asked.key in hidden.kept_off and answers.get(asked.key))
    return tuple(asked.question.text for asked in left)


def count(outline: Outline, answers: Mapping[str, Any], words: str) -> int:
    """At how many places of the texts these words stand."""
    texts = (_words(asked, answers[asked.key]) for asked in outline.asked() if asked.key in answers)
    return sum(masked(text, [words])[1] for text in texts)


def _is_told(asked: Asked, answers: Mapping[str, Any], hidden: Hidden) -> bool:
    is_given = asked.key in answers and is_put(asked, answers)
    return is_given and asked.question.kind != "attachment" and asked.key not in hidden.kept_off


def _answer(asked: Asked, value: Any, hidden: Hidden) -> PublicAnswer:
    words = MASKED if asked.key in hidden.questions else masked(_words(asked, value), hidden.words)[0]
    question = f"{asked.question.text}: {asked.clause}" if asked.clause else asked.question.text
    return PublicAnswer(question=question, words=words)


def _words(asked: Asked, value: Any) -> str:
    return "" if asked.question.kind == "attachment" else in_words(asked.question, value)
