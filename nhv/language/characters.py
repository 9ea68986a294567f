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


# Signs that turn the direction of writing make a text look like another than it is.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def without_turning(text: str) -> str:
    """The text without signs that turn the direction of writing: nobody types them, and nobody can find them."""
    return "".join(sign for sign in text if sign not in _TURNING) if _TURNING & set(text) else text


def is_hidden(character: str) -> bool:
    """Whether the character is one that no text contains: control, lone surrogate, not a character, turning."""
    if character in "\n\t":
        return False
    noncharacter = ord(character) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF
    return noncharacter or character in _TURNING or unicodedata.category(character) in ("Cc", "Cs")
