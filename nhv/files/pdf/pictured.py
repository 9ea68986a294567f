"""The pages of a PDF as pictures, with ink over what must not be read: the picture and its text are all that is left.

The words are found where they stand among the signs of the page. Words in a picture are found by nobody but a reader,
so it is told which pages have pictures; words that are read and have no place in the picture are told as missed.
"""

import base64
import ctypes
import io
from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple

import pypdfium2
from PIL import Image, ImageDraw
from pypdfium2 import raw

from nhv.files.pdf.fastened import fastened
from nhv.files.pdf.glyphs import has_picture, seen_lines
from nhv.language.masking import masked, places

# 150 points an inch: small print is read, and eighty pages have room.
_SCALE = 150 / 72
_LARGEST_SIDE = 3_000
# How much wider than the sign the ink is, in points.
_MARGIN = 1.5
_QUALITY = 78


class Box(NamedTuple):
    """The room of a sign, in points."""

    left: float
    bottom: float
    right: float
    top: float


def pictured(data: bytes, most_pages: int, hidden: Sequence[str], hidden_pages: Collection[int]) -> dict[str, Any]:
    """`pages`: for each its picture (JPEG, base64), its text without what is hidden, at how many places that was, how
    many were missed, and whether it has pictures of its own. `hidden_pages` are hidden whole; the first is 1."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        if raw.FPDF_GetLastError() in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            return {"locked": True}
        raise
    document.init_forms()
    count = len(document)
    numbers = range(1, count + 1) if count <= most_pages else ()
    of_each = [_hidden(document, n) if n in hidden_pages else _shown(document, data, n, hidden) for n in numbers]
    return {"count": count, "pages": of_each}


def _hidden(document: pypdfium2.PdfDocument, number: int) -> dict[str, Any]:
    """Black from edge to edge."""
    black = Image.new("RGB", _size(document[number - 1]), "black")
    return {"jpeg": _jpeg(black), "text": "", "places": 1, "missed": 0, "has_pictures": False}


def _shown(document: pypdfium2.PdfDocument, data: bytes, number: int, hidden: Sequence[str]) -> dict[str, Any]:
    page = document[number - 1]
    picture = page.render(scale=_scale(page), may_draw_forms=True).to_pil().convert("RGB")
    found = _found(page, hidden)
    for box in (box for of_place in found for box in of_place):
        ImageDraw.Draw(picture).rectangle(_on_picture(page, box, picture.size), fill="black")
    text, in_text = masked("\n".join(seen_lines(page, data)), hidden)
    # Notes and filled-in fields are drawn, but their signs are none of the page's.
    _rest, beside = masked("\n".join(line.text for line in fastened(document, number - 1, page)), hidden)
    return {
        "jpeg": _jpeg(picture),
        "text": text,
        "places": len(found),
        "missed": max(0, in_text - len(found)) + beside,
        "has_pictures": has_picture(page),
    }


def _found(page: Any, hidden: Sequence[str]) -> list[list[Box]]:
    """For each place the boxes of its signs. PDFium puts signs in lines by how the page is turned, and text may stand
    either way on it: both are read, and where more is found all of it is inked."""
    turned = page.get_rotation()
    both = []
    for rotation in dict.fromkeys((turned, 0)):
        page.set_rotation(rotation)
        both.append(list(_found_as_turned(page, hidden)))
    page.set_rotation(turned)
    most = max(both, key=len)
    more = [of_place for found in both if found is not most for of_place in found if not _is_among(of_place, most)]
    return most + more


def _is_among(of_place: list[Box], found: list[list[Box]]) -> bool:
    return any(set(of_place) <= set(other) for other in found)


def _found_as_turned(page: Any, hidden: Sequence[str]) -> Iterator[list[Box]]:
    text = page.get_textpage()
    # One sign for each of the page's, so that a place in the text is a place among them.
    signs = "".join(_sign(raw.FPDFText_GetUnicode(text, index)) for index in range(raw.FPDFText_CountChars(text)))
    for words in hidden:
        for begin, end in places(signs, words):
            yield [Box(*text.get_charbox(index, loose=True)) for index in range(begin, end) if signs[index].strip()]


def _sign(code: int) -> str:
    return chr(code) if 0 < code < 0x10000 and not 0xD800 <= code <= 0xDFFF else " "


def _on_picture(page: Any, box: Box, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """PDFium says where a point of the page is drawn, also where the page is turned or cut."""
    across, down = ctypes.c_int(), ctypes.c_int()
    corners = []
    for x, y in ((box.left - _MARGIN, box.bottom - _MARGIN), (box.right + _MARGIN, box.top + _MARGIN)):
        raw.FPDF_PageToDevice(page, 0, 0, *size, 0, x, y, across, down)
        corners.append((across.value, down.value))
    (x1, y1), (x2, y2) = corners
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def _scale(page: Any) -> float:
    return float(min(_SCALE, _LARGEST_SIDE / max(*page.get_size(), 1)))


def _size(page: Any) -> tuple[int, int]:
    width, height = page.get_size()
    return max(1, round(width * _scale(page))), max(1, round(height * _scale(page)))


def _jpeg(picture: Image.Image) -> str:
    # Nothing of the file goes along: neither profile nor comment.
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=_QUALITY, optimize=True)
    return base64.b64encode(file.getvalue()).decode()
