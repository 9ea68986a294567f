"""Two people have changed the same answers since one and the same state: what becomes of both.

Each question by itself: a change on one side wins over no change on the other, the same change on both sides is one
change, and two different changes are a clash that a person resolves, with both texts before them. Roles are compared
row by row and attachments file by file, so that two who add one each do not stand in each other's way.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nhv.specification.answer_reading import AnswerFault, read_answer
from nhv.specification.answers import Answers, alone, in_words
from nhv.specification.outline import Asked, Outline
from nhv.specification.questions import QuestionKind

_NAME_OF_A_ROW: Mapping[QuestionKind, str] = {"roles_and_numbers": "role", "attachment": "name"}


@dataclass(frozen=True)
class Clash:
    """A question that both have answered anew, differently. The values are raw; None is no answer."""

    asked: Asked
    question: str
    base: Any
    mine: Any
    theirs: Any

    @property
    def key(self) -> str:
        """The key of the question."""
        return self.asked.key

    @property
    def mine_in_words(self) -> str | None:
        """My answer in words, or nothing."""
        return None if self.mine is None else in_words(self.asked.question, self.mine)

    @property
    def theirs_in_words(self) -> str | None:
        """Their answer in words, or nothing."""
        return None if self.theirs is None else in_words(self.asked.question, self.theirs)


@dataclass(frozen=True)
class Merge:
    """What both sides come to. Where they clash `answers` keeps theirs, which is what is saved already.

    `taken` are the keys of the questions where something of theirs was taken in beside what is mine.
    """

    answers: dict[str, Any]
    taken: tuple[str, ...]
    clashes: tuple[Clash, ...]


def merge(outline: Outline, base: Answers, mine: Answers, theirs: Answers) -> Merge:
    """`mine` and `theirs`, both made from `base`, as one. All are answers that `read_answer` has read."""
    answers: dict[str, Any] = {}
    taken: list[str] = []
    clashes: list[Clash] = []
    for asked in outline.asked():
        sides = base.get(asked.key), mine.get(asked.key), theirs.get(asked.key)
        try:
            value = _merged(asked, *sides)
        except _Conflict:
            value = sides[2]
            clashes.append(Clash(asked, alone(outline, asked), *sides))
        else:
            if sides[2] not in (sides[0], sides[1]):
                taken.append(asked.key)
        if value is not None:
            answers[asked.key] = value
    return Merge(answers, tuple(taken), tuple(clashes))


class _Conflict(Exception):
    """Both have changed the same thing, differently."""


def _merged(asked: Asked, base: Any, mine: Any, theirs: Any) -> Any:
    row_name = _NAME_OF_A_ROW.get(asked.question.kind)
    if row_name is None or base in (mine, theirs) or mine == theirs:
        return _one(base, mine, theirs)
    rows = _merged_rows(row_name, base or [], mine or [], theirs or [])
    try:
        return read_answer(asked.question, rows) if rows else None
    except AnswerFault:  # together they are more than the question has room for
        raise _Conflict from None


def _merged_rows(name: str, base: list[Any], mine: list[Any], theirs: list[Any]) -> list[Any]:
    """The rows of both, theirs first, each row by its own three ways."""
    before, ours, others = ({row[name].casefold(): row for row in rows} for rows in (base, mine, theirs))
    merged = (_one(before.get(key), ours.get(key), others.get(key)) for key in {**others, **ours})
    return [row for row in merged if row is not None]


def _one(base: Any, mine: Any, theirs: Any) -> Any:
    if mine in (theirs, base):
        return theirs
    if theirs == base:
        return mine
    raise _Conflict
