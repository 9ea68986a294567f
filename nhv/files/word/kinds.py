"""What kind of row, cell, control or paragraph a part of a Word file is, by its own settings and what is around it."""

from lxml import etree

from nhv.files.word.package import W
from nhv.files.word.styles import is_on


def is_deleted(part: etree._Element) -> bool:
    """Whether a row or a cell is deleted by a tracked change that nobody has accepted yet."""
    if part.tag == f"{W}tr":
        return part.find(f"{W}trPr/{W}del") is not None
    return part.tag == f"{W}tc" and part.find(f"{W}tcPr/{W}cellDel") is not None


def goes_on_from_above(cell: etree._Element) -> bool:
    """Whether a cell is the lower part of the one above it."""
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and merge.get(f"{W}val", "continue") == "continue"


def is_hidden_row(part: etree._Element) -> bool:
    """Whether it is a row that Word does not show."""
    return part.tag == f"{W}tr" and is_on(part.find(f"{W}trPr/{W}hidden"))


def is_placeholder(part: etree._Element) -> bool:
    """Whether it is a control that nobody has written in: its words only say what to write."""
    return part.tag == f"{W}sdt" and is_on(part.find(f"{W}sdtPr/{W}showingPlcHdr"))


def is_left_to_fill(part: etree._Element, code: str) -> bool:
    """Whether a text is the name of a field that a mail merge would have filled in: «Grupp»."""
    around = next(part.iterancestors(f"{W}fldSimple"), None)
    code = around.get(f"{W}instr", "") if around is not None else code
    text = (part.text or "").strip()
    return code.strip().upper().startswith("MERGEFIELD") and text.startswith(("«", "<<")) and text.endswith(("»", ">>"))


def is_later_in_row(cell: etree._Element) -> bool:
    """Whether a cell inside a control has cells before it."""
    around = cell.getparent()
    while around is not None and around.tag != f"{W}tr":
        if any(one.tag in (f"{W}tc", f"{W}sdt") for one in around.itersiblings(preceding=True)):
            return True
        around = around.getparent()
    return False


def paragraph_around(part: etree._Element) -> etree._Element | None:
    return next(part.iterancestors(f"{W}p"), None) if part.tag != f"{W}p" else part
