"""A PDF made anew as pictures: what is hidden is in neither its text, its pictures nor what the file says of itself."""

import io
import re
import zlib

import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageOps
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText

from nhv.files.faults import FileFault
from nhv.files.pdf.opening import page_pictures
from nhv.paper.pdf import pdf
from nhv.paper.pictured import pictured_pdf
from nhv.paper.typesetting import page_as_pdf
from nhv.specification.writing import Paragraph, Writing
from tests.support.pdf import words_of

SECRET = "Anna-Karin Öström"
TEXT = f"Vi svarar genom {SECRET}s telefon och vill ändra. " * 8


def an_original() -> PdfWriter:
    """A page with the name in its text, its title and its author."""
    writer = PdfWriter(clone_from=io.BytesIO(pdf(Writing(title=f"Svar av {SECRET}", blocks=(Paragraph(text=TEXT),)))))
    writer.add_metadata({"/Author": SECRET})
    return writer


@pytest.fixture(scope="module")
def original() -> bytes:
    """The same, with a file of its own."""
    writer = an_original()
    writer.add_attachment("skriven-av.txt", SECRET.encode())
    return written(writer)


def written(writer: PdfWriter) -> bytes:
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def anew(data: bytes, **hidden) -> bytes:
    return pictured_pdf("bilaga-1.pdf", [(page.jpeg, page.text) for page in page_pictures(data, **hidden)])


def all_bytes(data: bytes) -> bytes:
    """The file, and all of it that is packed, unpacked."""
    found = [data]
    for packed in re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
        try:
            found.append(zlib.decompressobj().decompress(packed))
        except zlib.error:
            continue
    return b"\n".join(found)


def holds(data: bytes, words: str) -> bool:
    ways = [words.encode(way) for way in ("utf-8", "latin-1", "utf-16-be")]
    return any(way in all_bytes(data) for way in (*ways, *(way.hex().encode() for way in ways)))


def test_the_name_is_nowhere_in_the_file_and_the_rest_is_read_aloud(original):
    assert "Öström" in words_of(original)
    assert holds(original, SECRET)
    made = anew(original, hidden=[SECRET])
    assert words_of(made) == ""
    for part in (SECRET, "Öström", "Karin"):
        assert not holds(made, part)
    assert holds(made, "och vill ändra")
    reader = PdfReader(io.BytesIO(made))
    assert (dict(reader.metadata).get("/Author"), list(reader.attachments)) == (None, [])


def a_page_of(name: str) -> bytes:
    """A page with a name in the middle and nothing else."""
    return page_as_pdf(
        f'<html lang="sv"><title>a</title><p style="margin: 8cm 3cm; font-size: 20pt">{name}</p></html>', {}
    )


@pytest.mark.parametrize("angle", [0, 90, 180])
def test_of_the_name_no_more_is_seen_than_a_black_bar(angle):
    """Also where the page is turned and cut: whatever is left of its signs would be lighter than the bar."""
    writer = PdfWriter(clone_from=io.BytesIO(a_page_of(SECRET)))
    writer.pages[0].rotate(angle)
    writer.pages[0].cropbox.lower_left = (20, 30)
    (plain,), (inked,) = page_pictures(written(writer)), page_pictures(written(writer), hidden=[SECRET])
    before, after = (ImageOps.invert(Image.open(io.BytesIO(one.jpeg)).convert("L")) for one in (plain, inked))
    seen = before.point(lambda grey: 255 if grey > 60 else 0).getbbox()
    bar = after.point(lambda grey: 255 if grey > 60 else 0).getbbox()
    assert seen is not None
    assert bar[0] <= seen[0] and bar[1] <= seen[1] and bar[2] >= seen[2] and bar[3] >= seen[3]
    # But for what the packing of the picture does to its edges, and the gap between two words.
    assert after.crop(seen).histogram()[200:] != before.crop(seen).histogram()[200:]
    assert sum(after.crop(seen).histogram()[:200]) < 0.15 * (seen[2] - seen[0]) * (seen[3] - seen[1])


@pytest.mark.parametrize("angle", [0, 90, 270])
def test_every_place_is_found_however_the_page_is_turned(original, angle):
    writer = PdfWriter(clone_from=io.BytesIO(original))
    writer.pages[0].rotate(angle)
    (page,) = page_pictures(written(writer), hidden=[SECRET])
    assert (page.places, page.missed) == (9, 0)


def test_a_whole_page_is_black_and_says_nothing(original):
    (hidden,) = page_pictures(original, hidden_pages=[1])
    assert hidden.text == ""
    assert Image.open(io.BytesIO(hidden.jpeg)).convert("L").getextrema()[1] < 10


def test_words_in_a_remark_on_the_page_are_missed_and_told(original):
    writer = PdfWriter(clone_from=io.BytesIO(pdf(Writing(title="Svar", blocks=(Paragraph(text="Vi svarar."),)))))
    writer.add_annotation(0, FreeText(text=SECRET, rect=(50, 50, 300, 90)))
    (page,) = page_pictures(written(writer), hidden=[SECRET])
    assert page.missed == 1


def test_a_scanned_page_is_told_to_be_a_picture():
    scanned = Image.new("RGB", (600, 800), "white")
    ImageDraw.Draw(scanned).text((50, 50), "Anna", fill="black")
    file = io.BytesIO()
    scanned.save(file, "PDF")
    (page,) = page_pictures(file.getvalue(), hidden=["Anna"])
    assert (page.has_pictures, page.places) == (True, 0)


def test_what_is_no_pdf_is_refused_in_words():
    with pytest.raises(FileFault):
        page_pictures(b"%PDF-1.7 nothing")


def test_the_pages_made_are_as_many_and_as_large():
    writer = PdfWriter()
    for width, height in ((595, 842), (842, 595)):
        writer.add_blank_page(width, height)
    made = pypdfium2.PdfDocument(anew(written(writer)))
    assert len(made) == 2
