"""A writing as a Word document: real styles, repeated heads, language and title."""

import io
import zipfile
from datetime import date

import docx
from docx.oxml.ns import qn

from nhv.paper.word import word
from nhv.specification.writing import Bullets, Heading, Table, Writing
from tests.paper.test_pdf import ROWS, WRITING


def opened(data: bytes):
    return docx.Document(io.BytesIO(data))


def test_headings_and_lists_have_words_own_styles() -> None:
    document = opened(word(WRITING))
    assert [(p.style.name, p.text) for p in document.paragraphs if p.text] == [
        ("Title", WRITING.title),
        ("Subtitle", "Ansökan lämnas av en region."),
        ("Heading 1", "Särskilda villkor"),
        ("Heading 2", "Bemanning"),
        ("List Number", "<img src='file:///etc/passwd'>"),
        ("List Number", "Andra punkten"),
        ("Caption", "Roller och antal"),
    ]


def test_the_head_of_a_table_is_repeated_and_the_caption_is_told() -> None:
    facts, table = opened(word(WRITING)).tables
    heads = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows]
    assert heads == [True] + [False] * len(ROWS)
    assert [cell.text for cell in table.rows[1].cells] == list(ROWS[0])
    assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "Roller och antal"
    assert [cell.text for cell in facts.rows[0].cells] == ["Sista dag", "14 november 2025"]


def test_it_says_its_language_and_title() -> None:
    document = opened(word(WRITING))
    properties = document.core_properties
    assert (properties.title, properties.language, properties.subject) == (WRITING.title, "sv-SE", WRITING.subject)
    assert {lang.get(qn("w:val")) for lang in document.styles.element.iter(qn("w:lang"))} == {"sv-SE"}
    assert (properties.author, properties.created) == ("", None)


def test_each_numbered_list_starts_at_one() -> None:
    lists = (
        Bullets(items=("a", "b"), numbered=True),
        Heading(level=2, text="Mer"),
        Bullets(items=("c",), numbered=True),
    )
    document = opened(word(Writing(title="Listor", blocks=lists)))
    numbers = [p._p.pPr.numPr.numId.val for p in document.paragraphs if p.style.name == "List Number"]
    assert numbers[0] == numbers[1] != numbers[2]


def test_the_same_writing_gives_the_same_bytes() -> None:
    made = word(WRITING)
    assert made == word(WRITING)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert {date(*part.date_time[:3]) for part in archive.infolist()} == {date(1980, 1, 1)}


def test_characters_that_word_cannot_hold_are_shown_as_missing() -> None:
    table = Table(caption="Svar", head=("Fråga",), rows=(("a\x00b\ud800",),))
    assert opened(word(Writing(title="Titel", blocks=(table,)))).tables[0].cell(1, 0).text == "a\ufffdb\ufffd"
