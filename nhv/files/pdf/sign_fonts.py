"""Text objects of a page in fonts of signs, where a code means a picture and no letter."""

import ctypes
import re
from collections.abc import Iterable
from typing import Any

from pypdfium2 import raw

from nhv.files.pdf.unseen import address
from nhv.files.symbols import is_of_signs, sign_of

_LONGEST_NAME = 200
_SUBSET = re.compile(r"^[A-Z]{6}\+")
# What a font of signs shows as itself: PDFium has made Unicode of its codes already.
_ITSELF = re.compile(r"[\s\x20-\x40\x5b-\x60\x7b-\x7e°±×÷¬µ·®©]")


def fonts_of_signs(texts: Iterable[Any]) -> dict[int, str]:
    """The address of each text object in a font of signs → the font's name."""
    named = ((address(one.raw), _font_of(one.raw)) for one in texts)
    return {where: name for where, name in named if is_of_signs(name)}


def seen_in_font(sign: str, font: str) -> str:
    """The sign that is seen, where PDFium gives the letter with its code instead; `UNREAD` where nobody knows it."""
    if not sign or ord(sign) > 0xFF:
        return sign_of(ord(sign), font) if sign and 0xF000 <= ord(sign) <= 0xF0FF else sign
    if sign.isspace() or (font.casefold().startswith(("symbol", "standard")) and _ITSELF.match(sign)):
        return sign
    return sign_of(ord(sign), font)


def _font_of(found: Any) -> str:
    room = ctypes.create_string_buffer(_LONGEST_NAME)
    length = raw.FPDFFont_GetBaseFontName(raw.FPDFTextObj_GetFont(found), room, _LONGEST_NAME)
    name = room.raw[: max(min(length, _LONGEST_NAME) - 1, 0)].decode("utf-8", "replace")
    return _SUBSET.sub("", name)
