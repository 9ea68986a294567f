"""A question as a field of a form: how it is drawn, and how what was typed in it is read.

There is one template for each kind of question, `fields/<kind>.html`. A page that has fields is
`{% include field.template %}` for each, in `fields/field.html`, however many questions there are.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from nhv.specification.answer_reading import MOST_FILES, MOST_ROWS, AnswerFault, is_empty, read_answer
from nhv.specification.answers import in_words
from nhv.specification.outline import Asked, in_tables, shape_of
from nhv.specification.parts import MOST_CHARACTERS
from nhv.specification.questions import Question, QuestionKind

# A text that may be longer than this gets several lines.
MOST_ON_A_LINE = 300
FEWEST_ROWS = 2
ROWS_TO_ADD = 3


@dataclass(frozen=True)
class Theirs:
    """What somebody else has answered meanwhile: in words (None is no answer), who, and when. And `mine`, which is not
    saved, in words too."""

    words: str | None
    who: str
    at: Any
    mine: str | None = None
    # One's own, from another window or from a file.
    is_own: bool = False

    @property
    def choose(self) -> str:
        """What is to be done about it, in a sentence."""
        if self.is_own:
            return _("Du har själv svarat något annat på samma fråga. Välj vilket svar som ska gälla.")
        return _("Någon annan har svarat på samma fråga. Välj vilket svar som ska gälla.")


@dataclass(frozen=True)
class Inherited:
    """What the hospital has attested, in words, with who and when and until which day."""

    words: str
    who: str
    at: Any
    valid_until: Any


@dataclass(frozen=True)
class Field:
    """One question with what stands in its field: a value as stored, or as somebody typed it."""

    asked: Asked
    raw: Any = None
    fault: str = ""
    theirs: Theirs | None = None
    inherited: Inherited | None = None
    fewest_rows: int = FEWEST_ROWS
    leads_to_more: str = ""
    # It stands as it did in the one that was taken back, with whose answers this one began.
    is_from_earlier: bool = False

    @property
    def is_past(self) -> bool:
        """Whether a day that should lie in time to come has been."""
        is_day = isinstance(self.raw, str) and bool(self.raw) and not self.fault
        return self.question.ahead and is_day and self.raw < timezone.localdate().isoformat()

    @property
    def id(self) -> str:
        """The id of the question's block on the page: where links to the question lead."""
        return question_id(self.asked.key)

    @property
    def name(self) -> str:
        return self.asked.key

    @property
    def question(self) -> Question:
        return self.asked.question

    @property
    def template(self) -> str:
        return f"fields/{self.question.kind}.html"

    @property
    def is_inherited(self) -> bool:
        """Whether the hospital answers, and nothing of one's own has been said."""
        return self.inherited is not None and self.raw in (None, "")

    @property
    def described_by(self) -> str:
        """The ids of what is read aloud with the field: clause, hint and fault."""
        parts = {
            "villkor": self.asked.clause,
            "ledtext": self.question.hint or self.most_in_text or self.leads_to_more,
            "fel": self.fault,
        }
        return " ".join(f"{self.id}-{part}" for part, there in parts.items() if there)

    @property
    def is_on_one_line(self) -> bool:
        return (self.question.most or MOST_CHARACTERS) <= MOST_ON_A_LINE

    @property
    def most_in_text(self) -> int | None:
        """The most characters of a text, the most files of an attachment."""
        if self.question.kind == "text":
            return self.question.most or MOST_CHARACTERS
        return min(self.question.most or MOST_FILES, MOST_FILES) if self.question.kind == "attachment" else None

    @property
    def text(self) -> str:
        """What stands in a field of one text, number or day. A number is written as Swedes write it."""
        if isinstance(self.raw, int | float) and not isinstance(self.raw, bool):
            return str(self.raw).replace(".", ",")
        return "" if self.raw is None else str(self.raw)

    @property
    def choices(self) -> list[tuple[int, str, bool]]:
        """Number, words and whether it is chosen, of each choice."""
        chosen = self.raw if isinstance(self.raw, list) else [self.raw]
        return [(place, choice, choice in chosen) for place, choice in enumerate(self.question.choices, start=1)]

    @property
    def is_yes(self) -> bool:
        return self.raw is True or self.raw == "ja"

    @property
    def is_no(self) -> bool:
        return self.raw is False or self.raw == "nej"

    @property
    def period(self) -> Mapping[str, Any]:
        return self.raw if isinstance(self.raw, Mapping) else {}

    @property
    def rows(self) -> list[Mapping[str, Any]]:
        """The rows of roles, and empty ones to write in."""
        rows = list(self.raw) if isinstance(self.raw, list) else []
        room = max(self.fewest_rows, min(len(rows) + 1, MOST_ROWS))
        return rows + [{"role": "", "number": ""}] * (room - len(rows))

    @property
    def judged_rows(self) -> list[tuple[Mapping[str, Any], bool, bool]]:
        """Each row with whether its role, and whether its number, is what is wrong: only those cells are marked."""
        if not self.fault:
            return [(row, False, False) for row in self.rows]
        return [(row, *_lacks(str(row["role"]).strip(), str(row["number"]).strip())) for row in self.rows]

    @property
    def files(self) -> list[Mapping[str, Any]]:
        return list(self.raw) if isinstance(self.raw, list) else []


@dataclass(frozen=True)
class Block:
    """A question, and those that may be added to it, folded away."""

    field: Field
    further: tuple[Field, ...] = ()

    @property
    def further_named(self) -> str:
        """«Hur uppfylls det? · Från när uppfylls det? · Underlag»."""
        return " · ".join(field.question.text for field in self.further)

    @property
    def is_open(self) -> bool:
        """Whether something stands, or is wrong, in what is folded away."""
        return any(field.raw or field.fault or field.theirs for field in self.further)


def blocks(fields: Iterable[Field]) -> list[Block]:
    """The fields of a page, each with those that add to it."""
    found: list[Block] = []
    for field in fields:
        if field.asked.further and found:
            found[-1] = Block(found[-1].field, (*found[-1].further, field))
        else:
            found.append(Block(field))
    return found


def together(drawn: Iterable[Block]) -> list[list[Block]]:
    """The blocks of a page, those that ask alike together, to be drawn as one table."""
    return list(in_tables(drawn, lambda block: shape_of(block.field.asked, [one.asked for one in block.further])))


def _lacks(role: str, number: str) -> tuple[bool, bool]:
    """Whether the role is missing beside a number; whether the number is missing beside a role, or is none."""
    return bool(number) and not role, bool(role or number) and not (number.isascii() and number.isdigit())


def question_id(key: str) -> str:
    """Where on its page a question stands."""
    return f"fraga-{key}"


def read_field(question: Question, name: str, sent: QueryDict) -> Any:
    """What somebody typed, as `read_answer` takes it and as `Field` shows it again. Files come another way."""
    return _READERS[question.kind](name, sent)


def said(asked: Asked, raw: Any) -> str | None:
    """The answer in words, or nothing. What somebody typed that is no answer is said as it was typed."""
    if is_empty(raw):
        return None
    try:
        return in_words(asked.question, read_answer(asked.question, raw))
    except AnswerFault:
        return str(raw)


def _one(name: str, sent: QueryDict) -> str:
    return sent.get(name, "")


def _several(name: str, sent: QueryDict) -> list[str]:
    return list(sent.getlist(name))


def _period(name: str, sent: QueryDict) -> dict[str, str]:
    return {part: sent.get(f"{name}.{part}", "") for part in ("from", "until")}


def _rows(name: str, sent: QueryDict) -> list[dict[str, str]]:
    pairs = zip(sent.getlist(f"{name}.role"), sent.getlist(f"{name}.number"), strict=False)
    return [{"role": role, "number": number} for role, number in pairs if role.strip() or number.strip()]


def _no_files(name: str, sent: QueryDict) -> list[str]:
    return []


_READERS: dict[QuestionKind, Callable[[str, QueryDict], Any]] = {
    "yes_no": _one,
    "number": _one,
    "text": _one,
    "choice": _one,
    "several_choices": _several,
    "date": _one,
    "period": _period,
    "roles_and_numbers": _rows,
    "attachment": _no_files,
}
