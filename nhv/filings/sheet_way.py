"""The form as a sheet: fetched with what is answered, filled in anywhere, and taken back whole or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from nhv.files.faults import FileFault
from nhv.files.sheets import Row
from nhv.filings.kinds import kind_of
from nhv.filings.tables import FilingBase
from nhv.filings.working_copy import own_answers
from nhv.language.faults import Fault
from nhv.paper.sheet_form import SheetForm, form_headings, form_rows, read_form
from nhv.specification.answers import Change, changed
from nhv.specification.rows import WrongRows


@dataclass(frozen=True)
class ReadSheet:
    """What a sheet would change: question → what it now says, the same in words, and from which revision it was."""

    raw: dict[str, Any]
    changes: tuple[Change, ...]
    unchanged: int
    revision: int


def sheet_form(filing: FilingBase) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    """The headings and rows of the form, with what is answered."""
    outline = filing.outline.outline
    return form_headings(filing.key, outline, filing.revision), form_rows(outline, own_answers(filing))


def read_sheet(filing: FilingBase, rows: Sequence[Row]) -> ReadSheet:
    """What a filled-in sheet would change. Nothing is kept.

    Raises FileFault for what is no sheet of this filing, WrongRows for rows that are no answers or contradict others.
    """
    outline = filing.outline.outline
    form = read_form(rows, outline)
    _check_same(filing, form)
    raw, now = form.changed_from(own_answers(filing, at_revision=form.revision)), own_answers(filing)
    after = {key: value for key, value in {**now, **raw}.items() if value is not None}
    _check_together(filing, form, after)
    return ReadSheet(raw, changed(outline, now, after), len(form.answers) - len(raw), form.revision)


def _check_same(filing: FilingBase, form: SheetForm) -> None:
    if form.filing != filing.key:
        raise FileFault(
            "sheet_of_another",
            "Arket hör till något annat: en annan enhet, ett annat område eller ett annat år. Ladda upp det där i "
            "stället, eller hämta arket här.",
        )
    if form.outline != filing.outline.outline.hash[:16] or form.revision > filing.revision:
        raise FileFault(
            "sheet_of_other_questions",
            "Arket har andra frågor än de som ställs nu. Hämta arket här på nytt och flytta över svaren.",
        )


def _check_together(filing: FilingBase, form: SheetForm, after: dict[str, Any]) -> None:
    faults: list[tuple[int, Fault]] = [
        (form.lines[key], Fault("row_contradicts", "Svaret går inte ihop med ett annat: {fault}", fault=what))
        for key, what in kind_of(filing).contradictions(filing, after)
        if key in form.lines
    ]
    if faults:
        raise WrongRows(faults=sorted(faults, key=lambda one: one[0]))
