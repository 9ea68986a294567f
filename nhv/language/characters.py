"""Which characters may stand in a Word file, a PDF or a picture: those that XML can hold."""

import re

# A text from the database may hold what XML 1.0 forbids; one such character makes Word refuse the whole file.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def printable(text: str) -> str:
    """The text with one kind of line break, and `�` where a character cannot be written."""
    return _FORBIDDEN.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
