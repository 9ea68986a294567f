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
    '<a href="#not2">[2]</a>', "<sup>2<span>Gäller inte barn under 5 år</span></sup>",
])  # fmt: skip
def test_a_mark_is_no_digit_however_it_is_raised(mark: str) -> None:
    style = ".upp { vertical-align: super }"
    read = web(f"Operation hos barn under 18{mark} år", style=style, units=f"3{mark} enheter")
    assert points(read)[1] == "Operation hos barn under 18 år"
    assert read["area"]["scope"][0]["points"][1]["population"]["below_age"] == 18
    assert read["area"]["units"] == 3
    assert "läst som ett notmärke" in told(read)


def test_what_is_meant_to_be_raised_stays() -> None:
    read = web("Behandling vid BMI över 35 kg/m<sup>2</sup> och 10<span style='vertical-align:super'>9</span> celler")
    assert points(read)[1] == "Behandling vid BMI över 35 kg/m² och 10⁹ celler"


# --- What is struck or hidden, by other means ----------------------------------------------------------


def struck(text: str) -> str:
    return "".join(f"{sign}\u0336" for sign in text)


@pytest.mark.parametrize(("point", "style"), [
    (struck("Byte av fjädrar"), ""),
    ('<span class="b">Byte av fjädrar</span>', "@media screen { .b { display: none } }"),
    ('<span class="b">Byte av fjädrar</span>', ".b { height: 0; overflow: hidden }"),
    ('<span style="display: block; display: none">Byte av fjädrar</span>', ""),
])  # fmt: skip
def test_what_is_not_in_force_is_told(point: str, style: str) -> None:
    read = web(point, style=style)
    assert points(read) == ["Utredning av misstänkt tornsvalesjuka"]
    assert "Byte av fjädrar" in told(read)


@pytest.mark.parametrize(("point", "style"), [
    ('<span class="b">Byte av fjädrar</span>', "@media print { .b { display: none } }"),
    ('<span style="display: none; display: inline">Byte av fjädrar</span>', ""),
    ("Byte av fjädrar", ".b { display: none }"),
])  # fmt: skip
def test_what_is_in_force_is_read(point: str, style: str) -> None:
    assert points(web(point, style=style))[1] == "Byte av fjädrar"


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


def word(*runs: str) -> dict[str, Any]:
    """A page whose second point is made of these runs, as Word writes them."""
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
            new.writestr(name, content)
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
