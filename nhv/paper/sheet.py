"""Rows → a sheet (.xlsx) or CSV in which no cell is ever a formula, whatever somebody wrote in it."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

from xlsxwriter import Workbook

from nhv.language.characters import printable

BYTE_ORDER_MARK = "\ufeff"
# What Excel expects where numbers have a decimal comma.
SEPARATOR = ";"
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# No formula begins so, though it begins with a minus: a dash for what is not known, and a number.
_NO_FORMULA = re.compile(r"-(?:(?:; (?:-|https?://[^\s;]+))*|\d[\d \u00a0.]*(?:,\d+)?\s*%?)\Z")
# What one cell of the format can hold.
_MOST_IN_A_CELL = 32_767
_MOST_IN_A_TAB, _MOST_IN_A_HEADER = 31, 200
_NOT_IN_A_TAB = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


def as_text(cell: object) -> str:
    """A cell as it is written in CSV: what looks like a formula gets an apostrophe before it, so that a spreadsheet
    takes it for text. A dash alone, «-; https://…» and «-1,5» are no formulas, and stand as they do in a sheet. A
    number has a decimal comma, since a Swedish spreadsheet takes 1.4 for text or a day; whole, it has no decimals."""
    if isinstance(cell, float):
        return f"{cell:.15g}".replace(".", ",")
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(_STARTS_A_FORMULA) and not _NO_FORMULA.match(text) else text


def csv_text(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """RFC 4180 with a heading row, as a Swedish spreadsheet opens it: cells parted by semicolons, and first the mark by
    which it knows UTF-8. Every cell is made text with `as_text`."""
    text = io.StringIO()
    text.write(BYTE_ORDER_MARK)
    writer = csv.writer(text, delimiter=SEPARATOR)
    writer.writerow([as_text(heading) for heading in headings])
    writer.writerows([as_text(cell) for cell in row] for row in rows)
    return text.getvalue()


def sheet(headings: Sequence[str], rows: Iterable[Sequence[object]], *, title: str = "", name: str = "") -> bytes:
    """An .xlsx of one sheet, named by its title: the head stays in view, numbers are numbers, days are days, all else
    is text. The title stands above each page that is printed.

    Text that looks like a formula is stored as text, which shows it as it was written. The same rows give the same
    bytes.
    """
    made = io.BytesIO()
    book = Workbook(
        made,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_date_format": "yyyy-mm-dd",
        },
    )
    book.set_properties({"title": title, "created": datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)})
    page = book.add_worksheet(name or _tab(title))
    if title:
        page.set_header(f"&L{printable(title)[:_MOST_IN_A_HEADER].replace('&', ' ')}")
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    page.freeze_panes(1, 0)
    page.repeat_rows(0)
    for column, heading in enumerate(headings):
        _write(page, 0, column, heading, bold)
        page.set_column(column, column, min(max(12, len(heading) + 2), 50))
    for row, cells in enumerate(rows, start=1):
        for column, cell in enumerate(cells):
            _write(page, row, column, cell)
    book.close()
    return made.getvalue()


def _tab(title: str) -> str:
    """What the format lets a sheet be called: 31 characters and none of those that addresses of cells are made of."""
    plain = " ".join(_NOT_IN_A_TAB.sub(" ", printable(title)).split())
    short = plain if len(plain) <= _MOST_IN_A_TAB else f"{plain[: _MOST_IN_A_TAB - 1].rstrip()}…"
    # A name that Excel keeps for itself.
    return "History 1" if short.casefold() == "history" else short.strip("'") or "Blad 1"


def _write(page: Any, row: int, column: int, cell: object, look: Any = None) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        page.write_number(row, column, cell, look)
    elif isinstance(cell, date) and not isinstance(cell, datetime):
        page.write_datetime(row, column, cell, look)
    else:
        page.write_string(row, column, printable(str(cell))[:_MOST_IN_A_CELL], look)
