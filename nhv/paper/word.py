"""A writing → a Word document with real styles, headings that are headings and tables whose heads repeat."""

from typing import Any

from nhv.paper.word_document import add_table, add_text, blank, numbering_that_starts_anew, packed
from nhv.specification.writing import Block, Bullets, Drawing, Facts, Heading, Paragraph, Table, Writing

_TONES = {"plain": "Normal", "lead": "Subtitle", "note": "Quote"}


def word(writing: Writing) -> bytes:
    """The .docx file. The same writing gives the same bytes."""
    document = blank(writing.title, language=writing.language, subject=writing.subject)
    for block in writing.blocks:
        _add(document, block)
    return packed(document)


def _add(document: Any, block: Block) -> None:
    match block:
        case Heading():
            add_text(document, block.text, f"Heading {block.level - 1}")
        case Paragraph():
            add_text(document, block.text, _TONES[block.tone])
        case Bullets():
            _add_list(document, block)
        case Table():
            add_table(document, block.caption, block.head, block.rows)
        case Facts():
            add_table(document, None, (), block.pairs)
        case Drawing():
            # The table that follows says what it shows.
            add_text(document, block.said, _TONES["note"])


def _add_list(document: Any, bullets: Bullets) -> None:
    style = "List Number" if bullets.numbered else "List Bullet"
    number = numbering_that_starts_anew(document, style) if bullets.numbered else None
    for item in bullets.items:
        paragraph = add_text(document, item, style)
        if number is not None:
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val, properties.get_or_add_numId().val = 0, number
