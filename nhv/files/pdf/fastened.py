"""What is laid on a page of a PDF: remarks of readers, fields that are filled in, files that are pinned to it, and
stamps, whose words are drawn on the page when it is shown."""

from collections.abc import Iterator
from functools import partial
from typing import Any

import pypdfium2
from pypdfium2 import raw

from nhv.files.pdf.beside import attachment, bare, utf_16
from nhv.files.pdf.rows import PageLine
from nhv.files.written import COMMENT, FORM_FIELD, MARGIN, STAMP

MOST = 2_000
# Of a box that is ticked or not.
_MARKS = {"Off", "Yes"}
_LEADS = {raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP}


def fastened(document: pypdfium2.PdfDocument, number: int, page: pypdfium2.PdfPage) -> Iterator[PageLine]:
    """A line for each line of what is said there, at its place. `number` is the page's, from 0; what is laid on it is
    part of it afterwards."""
    has_stamp = False
    for index in range(min(raw.FPDFPage_GetAnnotCount(page), MOST)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        has_stamp |= kind == raw.FPDF_ANNOT_STAMP
        yield from _lines(_field(document, annotation) if kind == raw.FPDF_ANNOT_WIDGET else _remark(annotation, kind))
        raw.FPDFPage_CloseAnnot(annotation)
    if has_stamp:
        yield from _stamped(document, number, page)


def _field(document: pypdfium2.PdfDocument, annotation: Any) -> list[tuple[str, str]]:
    """What a field holds, also when its parts share one value, and what is said of it where the pointer rests."""
    asked = ((raw.FPDFAnnot_GetFormFieldValue, FORM_FIELD), (raw.FPDFAnnot_GetFormFieldAlternateName, MARGIN))
    form = document.formenv
    said = [(utf_16(partial(ask, form, annotation)), at) for ask, at in asked if form]
    return said or [(_string(annotation, b"V"), FORM_FIELD)]


def _remark(annotation: Any, kind: int) -> list[tuple[str, str]]:
    if kind == raw.FPDF_ANNOT_FILEATTACHMENT:
        pinned = [(line.text, line.place) for line in attachment(raw.FPDFAnnot_GetFileAttachment(annotation))]
        return [*pinned, (_string(annotation, b"Contents"), COMMENT)]
    place = MARGIN if kind in _LEADS else COMMENT
    return [(_string(annotation, name), place) for name in (b"Contents", b"OverlayText")]


def _string(annotation: Any, name: bytes) -> str:
    return utf_16(partial(raw.FPDFAnnot_GetStringValue, annotation, name))


def _lines(said: list[tuple[str, str]]) -> Iterator[PageLine]:
    for text, place in said:
        for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
            if line.strip() and line.strip() not in _MARKS:
                yield PageLine(line.strip(), 0, place)


def _stamped(document: pypdfium2.PdfDocument, number: int, page: pypdfium2.PdfPage) -> Iterator[PageLine]:
    """The words that the page has when its stamps are made part of it, and had not before."""
    before = bare(_text(page))
    for index in reversed(range(raw.FPDFPage_GetAnnotCount(page))):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        is_stamp = raw.FPDFAnnot_GetSubtype(annotation) == raw.FPDF_ANNOT_STAMP
        raw.FPDFPage_CloseAnnot(annotation)
        if not is_stamp:
            raw.FPDFPage_RemoveAnnot(page, index)
    if raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) != raw.FLATTEN_SUCCESS:
        return
    for line in _text(document[number]).splitlines():
        if bare(line) and bare(line) not in before:
            yield PageLine(line.strip(), 0, STAMP)


def _text(page: pypdfium2.PdfPage) -> str:
    return str(page.get_textpage().get_text_range())
