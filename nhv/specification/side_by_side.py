"""Several answers to the same questions side by side, question by question, without a word about which is better."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from nhv.specification.answers import Answers, in_words
from nhv.specification.outline import Asked, Outline


@dataclass(frozen=True)
class Said:
    """What one of them says to one question: in words, or its files. `asked` is the question itself or what was added
    to it."""

    asked: Asked
    words: str
    files: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True)
class Compared:
    """One question, in its section, with what each says: a list each, in the order they were given; empty for silence.
    What was added (how, from when) follows its question."""

    section: str
    asked: Asked
    said: tuple[tuple[Said, ...], ...]


def side_by_side(filed: Sequence[tuple[Outline, Answers]]) -> list[Compared]:
    """Every question that any of them was asked, in the order of the first form that has it."""
    seen: set[str] = set()
    found: list[Compared] = []
    for outline, _answers in filed:
        for section, asked, further in _groups(outline):
            if asked.key not in seen:
                seen.add(asked.key)
                found.append(Compared(section, asked, tuple(_said(asked, further, answers) for _o, answers in filed)))
    return found


def as_rows(compared: Sequence[Compared]) -> Iterator[tuple[str, ...]]:
    """The same as rows of a table: section, the condition's own words, question, and a cell for each of them."""
    for one in compared:
        cells = ("\n".join(_in_a_cell(one.asked, said) for said in each) for each in one.said)
        yield (one.section, one.asked.clause or "", one.asked.question.text, *cells)


def _in_a_cell(main: Asked, said: Said) -> str:
    text = said.words or ", ".join(file["name"] for file in said.files)
    return text if said.asked == main else f"{said.asked.question.text} {text}"


def _groups(outline: Outline) -> Iterator[tuple[str, Asked, list[Asked]]]:
    """Each question with what may be added to it, which stands after it."""
    for section in outline.sections:
        group: tuple[str, Asked, list[Asked]] | None = None
        for asked in section.questions:
            if group and asked.further and asked.about == group[1].about and asked.about:
                group[2].append(asked)
                continue
            if group:
                yield group
            group = (section.heading, asked, [])
        if group:
            yield group


def _said(asked: Asked, further: Sequence[Asked], answers: Answers) -> tuple[Said, ...]:
    return tuple(_one(each, answers[each.key]) for each in (asked, *further) if each.key in answers)


def _one(asked: Asked, value: Any) -> Said:
    is_file = asked.question.kind == "attachment"
    return Said(asked, "" if is_file else in_words(asked.question, value), tuple(value) if is_file else ())
