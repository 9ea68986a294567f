"""Neighbours of the known kinds: the same oddity by other means of the format. Made here, piece by piece."""

import io
import zipfile
from typing import Any

import docx
import pytest

from nhv.reading.result import read_document

PAGE = """<!doctype html><html lang="sv"><head><meta charset="utf-8"><style>{style}</style></head><body>
<main><h1>Svår tornsvalesjuka</h1>
<h2>Definition</h2><p>Socialstyrelsen har den 4 maj 2023 beslutat att viss vård vid svår tornsvalesjuka, enligt nedan,
ska bedrivas vid {units}.</p><p>Följande utgör nationell högspecialiserad vård:</p>
<ul><li>Utredning av misstänkt tornsvalesjuka</li><li>{point}</li></ul>
<h2>Tillståndsinnehavare</h2><p>Region Skåne genom Skånes universitetssjukhus</p>
<h2>Giltighetstid</h2><p>Tillståndet gäller från 1 april 2024 och tillsvidare.</p></main></body></html>"""


def web(point: str, *, style: str = "", units: str = "3 enheter") -> dict[str, Any]:
    page = PAGE.format(point=point, style=style, units=units)
    return read_document(page.encode(), "sida.html").as_json()


def points(read: dict[str, Any]) -> list[str]:
    return [point["text"] for group in read["area"]["scope"] for point in group["points"]]


def told(read: dict[str, Any]) -> str:
    return "\n".join(doubt["why"] for doubt in read["doubts"])


# --- The marks of notes are no digits ----------------------------------------------------------------


@pytest.mark.parametrize("mark", [
    '<span style="vertical-align: super; font-size: 70%">2</span>', '<span class="upp">2</span>', "<sup>1, 2</sup>",
    "<sup>2)</sup>", "<sup>[2]</sup>", "<sup>*</sup>", "<sup>a</sup>", "<sup>†</sup>", '<a href="#not2">2</a>',
    '<a href="#not2">[2]</a>', '<span style="position: relative; top: -.5em">2</span>',
    '<span style="vertical-align: 4pt">2</span>', '<span class="lyft">2</span>',
    "<sup>2<span>Gäller inte barn under 5 år</span></sup>",
])  # fmt: skip
def test_a_mark_is_no_digit_however_it_is_raised(mark: str) -> None:
    style = ".upp { vertical-align: super } .lyft { position: relative; bottom: 4px }"
    read = web(f"Operation hos barn under 18{mark} år", style=style, units=f"3{mark} enheter")
    assert points(read)[1] == "Operation hos barn under 18 år"
    assert read["area"]["scope"][0]["points"][1]["population"]["below_age"] == 18
    assert read["area"]["units"] == 3
    assert "läst som ett notmärke" in told(read) or "är en not (²)" in told(read)


def test_what_is_meant_to_be_raised_stays() -> None:
    read = web("Behandling vid BMI över 35 kg/m<sup>2</sup> och 10<span style='vertical-align:super'>9</span> celler")
    assert points(read)[1] == "Behandling vid BMI över 35 kg/m² och 10⁹ celler"


def test_what_is_moved_a_pixel_is_not_raised() -> None:
    assert points(web('Operation hos barn under <b style="position:relative;top:1px">18</b> år'))[1].endswith("18 år")


MARK = '<sup><a href="#not1" id="ref1">[1]</a></sup>'
NOTE = "Gäller inte barn under 5 år."


@pytest.mark.parametrize("note", [
    f'<p><a href="#ref1" id="not1">[1]</a>&nbsp;{NOTE}</p>', f'<ol><li id="not1">{NOTE}</li></ol>',
    f'<p id="not1">{NOTE} <a href="#ref1">↩</a></p>',
])  # fmt: skip
@pytest.mark.parametrize("before", ["Vård hos uttrar", "Vård under 10"])
def test_a_note_is_tied_to_its_mark_by_the_links_of_the_page(note: str, before: str) -> None:
    """Also after a ten, when nothing else refers to the note: then it is no power."""
    read = web(f"{before}{MARK} år</li></ul><h2>Noter</h2>{note}<ul><li>Annan vård")
    assert f"{before} år" in points(read)
    assert f"är en not (¹) till «{before} år»" in told(read)
    assert any(one["text"].startswith(NOTE) for one in read["area"]["exclusions"])


# --- What is struck or hidden, by other means ----------------------------------------------------------


def struck(text: str) -> str:
    return "".join(f"{sign}\u0336" for sign in text)


@pytest.mark.parametrize(("point", "style"), [
    (struck("Byte av fjädrar"), ""),
    ('<span class="b">Byte av fjädrar</span>', "@media screen { .b { display: none } }"),
    ('<span class="b">Byte av fjädrar</span>', ".b { height: 0; overflow: hidden }"),
    ('<span style="display: block; display: none">Byte av fjädrar</span>', ""),
    ('<span role="deletion">Byte av fjädrar</span>', ""),
    ('<span style="color: #fff">Byte av fjädrar</span>', ""),
    ('<span style="color: rgb(254, 255, 255); background: white none">Byte av fjädrar</span>', ""),
    ('<span style="color: transparent">Byte av fjädrar</span>', ""),
    ('<span class="b">Byte av fjädrar</span>', "main { background-color: #123 } .b { color: #112233 }"),
    ('<iframe srcdoc="&lt;p&gt;Byte av fjädrar&lt;/p&gt;"></iframe>', ""),
    ('<span class="b"></span>', '.b::after { content: "Byte av fjädrar" }'),
])  # fmt: skip
def test_what_is_not_in_force_is_told(point: str, style: str) -> None:
    read = web(point, style=style)
    assert points(read) == ["Utredning av misstänkt tornsvalesjuka"]
    assert "Byte av fjädrar" in told(read)


@pytest.mark.parametrize(("point", "style"), [
    ('<span class="b">Byte av fjädrar</span>', "@media print { .b { display: none } }"),
    ('<span style="display: none; display: inline">Byte av fjädrar</span>', ""),
    ("Byte av fjädrar", ".b { display: none }"),
    ('<span style="color: #fff; background: #1f3864">Byte av fjädrar</span>', ""),
    ('<span class="b">Byte av fjädrar</span>', "main { background: #000 } .b { color: white }"),
    ('<span style="color: #fff; background: url(bild.png)">Byte av fjädrar</span>', ""),
    ('<b style="color: #fff"><span style="color: #000">Byte av fjädrar</span></b>', ""),
    ('<span class="b">Byte av fjädrar</span>', '.b::before { content: "→ " }'),
])  # fmt: skip
def test_what_is_in_force_is_read(point: str, style: str) -> None:
    assert points(web(point, style=style))[1] == "Byte av fjädrar"


@pytest.mark.parametrize(
    "letters", ["misst&amp;auml;nkt &amp;lt; 18 år", "misst&amp;amp;#228;nkt &amp;amp;amp;lt; 18 år"]
)
def test_letters_are_made_whole_however_often_they_were_escaped(letters: str) -> None:
    read = web(f"Vård vid {letters}")
    assert points(read)[1] == "Vård vid misstänkt < 18 år"
    assert "kodade två gånger" in told(read)


def test_a_term_stands_with_what_is_said_of_it() -> None:
    lists = "</li></ul><dl><dt>Vingfäste</dt><dd>Operation hos vuxna.</dd></dl><ul><li>Annan vård"
    assert "Vingfäste: Operation hos vuxna." in points(web(lists))


@pytest.mark.parametrize(
    ("head", "is_heading"), [("Vård</td><td>Ålder", True), ("Operation av ben</td><td>Vuxna", False)]
)
def test_the_first_row_of_a_table_is_a_row(head: str, is_heading: bool) -> None:
    """Unless it says what the columns hold."""
    rows = f"<tr><td>{head}</td></tr><tr><td>Operation av näbb</td><td>Barn</td></tr>"
    read = web(f"Byte av fjädrar</li></ul><table>{rows}</table><ul><li>")
    assert ("Operation av ben\tVuxna" in points(read)) != is_heading
    assert "Operation av näbb\tBarn" in points(read)


def test_a_label_beside_several_rows_heads_them_all() -> None:
    rows = (
        '<tr><td rowspan="2">Före bytet</td><td>Utredning av näbb</td></tr><tr><td>Mätning av näbb</td></tr>'
        "<tr><td>Efter bytet</td><td>Vård av näbb</td></tr>"
    )
    read = web(f"Byte av fjädrar</li></ul><table><tr><th>Del</th><th>Vård</th></tr>{rows}</table><ul><li>Annan vård")
    headed = {group["heading"]: [one["text"] for one in group["points"]] for group in read["area"]["scope"]}
    assert headed["Före bytet"] == ["Utredning av näbb", "Mätning av näbb"]
    assert headed["Efter bytet"][:1] == ["Vård av näbb"]


def test_tables_in_a_table_are_read_one_by_one() -> None:
    def table(*rows: str) -> str:
        return "<table>" + "".join(f"<tr><td>{row}</td></tr>" for row in rows) + "</table>"

    inside = table("Operation av ben</td><td>Från 15 år", "Byte av näbb</td><td>Alla")
    outside = table("Operation av ben</td><td>Under 15 år", "Kontroll av näbb</td><td>Alla")
    read = web(f"Vård</li></ul>{table(f'<p>Ingår</p>{inside}</td><td><p>Ingår inte</p>{outside}')}<ul><li>Resa")
    assert "Operation av ben\tFrån 15 år" in points(read)
    assert "Kontroll av näbb" not in str(points(read))
    assert "Operation av ben\tUnder 15 år" in [one["text"] for one in read["area"]["exclusions"]]


# --- Points that say the opposite of where they stand --------------------------------------------------


def test_a_point_that_is_not_in_is_an_exclusion() -> None:
    read = web("Byte av fjädrar</li><li>Kontroller efter bytet ingår inte.")
    assert "Kontroller efter bytet ingår inte." not in points(read)
    assert [one["text"] for one in read["area"]["exclusions"]] == ["Kontroller efter bytet ingår inte."]
    assert "Kontroller efter bytet" in told(read)


def test_the_age_of_those_who_are_left_out_is_not_the_age_of_the_point() -> None:
    read = web("Byte av fjädrar utförs inte på barn under 5 år.")
    assert read["area"]["scope"][0]["points"][1]["population"] is None
    assert "utförs inte på barn" in told(read)


def test_an_exclusion_that_is_in_is_told() -> None:
    read = web("Byte</li></ul><h2>Avgränsningar</h2><ul><li>Lätt vård</li><li>Vård vid återfall ingår dock alltid.")
    assert "«Vård vid återfall ingår dock alltid.» står bland avgränsningarna" in told(read)


@pytest.mark.parametrize(("line", "is_in"), [("☒ Byte av fjädrar", True), ("☐ Byte av fjädrar", False)])
def test_a_box_without_its_tick_is_not_in(line: str, is_in: bool) -> None:
    read = web(line)
    assert ("Byte av fjädrar" in points(read)) == is_in
    assert ("«☐ Byte av fjädrar»" in told(read)) != is_in


def test_digits_of_other_widths_are_digits() -> None:
    read = web("Operation hos vuxna, \uff11\uff18 år och äldre")
    assert read["area"]["scope"][0]["points"][1]["population"]["from_age"] == 18


@pytest.mark.parametrize(("text", "ages"), [
    ("Operation hos barn, dock inte under 5 år", (5, None)), ("Operation hos vuxna men ej över 70 år", (None, 71)),
    ("Operation hos barn under 5 år", (None, 5)),
])  # fmt: skip
def test_an_age_that_is_denied_turns(text: str, ages: tuple[int | None, int | None]) -> None:
    population = web(text)["area"]["scope"][0]["points"][1]["population"]
    assert (population["from_age"], population["below_age"]) == ages


# --- Word ----------------------------------------------------------------------------------------------


FOOTNOTES = (
    '<Relationship Id="rIdNot" Target="footnotes.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"/></Relationships>'
)
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(*runs: str, notes: dict[str, str] | None = None) -> dict[str, Any]:
    """A page whose second point is made of these runs, as Word writes them, with these footnotes."""
    document = docx.Document()
    document.add_heading("Svår tornsvalesjuka", 1)
    document.add_heading("Definition", 2)
    decided = "Socialstyrelsen har den 4 maj 2023 beslutat att viss vård vid svår tornsvalesjuka, enligt nedan,"
    document.add_paragraph(f"{decided} ska bedrivas vid tre enheter.")
    document.add_paragraph("Följande utgör nationell högspecialiserad vård:")
    document.add_paragraph("Utredning av misstänkt tornsvalesjuka", style="List Bullet")
    document.add_paragraph("HÄR", style="List Bullet")
    document.add_heading("Giltighetstid", 2)
    document.add_paragraph("Tillståndet gäller från 1 april 2024 och tillsvidare.")
    stream, made = io.BytesIO(), io.BytesIO()
    document.save(stream)
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                content = content.replace("<w:r><w:t>HÄR</w:t></w:r>".encode(), "".join(runs).encode())
            if name == "word/_rels/document.xml.rels" and notes:
                content = content.replace(b"</Relationships>", FOOTNOTES.encode())
            new.writestr(name, content)
        said = "".join(
            f'<w:footnote w:id="{name}"><w:p>{run(text)}</w:p></w:footnote>' for name, text in (notes or {}).items()
        )
        new.writestr("word/footnotes.xml", f'<w:footnotes xmlns:w="{MAIN}">{said}</w:footnotes>')
    return read_document(made.getvalue(), "sida.docx").as_json()


def run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


@pytest.mark.parametrize("look", ['<w:color w:val="FFFFFF"/>', '<w:sz w:val="2"/>', "<w:vanish/>"])
def test_words_that_nobody_sees_are_told(look: str) -> None:
    read = word(run("Operation av vingfäste"), run(" och hjärta", look))
    assert points(read)[1] == "Operation av vingfäste"
    assert "och hjärta" in told(read)


def test_white_words_on_a_dark_ground_are_seen() -> None:
    read = word(run("Operation", '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:color="auto" w:fill="1F3864"/>'))
    assert points(read)[1] == "Operation"


def test_a_struck_word_by_signs_is_told_in_word_too() -> None:
    read = word(run(f"Operation av vuxna från {struck('18')} 16 år"))
    assert read["area"]["scope"][0]["points"][1]["population"]["from_age"] == 16
    assert "«18»" in told(read)


def char(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'


def test_what_a_field_gives_to_the_code_of_another_is_not_seen() -> None:
    inner = char("begin") + code("MERGEFIELD Kön") + char("separate") + run("kvinna") + char("end")
    outer = char("begin") + code("IF ") + inner + code(' = "kvinna" "ja" "nej"') + char("separate") + run("hos vuxna")
    read = word(run("Operation ") + outer + char("end"))
    assert points(read)[1] == "Operation hos vuxna"


def test_a_field_without_anything_seen_tells_its_whole_code() -> None:
    inner = char("begin") + code("MERGEFIELD Kön") + char("separate") + run("kvinna") + char("end")
    read = word(run("Operation") + char("begin") + code("IF ") + inner + code(' = "x" "dock ej barn"') + char("end"))
    assert points(read)[1] == "Operation"
    assert all(words in told(read) for words in ("kvinna", "dock ej barn"))


def test_a_frame_beside_the_text_is_a_box_and_a_large_letter_is_none() -> None:
    frame = '</w:p><w:p><w:pPr><w:framePr w:w="2000"/></w:pPr>' + run("Obs! Gäller inte ungar.") + "</w:p><w:p>"
    read = word(run("Operation av vingfäste") + frame + run("x"))
    assert points(read)[1].startswith("Operation av vingfäste") and "ungar" not in " ".join(points(read))
    assert "textruta" in told(read) and "Obs! Gäller inte ungar." in told(read)
    letter = '</w:p><w:p><w:pPr><w:framePr w:dropCap="drop" w:lines="2"/></w:pPr>' + run("B") + "</w:p><w:p>"
    assert "Byte av fjädrar" in " ".join(points(word(run("Operation") + letter + run("yte av fjädrar"))))


BINDING = '<w:dataBinding w:prefixMappings="xmlns:a=\'{}\'" w:xpath="/a:coreProperties[1]/a:{}[1]"/>'
CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"


@pytest.mark.parametrize("path", ["revision", "saknas", "revision[last()]"])
def test_a_control_bound_to_other_words_than_it_holds_is_told(path: str) -> None:
    binding = BINDING.format(CORE, path)
    read = word(f"<w:sdt><w:sdtPr>{binding}</w:sdtPr><w:sdtContent>{run('Operation av ben')}</w:sdtContent></w:sdt>")
    assert points(read)[1] == "Operation av ben"
    assert ("Word visar en annan uppgift" in told(read)) == (path == "revision")


def test_a_note_with_a_mark_of_its_own_is_tied_by_it() -> None:
    mark = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="7"/><w:t>*</w:t></w:r>'
    read = word(run("Operation av ben") + mark + run(" hos vuxna"), notes={"7": "* Dock inte efter 70 år."})
    assert points(read)[1] == "Operation av ben hos vuxna"
    assert "not (*) till «Operation av ben hos vuxna»" in told(read)


def test_words_struck_by_a_tracked_change_of_look_are_a_tracked_change() -> None:
    changed = '<w:strike/><w:rPrChange w:id="1" w:author="x"><w:rPr/></w:rPrChange>'
    read = word(run("Operation av ben") + run(" hos barn", changed))
    assert points(read)[1] == "Operation av ben"
    assert "spårade ändringar" in told(read)
