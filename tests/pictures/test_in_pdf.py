"""A picture in a PDF, where no style sheet of a page reaches: it is drawn, its words are text, its name is told."""

import io

import pytest
from pypdf import PdfReader
from weasyprint import HTML

from nhv.pictures.inks import GREY
from tests.pictures.examples import NASTY, PICTURES, lettering
from tests.support.pdf import elements, greys


def a_pdf(body: str) -> bytes:
    page = f'<html lang="sv"><title>Prov</title><h1>Prov</h1>{body}</html>'
    made = HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")
    assert isinstance(made, bytes)
    return made


@pytest.mark.parametrize("name", PICTURES)
def test_it_is_drawn(name: str) -> None:
    empty, drawn = greys(a_pdf("")), greys(a_pdf(PICTURES[name](GREY).svg))
    assert sum(drawn[:250]) > sum(empty[:250]) + 1_000


@pytest.mark.parametrize("name", PICTURES)
def test_its_words_are_text_and_its_name_is_told(name: str) -> None:
    picture = PICTURES[name](GREY)
    pdf = PdfReader(io.BytesIO(a_pdf(picture.svg)))
    text = "".join(page.extract_text() for page in pdf.pages)
    assert [word for line in lettering(picture) for word in line.split() if word.isalnum() and word not in text] == []
    (name_told,) = [part["/Alt"] for kind, _, part in elements(pdf.root_object["/StructTreeRoot"]) if kind == "/Figure"]
    assert name_told == NASTY.replace("\x00", "\ufffd")
