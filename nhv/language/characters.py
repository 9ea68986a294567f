"""Which characters may stand in a Word file, a PDF or a picture: those that XML can hold."""

import re
import unicodedata

# A text from the database may hold what XML 1.0 forbids; one such character makes Word refuse the whole file.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


# A line break as Windows, old Macs, slides, page breaks of PDFs, mainframes and Unicode write it.
_LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def one_line_break(text: str) -> str:
    """The text with one kind of line break, whatever program it was copied from."""
    return _LINE_BREAK.sub("\n", text)


def printable(text: str) -> str:
    """The text with one kind of line break, and `�` where a character cannot be written."""
    return _FORBIDDEN.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


# What Unicode calls default ignorable (DerivedCoreProperties): a reader sees nothing where it stands. Fillers, tags,
# joiners, soft hyphens, variation selectors, what turns the direction of writing; and notes between the lines, and the
# blank pattern of braille.
_IGNORABLE = (
    (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F),
    (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x2800, 0x2800), (0x3164, 0x3164), (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFFB), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
)  # fmt: skip
_INVISIBLE = re.compile("[" + "".join(f"{chr(first)}-{chr(last)}" for first, last in _IGNORABLE) + "]")
_JOINER, _AS_TEXT, _AS_PICTURE, _KEYCAP = "\u200d", "\ufe0e", "\ufe0f", "0123456789#*"


def without_invisible(text: str) -> str:
    """The text without signs that nobody sees where they stand: they make two texts that look alike differ, or one
    look like another than it is. What makes one picture of several signs stays («👩\u200d⚕️»)."""
    if text.isascii() or not _INVISIBLE.search(text):
        return text
    kept: list[str] = []
    for place, sign in enumerate(text):
        if not is_invisible(sign) or _makes_a_picture(sign, "".join(kept[-2:]), text[place + 1 : place + 2]):
            kept.append(sign)
    return "".join(kept)


# What makes the figures after it run from right to left, or those on its two sides change places.
_TURNS = re.compile("\u202e.*\\d|\\d.*[\u061c\u200f\u202b\u2067].*\\d", re.DOTALL)


def is_turned(text: str) -> bool:
    """Whether it is figures and no letters, and something turns their order: «12\u202e34» looks like 1243."""
    return not text.isascii() and _TURNS.search(text) is not None and not any(sign.isalpha() for sign in text)


def is_invisible(character: str) -> bool:
    """Whether a reader sees nothing where it stands, and no space either."""
    return _INVISIBLE.match(character) is not None


def _makes_a_picture(sign: str, before: str, after: str) -> bool:
    if sign in (_AS_TEXT, _AS_PICTURE):
        return _is_picture(before[-1:]) or before[-1:] in tuple(_KEYCAP)
    drawn = before.rstrip(_AS_PICTURE)[-1:]
    return sign == _JOINER and _is_picture(drawn) and _is_picture(after)


def _is_picture(sign: str) -> bool:
    """Whether it is a symbol, or the colour of a skin."""
    return bool(sign) and unicodedata.category(sign) in ("So", "Sk")


# What stands where a form was sent in other bytes than UTF-8: no text contains it.
UNREADABLE = "\uffff"


def is_hidden(character: str) -> bool:
    """Whether the character is one that no text contains: control, lone surrogate, not a character, of private use
    (which each computer shows otherwise, or not at all)."""
    if character in "\n\t":
        return False
    noncharacter = ord(character) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF
    return noncharacter or unicodedata.category(character) in ("Cc", "Cs", "Co")
