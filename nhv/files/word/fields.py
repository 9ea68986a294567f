"""Fields: codes that Word replaces by what they give. What is seen is read; a code that gives nothing seen is told."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from nhv.files.symbols import sign_of
from nhv.files.word.package import W
from nhv.files.word.pieces import Aside, Piece, seen_in
from nhv.files.word.styles import is_on, value_of, whole
from nhv.files.written import FIELD_CODE

# Fields whose code says nothing that a reader of the page is meant to see.
_QUIET = frozenset({
    "PAGE", "NUMPAGES", "SECTIONPAGES", "TOC", "HYPERLINK", "REF", "PAGEREF", "NOTEREF", "DATE", "TIME", "SEQ",
    "STYLEREF", "FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN", "INDEX", "FILENAME", "AUTHOR", "TITLE", "ADDIN",
    "CITATION", "BIBLIOGRAPHY", "SECTION", "CREATEDATE", "SAVEDATE", "PRINTDATE", "NUMWORDS", "NUMCHARS", "LISTNUM",
    "AUTONUM", "AUTONUMLGL", "EMBED", "SHAPE", "INCLUDEPICTURE"
})  # fmt: skip
_SYMBOL = re.compile(
    r"SYMBOL\s+(?P<code>\d+|0x[0-9a-fA-F]+)(?:.*?\\f\s+\"?(?P<font>[\w ]+?)\"?(?:\s|\\|$))?", re.IGNORECASE
)


@dataclass
class _Open:
    code: str = ""
    in_result: bool = False
    is_seen: bool = False


class FieldReader:
    """Hears where fields begin, turn from code to result, and end. Fields stand in fields."""

    def __init__(self) -> None:
        self._open: list[_Open] = []

    @property
    def in_code(self) -> bool:
        """Whether what is walked through is the code of a field, or what an inner field gives to that code."""
        return any(not field.in_result for field in self._open)

    @property
    def giving(self) -> str:
        """The code of the innermost field that now gives its words, or nothing."""
        return self._open[-1].code if self._open and self._open[-1].in_result else ""

    def code(self, text: str) -> None:
        """A piece of a field's code."""
        field = next((field for field in reversed(self._open) if not field.in_result), None)
        if field is not None:
            field.code += text

    def seen(self) -> None:
        """Words that the open fields give."""
        for field in self._open:
            field.is_seen = True

    def hear(self, char: etree._Element) -> Iterator[Piece]:
        """A sign that a field begins, gives or ends; what the field itself says comes at its end."""
        kind = char.get(f"{W}fldCharType", "")
        if kind == "begin":
            self._open.append(_Open())
            data = char.find(f"{W}ffData")
            if data is not None:
                yield form_field(data)
        elif kind == "separate" and self._open:
            self._open[-1].in_result = True
        elif kind == "end" and self._open:
            field = self._open.pop()
            if self.in_code:
                self.code(f" {field.code} ")
            elif not field.is_seen:
                yield from said_by(field.code)

    def left_open(self) -> Iterator[Piece]:
        """What the codes of fields say that end elsewhere or nowhere."""
        for field in self._open:
            if not field.in_result:
                yield from said_by(field.code)


def said_by(code: str) -> Iterator[Piece]:
    """What a field's code says beside what the field gives: a sign, or words to be told."""
    symbol = _SYMBOL.match(code.strip())
    if symbol is not None:
        yield from seen_in(sign_of(int(symbol["code"], 0), symbol["font"] or ""), symbol["font"] or "")
    elif code.strip() and code.split()[0].upper() not in _QUIET:
        yield Aside(FIELD_CODE, " ".join(code.split()))


def form_field(data: etree._Element) -> str:
    """What an old form field shows: the chosen line of its list, or a ticked box. A field for text shows its result."""
    lines = [value_of(entry) for entry in data.iterfind(f"{W}ddList/{W}listEntry")]
    if lines:
        chosen = whole(value_of(data.find(f"{W}ddList/{W}result")))
        return lines[chosen] if chosen < len(lines) else lines[0]
    box = data.find(f"{W}checkBox")
    if box is not None:
        state = box.find(f"{W}checked")
        return "☒" if is_on(state if state is not None else box.find(f"{W}default")) else "☐"
    return ""
