"""What PDFium tells of a page: every sign with its place, what is drawn, and what is fastened to it.

PDFium was chosen over pypdf for the text: it gives the place of each sign, and knows hyphens at line ends and fonts
that say nothing of their letters.
"""

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2
from pypdfium2 import raw

from nhv.files.pdf.page import page_lines
from nhv.files.pdf.rows import Drawn, Glyph
from nhv.files.written import COMMENT, MARGIN, Written

FORM_FIELD = "Ifyllt formulärfält"

MOST_SIGNS = 400_000
_MOST_DRAWN = 20_000
_MOST_FASTENED = 2_000
_DEEPEST_DRAWN = 4
_HYPHENS = {0x02, 0xFFFE, 0xAD}
_PARTS = "Filen har en bifogad fil som inte är läst."
_PICTURES = "Filen har {} sida(or) med bara en bild; de är inskannade och inte lästa."
_UNKNOWN = "{} tecken i filen går inte att tyda; de står som �."


def told(data: bytes, most_pages: int) -> dict[str, Any]:
    """Pages, lines, and doubts; `locked` when a password is needed."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        if raw.FPDF_GetLastError() in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            return {"locked": True}
        raise
    pages = len(document)
    lines: list[Written] = []
    empty = 0
    for page in document if pages <= most_pages else ():
        found = _page(page)
        empty += (
            not any(line.text.strip() for line in found)
            and next(_objects(page, raw.FPDF_PAGEOBJ_IMAGE), None) is not None
        )
        lines += [*found, Written("")]
    unknown = sum(line.text.count("\ufffd") for line in lines)
    apart = [_PARTS] if raw.FPDFDoc_GetAttachmentCount(document) > 0 else []
    apart += [_PICTURES.format(empty)] if empty and any(line.text.strip() for line in lines) else []
    doubts = [_UNKNOWN.format(unknown)] if unknown else []
    return {"pages": pages, "lines": lines, "doubts": doubts, "apart": apart}


def _page(page: Any) -> list[Written]:
    drawn = list(_drawn(page))
    return [*page_lines(list(_glyphs(page)), drawn), *_fastened(page)]


def _glyphs(page: Any) -> Iterator[Glyph]:
    text = page.get_textpage()
    count = min(raw.FPDFText_CountChars(text), MOST_SIGNS)
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    for index in range(count):
        if raw.FPDFText_IsGenerated(text, index) > 0:
            continue
        code = raw.FPDFText_GetUnicode(text, index)
        raw.FPDFText_GetLooseCharBox(text, index, box)
        raw.FPDFText_GetCharBox(text, index, left, right, bottom, top)
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        raw.FPDFText_GetFillColor(text, index, red, green, blue, alpha)
        angle = raw.FPDFText_GetCharAngle(text, index)
        yield Glyph(
            _sign(code, index, text),
            box.left,
            max(box.right, right.value),
            y.value,
            abs(box.top - box.bottom),
            ink=(left.value, right.value, bottom.value, top.value),
            white=min(red.value, green.value, blue.value) >= 250,
            turned=0.2 < angle % 6.2832 < 6.08,
        )


def _sign(code: int, index: int, text: Any) -> str:
    if code in _HYPHENS and (code == 0xAD or raw.FPDFText_IsHyphen(text, index) > 0):
        return "\u00ad"
    if 0xD800 <= code <= 0xDBFF:
        # The first half of a sign beyond the first plane; the second half comes next.
        second = raw.FPDFText_GetUnicode(text, index + 1)
        return chr(0x10000 + ((code - 0xD800) << 10) + (second - 0xDC00)) if 0xDC00 <= second <= 0xDFFF else "\ufffd"
    if 0xDC00 <= code <= 0xDFFF:
        return ""
    return "\ufffd" if code in (0, 0xFFFE, 0xFFFF) or code > 0x10FFFF else chr(code)


def _objects(page: Any, kind: int) -> Iterator[Any]:
    for count, found in enumerate(page.get_objects(filter=[kind], max_depth=_DEEPEST_DRAWN)):
        if count >= _MOST_DRAWN:
            return
        yield found


def _drawn(page: Any) -> Iterator[Drawn]:
    """What is drawn and no text: dots, lines, surfaces."""
    for found in _objects(page, raw.FPDF_PAGEOBJ_PATH):
        try:
            left, bottom, right, top = found.get_bounds()
        except pypdfium2.PdfiumError:
            continue
        yield Drawn(left, right, bottom, top)


def _fastened(page: Any) -> Iterator[Written]:
    """What is laid on the page: remarks of readers and what is written in fields."""
    for index in range(min(raw.FPDFPage_GetAnnotCount(page), _MOST_FASTENED)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        if kind == raw.FPDF_ANNOT_WIDGET:
            name, place = b"V", FORM_FIELD
        elif kind in (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP):
            name, place = b"", MARGIN
        else:
            name, place = b"Contents", COMMENT
        said = _string(annotation, name) if name else ""
        raw.FPDFPage_CloseAnnot(annotation)
        for line in said.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
            if line.strip() and line.strip() not in {"Off", "Yes"}:
                yield Written(line.strip(), 0, place)


def _string(annotation: Any, name: bytes) -> str:
    size = raw.FPDFAnnot_GetStringValue(annotation, name, None, 0)
    if not 2 < size < 200_000:
        return ""
    room = ctypes.create_string_buffer(size)
    raw.FPDFAnnot_GetStringValue(annotation, name, ctypes.cast(room, ctypes.POINTER(ctypes.c_ushort)), size)
    return room.raw[: size - 2].decode("utf-16-le", "replace")
