"""What PDFium tells of a page: every sign with its place, what is drawn, and what is fastened to it.

PDFium was chosen over pypdf for the text: it gives the place of each sign, and knows hyphens at line ends and fonts
that say nothing of their letters.
"""

import ctypes
from collections.abc import Iterator
from functools import cached_property
from typing import Any

import pypdfium2
from pypdfium2 import raw

from nhv.files.pdf.beside import described, not_said, of_the_file
from nhv.files.pdf.fastened import MOST as MOST_FASTENED
from nhv.files.pdf.fastened import fastened
from nhv.files.pdf.margins import whole_text
from nhv.files.pdf.page import page_lines
from nhv.files.pdf.rows import Drawn, Glyph, PageLine
from nhv.files.pdf.sign_fonts import fonts_of_signs, seen_in_font
from nhv.files.pdf.turning import Turn, turn_of
from nhv.files.pdf.unseen import address, is_outside, is_without_ink, layer_of, layers_off, struck_by_hand
from nhv.files.written import HIDDEN, STRUCK, Written

MOST_SIGNS = 400_000
_MOST_DRAWN = 20_000
_DEEPEST_DRAWN = 4
# A letter that is lower than this, in points, is read by nobody.
_SMALLEST_SEEN = 1.0
_HYPHENS = {0x02, 0xFFFE, 0xAD}
_PARTS = "Filen har en bifogad fil som inte är läst."
_PICTURES = "Filen har {} sida(or) med bara en bild; de är inskannade och inte lästa."
_RECOGNISED = (
    "Filen har {} inskannad(e) sida(or), vars ord ett program har tolkat (OCR); kontrollera dem mot bilden, siffror "
    "särskilt."
)
_UNKNOWN = "{} tecken i filen går inte att tyda; de står som �."


def told(data: bytes, most_pages: int) -> dict[str, Any]:
    """Pages, lines, and doubts; `locked` when a password is needed."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        if raw.FPDF_GetLastError() in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            return {"locked": True}
        raise
    count = len(document)
    document.init_forms()
    pages: list[list[PageLine]] = []
    beside: list[Written] = []
    pictures = recognised = 0
    off = _LayersOff(data)
    for number, page in enumerate(document if count <= most_pages else ()):
        is_picture = has_picture(page)
        unseen, all_unseen = _unseen(page, off)
        is_recognised = is_picture and all_unseen
        pages.append([*_page(page, frozenset() if is_recognised else unseen), *fastened(document, number, page)])
        beside += described(page)
        recognised += is_recognised
        pictures += is_picture and not any(line.text.strip() for line in pages[-1])
    lines = whole_text(pages)
    lines += not_said([*beside, *of_the_file(document)], lines)
    unknown = sum(line.text.count("\ufffd") for line in lines)
    apart = [_PARTS] if raw.FPDFDoc_GetAttachmentCount(document) > 0 else []
    apart += [_PICTURES.format(pictures)] if pictures and any(line.text.strip() for line in lines) else []
    doubts = [_UNKNOWN.format(unknown)] if unknown else []
    doubts += [_RECOGNISED.format(recognised)] if recognised else []
    return {"pages": count, "lines": lines, "doubts": doubts, "apart": apart}


def has_picture(page: Any) -> bool:
    """Whether a page has pictures of its own."""
    return next(_objects(page, raw.FPDF_PAGEOBJ_IMAGE), None) is not None


def seen_lines(page: Any, data: bytes) -> list[str]:
    """The lines of one page that are seen on it; of a scanned one the words that a program has recognised."""
    unseen, all_unseen = _unseen(page, _LayersOff(data))
    lines = _page(page, frozenset() if has_picture(page) and all_unseen else unseen)
    return [line.text for line in lines if line.place not in (HIDDEN, STRUCK)]


class _LayersOff:
    """The layers that are switched off, looked up when a page has layers at all."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    @cached_property
    def names(self) -> frozenset[str]:
        return layers_off(self._data)


def _unseen(page: Any, off: _LayersOff) -> tuple[frozenset[int], bool]:
    """The text objects of a page that nobody sees, and whether that is all of them."""
    texts = list(_objects(page, raw.FPDF_PAGEOBJ_TEXT))
    without_ink = [address(one.raw) for one in texts if is_without_ink(one)]
    on_layers = [(address(one.raw), layer) for one in texts if (layer := layer_of(one))]
    switched_off = [found for found, layer in on_layers if layer in off.names]
    return frozenset([*without_ink, *switched_off]), bool(texts) and len(without_ink) == len(texts)


def _page(page: Any, unseen: frozenset[int]) -> list[PageLine]:
    text = page.get_textpage()
    turn = turn_of(text)
    drawn = [Drawn(*turn.box(*one)) for one in _drawn(page)]
    glyphs = list(_glyphs(text, turn, unseen, page.get_bbox(), fonts_of_signs(_objects(page, raw.FPDF_PAGEOBJ_TEXT))))
    return page_lines(glyphs, drawn)


def _glyphs(
    text: Any, turn: Turn, unseen: frozenset[int], shown: tuple[float, float, float, float], fonts: dict[int, str]
) -> Iterator[Glyph]:
    """The signs of a page; those outside what is `shown` of it (left, bottom, right, top) are unseen. `fonts` are those
    of signs, by the text objects that have them."""
    count = min(raw.FPDFText_CountChars(text), MOST_SIGNS)
    loose, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    sides = [ctypes.c_double() for _ in range(4)]
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    for index in range(count):
        if raw.FPDFText_IsGenerated(text, index) > 0:
            continue
        code = raw.FPDFText_GetUnicode(text, index)
        raw.FPDFText_GetLooseCharBox(text, index, loose)
        raw.FPDFText_GetCharBox(text, index, *sides)
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        raw.FPDFText_GetFillColor(text, index, red, green, blue, alpha)
        box = turn.box(loose.left, loose.right, loose.bottom, loose.top)
        ink = turn.box(*(side.value for side in sides))
        sign = _sign(code, index, text)
        if fonts and (font := fonts.get(address(raw.FPDFText_GetTextObject(text, index)))):
            sign = seen_in_font(sign, font)
        yield Glyph(
            sign,
            box[0],
            max(box[1], ink[1]),
            turn.height(x.value, y.value),
            box[3] - box[2],
            ink=ink,
            white=min(red.value, green.value, blue.value) >= 250,
            unseen=is_outside(loose, shown)
            or (sign.isalnum() and 0 < ink[3] - ink[2] < _SMALLEST_SEEN)
            or (bool(unseen) and address(raw.FPDFText_GetTextObject(text, index)) in unseen),
            turned=turn.is_aslant(raw.FPDFText_GetCharAngle(text, index)),
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


def _drawn(page: Any) -> Iterator[tuple[float, float, float, float]]:
    """Left, right, bottom and top of what is drawn and no text: dots, lines, surfaces; and what is struck by hand."""
    for left, right, bottom, top in struck_by_hand(page, MOST_FASTENED):
        middle = bottom + 0.45 * (top - bottom)
        yield left, right, middle - 0.5, middle + 0.5
    for found in _objects(page, raw.FPDF_PAGEOBJ_PATH):
        try:
            left, bottom, right, top = found.get_bounds()
        except pypdfium2.PdfiumError:
            continue
        yield left, right, bottom, top
