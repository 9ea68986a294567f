"""The form as a sheet: a row for each question, out with what is answered, and in again row by row or not at all.

The last heading says which filing and which questions the sheet is of, so that it is the same in .xlsx, in CSV and in
what is copied from a sheet.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from nhv.files.faults import FileFault
from nhv.files.sheets import Cell, Row
from nhv.language.faults import Fault
from nhv.specification.answer_reading import is_empty, read_answer
from nhv.specification.answers import Answers
from nhv.specification.outline import Asked, Outline
from nhv.specification.rows import WrongRows

HEADINGS = ("Nyckel", "Fråga", "Svar", "Så skrivs det")
_MARK = "nhv-ark/1"
# What a cell can hold; the others are answered on the pages.
_IN_A_CELL = frozenset({"number", "text", "choice", "date", "yes_no"})
_HOW = {"text": "text", "date": "en dag, till exempel 2025-11-14", "yes_no": "ja eller nej"}


@dataclass(frozen=True)
class SheetForm:
    """What a sheet says: of which filing it is, from which revision, and by question what now stands in the cell and in
    which row. A question whose row is gone is not in it."""

    filing: str
    outline: str
    revision: int
    answers: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)

    def changed_from(self, base: Answers) -> dict[str, Any]:
        """By question, what the sheet says otherwise than `base`; None where it says nothing any more."""
        return {key: value for key, value in self.answers.items() if value != base.get(key)}


def asked_in_sheet(outline: Outline) -> list[Asked]:
    """The questions that have a row, in order."""
    return [asked for asked in outline.asked() if asked.question.kind in _IN_A_CELL]


def form_rows(outline: Outline, answers: Answers) -> list[tuple[object, ...]]:
    """The rows under the headings."""
    return [(one.key, _words(one), _shown(one, answers.get(one.key)), _how(one)) for one in asked_in_sheet(outline)]


def form_headings(filing: str, outline: Outline, revision: int) -> tuple[str, ...]:
    """The headings, the last of which says of what the sheet is."""
    return (*HEADINGS, f"{_MARK} {filing} {outline.hash[:16]} {revision}")


def read_form(rows: Sequence[Row], outline: Outline) -> SheetForm:
    """What stands in the rows. Raises FileFault for what is no such sheet, WrongRows for rows that are no answers."""
    if not rows:
        raise FileFault("sheet_blank", "Arket är tomt. Hämta det på nytt och fyll i det.")
    found = _headed(rows[0])
    known = {one.key: one for one in asked_in_sheet(outline)}
    # Other questions have other keys: that is told as one thing, and not of each row.
    if found.outline != outline.hash[:16]:
        return found
    faults: list[tuple[int, Fault]] = []
    for row in rows[1:]:
        try:
            key, value = _answer(row, known, found)
        except Fault as fault:
            faults.append((row.number, fault))
        else:
            found.answers[key], found.lines[key] = value, row.number
    if faults:
        raise WrongRows(faults=faults)
    return found


def _headed(head: Row) -> SheetForm:
    said = tuple(str(cell or "").strip() for cell in head.cells)
    mark = next((cell for cell in said if cell.startswith(_MARK)), "").split()
    if len(mark) != 4 or not (mark[3].isdecimal() and len(mark[3]) < 10):
        raise FileFault(
            "sheet_without_mark",
            "Första raden säger inte vad arket hör till. Hämta arket här på nytt, flytta över svaren och ladda upp det "
            "med rubrikerna kvar.",
        )
    if said[: len(HEADINGS)] != HEADINGS:
        raise FileFault(
            "sheet_columns_moved",
            "Kolumnerna är flyttade eller ändrade. Första raden ska ha rubrikerna {headings}, i den ordningen.",
            headings=", ".join(HEADINGS),
        )
    return SheetForm(mark[1], mark[2], int(mark[3]))


def _answer(row: Row, known: dict[str, Asked], found: SheetForm) -> tuple[str, Any]:
    key, question, cell = (*row.cells, None, None, None)[:3]
    asked = known.get(str(key or ""))
    if asked is None:
        raise Fault("row_of_no_question", "Nyckeln ”{key}” är ingen fråga i arket. Ta bort raden.", key=str(key)[:60])
    if asked.key in found.answers:
        raise Fault(
            "row_twice", "Nyckeln står redan på rad {line}. Ta bort den ena raden.", line=found.lines[asked.key]
        )
    if " ".join(str(question or "").split()) != " ".join(_words(asked).split()):
        raise Fault("row_of_another_question", "Frågan hör inte till radens nyckel: en kolumn är flyttad för sig.")
    if any(not is_empty(_plain(one)) for one in row.cells[len(HEADINGS) :]):
        raise Fault("row_beside", "Det står något till höger om kolumnerna. Svaret ska stå under ”Svar”.")
    return asked.key, _value(asked, cell)


def _plain(cell: Cell) -> object:
    return str(cell) if isinstance(cell, FileFault) else cell


def _value(asked: Asked, cell: Cell) -> Any:
    if isinstance(cell, FileFault):
        raise cell
    if is_empty(cell):
        return None
    if isinstance(cell, date) and asked.question.kind != "date":
        raise Fault("cell_date", "Cellen är en dag och inget svar på frågan. Skriv svaret som text eller tal.")
    if isinstance(cell, int | float) and asked.question.kind in ("text", "choice"):
        return read_answer(asked.question, f"{cell:g}")
    return read_answer(asked.question, cell)


def _words(asked: Asked) -> str:
    return f"{asked.question.text} ({asked.clause[:200]})" if asked.clause else asked.question.text


def _shown(asked: Asked, value: Any) -> object:
    if isinstance(value, bool):
        return "ja" if value else "nej"
    return date.fromisoformat(value) if asked.question.kind == "date" and value else value


def _how(asked: Asked) -> str:
    return ". ".join(_ways(asked))


def _ways(asked: Asked) -> Iterator[str]:
    question = asked.question
    if question.kind == "number":
        yield "ett heltal" if question.whole else "ett tal"
    elif question.kind == "choice":
        yield f"ett av: {'; '.join(question.choices)}"
    else:
        yield _HOW[question.kind]
    if question.hint:
        yield question.hint
