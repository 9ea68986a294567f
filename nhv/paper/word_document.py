"""A Word document with our look and real styles, and how it becomes bytes. What every Word file of ours shares."""

import io
import zipfile
from collections.abc import Sequence
from typing import Any

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from nhv.language.characters import printable

FONT = "Calibri"
ACCENT = RGBColor(0x0B, 0x4A, 0x5E)
INK = RGBColor(0x15, 0x24, 0x2C)
STONE = RGBColor(0x4A, 0x5A, 0x63)
LINE = "D3DEE1"
LANGUAGES = {"sv": "sv-SE", "en": "en-GB"}

# (style, size, bold, colour, points before, points after)
_LOOK = (
    ("Normal", 11, False, INK, 0, 6),
    ("Title", 24, True, INK, 0, 14),
    ("Heading 1", 16, True, ACCENT, 22, 6),
    ("Heading 2", 13, True, INK, 14, 4),
    ("Heading 3", 11.5, True, INK, 10, 3),
    ("Heading 4", 10.5, True, STONE, 8, 3),
    ("Heading 5", 10.5, True, STONE, 8, 3),
    ("Subtitle", 12.5, False, STONE, 0, 10),
    ("Quote", 10.5, False, STONE, 0, 6),
    ("Caption", 10.5, True, INK, 8, 4),
)
# The oldest day a zip file can hold: the time of making would make equal documents unequal.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def blank(title: str, *, language: str = "sv", subject: str | None = None) -> Any:
    """A document of python-docx: A4, our styles, and the title as its first paragraph and among its properties."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(24)
    section.top_margin = section.bottom_margin = Mm(22)
    _set_styles(document, LANGUAGES[language])
    properties = document.core_properties
    for field in list(properties._element):
        properties._element.remove(field)
    properties.title, properties.language = _property(title), LANGUAGES[language]
    if subject:
        properties.subject = _property(subject)
    add_text(document, title, "Title")
    return document


def add_text(document: Any, text: str, style: str = "Normal") -> Any:
    """A paragraph; the text's line breaks are kept. Returns it."""
    paragraph = document.add_paragraph(printable(text))
    if style != "Normal":
        # By its id: python-docx walks through all styles each time one is asked for by name.
        paragraph._p.style = style.replace(" ", "")
    return paragraph


def add_table(document: Any, caption: str | None, head: Sequence[str], rows: Sequence[Sequence[str]]) -> Any:
    """A table whose head is repeated on every page (none when `head` is empty) and whose first column heads the rows.

    Returns it.
    """
    if caption:
        add_text(document, caption, "Caption").paragraph_format.keep_with_next = True
    columns = len(head) or len(rows[0])
    table = document.add_table(rows=0, cols=columns)
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    if head:
        repeat_as_head(add_row(table, head, bold=columns))
    for row in rows:
        add_row(table, row, bold=1)
    _set_borders(table, caption, has_head=bool(head))
    document.add_paragraph().paragraph_format.space_after = Pt(2)
    return table


def add_row(table: Any, texts: Sequence[str], *, bold: int = 0) -> Any:
    """A row that is not broken between pages when it fits on one; the first `bold` cells are bold. Returns it."""
    row = table.add_row()
    for place, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
        paragraph.add_run(printable(text)).bold = place < bold or None
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    return row


def repeat_as_head(row: Any) -> None:
    """Make the row the table's head: repeated on each page and told as headings by screen readers."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def numbering_that_starts_anew(document: Any, style: str) -> int:
    """The id of a new list in the look of `style` whose first item is 1; Word would otherwise count on."""
    numbering = document.part.numbering_part.element
    model = document.styles[style].element.find(f".//{qn('w:numId')}").get(qn("w:val"))
    abstract = numbering.num_having_numId(int(model)).abstractNumId.val
    made = numbering.add_num(abstract)
    made.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(made.numId)


def packed(document: Any) -> bytes:
    """The file. The same document gives the same bytes."""
    saved, made = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            entry = zipfile.ZipInfo(part.filename, _NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(part))
    return made.getvalue()


def _property(text: str) -> str:
    """A core property holds at most 255 characters on one line."""
    return " ".join(printable(text).split())[:255]


def _set_styles(document: Any, language: str) -> None:
    for name, size, bold, colour, before, after in _LOOK:
        style = document.styles[name]
        style.font.name, style.font.size, style.font.bold, style.font.italic = FONT, Pt(size), bold, False
        style.font.color.rgb = colour
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        fonts = style.element.rPr.rFonts
        for theme in [name for name in fonts.attrib if "Theme" in name]:
            del fonts.attrib[theme]
        for script in ("w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(script), FONT)
    for border in document.styles["Title"].element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
    for found in document.styles.element.iter(qn("w:lang")):
        found.set(qn("w:val"), language)


def _set_borders(table: Any, caption: str | None, *, has_head: bool) -> None:
    properties = table._tbl.tblPr
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", LINE)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    # The order of the settings is fixed by the format.
    look = properties.find(qn("w:tblLook"))
    look.addprevious(borders)
    for name, on in (("firstRow", has_head), ("firstColumn", True), ("noHBand", True), ("noVBand", True)):
        look.set(qn(f"w:{name}"), "1" if on else "0")
    if caption:
        said = OxmlElement("w:tblCaption")
        said.set(qn("w:val"), _property(caption))
        look.addnext(said)
