"""Sheets and CSV: no cell is a formula, whatever somebody wrote in it."""

import csv
import io
from datetime import date

import openpyxl
import pytest

from nhv.paper.sheet import BYTE_ORDER_MARK, as_text, csv_text, sheet

HOSTILE = [
    "=1+1",
    "+46 8",
    "-2",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    '=HYPERLINK("http://a.example")',
    "{=1}",
    "http://a.example",
]


def cells(data: bytes) -> list[list[openpyxl.cell.Cell]]:
    return [list(row) for row in openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows()]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_in_a_sheet_is_text(text: str) -> None:
    head, (cell, after) = cells(sheet([text, "Efter"], [[text, "slut"]]))
    assert [head[0].data_type, cell.data_type, after.value] == ["s", "s", "slut"]
    assert cell.value == text.replace("\r", "\n")
    assert cell.hyperlink is None


def test_numbers_and_days_in_a_sheet_are_numbers_and_days() -> None:
    _, row = cells(sheet(["a", "b", "c", "d", "e"], [[12.5, -3, date(2025, 11, 14), None, True]]))
    assert [cell.value for cell in row[:4]] == [12.5, -3, row[2].value, None]
    assert row[2].value.date() == date(2025, 11, 14)
    assert row[4].value == "True"


def test_a_text_too_long_for_a_cell_is_cut_and_the_sheet_still_opens() -> None:
    _, (cell,) = cells(sheet(["a"], [["å" * 40_000]]))
    assert len(cell.value) == 32_767


def test_the_same_rows_give_the_same_sheet() -> None:
    assert sheet(["a"], [["b"]], title="T") == sheet(["a"], [["b"]], title="T")


@pytest.mark.parametrize("text", [text for text in HOSTILE if text[0] in "=+-@\t\r" and text != "-2"])
def test_text_in_csv_is_text(text: str) -> None:
    assert as_text(text) == f"'{text}"
    written = csv_text(["a"], [[text]]).removeprefix(BYTE_ORDER_MARK)
    assert list(csv.reader(io.StringIO(written, newline=""), delimiter=";")) == [["a"], [f"'{text}"]]


def test_a_number_in_csv_is_one_in_a_swedish_spreadsheet() -> None:
    assert [as_text(one) for one in (1.4, 28.0, -0.5, 100_000.25, 7)] == ["1,4", "28", "-0,5", "100000,25", "7"]


@pytest.mark.parametrize("text", ["-", "-; -", "-; https://example.org/a", "-5", "-1 200,50", "-3 %"])
def test_a_dash_that_begins_no_formula_stands_alike_in_csv_and_in_a_sheet(text: str) -> None:
    assert as_text(text) == text
    assert cells(sheet(["a"], [[text]]))[1][0].value == text


@pytest.mark.parametrize(
    "text", ["-1+1", "-A1", "- barn", "-5;=1+1|cmd", "-; =1+1", "-;https://a.se", "-1.5*2", "-(1)", "-@a", "--1"]
)
def test_a_dash_that_may_begin_one_is_told_to_be_text(text: str) -> None:
    assert as_text(text) == f"'{text}"


def test_csv_has_a_head_and_empty_cells_for_nothing() -> None:
    assert csv_text(["a", "b"], [[None, 'x"y'], [1, "å;ä"]]) == '\ufeffa;b\r\n;"x""y"\r\n1;"å;ä"\r\n'


@pytest.mark.parametrize(
    ("title", "tab"),
    [
        ("Ansökningar", "Ansökningar"),
        ("Så [här]: ett/två?", "Så här ett två"),
        ("", "Blad 1"),
        ("'", "Blad 1"),
        ("History", "History 1"),
        ("Ett mycket långt namn på ett område, 2025", "Ett mycket långt namn på ett o…"),
    ],
)
def test_a_sheet_is_named_by_its_title_as_far_as_the_format_lets_it(title, tab):
    book = openpyxl.load_workbook(io.BytesIO(sheet(("A",), [("1",)], title=title)))
    assert book.sheetnames == [tab]
