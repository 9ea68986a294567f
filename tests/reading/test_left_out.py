"""What a file says is missing, or leaves out, is told; nothing of it is read as a clause."""

import pytest

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
