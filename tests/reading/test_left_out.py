"""What a file says is missing, or leaves out, is told; nothing of it is read as a clause."""

import io
from typing import Any

import docx
import pytest

from nhv.reading.result import read_document
from tests.reading.test_neighbours import char, code, points, run, told, web, word


def table(*rows: str) -> str:
    """The point before, a table of one column, and an empty point."""
    return f"{run('Vård')}</w:p><w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl><w:p>"


def row(words: str, look: str = "", settings: str = "") -> str:
    return f"<w:tr><w:trPr>{settings}</w:trPr><w:tc><w:p>{run(words, look)}</w:p></w:tc></w:tr>"


@pytest.mark.parametrize(("look", "settings", "is_read"), [
    ("", "<w:hidden/>", False), ("<w:vanish/>", "", False), ("<w:strike/>", "", False),
    ("", '<w:hidden w:val="0"/>', True),
])  # fmt: skip
@pytest.mark.parametrize("cells", [1, 2])
def test_a_row_that_is_not_shown_is_told(look: str, settings: str, is_read: bool, cells: int) -> None:
    other = "".join(f"<w:tc><w:p>{run(words)}</w:p></w:tc>" for words in ["Operation av ben", "Vuxna"][:cells])
    read = word(table(f"<w:tr>{other}</w:tr>", row("Operation av näbb", look, settings)))
    assert ("Operation av näbb" in str(read["area"]["scope"])) == is_read
    assert ("«Operation av näbb»" in told(read)) != is_read


def test_a_row_of_a_page_that_is_not_shown_is_told() -> None:
    rows = "<tr><td>Operation av ben</td></tr><tr><td><span hidden>Operation av näbb</span></td></tr>"
    read = web(f"Vård</li></ul><table>{rows}</table><ul><li>Annan vård")
    assert "«Operation av näbb»" in told(read) and "näbb" not in str(points(read))


def test_a_file_that_is_not_with_is_told() -> None:
    """A master document, whose parts are files of their own."""
    read = word(run("Vård av ben") + '</w:p><w:p><w:subDoc r:id="rIdX"/></w:p><w:p>')
    assert "hämtar text ur en annan fil, som inte följer med" in told(read)


@pytest.mark.parametrize("said", [
    "Fel! Hittar inte referenskälla.", "Fel! Bokmärket är inte definierat.", "Error! Reference source not found.",
    "Error: Reference source not found", "Fel! Ogiltig länk.",
])  # fmt: skip
def test_a_reference_that_leads_nowhere_is_told_and_is_no_text(said: str) -> None:
    field = char("begin") + code(" REF _Ref9 ") + char("separate") + run(said, "<w:b/>") + char("end")
    for read in (word(run("Vård enligt ") + field + run(" vid näbb")), web(f"Vård enligt {said} vid näbb")):
        assert points(read)[1] == "Vård enligt vid näbb"
        assert "hänvisning som inte leder någonstans" in told(read) and said in told(read)


@pytest.mark.parametrize("is_simple", [True, False])
def test_the_name_of_a_field_that_was_never_filled_in_is_told(is_simple: bool) -> None:
    whole = char("begin") + code(" MERGEFIELD Grupp ") + char("separate") + run("«Grupp»") + char("end")
    simple = f'<w:fldSimple w:instr=" MERGEFIELD Grupp ">{run("«Grupp»")}</w:fldSimple>'
    read = word(run("Vård hos ") + (simple if is_simple else whole) + run(" och andra"))
    assert points(read)[1] == "Vård hos och andra"
    assert "ett fält som ingen har fyllt i; hjälptexten är inte läst: «Grupp»" in told(read)


def test_words_that_a_mail_merge_gave_are_read() -> None:
    field = char("begin") + code(" MERGEFIELD Grupp ") + char("separate") + run("barn") + char("end")
    assert points(word(run("Vård hos ") + field))[1] == "Vård hos barn"


MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
OF_WORD = 'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" Requires="w15"'
OF_OTHERS = 'xmlns:zz="urn:ett-annat-program" Requires="zz"'


def twice(choice: str, fallback: str, namespace: str = OF_WORD) -> str:
    other = f"<mc:Fallback>{fallback}</mc:Fallback>" if fallback else ""
    return f"<mc:AlternateContent {MC}><mc:Choice {namespace}>{choice}</mc:Choice>{other}</mc:AlternateContent>"


def text(words: str) -> str:
    return f"<w:t>{words}</w:t>"


@pytest.mark.parametrize("inside", [True, False])
def test_of_what_is_written_twice_the_words_that_word_shows_are_read(inside: bool) -> None:
    """Inside a run as well as around one, and as whole paragraphs."""

    def read(first: str, second: str, namespace: str = OF_WORD) -> dict[str, Any]:
        made = [text(words) if inside else run(words) for words in (first, second) if words]
        content = twice(made[0], made[1] if second else "", namespace)
        return word(f"<w:r>{content}</w:r>" if inside else content)

    assert points(read("Operation av ben", "Operation av ben"))[1] == "Operation av ben"
    assert "andra ord" not in told(read("Operation av ben", "Operation av ben"))
    assert points(read("Operation av ben", ""))[1] == "Operation av ben"
    assert points(read("Operation av ben", "", OF_OTHERS))[1] == "Operation av ben"
    for namespace, shown, other in ((OF_WORD, "Ny vård", "Gammal vård"), (OF_OTHERS, "Gammal vård", "Ny vård")):
        found = read("Ny vård", "Gammal vård", namespace)
        assert points(found)[1] == shown
        assert f"andra ord i andra program än Word; de är inte lästa: «{other}»" in told(found)


def test_whole_paragraphs_that_are_written_twice_are_read_once() -> None:
    around = "</w:p>{}<w:p>"
    ways = [f"<w:p>{run(words)}</w:p>" for words in ("Ny vård", "Gammal vård")]
    found = word(run("Operation") + around.format(twice(*ways, OF_OTHERS)))
    assert "Gammal vård" in str(found["area"]["scope"]) and "Ny vård" not in str(found["area"]["scope"])
    assert "«Ny vård»" in told(found)


@pytest.mark.parametrize(("head", "is_told"), [
    ("Avser endast vuxna", True), ("UTKAST 2", True), ("Upphävd 2024", True), ("Svår tornsvalesjuka", False),
])  # fmt: skip
def test_the_head_of_every_page_is_told_when_it_may_be_about_the_text(head: str, is_told: bool) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = head
    document.add_heading("Svår tornsvalesjuka", 1)
    document.add_paragraph("Följande utgör nationell högspecialiserad vård:")
    document.add_paragraph("Operation av ben", style="List Bullet")
    made = io.BytesIO()
    document.save(made)
    read = read_document(made.getvalue(), "sida.docx").as_json()
    assert [one["place"] for one in read["elsewhere"] if one["text"] == head][:1] == (["Sidhuvud"])
    assert (f"Sidhuvud med ord som kanske gäller hela texten; de är inte lästa: «{head}»" in told(read)) == is_told


def test_a_list_in_a_note_is_a_list() -> None:
    mark = '<w:r><w:footnoteReference w:id="7"/></w:r>'
    items = "".join(f"</w:p><w:p>{run('• ' + item)}" for item in ("Resa", "Boende"))
    note = f"Med vård avses även:</w:t></w:r>{items}<w:r><w:t>"
    clarification = word(run("Vård av ben") + mark, notes={"7": note})["area"]["clarifications"][0]
    assert clarification["text"] == "Med vård avses även:"
    assert [point["text"] for point in clarification["points"]] == ["Resa", "Boende"]


def test_an_equation_on_a_line_of_its_own_heads_nothing() -> None:
    read = web("Vård</li></ul><p>BMI = vikt/längd²</p><ul><li>Annan vård")
    assert "BMI" not in str([group["heading"] for group in read["area"]["scope"]]) and "BMI" in str(points(read))


@pytest.mark.parametrize(("level", "is_group"), [(3, True), (2, False)])
def test_a_heading_of_the_layout_below_the_definition_heads_a_group_of_it(level: int, is_group: bool) -> None:
    """«Uppföljning» among the groups of a definition is care, not the yearly follow-up."""
    read = web(f"Vård</li></ul><h{level}>Uppföljning</h{level}><ul><li>Minst en kontroll efter bytet")
    assert ("Minst en kontroll efter bytet" in points(read)) == is_group
