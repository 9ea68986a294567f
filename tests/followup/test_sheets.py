"""A report as a sheet: out and in, as .xlsx, CSV or pasted; what is wrong is told by its row, and nothing kept."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from nhv.files.faults import FileFault
from nhv.files.sheets import MOST_ROWS, read_rows, rows_of_text
from nhv.filings.acts.drafts import save_answers
from nhv.filings.models import Filing
from nhv.filings.sheet_way import read_sheet, sheet_form
from nhv.filings.word_way import take_back
from nhv.filings.working_copy import own_answers
from nhv.paper.sheet import csv_text, sheet
from nhv.paper.sheet_form import HEADINGS
from nhv.rules.roles import Role
from nhv.specification.follow_up import home_key, total_key
from nhv.specification.measures import TREATED
from nhv.specification.rows import WrongRows
from tests.support.calls import PROGRAM
from tests.support.people import a_person, signed_in
from tests.support.reports import HOMES, a_report, patients, the_duties

HOSPITAL = "skanes-universitetssjukhus"
TOTAL, HOME = total_key(TREATED), home_key(TREATED, HOMES[0])
NEW = total_key("nya-patienter")


@pytest.fixture(scope="module")
def reports(databases):
    """Two units' reports, made once for all that only read sheets."""
    with databases.copy("sqlite", "bundled"):
        yield [a_report(duty, patients([20, 10])) for duty in the_duties()[:2]]


def as_book(headings, rows):
    book = openpyxl.load_workbook(io.BytesIO(sheet(headings, rows)))
    return book, book.active


def row_of(page, key):
    return next(number for number in range(1, page.max_row + 1) if page.cell(number, 1).value == key)


def saved(book):
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def answered(report, answers):
    """The report's own sheet with these cells, by question."""
    book, page = as_book(*sheet_form(report))
    for key, value in answers.items():
        page.cell(row_of(page, key), 3).value = value
    return book, page


def raw_of(report, data):
    return read_sheet(report, read_rows(data)).raw


def test_what_comes_back_as_it_went_changes_nothing(reports):
    for data in (sheet(*sheet_form(reports[0])), csv_text(*sheet_form(reports[0])).encode()):
        found = read_sheet(reports[0], read_rows(data))
        assert (found.raw, found.changes) == ({}, ()) and found.unchanged > 40


CHANGES = {TOTAL: 34, HOME: "24", NEW: 12, "ovrigt": "Ett lugnt år."}


@pytest.mark.parametrize("way", ["xlsx", "csv", "utf-16", "windows", "pasted"])
def test_what_is_filled_in_is_read_in_every_way(reports, way):
    headings, rows = sheet_form(reports[0])
    rows = [(key, words, CHANGES.get(key, value), how) for key, words, value, how in rows]
    age = next(key for key, *_rest in rows if key.endswith("0-17-women"))
    rows = [(key, words, 34 if key == age else value, how) for key, words, value, how in rows]
    tabs = "\n".join("\t".join("" if cell is None else str(cell) for cell in row) for row in (headings, *rows))
    read = {
        "xlsx": lambda: read_rows(sheet(headings, rows)),
        "csv": lambda: read_rows(csv_text(headings, rows).encode()),
        "utf-16": lambda: read_rows(tabs.encode("utf-16")),
        "windows": lambda: read_rows(csv_text(headings, rows).removeprefix("\ufeff").encode("cp1252", "replace")),
        "pasted": lambda: rows_of_text(tabs),
    }[way]()
    assert read_sheet(reports[0], read).raw == CHANGES | {HOME: 24, age: 34}


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("1 000,5", "not_a_count"),
        ("<5", "not_a_number"),
        (-3, "number_negative"),
        ("-3", "number_negative"),
        (10**9, "number_too_large"),
        (2.5, "not_a_count"),
        ("2025-03-04", "not_a_number"),
        (date(2025, 3, 4), "cell_date"),
        ("=A1+1", "cell_formula"),
        (True, "not_a_number"),
        ("1.000", "number_ambiguous"),
        ("fem", "not_a_number"),
    ],
)
def test_a_wrong_cell_is_told_by_its_row_and_nothing_is_read(reports, value, code):
    book, page = answered(reports[0], {TOTAL: value, NEW: 5})
    with pytest.raises(WrongRows) as told:
        raw_of(reports[0], saved(book))
    assert [(line, why.code) for line, why in told.value.faults] == [(row_of(page, TOTAL), code)]
    assert f"rad {row_of(page, TOTAL)}: " in str(told.value) and "Inget har lästs in" in str(told.value)


@pytest.mark.parametrize("answers", [{NEW: 31}, {TOTAL: 31}, {HOME: 21}])
def test_what_cannot_be_true_together_is_refused_by_its_row(reports, answers):
    with pytest.raises(WrongRows) as told:
        raw_of(reports[0], saved(answered(reports[0], answers)[0]))
    assert {why.code for _line, why in told.value.faults} == {"row_contradicts"}


def moved(page):
    page.move_range(f"A1:A{page.max_row}", cols=5)


def shifted(page):
    page.move_range(f"A5:A{page.max_row}", rows=1)


def unnamed(page):
    page.cell(1, 3).value = "Antal"


def unmarked(page):
    page.cell(1, len(HEADINGS) + 1).value = None


def put_together(page):
    page.merge_cells("C4:C6")


def beside(page):
    page.cell(5, 8).value = "kolla detta"


def twice(page):
    for column in (1, 2, 3):
        page.cell(page.max_row + (column == 1), column).value = page.cell(2, column).value


def unknown(page):
    page.cell(page.max_row + 1, 1).value = "finns-inte"


def broken(page):
    page.cell(3, 3).value = "#REF!"
    page.cell(3, 3).data_type = "e"


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (moved, "sheet_columns_moved"),
        (unnamed, "sheet_columns_moved"),
        (unmarked, "sheet_without_mark"),
        (put_together, "sheet_merged"),
        (shifted, "row_of_another_question"),
        (beside, "row_beside"),
        (twice, "row_twice"),
        (unknown, "row_of_no_question"),
        (broken, "cell_error"),
    ],
)
def test_a_sheet_that_is_not_as_it_was_is_refused(reports, spoil, code):
    book, page = answered(reports[0], {})
    spoil(page)
    with pytest.raises((FileFault, WrongRows)) as told:
        raw_of(reports[0], saved(book))
    fault = told.value
    assert code in ([why.code for _line, why in fault.faults] if isinstance(fault, WrongRows) else [fault.code])


def test_another_units_sheet_and_another_versions_are_refused(reports):
    ours, theirs = reports
    with pytest.raises(FileFault) as told:
        raw_of(ours, sheet(*sheet_form(theirs)))
    assert told.value.code == "sheet_of_another"
    headings, rows = sheet_form(ours)
    for mark in (f"nhv-ark/1 {ours.key} {'0' * 16} 1", headings[-1][:-1] + "999"):
        with pytest.raises(FileFault) as told:
            raw_of(ours, sheet((*headings[:-1], mark), rows))
        assert told.value.code == "sheet_of_other_questions"


def many(number):
    return "Nyckel;Fråga;Svar;Så skrivs det\n" + "a;b;1;c\n" * number


def with_part(name, content):
    made = io.BytesIO(sheet(HEADINGS, [("a", "b", 1, "c")]))
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "sheet_blank"),
        (many(MOST_ROWS + 1).encode(), "sheet_too_large"),
        (many(1_300_000).encode(), "sheet_too_large"),
        (b"\x00\x01\x02\x03" * 400, "content_binary"),
        (b"PK\x03\x04 broken", "sheet_damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500, "sheet_of_old_format"),
        (many(2).encode("utf-16")[:-1], "encoding_broken"),
        (with_part("xl/more.xml", b"<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"), "sheet_entities"),
        (with_part("xl/more.xml", b"0" * 61_000_000), "sheet_too_large"),
        (";".join("a" * 200).encode(), "sheet_too_large"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_what_is_no_sheet_or_too_much_is_refused(reports, data, code):
    with pytest.raises(FileFault) as told:
        raw_of(reports[0], data)
    assert told.value.code == code


def test_a_million_rows_in_a_sheet_are_refused_without_being_read(reports):
    last = openpyxl.Workbook()
    last.active.cell(1_048_576, 1).value = "x"
    with pytest.raises(FileFault) as told:
        raw_of(reports[0], saved(last))
    assert told.value.code == "sheet_too_large"


def test_the_page_shows_what_would_change_and_keeps_it_or_nothing(sqlite_register):
    duty = next(one for one in the_duties() if one.place.key == HOSPITAL)
    report = a_report(duty, patients([20, 10]))
    unit = signed_in(Client(), a_person(Role.UNIT_EDITOR, HOSPITAL))
    address = reverse("annual_report:sheet", args=[report.key])
    fetched = unit.get(reverse("annual_report:sheet-file", args=[report.key]))
    book = openpyxl.load_workbook(io.BytesIO(fetched.content))
    page = book.active

    def sent(name="ark.xlsx"):
        upload = io.BytesIO(saved(book))
        upload.name = name
        return unit.post(address, {"form": upload, "pasted": ""})

    page.cell(row_of(page, NEW), 3).value = "<5"
    page.cell(row_of(page, HOME), 3).value = -1
    wrong = sent().content.decode()
    assert f"Rad {row_of(page, NEW)}:" in wrong and f"Rad {row_of(page, HOME)}:" in wrong
    page.cell(row_of(page, NEW), 3).value, page.cell(row_of(page, HOME), 3).value = 7, 20
    shown = sent()
    assert "1 svar skulle ändras" in shown.content.decode()
    assert NEW not in own_answers(Filing.objects.get(pk=report.pk))
    kept = unit.post(address, {"read": shown.context["read"]})
    assert "1 svar ändrades" in kept.content.decode()
    assert own_answers(Filing.objects.get(pk=report.pk))[NEW] == 7
    assert "Välj en fil" in unit.post(address, {"pasted": ""}).content.decode()
    csv_rows = unit.get(reverse("annual_report:sheet-csv", args=[report.key])).content.decode("utf-8-sig")
    assert "Arket ändrar inget" in unit.post(address, {"pasted": csv_rows}).content.decode()


def test_what_somebody_wrote_meanwhile_is_asked_about(sqlite_register):
    report = a_report(the_duties()[0], patients([20, 10]))
    data = saved(answered(report, {NEW: 7})[0])
    save_answers(filing=report, raw={NEW: 9}, seen_revision=report.revision, by=PROGRAM)
    report = Filing.objects.get(pk=report.pk)
    found = read_sheet(report, read_rows(data))
    come_back = take_back(filing=report, raw=found.raw, revision=found.revision, by=PROGRAM)
    assert [one.key for one in come_back.clashes] == [NEW]
    assert own_answers(Filing.objects.get(pk=report.pk))[NEW] == 9
