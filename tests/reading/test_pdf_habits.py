"""What PDFs do with words beside the text: boxes, columns, notes, heads and feet, pages on their side, unseen words."""

import io
from typing import Any

import pytest
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from nhv.files.pdf.opening import pdf_lines
from nhv.reading.result import read_document
from tests.reading.making import pdf_of

BEFORE = (
    "Svår tornsvalesjuka", "", "Definition",
    "Socialstyrelsen har den 4 maj 2023 beslutat att viss vård vid svår tornsvalesjuka, enligt nedan,",
    "ska bedrivas vid tre enheter.", "Följande utgör nationell högspecialiserad vård:",
)  # fmt: skip
AFTER = (
    "", "Giltighetstid", "Tillståndet gäller från 1 april 2024 och tillsvidare.",
)  # fmt: skip
POINT = "• Utredning av misstänkt tornsvalesjuka"


def at(x: float, y: float, text: str, size: float = 10) -> bytes:
    shown = text.encode("cp1252").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"BT /F1 %g Tf %g %g Td (%s) Tj ET\n" % (size, x, y, shown)


def column(lines: tuple[str, ...], x: float, y: float) -> bytes:
    return b"".join(at(x, y - 14 * row, line) for row, line in enumerate(lines) if line)


TOP = 790.0
FIRST = TOP - 14 * len(BEFORE)


def page(*middle: bytes, rows: int = 4) -> bytes:
    """The lines before, what stands in the middle, so many rows high, and the lines after."""
    return column(BEFORE, 50, TOP) + b"".join(middle) + column(AFTER, 50, FIRST - 14 * rows)


def read(*pages: bytes, **more: Any) -> dict[str, Any]:
    return read_document(pdf_of(list(pages), **more), "sida.pdf").as_json()


def points(found: dict[str, Any]) -> list[str]:
    return [point["text"] for group in found["area"]["scope"] for point in group["points"]]


def exclusions(found: dict[str, Any]) -> list[str]:
    return [one["text"] for one in found["area"]["exclusions"]]


def told(found: dict[str, Any]) -> str:
    return "\n".join(doubt["why"] for doubt in found["doubts"])


def test_a_box_beside_a_clause_is_no_part_of_it() -> None:
    frame = b"300 %g 220 36 re S\n" % (FIRST - 32)
    words = at(304, FIRST - 14, "Obs: lätt sjukdom hos ungar") + at(304, FIRST - 28, "ingår inte.")
    clause = column(
        (POINT, "• Operation av vingfäste hos vuxna, samt", "  när det behövs av särskilda skäl"), 50, FIRST
    )
    found = read(page(clause, frame, words))
    assert points(found)[1] == "Operation av vingfäste hos vuxna, samt när det behövs av särskilda skäl"
    assert "textruta" in told(found) and "ingår inte" in told(found)


def test_cells_with_frames_beside_each_other_are_no_boxes() -> None:
    frames = b"48 %g 250 32 re S 298 %g 250 32 re S\n" % (FIRST - 20, FIRST - 20)
    cells = column(("Operation av näbb", "hos vuxna"), 50, FIRST) + column(("Alla enheter", "i landet"), 304, FIRST)
    assert "textruta" not in told(read(page(frames, cells)))


def test_two_lists_beside_each_other_are_two_lists() -> None:
    left = column(("Ingår", POINT, "• Operation av vingfäste", "  hos vuxna", "• Byte av fjädrar"), 50, FIRST)
    right = column(("Ingår inte", "• Enkel ladusvalehosta", "• Operation av klo", "  hos ungar"), 300, FIRST)
    found = read(page(left, right, rows=5))
    assert points(found) == [POINT[2:], "Operation av vingfäste hos vuxna", "Byte av fjädrar"]
    assert exclusions(found) == ["Enkel ladusvalehosta", "Operation av klo hos ungar"]


def test_a_note_at_the_foot_of_a_page_is_no_point_of_the_list_that_goes_on() -> None:
    first = column(BEFORE, 50, TOP) + column((POINT, "• Operation av vingfäste"), 50, FIRST)
    mark = at(163, FIRST - 10, "1", 6)
    note = at(50, 60, "1. Gäller inte barn under 5 år, och inte", 8) + at(50, 50, "heller ungar.", 8)
    found = read(first + mark + note, column(("• Byte av fjädrar", *AFTER), 50, TOP))
    assert points(found) == [POINT[2:], "Operation av vingfäste", "Byte av fjädrar"]
    assert exclusions(found) == ["Gäller inte barn under 5 år, och inte heller ungar."]
    assert "not (¹) till «Operation av vingfäste»" in told(found)


def test_small_print_that_nothing_refers_to_stays_where_it_stands() -> None:
    found = read(page(column((POINT,), 50, FIRST)) + at(50, 60, "1. Handling 12 i ärendet", 8))
    assert "Handling 12 i ärendet" in str(found["unread"] + found["elsewhere"])


@pytest.mark.parametrize(("heads", "is_running"), [
    (("Sida 1 av 2 Ärende 7", "Sida 2 av 2 Ärende 7"), True), (("Bilaga A", "Bilaga B"), False),
])  # fmt: skip
def test_what_counts_the_pages_is_no_text(heads: tuple[str, str], is_running: bool) -> None:
    first = column(BEFORE, 50, TOP) + column((POINT,), 50, FIRST) + at(50, 40, heads[0])
    found = read(first, column(("• Byte av fjädrar", *AFTER), 50, TOP) + at(50, 40, heads[1]))
    places = [entry["place"] for entry in found["elsewhere"] if entry["text"] in heads]
    assert places == (["Sidfot"] * 2 if is_running else [])
    if is_running:
        assert points(found) == [POINT[2:], "Byte av fjädrar"]


@pytest.mark.parametrize("turn", ["0 1 -1 0 842 0", "0 -1 1 0 -240 842", "-1 0 0 -1 595 842"])
def test_a_page_on_its_side_is_read_as_it_looks_upright(turn: str) -> None:
    shown = page(column((POINT, "• Operation av vingfäste"), 50, FIRST))
    found = read(b"q %s cm\n%s\nQ" % (turn.encode(), shown))
    assert points(found) == [POINT[2:], "Operation av vingfäste"]


@pytest.mark.parametrize(("half", "rest"), [
    ("• Byte av fjädrar hos ungar som väger", "högst ett halvt kilo"),
    ("• Byte av fjädrar hos ungar som väger minst", "12 gram vid bytet"),
])  # fmt: skip
def test_a_point_goes_on_over_the_foot_of_its_page(half: str, rest: str) -> None:
    first = column(BEFORE, 50, TOP) + column((POINT, half), 50, FIRST) + at(50, 40, "Sida 1 av 2")
    found = read(first, at(60, TOP, rest) + column(("• Resa", *AFTER), 50, TOP - 14) + at(50, 40, "Sida 2 av 2"))
    assert points(found) == [POINT[2:], f"{half[2:]} {rest}", "Resa"]


def test_columns_of_a_leaflet_are_read_one_after_the_other() -> None:
    left = ("• Byte av fjädrar hos en vuxen som", "har bytt dem förut", "• Vård av den vuxnes vänstra vinge",
            "• Vård av den vuxnes högra vinge", "• Operation av den vänstra foten när")  # fmt: skip
    right = ("stödbandage har prövats i ett halvår", "• Operation av den högra foten hos", "en unge på försommaren",
             "• Vård av den vuxnes stjärtfjädrar", "• Resa med den som är sjuk till ön")  # fmt: skip
    # The lines of the right one stand between those of the left.
    found = read(page(column(left, 50, FIRST), column(right, 310, FIRST + 5), rows=6))
    assert points(found) == [
        "Byte av fjädrar hos en vuxen som har bytt dem förut", "Vård av den vuxnes vänstra vinge",
        "Vård av den vuxnes högra vinge", "Operation av den vänstra foten när stödbandage har prövats i ett halvår",
        "Operation av den högra foten hos en unge på försommaren", "Vård av den vuxnes stjärtfjädrar",
        "Resa med den som är sjuk till ön",
    ]  # fmt: skip


def test_a_table_with_rows_of_one_height_is_read_row_by_row() -> None:
    names = ("Utredning av vinge", "Operation av vinge", "Operation av fot", "Byte av fjädrar", "Vård av näbb")
    whom = ("alla som har bytt", "barn från två år", "vuxna med smärta", "barn under ett år", "alla med en näbb")
    found = read(page(column(names, 50, FIRST), column(whom, 310, FIRST), rows=6))
    text = str(found)
    assert all(f"{name}\\t{who}" in text for name, who in zip(names, whom, strict=True))


def test_unseen_words_over_others_leave_those_whole() -> None:
    over = b"1 1 1 rg " + at(53, FIRST - 14, "• Byte av ny vinge hos") + b"0 0 0 rg "
    found = read(page(column((POINT, "• Operation av vingfäste"), 50, FIRST), over))
    assert points(found) == [POINT[2:], "Operation av vingfäste"]
    assert "Byte av ny vinge" in told(found)


def test_words_outside_the_page_are_told() -> None:
    found = read(page(column((POINT, "• Operation av vingfäste"), 50, FIRST), at(50, 860, "Utkast: byte av fjädrar")))
    assert points(found) == [POINT[2:], "Operation av vingfäste"]
    assert "Utkast: byte av fjädrar" in told(found)


def test_words_drawn_without_ink_are_told() -> None:
    unseen = b"BT 3 Tr /F1 10 Tf 50 %g Td (%s) Tj 0 Tr ET\n" % (FIRST - 28, "• Byte av fjädrar".encode("cp1252"))
    found = read(page(column((POINT, "• Operation av vingfäste"), 50, FIRST), unseen))
    assert points(found) == [POINT[2:], "Operation av vingfäste"]
    assert "dold text" in told(found) and "Byte av fjädrar" in told(found)


IMAGE = b"q 500 0 0 800 40 20 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xff EI Q\n"


def test_a_scanned_page_with_recognised_words_is_read_and_told() -> None:
    shown = page(column((POINT, "• Operation av vingfäste"), 50, FIRST))
    found = read(IMAGE + shown.replace(b"BT ", b"BT 3 Tr "))
    assert points(found) == [POINT[2:], "Operation av vingfäste"]
    assert "tolkat (OCR)" in told(found)


def test_a_struck_point_leaves_no_mark_behind() -> None:
    line = b"60 %g m 250 %g l S\n" % (FIRST - 10.5, FIRST - 10.5)
    found = read(page(column((POINT, "• Byte av fjädrar", "• Operation av vingfäste"), 50, FIRST), line))
    assert points(found) == [POINT[2:], "Operation av vingfäste"]
    assert not found["unread"] and "Byte av fjädrar" in told(found)


def test_a_mark_laid_over_a_gap_is_no_digit() -> None:
    found = read(page(column((POINT, "• Operation hos barn under 18    år"), 50, FIRST), at(190, FIRST - 10, "2", 6)))
    assert points(found)[1] == "Operation hos barn under 18 år"
    assert found["area"]["scope"][0]["points"][1]["population"]["below_age"] == 18


def with_layer(content: bytes, *, is_off: bool) -> bytes:
    """A file of one page with the layer L."""
    writer = PdfWriter(clone_from=io.BytesIO(pdf_of([content])))
    kind = {NameObject("/Type"): NameObject("/OCG"), NameObject("/Name"): TextStringObject("Utkast")}
    layer = writer._add_object(DictionaryObject(kind))
    shown = DictionaryObject({NameObject("/OFF"): ArrayObject([layer] if is_off else [])})
    layers = {NameObject("/OCGs"): ArrayObject([layer]), NameObject("/D"): shown}
    writer.root_object[NameObject("/OCProperties")] = DictionaryObject(layers)
    resources = writer.pages[0]["/Resources"].get_object()
    resources[NameObject("/Properties")] = DictionaryObject({NameObject("/L"): layer})
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


@pytest.mark.parametrize("state", ["on", "off"])
def test_a_layer_that_is_off_is_not_in_force(state: str) -> None:
    layer = b"/OC /L BDC\n%sEMC\n" % at(50, FIRST - 28, "• Byte av fjädrar")
    data = with_layer(page(column((POINT, "• Operation av vingfäste"), 50, FIRST), layer), is_off=state == "off")
    found = read_document(data, "sida.pdf").as_json()
    assert ("Byte av fjädrar" in points(found)) == (state == "on")
    assert ("dold text" in told(found)) == (state == "off")


@pytest.mark.parametrize(("head", "size", "is_running"), [
    ("Myndigheten   Dnr 4.3-1234/2023", 10, True), ("Arbetsmaterial", 7, True), ("Byte av fjädrar", 10, False),
])  # fmt: skip
def test_the_head_of_two_pages_is_not_in_the_middle_of_a_point(head: str, size: float, is_running: bool) -> None:
    half, rest = "• Operation av vingfäste hos ungar som", "inte har fyllt 12 år"
    above = at(50, 820, head, size)
    found = read(above + page(column((POINT, half), 50, FIRST), rows=3)[: -len(column(AFTER, 50, FIRST - 42))],
                 above + at(60, TOP, rest) + column(AFTER, 50, TOP - 14))  # fmt: skip
    assert (f"{half[2:]} {rest}" in points(found)) == is_running
    places = [one["place"] for one in found["elsewhere"] if one["text"] == " ".join(head.split())]
    assert places == (["Sidhuvud"] * 2 if is_running else ["Före rubriken"])


def set_in(x: float, *lines: str) -> list[bytes]:
    """A column whose lines without a small letter at their end are headings."""
    return [
        at(x, TOP - 18 * row, line.lstrip("#"), 14 if line.startswith("#") else 10) for row, line in enumerate(lines)
    ]


LEFT = (
    "#Svår tornsvalesjuka", "#Definition", "Socialstyrelsen har den 4 maj 2023 beslutat",
    "att viss vård vid svår tornsvalesjuka,", "enligt nedan, ska bedrivas", "vid en enhet.",
    "Följande utgör nationell högspecialiserad vård:", "• Utredning av misstänkt",
    "  tornsvalesjuka hos den som väntat",
)  # fmt: skip
RIGHT = (
    "på operation", "• Byte av fjädrar", "#Avgränsning till definitionen", "• Lätt sjukdom vårdas av regionerna.",
    "#Tillståndsinnehavare", "Region Skåne genom", "Skånes universitetssjukhus", "#Giltighetstid",
    "Tillståndet gäller från 1 april 2024.",
)  # fmt: skip


def test_two_columns_on_the_same_heights_are_read_one_by_one() -> None:
    """Drawn row by row, as a table would be; but the cells of a row are not set in different sizes."""
    drawn = zip(set_in(50, *LEFT), set_in(310, *RIGHT), strict=True)
    found = read(b"".join(left + right for left, right in drawn))
    assert points(found) == ["Utredning av misstänkt tornsvalesjuka hos den som väntat på operation", "Byte av fjädrar"]
    assert exclusions(found) == ["Lätt sjukdom vårdas av regionerna."]
    assert [one["hospital"] for one in found["permits"]] == ["Skånes universitetssjukhus"]


def test_columns_that_may_be_a_table_are_told() -> None:
    right = column(("Tillståndsinnehavare", "Region Skåne genom Skånes universitetssjukhus"), 310, FIRST)
    found = read(page(column((POINT, "• Byte av fjädrar"), 50, FIRST), right))
    assert "Rubriken «Tillståndsinnehavare» står på samma rad som «• Utredning" in told(found)
    facts = column(("Giltighetstid", "Tillståndsinnehavare"), 50, 200) + column(("2024", "Region Skåne"), 300, 200)
    assert "på samma rad" not in told(read(page(column((POINT,), 50, FIRST), facts)))


def test_a_table_is_read_row_by_row_although_a_word_is_larger() -> None:
    rows = [("Vård", "Ålder"), ("Operation av näbb", "Ungar"), ("Byte av fjädrar", "Alla"), ("Vård av klo", "Äldre")]
    cells = [at(50, FIRST - 14 * row, one) + at(300, FIRST - 14 * row, two) for row, (one, two) in enumerate(rows)]
    assert "Operation av näbb\tUngar" in points(read(page(*cells)))


def test_a_mark_drawn_over_a_space_leaves_two_words() -> None:
    text = (
        at(50, FIRST, "• Operation hos vuxna, 18", 11) + at(183, FIRST + 4, "1", 6) + at(188, FIRST, "år och äldre", 11)
    )
    found = read(page(text) + at(50, 80, "1", 6) + at(55, 76, "Gäller inte efter 70 år.", 8))
    assert points(found) == ["Operation hos vuxna, 18 år och äldre"]


@pytest.mark.parametrize("lines", [
    ("Ansökan om vård vid svår:", "Tornsvalesjuka"), ("Svår tornsvalesjuka hos den som är", "ung"),
])  # fmt: skip
def test_a_heading_that_is_broken_over_lines_is_one(lines: tuple[str, str]) -> None:
    large = at(50, TOP + 40, lines[0], 24) + at(50, TOP + 12, lines[1], 24)
    shown = [line.text for line in pdf_lines(pdf_of([large + page(column((POINT,), 50, FIRST))])).lines]
    assert " ".join(lines) in shown


def test_two_headings_under_each_other_are_two() -> None:
    large = at(50, TOP + 40, "Vård i hela landet", 24) + at(50, TOP + 12, "Tornsvalesjuka", 24)
    shown = [line.text for line in pdf_lines(pdf_of([large + page(column((POINT,), 50, FIRST))])).lines]
    assert "Vård i hela landet" in shown and "Tornsvalesjuka" in shown


def test_a_cell_begins_where_those_above_it_do_however_full_the_one_before_it_is() -> None:
    head = at(50, FIRST, "Undertillstånd") + at(317, FIRST, "Antal enheter")
    full = "Operation av ben hos ungar och hos gamla fåglar, hemma"
    row = at(50, FIRST - 16, full) + at(317, FIRST - 16, "1")
    lines = [line.text.strip() for line in pdf_lines(pdf_of([page(head, row)])).lines]
    assert f"{full}\t1" in lines and "Undertillstånd\tAntal enheter" in lines


def test_large_letters_stand_further_apart_and_part_no_paragraphs() -> None:
    """The gap between two paragraphs is told from that between lines, also below a lead in larger letters."""
    lead = b"".join(at(50, 800 - 18 * row, "Ett stycke med stora bokstäver", 12) for row in range(6))
    rows = [(660, "Det första stycket är en rad."), (637, "Det andra stycket är två"), (621, "rader och slutar här.")]
    lines = [line.text for line in pdf_lines(pdf_of([lead + b"".join(at(50, y, text) for y, text in rows)])).lines]
    first = lines.index("Det första stycket är en rad.")
    assert lines[first + 1 : first + 4] == ["", "Det andra stycket är två", "rader och slutar här."]
