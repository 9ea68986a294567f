"""Words that a PDF holds and draws on no page: bookmarks, names of attached files, descriptions for those who listen,
a form of the kind XFA, and what the file says of itself. What the pages say as well is not told twice."""

import ctypes
import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

import pypdfium2
from pypdfium2 import raw

from nhv.files.written import ATTACHED, BOOKMARK, FORM_FIELD, PICTURE, PROPERTY, SAID, Written

_MOST = 2_000
_DEEPEST = 15
_LARGEST_STRING = 200_000
_LARGEST_FORM = 2_000_000
# Who made the file, when and with what are no words of it.
_PROPERTIES = ("Title", "Subject", "Keywords")
_VALUE = re.compile(r"<(?P<name>[\w.-]+)(?:\s[^<>]*)?>(?P<text>[^<>]*[^<>\s][^<>]*)</(?P=name)>")

_Asked = Callable[[Any, int], int]


def of_the_file(document: pypdfium2.PdfDocument) -> list[Written]:
    """What the file says once, of all of it."""
    return [*_bookmarks(document), *_attached(document), *_form(document), *_properties(document)]


def not_said(found: Iterable[Written], lines: Iterable[Written]) -> list[Written]:
    """Those whose words the lines of the pages do not hold, each once."""
    heard = bare(" ".join(line.text for line in lines))
    return [line for line in dict.fromkeys(found) if bare(line.text) not in heard]


def described(page: pypdfium2.PdfPage) -> Iterator[Written]:
    """What the tags of a page say in place of what is drawn, and of pictures."""
    tree = raw.FPDF_StructTree_GetForPage(page)
    if not tree:
        return
    tops = [raw.FPDF_StructTree_GetChildAtIndex(tree, n) for n in range(raw.FPDF_StructTree_CountChildren(tree))]
    for element in _elements(tops):
        for ask, place in _OF_A_TAG:
            text = utf_16(partial(ask, element))
            yield from _lines(text, place)
    raw.FPDF_StructTree_Close(tree)


_OF_A_TAG = (
    (raw.FPDF_StructElement_GetAltText, PICTURE),
    (raw.FPDF_StructElement_GetActualText, SAID),
    (raw.FPDF_StructElement_GetExpansion, SAID),
    (raw.FPDF_StructElement_GetTitle, SAID),
)


def attachment(found: Any) -> Iterator[Written]:
    """The name of an attached file, and what is said of it."""
    for ask in (raw.FPDFAttachment_GetName, raw.FPDFAttachment_GetDescription):
        yield from _lines(utf_16(partial(ask, found)), ATTACHED)


def utf_16(ask: _Asked) -> str:
    """A string that the library writes into room it is given: asked first how much."""
    size = ask(None, 0)
    if not 2 < size < _LARGEST_STRING:
        return ""
    room = ctypes.create_string_buffer(size)
    ask(ctypes.cast(room, ctypes.POINTER(ctypes.c_ushort)), size)
    return room.raw[: size - 2].decode("utf-16-le", "replace")


def _elements(waiting: list[Any]) -> Iterator[Any]:
    for _ in range(_MOST):
        if not waiting:
            return
        element = waiting.pop()
        if element:
            yield element
            count = min(raw.FPDF_StructElement_CountChildren(element), _MOST)
            waiting += [raw.FPDF_StructElement_GetChildAtIndex(element, n) for n in reversed(range(count))]


def _bookmarks(document: pypdfium2.PdfDocument) -> Iterator[Written]:
    for number, bookmark in enumerate(document.get_toc(max_depth=_DEEPEST)):
        if number >= _MOST:
            return
        yield from _lines(bookmark.get_title(), BOOKMARK)


def _attached(document: pypdfium2.PdfDocument) -> Iterator[Written]:
    for number in range(min(raw.FPDFDoc_GetAttachmentCount(document), _MOST)):
        yield from attachment(raw.FPDFDoc_GetAttachment(document, number))


def _form(document: pypdfium2.PdfDocument) -> Iterator[Written]:
    """The texts of a form of the kind XFA, which a program of its maker's alone shows."""
    for number in range(min(max(raw.FPDF_GetXFAPacketCount(document), 0), 20)):
        content = _packet(document, number).decode("utf-8", "replace")
        for text in _VALUE.finditer(content):
            yield from _lines(text["text"], FORM_FIELD)


def _packet(document: pypdfium2.PdfDocument, number: int) -> bytes:
    size = ctypes.c_ulong()
    raw.FPDF_GetXFAPacketContent(document, number, None, 0, size)
    if not 0 < size.value <= _LARGEST_FORM:
        return b""
    room = ctypes.create_string_buffer(size.value)
    raw.FPDF_GetXFAPacketContent(document, number, room, size.value, size)
    return room.raw


def _properties(document: pypdfium2.PdfDocument) -> Iterator[Written]:
    for name in _PROPERTIES:
        yield from _lines(document.get_metadata_value(name), PROPERTY)


def _lines(text: str, place: str) -> Iterable[Written]:
    return (Written(line.strip(), 0, place) for line in text.splitlines() if any(map(str.isalnum, line)))


def bare(text: str) -> str:
    """Letters and digits alone: what is the same words however they are set."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())
