"""A sheet (.xlsx), CSV, or what was copied from a sheet → rows of cells, within bounds. Nothing is computed.

What a cell shows and what it holds can differ: a formula's answer is as old as the last program that computed it, and
cells that are put together hold one value for several rows. Such cells are faults, and the reader says where.
"""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from openpyxl import load_workbook

from nhv.files.encoding import decode
from nhv.files.faults import FileFault

MOST_BYTES = 10_000_000
MOST_ROWS = 20_000
MOST_COLUMNS = 100
MOST_IN_A_CELL = 20_000
_MOST_PARTS = 500
_MOST_UNPACKED = 60_000_000
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Cell = str | int | float | bool | date | FileFault | None


@dataclass(frozen=True)
class Row:
    """One row, by the number that a spreadsheet gives it. A cell that holds no value is the fault that it is."""

    number: int
    cells: tuple[Cell, ...]


def read_rows(data: bytes) -> list[Row]:
    """The rows of a file that are not blank. Raises FileFault for what is no sheet, is damaged or is too large."""
    if len(data) > MOST_BYTES:
        raise too_large()
    if data.startswith(b"PK"):
        return _bounded(_sheet(data))
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise FileFault(
            "sheet_of_old_format",
            "Filen är i ett äldre format eller har ett lösenord. Spara den som .xlsx utan lösenord.",
        )
    return rows_of_text(decode(data)[0])


def rows_of_text(text: str) -> list[Row]:
    """The same of text: CSV, or what was copied from a sheet, whose cells are parted by tabs. Raises FileFault."""
    if len(text) > MOST_BYTES:
        raise too_large()
    return _bounded(_csv(text.removeprefix("\ufeff")))


def too_large() -> FileFault:
    """More than anybody fills in."""
    return FileFault(
        "sheet_too_large", "Arket är för stort: högst {most} rader. Ladda upp arket som hämtades här.", most=MOST_ROWS
    )


def _bounded(rows: Iterable[Row]) -> list[Row]:
    found = []
    for row in rows:
        if row.number > MOST_ROWS or len(row.cells) > MOST_COLUMNS:
            raise too_large()
        if any(cell not in (None, "") for cell in row.cells):
            found.append(row)
    return found


# --- Text ------------------------------------------------------------------------------------------


def _csv(text: str) -> Iterator[Row]:
    first = text.partition("\n")[0]
    delimiter = max("\t;,", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for number, cells in enumerate(reader, start=1):
            yield Row(number, tuple(map(_text, cells)))
    except csv.Error:
        raise FileFault("csv_broken", "Filen är ingen hel CSV-fil. Spara den på nytt som CSV eller .xlsx.") from None


def _text(cell: str) -> Cell:
    """Without the apostrophe that keeps a spreadsheet from computing the text."""
    text = cell[1:] if cell.startswith("'") and cell[1:].startswith(_STARTS_A_FORMULA) else cell
    if len(text) > MOST_IN_A_CELL:
        return _too_long()
    return _formula() if text.startswith("=") else text.strip()


# --- .xlsx -----------------------------------------------------------------------------------------


def _sheet(data: bytes) -> Iterator[Row]:
    _check_parts(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        page = book.worksheets[0]
        page.reset_dimensions()
        for number, cells in enumerate(page.iter_rows(), start=1):
            yield Row(number, tuple(_value(cell) for cell in _without_blank_end(cells)))
    except FileFault:
        raise
    except Exception:
        raise _damaged() from None


def _check_parts(data: bytes) -> None:
    """Raises FileFault before anything is unpacked that swells, has entities of its own, or cells put together."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
                raise too_large()
            for part in parts:
                _check_part(part.filename, archive.read(part) if part.filename.endswith((".xml", ".rels")) else b"")
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, NotImplementedError, OSError, EOFError) as fault:
        raise _damaged() from fault
    except (RuntimeError, ValueError) as fault:
        raise _damaged() from fault


def _check_part(name: str, xml: bytes) -> None:
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml or xml.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FileFault("sheet_entities", "Filen innehåller egna XML-entiteter. Spara om den som .xlsx.")
    if _SHEET.fullmatch(name) and (merged := re.search(rb"<(?:\w+:)?mergeCell\s[^>]*ref=\"([A-Z]{1,3}\d{1,7})", xml)):
        raise FileFault(
            "sheet_merged",
            "Celler är sammanslagna vid {cell}. Dela dem: varje rad ska ha sitt eget svar.",
            cell=merged[1].decode(),
        )


def _without_blank_end(cells: tuple[Any, ...]) -> list[Any]:
    kept = list(cells[: MOST_COLUMNS + 1])
    while kept and kept[-1].value is None:
        kept.pop()
    return kept


def _value(cell: Any) -> Cell:
    value = cell.value
    if cell.data_type == "f":
        return _formula()
    if cell.data_type == "e":
        return FileFault("cell_error", "Cellen har ett fel: {said}. Skriv värdet.", said=str(value)[:20])
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else _no_value()
    if isinstance(value, str):
        return _too_long() if len(value) > MOST_IN_A_CELL else value.strip()
    return _no_value() if isinstance(value, time | timedelta) else value


def _formula() -> FileFault:
    return FileFault("cell_formula", "Cellen har en formel. Klistra in värdet i stället.")


def _no_value() -> FileFault:
    return FileFault("cell_time", "Cellen är ett klockslag. Skriv ett tal, en dag eller text.")


def _too_long() -> FileFault:
    return FileFault(
        "cell_too_long", "Texten i cellen är för lång; högst {most} tecken får plats.", most=MOST_IN_A_CELL
    )


def _damaged() -> FileFault:
    return FileFault("sheet_damaged", "Filen är skadad eller inget ark. Spara den på nytt som .xlsx eller CSV.")
