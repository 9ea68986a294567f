"""The Word way back: a form that was filled in offline → answers, and, apart from them, what could not be read.

A field that stands empty is an answer taken away. A field that is gone, or that holds what no answer can be, says
nothing: it is told of in `unread`, and the answer that was there stays.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lxml import etree

from nhv.files.faults import FileFault
from nhv.files.word.package import W
from nhv.files.word.pieces import Mark
from nhv.files.word.styles import is_on, value_of
from nhv.files.word.walk import WordFile, inner
from nhv.language.characters import printable
from nhv.paper.beside import Beside, notes_in, texts_outside, written_beside
from nhv.paper.controls import (
    CHECKBOX_NAMESPACE,
    PLACEHOLDERS,
    ROLE_HEAD,
    Field,
    answer_field,
    bookmark_of,
    choice_fields,
    period_fields,
    table_tag,
    tag_of,
)
from nhv.rules.refusals import refused_for
from nhv.specification.answer_reading import MOST_ROWS, AnswerFault, is_empty, read_answer, unknown_question
from nhv.specification.answers import Answers
from nhv.specification.outline import Asked, Outline
from nhv.specification.questions import Question, QuestionKind

# Rows whose controls are looked for to find the table: those answered and those left for more.
_MOST_ROWS = 2 * MOST_ROWS
_MOST_COPIES = 20
_MOST_PIECES_OF_A_BOOKMARK = 5_000
_MOST_SHOWN = 300
# What Word itself writes in a field that was emptied, in the languages that are used here.
_PLACEHOLDERS_OF_WORD = frozenset(
    {
        "Klicka eller tryck här för att ange text.",
        "Klicka här för att ange text.",
        "Klicka eller tryck här för att ange ett datum.",
        "Klicka här för att ange datum.",
        "Välj ett objekt.",
        "Click or tap here to enter text.",
        "Click here to enter text.",
        "Click or tap to enter a date.",
        "Click here to enter a date.",
        "Choose an item.",
        "Klikk eller trykk her for å skrive inn tekst.",
        "Klik eller tryk her for at skrive tekst.",
        "Kirjoita tekstiä napsauttamalla tai napauttamalla tätä.",
    }
)
# The signs of boxes in Unicode and, as private characters, in the Wingdings fonts that older Word uses.
_CHECKED = frozenset("☒☑✓✔✗✘⌧🗹🗷xX\uf0fe\uf0fd\uf052\uf053\uf054\uf0fb\uf0fc")
_UNCHECKED = frozenset("☐□▢❏❑◻⬜\uf0a8\uf06f\uf071\uf072")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "”": '"', "“": '"', "„": '"', "–": "-", "—": "-", "\u2011": "-"})


@dataclass(frozen=True)
class Properties:
    """What the form said of itself when it was made. None: the program that saved the file lost it."""

    filing: str | None
    revision: int | None
    version: str | None
    outline: str | None


@dataclass(frozen=True)
class Unread:
    """A question whose field could not be read. `stood` is the text found there, `why` what is wrong with it."""

    key: str
    question: str
    stood: str
    why: AnswerFault


@dataclass(frozen=True)
class FilledForm:
    """What a filled-in form says.

    A key in `answers` was answered. A key in neither `answers` nor `unread` stands empty in the file, except that
    attachments are never answered in Word.
    """

    properties: Properties
    answers: dict[str, Any]
    unread: tuple[Unread, ...]
    silent: frozenset[str]
    beside: tuple[Beside, ...] = ()

    def over(self, base: Answers) -> dict[str, Any]:
        """All answers as the one who filled in the form left them, given those it was made from.

        What the file is silent about (`silent`: unread fields and attachments) is as in `base`.
        """
        return self.answers | {key: value for key, value in base.items() if key in self.silent}


def texts_of_form(data: bytes) -> frozenset[str]:
    """What a form of our own making says outside its fields."""
    return texts_outside(_opened(data))


def properties_of(data: bytes) -> Properties:
    """What a file says of itself, whatever it asks. Raises Refused for what is no readable Word file."""
    return _read_properties(_opened(data).properties)


def read_form(
    data: bytes, outline: Outline, ours: Collection[str] | None = None, *, any_facts: bool = False
) -> FilledForm:
    """Reads a form made by `word_form.form` for this outline. Raises Refused for what is no readable Word file.

    `ours` is what the form says outside its fields (`texts_of_form`); with it, what somebody has written there is told
    (of the facts that it begins with only without `any_facts`).
    """
    fields = _Fields(_opened(data))
    answers: dict[str, Any] = {}
    unread: list[Unread] = []
    silent: set[str] = set()
    for asked in outline.asked():
        if asked.question.kind == "attachment":
            silent.add(asked.key)
            continue
        raw: Any = None
        try:
            raw = _FIELDS[asked.question.kind](fields, asked)
            if not is_empty(raw):
                answers[asked.key] = read_answer(asked.question, raw)
        except AnswerFault as fault:
            stood = fault.stood if isinstance(fault, _Unreadable) else _shown(raw)
            unread.append(Unread(asked.key, asked.question.text, stood, fault))
            silent.add(asked.key)
    unread += fields.unknown()
    beside = written_beside(fields.file, outline, ours, any_facts=any_facts) if ours is not None else ()
    return FilledForm(_read_properties(fields.file.properties), answers, tuple(unread), frozenset(silent), beside)


def _opened(data: bytes) -> WordFile:
    try:
        return WordFile(data)
    except FileFault as fault:
        raise refused_for(fault) from None


def _read_properties(found: dict[str, str]) -> Properties:
    revision = found.get("nhv-revision", "")
    return Properties(
        filing=found.get("nhv-filing") or None,
        revision=int(revision) if re.fullmatch("[0-9]{1,9}", revision) else None,
        version=found.get("nhv-version") or None,
        outline=found.get("nhv-outline") or None,
    )


class _Unreadable(AnswerFault):
    """A field that cannot be found, or not told."""

    def __init__(self, code: str, words: str, *, stood: str = "") -> None:
        self.stood = stood[:_MOST_SHOWN]
        super().__init__(code, words)


def _gone(stood: str = "") -> _Unreadable:
    return _Unreadable("field_gone", "Fältet finns inte kvar i filen. Svaret som fanns ändras inte.", stood=stood)


class _Fields:
    """The fields of one file, by tag. Each is looked at only when it is asked for."""

    def __init__(self, file: WordFile) -> None:
        self.file = file
        self.asked_for: set[str] = set()

    @cached_property
    def controls(self) -> dict[str, list[etree._Element]]:
        found: dict[str, list[etree._Element]] = {}
        for control in self.file.body.iter(f"{W}sdt"):
            tag = value_of(control.find(f"{W}sdtPr/{W}tag"))
            if tag and next(control.iterancestors(f"{W}moveFrom", f"{W}del"), None) is None:
                found.setdefault(tag, []).append(control)
        return found

    @cached_property
    def bookmarks(self) -> dict[str, str]:
        """The text within each bookmark of ours that stands once."""
        texts = list(self.file.pieces(self.file.body))
        starts: dict[str, tuple[str, int]] = {}
        found: dict[str, str] = {}
        times = Counter(piece.name for piece in texts if isinstance(piece, Mark))
        for place, piece in enumerate(texts):
            if not isinstance(piece, Mark):
                continue
            if piece.name is not None:
                starts[piece.number] = piece.name, place
            elif piece.number in starts:
                name, start = starts.pop(piece.number)
                if name.startswith("nhv_") and times[name] == 1 and place - start <= _MOST_PIECES_OF_A_BOOKMARK:
                    found[name] = "".join(text for text in texts[start:place] if isinstance(text, str))
        return found

    def text(self, field: Field) -> str:
        """What stands in the field; nothing when it stands empty. Raises _Unreadable when it is gone."""
        self.asked_for.add(field.tag)
        controls = self.controls.get(field.tag, [])
        # A field that is moved with tracked changes stands twice, once with its words gone.
        controls = [one for one in controls if not self._is_moved_away(one)] or controls
        texts = {self.typed(control) for control in controls[:_MOST_COPIES]}
        if len(texts) > 1:
            raise _Unreadable(
                "field_twice",
                "Fältet finns flera gånger i filen med olika svar. Svaret som fanns ändras inte.",
                stood=" | ".join(sorted(texts)),
            )
        return texts.pop() if texts else self._text_of_bookmark(field)

    def _is_moved_away(self, control: etree._Element) -> bool:
        gone = next(control.iter(f"{W}moveFrom", f"{W}del"), None)
        return gone is not None and not self.typed(control)

    def notes(self, field: Field) -> list[str]:
        """The notes that somebody has put in the field, which go with the answer."""
        return [note for control in self.controls.get(field.tag, [])[:1] for note in notes_in(self.file, control)]

    def _text_of_bookmark(self, field: Field) -> str:
        """What stands between the label and the tail, when the control itself cannot be told from others."""
        around = self.bookmarks.get(bookmark_of(field.tag))
        if around is None:
            raise _gone()
        around, label, tail = around.strip(), printable(field.label).strip(), printable(field.tail).strip()
        if not (around.startswith(label) and around.endswith(tail) and len(around) >= len(label) + len(tail)):
            raise _gone(around)
        text = around.removeprefix(label).removesuffix(tail).strip()
        return "" if text in PLACEHOLDERS else text

    def typed(self, control: etree._Element) -> str:
        """What somebody has put in the control: not its placeholder."""
        content = control.find(f"{W}sdtContent")
        text = self.file.text_of(content).strip() if content is not None else ""
        if text in PLACEHOLDERS:
            return ""
        # LibreOffice leaves the switch on, and the style, when a placeholder is typed over: neither makes it empty.
        shows_placeholder = is_on(control.find(f"{W}sdtPr/{W}showingPlcHdr"))
        return "" if shows_placeholder and text in _PLACEHOLDERS_OF_WORD else text

    def is_checked(self, box: Field) -> bool:
        """Whether the box is ticked. The sign that people see decides; the setting, when no sign tells."""
        sign = self.text(box)
        if sign in _CHECKED:
            return True
        if not sign or sign in _UNCHECKED:
            return False
        for control in self.controls.get(box.tag, ()):
            state = control.find(f"{W}sdtPr/{{{CHECKBOX_NAMESPACE}}}checkbox/{{{CHECKBOX_NAMESPACE}}}checked")
            if state is not None:
                return state.get(f"{{{CHECKBOX_NAMESPACE}}}val") in ("1", "true", "on")
        raise _Unreadable(
            "box_unclear", "Det går inte att se om rutan är ikryssad. Svaret som fanns ändras inte.", stood=sign
        )

    def rows(self, asked: Asked) -> Iterator[tuple[str, ...]]:
        """The texts of the cells, row by row, of the table(s) that hold the fields of a question of roles.

        The table itself is read, so that rows added by hand count too.
        """
        tags = {tag_of(asked.key, f"#{part}#{row}") for row in range(1, _MOST_ROWS + 1) for part in ("role", "number")}
        self.asked_for |= tags
        mark = bookmark_of(table_tag(asked))
        tables = [table for table in self.file.body.iter(f"{W}tbl") if _holds(table, tags, mark)]
        if not tables:
            raise _Unreadable("table_gone", "Tabellen finns inte kvar i filen. Svaret som fanns ändras inte.")
        for table in tables:
            for row in inner(table, "tr"):
                if row.find(f"{W}trPr/{W}tblHeader") is None:
                    cells = tuple(self._cell(cell) for cell in inner(row, "tc"))
                    if tuple(map(_bare, cells)) != ROLE_HEAD:
                        yield cells

    def _cell(self, cell: etree._Element) -> str:
        """The text of a cell without its placeholder. A control may stand in the cell or around it."""
        text = self.file.text_of(cell).strip()
        around = cell.getparent()
        outer = around.getparent() if around is not None and around.tag == f"{W}sdtContent" else None
        controls = list(cell.iter(f"{W}sdt")) + ([outer] if outer is not None else [])
        stands_empty = bool(controls) and text in _PLACEHOLDERS_OF_WORD and not any(map(self.typed, controls))
        return "" if text in PLACEHOLDERS or stands_empty else text

    def unknown(self) -> list[Unread]:
        """Fields with a text that no question of the outline asked for: the form is of another version."""
        strange = {
            tag: self.typed(controls[0])
            for tag, controls in self.controls.items()
            if tag not in self.asked_for and re.fullmatch(r"[a-z0-9~#-]{1,90}", tag)
        }
        return [
            Unread(
                tag,
                value_of(self.controls[tag][0].find(f"{W}sdtPr/{W}alias")) or tag,
                text[:_MOST_SHOWN],
                unknown_question(),
            )
            for tag, text in strange.items()
            if text and text not in _UNCHECKED
        ]


def _holds(table: etree._Element, tags: set[str], mark: str) -> bool:
    return any(value_of(tag) in tags for tag in table.iter(f"{W}tag")) or any(
        start.get(f"{W}name") == mark for start in table.iter(f"{W}bookmarkStart")
    )


def _shown(raw: Any) -> str:
    """What stood in the field, as text for the one who filled it in."""
    if isinstance(raw, dict):
        return " – ".join(str(part) for part in raw.values() if part)[:_MOST_SHOWN]
    if isinstance(raw, list):
        return "; ".join(_shown(row) for row in raw if not is_empty(row))[:_MOST_SHOWN]
    return str(raw or "")[:_MOST_SHOWN]


def _bare(text: str) -> str:
    """The text as people mean it: one space between words, no quotes around and no full stop after."""
    return " ".join(text.split()).strip("\"'«»”“’‘ ").rstrip(".").strip()


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", _bare(text).translate(_QUOTES)).casefold()


def _one_of(question: Question, text: str) -> str:
    """The choice that was meant, when only one can be; else the text itself, which `read_answer` judges."""
    meant = [choice for choice in question.choices if _folded(choice) == _folded(text)]
    return meant[0] if len(meant) == 1 else text


def _text(fields: _Fields, asked: Asked) -> str:
    field = answer_field(asked)
    return "\n".join([fields.text(field), *fields.notes(field)])


def _short(fields: _Fields, asked: Asked) -> str:
    return _bare(fields.text(answer_field(asked)))


def _choice(fields: _Fields, asked: Asked) -> str:
    return _one_of(asked.question, fields.text(answer_field(asked)))


def _several_choices(fields: _Fields, asked: Asked) -> list[str]:
    return [
        choice
        for box, choice in zip(choice_fields(asked), asked.question.choices, strict=True)
        if fields.is_checked(box)
    ]


def _period(fields: _Fields, asked: Asked) -> dict[str, str]:
    first, last = period_fields(asked)
    return {"from": _bare(fields.text(first)), "until": _bare(fields.text(last))}


def _roles_and_numbers(fields: _Fields, asked: Asked) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = []
    for cells in fields.rows(asked):
        role, number, *more = (*cells, "", "")
        if any(cell.strip() for cell in more):
            raise _Unreadable(
                "table_row_too_wide",
                "En rad i tabellen har fler än två fält med text. Svaret som fanns ändras inte.",
                stood=" – ".join(cells),
            )
        rows.append({"role": " ".join(role.split()), "number": _bare(number)})
    return rows


_FIELDS: dict[QuestionKind, Callable[[_Fields, Asked], Any]] = {
    "yes_no": _short,
    "number": _short,
    "text": _text,
    "choice": _choice,
    "several_choices": _several_choices,
    "date": _short,
    "period": _period,
    "roles_and_numbers": _roles_and_numbers,
}
