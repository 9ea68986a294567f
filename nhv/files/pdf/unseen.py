"""Text objects that no reader of the page sees: drawn without ink, or on a layer that is switched off.

A page that is a picture with all its words laid over it unseen is a scanned page whose words a program recognised; then
those words are the text.
"""

import ctypes
import io
from collections.abc import Iterable
from typing import Any

import pypdfium2
from pypdfium2 import raw

_LONGEST_NAME = 400


def layers_off(data: bytes) -> frozenset[str]:
    """The names of the layers that the file opens with switched off. Read only when a page has layers."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted:
            reader.decrypt("")
        root: Any = reader.root_object
        off = root["/OCProperties"].get_object()["/D"].get_object().get("/OFF", ())
        return frozenset(str(layer.get_object().get("/Name", "")) for layer in off)
    except (PyPdfError, KeyError, AttributeError, TypeError, ValueError):
        return frozenset()


def layer_of(found: Any) -> str:
    """The name of the layer that an object lies on, or nothing."""
    for index in range(raw.FPDFPageObj_CountMarks(found)):
        mark = raw.FPDFPageObj_GetMark(found, index)
        if _text(lambda room, size, length, mark=mark: raw.FPDFPageObjMark_GetName(mark, room, size, length)) == "OC":
            return _text(
                lambda room, size, length, mark=mark: raw.FPDFPageObjMark_GetParamStringValue(
                    mark, b"Name", room, size, length
                )
            )
    return ""


def is_without_ink(found: Any) -> bool:
    """Whether a text object is drawn with neither fill nor stroke."""
    return bool(raw.FPDFTextObj_GetTextRenderMode(found) == raw.FPDF_TEXTRENDERMODE_INVISIBLE)


def is_outside(sign: Any, shown: tuple[float, float, float, float]) -> bool:
    """Whether all of a sign is outside what is shown of the page: left, bottom, right and top, in points."""
    left, bottom, right, top = shown
    return bool(sign.right <= left or sign.left >= right or sign.top <= bottom or sign.bottom >= top)


def address(found: Any) -> int:
    """What tells one object from another."""
    return ctypes.cast(found, ctypes.c_void_p).value or 0


def struck_by_hand(page: pypdfium2.PdfPage, most: int) -> Iterable[tuple[float, float, float, float]]:
    """Where a reader has struck words with the program's own pen: left, right, bottom and top of each stretch."""
    for index in range(min(raw.FPDFPage_GetAnnotCount(page), most)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        if raw.FPDFAnnot_GetSubtype(annotation) == raw.FPDF_ANNOT_STRIKEOUT:
            for number in range(min(raw.FPDFAnnot_CountAttachmentPoints(annotation), most)):
                points = raw.FS_QUADPOINTSF()
                if raw.FPDFAnnot_GetAttachmentPoints(annotation, number, points):
                    across = (points.x1, points.x2, points.x3, points.x4)
                    up = (points.y1, points.y2, points.y3, points.y4)
                    yield min(across), max(across), min(up), max(up)
        raw.FPDFPage_CloseAnnot(annotation)


def _text(ask: Any) -> str:
    length, room = ctypes.c_ulong(), ctypes.create_string_buffer(_LONGEST_NAME)
    ask(ctypes.cast(room, ctypes.POINTER(ctypes.c_ushort)), _LONGEST_NAME, length)
    return room.raw[: min(length.value, _LONGEST_NAME)].decode("utf-16-le", "replace").rstrip("\x00")
