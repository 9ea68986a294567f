"""What is asked of somebody who files: an outline of sections and questions, derived from one version of a document.

An application, an opinion and an annual report are all answers to an outline; they differ only in which one. The page,
the print, the Word file and the list of what is missing read the same outline.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Literal, Self, TypeVar

from pydantic import model_validator

from nhv.specification.parts import Frozen, Key, Short, Text, many
from nhv.specification.questions import Question


class OnlyIf(Frozen):
    """The question is put only when the yes/no or choice question `key` was answered with `answer`."""

    key: Key
    answer: bool | Short


class Asked(Frozen):
    """One question in its place.

    `about` is the key of the part of the area document it concerns and `clause` that part's exact words, shown beside
    it; `clause_is` says what it is called there. `fact` names a fact of the hospital that may answer it. `known` says
    how sure we are that it belongs here.
    A `further` question adds to the one before it and is folded away until somebody wants it.
    """

    key: Key
    question: Question
    about: Key | None = None
    clause: Text | None = None
    clause_is: Literal["condition", "part"] = "condition"
    fact: Key | None = None
    known: Literal["restated", "inferred", "unknown"] = "restated"
    further: bool = False
    only_if: OnlyIf | None = None


class Section(Frozen):
    """Questions that are answered together: one page, one heading in print."""

    key: Key
    heading: Short
    lead: Text | None = None
    questions: tuple[Asked, ...] = many(min_length=1)


class Outline(Frozen):
    """The whole of what is asked. `kind` says what is filed: «application», «opinion», «annual_report»."""

    kind: Short
    title: Text
    sections: tuple[Section, ...] = many(min_length=1)

    def asked(self) -> Iterator[Asked]:
        """Every question, in reading order."""
        for section in self.sections:
            yield from section.questions

    def find(self, key: str) -> Asked | None:
        """The question with this key, or nothing."""
        return next((asked for asked in self.asked() if asked.key == key), None)

    def section(self, key: str) -> Section | None:
        """The section with this key, or nothing."""
        return next((section for section in self.sections if section.key == key), None)

    @property
    def hash(self) -> str:
        """The sha256 of its canonical JSON: two filings with the same hash were asked the same."""
        return hashlib.sha256(self.model_dump_json(exclude_defaults=True).encode()).hexdigest()

    @model_validator(mode="after")
    def _keys_are_unique_and_known(self) -> Self:
        for kind, keys in (
            ("frågan", Counter(asked.key for asked in self.asked())),
            ("avsnittet", Counter(section.key for section in self.sections)),
        ):
            for key, times in keys.items():
                if times > 1:
                    raise ValueError(f"{kind} «{key}» står {times} gånger; varje nyckel får stå en gång")
        before: set[str] = set()
        for asked in self.asked():
            if asked.only_if and asked.only_if.key not in before:
                raise ValueError(f"frågan «{asked.key}» beror på «{asked.only_if.key}», som inte står före den")
            before.add(asked.key)
        return self


# --- Questions that are alike -------------------------------------------------------------------------

FEWEST_IN_A_TABLE = 3
T = TypeVar("T")


def shape_of(asked: Asked, further: Sequence[Asked]) -> str | None:
    """What a question for a number, and those that add to it, have in common with others of their kind: «how many of
    these, persons» about one clause after another. Nothing for a question that needs room of its own."""
    if asked.question.kind != "number" or not asked.clause or asked.fact or asked.only_if:
        return None
    alike = [asked.question.model_dump_json(exclude={"text"}), *(one.question.model_dump_json() for one in further)]
    return "\n".join([asked.clause_is, asked.known, *alike])


def in_tables(items: Iterable[T], shape: Callable[[T], str | None]) -> Iterator[list[T]]:
    """The items in their order, those that follow each other with the same shape together where they are enough for
    a table, every other alone."""
    for same, group in groupby(items, key=shape):
        found = list(group)
        if same is not None and len(found) >= FEWEST_IN_A_TABLE:
            yield found
        else:
            yield from ([one] for one in found)
