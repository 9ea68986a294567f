"""A list from the official diarium, as .xlsx or CSV → its rows. One that cannot be read is named, and then none is."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from nhv.files.sheets import Row, read_rows
from nhv.language.faults import Fault
from nhv.specification.rows import WrongRows

NUMBER, DOCUMENT, TITLE, DAY = "Diarienummer", "Handling", "Rubrik", "Datum"
HEADINGS = (NUMBER, DOCUMENT, TITLE, DAY)
MOST_NUMBER, MOST_DOCUMENT, MOST_TITLE = 60, 120, 300
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True)
class Told:
    """One number of the diarium; `document` is our key of what it is of, empty where the diarium has none. `line` is
    where it stands."""

    number: str
    document: str
    title: str
    day: date | None
    line: int


def read_list(data: bytes) -> list[Told]:
    """The rows of a list. Columns are found by their headings; others than ours are not read.

    Raises FileFault for what is no table, Fault for one without our columns or without rows, WrongRows for rows that
    cannot be read or say two things of one document.
    """
    head, *rows = read_rows(data) or [Row(1, ())]
    columns = _columns(head)
    told = list[Told]()
    faults = list[tuple[int, Fault]]()
    for row in rows:
        try:
            if (one := _read(row, columns)) is not None:
                told.append(one)
        except Fault as fault:
            faults.append((row.number, fault))
    faults += _two_numbers(told)
    if faults:
        raise WrongRows(faults=sorted(faults, key=lambda one: one[0]))
    if not told:
        raise Fault("diarium_list_empty", "Listan har inga rader under rubrikerna. Ta ut den på nytt ur diariet.")
    return told


def _columns(head: Row) -> dict[str, int]:
    named = {str(cell).strip().casefold(): place for place, cell in reversed(list(enumerate(head.cells)))}
    missing = [heading for heading in HEADINGS if heading.casefold() not in named]
    if missing:
        raise Fault(
            "diarium_list_columns",
            "Första raden ska ha rubrikerna {headings}. {missing} saknas. Lägg till det som saknas.",
            headings=", ".join(HEADINGS),
            missing=", ".join(missing),
        )
    return {heading: named[heading.casefold()] for heading in HEADINGS}


def _read(row: Row, columns: dict[str, int]) -> Told | None:
    """What a row says; nothing where our own list has come back with a document that has no number yet."""
    number = _text(row, columns[NUMBER], NUMBER, MOST_NUMBER)
    if not number and _text(row, columns[DOCUMENT], DOCUMENT, MOST_DOCUMENT):
        return None
    if not number:
        raise Fault("diarium_row_without_number", "Raden har inget diarienummer. Skriv det, eller ta bort raden.")
    return Told(
        number,
        _text(row, columns[DOCUMENT], DOCUMENT, MOST_DOCUMENT),
        _text(row, columns[TITLE], TITLE, MOST_TITLE),
        _day(row, columns[DAY]),
        row.number,
    )


def _text(row: Row, column: int, heading: str, most: int) -> str:
    cell = row.cells[column] if column < len(row.cells) else None
    if isinstance(cell, Fault):
        raise cell
    text = "" if cell is None else " ".join(str(cell).split())
    if len(text) > most:
        raise Fault(
            "diarium_cell_too_long",
            "{heading} är för långt: högst {most} tecken. Korta det.",
            heading=heading,
            most=most,
        )
    return text


def _day(row: Row, column: int) -> date | None:
    cell = row.cells[column] if column < len(row.cells) else None
    if isinstance(cell, date):
        return cell.date() if isinstance(cell, datetime) else cell
    text = _text(row, column, DAY, MOST_TITLE)
    if not text:
        return None
    try:
        if _DAY.fullmatch(text[:10]) and not text[10:].strip(" 0:T"):
            return date.fromisoformat(text[:10])
    except ValueError:
        pass
    raise Fault("diarium_day", "”{said}” är inget datum. Skriv det som 2026-03-01.", said=text[:40])


def _two_numbers(told: Sequence[Told]) -> Iterator[tuple[int, Fault]]:
    first: dict[str, Told] = {}
    for one in told:
        before = first.setdefault(one.document, one) if one.document else one
        if before.number != one.number:
            yield (
                one.line,
                Fault(
                    "diarium_two_numbers",
                    "Handlingen {document} har {number}, men på rad {line} har den {other}. Ta bort raden som är fel.",
                    document=one.document,
                    number=one.number,
                    line=before.line,
                    other=before.number,
                ),
            )
