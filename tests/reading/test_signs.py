"""Fonts of signs: what is seen is read, never the letter with the same code. What nobody has said is told."""

import pytest

from nhv.reading.result import read_document
from tests.reading.making import pdf_of
from tests.reading.test_neighbours import points, run, told, web, word
from tests.reading.test_pdf_habits import FIRST, POINT, column, page


def of(font: str, kinds: str = "ah") -> str:
    names = {"a": f'w:ascii="{font}"', "h": f'w:hAnsi="{font}"'}
    return f"<w:rFonts {' '.join(names[kind] for kind in kinds)}/>"


def sign(font: str, code: str) -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


@pytest.mark.parametrize(("font", "text", "seen"), [
    ("Symbol", "³", "≥"), ("Symbol", "\uf0a3", "≤"), ("Symbol", "&lt;", "<"), ("Symbol", "a", "α"),
    ("Symbol", "®", "→"), ("Wingdings", "à", "→"), ("Wingdings", "ü", "✓"), ("Wingdings", "\uf0fe", "☑"),
    ("Wingdings", "l", "●"), ("Wingdings 2", "P", "✓"), ("Wingdings 2", "R", "☑"), ("Webdings", "a", "✓"),
    ("ZapfDingbats", "4", "✔"), ("Wingdings", "Œ", "Œ"), ("Arial", "ü", "ü"),
])  # fmt: skip
def test_a_sign_is_what_is_seen(font: str, text: str, seen: str) -> None:
    assert points(word(run("Vård av x "), run(text, of(font)), run(" och annat")))[1] == f"Vård av x {seen} och annat"
    family = f'<span style="font-family: {font}, serif">{text}</span>'
    assert points(web(f"Vård av x {family} och annat"))[1] == f"Vård av x {seen} och annat"


@pytest.mark.parametrize(("code", "seen"), [("F0B3", "≥"), ("00B3", "≥"), ("F03C", "<"), ("F061", "α")])
def test_a_sign_that_is_put_in_is_what_is_seen(code: str, seen: str) -> None:
    assert points(word(run("Vård "), sign("Symbol", code), run(" 18 år")))[1] == f"Vård {seen} 18 år"


def test_an_age_written_with_the_sign_of_another_font_is_an_age() -> None:
    for read in (
        word(run("Operation hos patienter "), run("³", of("Symbol")), run(" 18 år")),
        web('Operation hos patienter <font face="Symbol">&#179;</font> 18 år'),
    ):
        assert read["area"]["scope"][0]["points"][1]["population"]["from_age"] == 18


@pytest.mark.parametrize("font", ["Wingdings", "Webdings", "Wingdings 3", "Marlett"])
def test_a_sign_that_is_not_known_is_told_and_is_no_letter(font: str) -> None:
    style = f'.s {{ font: 7.0pt "{font}" }}'
    for read in (
        word(run("Vård "), run("Q", of(font)), run(" och annat")),
        word(run("Vård "), sign(font, "F051"), run(" och annat")),
        web('Vård <span class="s">Q</span> och annat', style=style),
        web(f"Vård <sup style=\"font-family: '{font}'\">Q</sup> och annat"),
    ):
        assert points(read)[1] == "Vård \ufffd och annat"
        assert f"tecken ur typsnittet {font} som inte går att läsa" in told(read)


def test_letters_inside_a_font_of_signs_that_have_another_font_are_letters() -> None:
    inside = '<span style="font-family: Wingdings">ü<span style=\'font: 7.0pt "Times New Roman"\'> och q</span></span>'
    assert points(web(f"Vård {inside}"))[1] == "Vård ✓ och q"
    assert points(word(run("Ben hos ³", of("Symbol", "h"))))[1] == "Ben hos ≥"
    assert points(word(run("Ben hos å", of("Arial"))))[1] == "Ben hos å"


@pytest.mark.parametrize("mark", ["§", "Ø", "n", "v", "F"])
def test_a_bullet_by_hand_in_a_font_of_signs_is_a_bullet(mark: str) -> None:
    own = '</w:p><w:p><w:r><w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr>'
    read = word(run("Vård av näbb"), f"{own}<w:t>{mark}</w:t></w:r><w:r><w:tab/></w:r>", run("Vård av klo"))
    assert "Vård av klo" in points(read)


def test_a_private_sign_in_no_font_of_signs_is_told() -> None:
    assert "bara ett visst typsnitt kan visa" in told(web("Vård \uf03c 18 år"))
    assert "bara ett visst typsnitt" not in told(web("\uf0b7 Vård hos vuxna"))


def test_a_cross_before_a_point_is_told() -> None:
    assert "har ett kryss" in told(word(run("û", of("Wingdings")), run(" Vård av klo")))
    assert "börjar med ett kryss" not in told(word(run("ü", of("Wingdings")), run(" Vård av klo")))


@pytest.mark.parametrize(("font", "code", "seen"), [
    ("Wingdings-Regular", 0xFC, "✓"), ("ABCDEF+Wingdings-Regular", 0xE0, "→"), ("SymbolMT", 0xB3, "≥"),
    ("ABCDEF+SymbolMT", 0xB0, "°"), ("Helvetica", 0xE5, "å"), ("Wingdings-Regular", 0x51, "\ufffd"),
])  # fmt: skip
def test_a_sign_in_a_pdf_is_what_is_seen_and_no_letter(font: str, code: int, seen: str) -> None:
    sign = b"BT /F2 10 Tf 130 %g Td <%02X> Tj ET\n" % (FIRST - 14, code)
    made = pdf_of([page(column((POINT, "• Vård hos"), 50, FIRST), sign, column(("18 år",), 145, FIRST - 14))])
    other = b"/F2 << /Type /Font /Subtype /TrueType /BaseFont /%s /Encoding /WinAnsiEncoding >>" % font.encode()
    read = read_document(made.replace(b"/F1 3 0 R", b"/F1 3 0 R " + other), "sida.pdf").as_json()
    assert " ".join(points(read)[1].split()) == f"Vård hos {seen} 18 år"
    assert ("går inte att tyda" in told(read)) is (seen == "\ufffd")
