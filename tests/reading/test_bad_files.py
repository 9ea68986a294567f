"""Files that cannot be read are refused in one sentence, at once."""

import io
import zipfile
from pathlib import Path

import pytest
from pypdf import PdfWriter

from nhv.files.web.page import web_lines
from nhv.reading.faults import ReadingFault
from nhv.reading.result import read_document
from tests.reading.making import as_pdf, pdf_of, squeezed
from tests.support.patience import little_work

PAGE = (Path(__file__).parent / "pages" / "fjallsjuka.txt").read_text()


def a_zip(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return stream.getvalue()


def a_pdf(writer: PdfWriter) -> bytes:
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def an_encrypted_pdf() -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(as_pdf(PAGE)))
    writer.encrypt("hemligt", algorithm="RC4-128")
    return a_pdf(writer)


def blank_pages(number: int) -> bytes:
    writer = PdfWriter()
    for _ in range(number):
        writer.add_blank_page(595, 842)
    return a_pdf(writer)


ENTITIES = b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><w>&b;</w>'

BAD = {
    "tom.txt": (b"", "filen är tom"),
    "blank.txt": (b" \n\t\n", "filen är tom"),
    "binar.txt": (bytes(range(256)) * 20, "binära data"),
    "stor.txt": (b"a" * 50_000_000, "större än 10 MB"),
    "lang.txt": (b"lorem ipsum " * 700_000, "för lång"),
    "rader.txt": (b"a\n" * 500_000, "fler än 3000 rader"),
    "sida.odt": (b"x", "filtypen «.odt»"),
    "utan": (b"x", "utan ändelse"),
    "fel.txt": (b"%PDF-1.4 text", "innehållet är PDF"),
    "sida.txt": (b"<!doctype html><p>hej</p>", "innehållet är HTML"),
    "text.html": (PAGE.encode(), "ingen HTML"),
    "tom.html": (b"<html><body></body></html>", "ingen text"),
    "taggar.html": (b"<b>" * 200_000, "000 taggar"),
    "djup.html": (b"<html>" + b"<div>" * 50_000 + b"x", "ingen text"),
    "fel.pdf": (b"hej", "ingen PDF-fil"),
    "avbruten.pdf": (as_pdf(PAGE)[:900], "PDF-filen"),
    "krypterad.pdf": (an_encrypted_pdf(), "krypterad"),
    "inskannad.pdf": (blank_pages(1), "inskannad"),
    "sidor.pdf": (blank_pages(100), "fler än 80 sidor"),
    "bomb.pdf": (pdf_of([squeezed(b"0" * 90_000_000)], b"/Filter /FlateDecode"), "PDF-fil"),
    "seg.pdf": (pdf_of([squeezed(b"BT (a) Tj ET\n" * 200_000)], b"/Filter /FlateDecode"), "PDF-filen"),
    "fel.docx": (b"hej", "ingen Word-fil"),
    "arkiv.docx": (a_zip(hej=b"x"), "zip-arkiv"),
    "avbruten.docx": (a_zip(word__document=b"<a/>")[:50], "slutet saknas"),
    "trasig.docx": (a_zip(word__document=b"<w:document"), "Word-filen är skadad"),
    "bomb.docx": (a_zip(word__document=b"<a>" + b" " * 70_000_000 + b"</a>"), "sväller"),
    "stor.docx": (a_zip(word__document=b"<a>" + b" " * 20_000_000 + b"</a>"), "orimligt stor"),
    "entiteter.docx": (a_zip(word__document=ENTITIES), "entiteter"),
    "gammal.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "äldre format"),
    "engelska.txt": (
        b"Severe mountain disease\n\nDefinition\n\nThe Board has decided that the care of patients with this disease "
        b"shall be provided at three units and that it is to be concentrated from the start of the year.\n",
        "texten är på engelska",
    ),
    "norska.txt": (
        "Alvorlig fjellsyke\n\nDet er bestemt at behandlingen skal være ved to sykehus og ikke ved andre, og de "
        "blir henvist fra hele landet til disse, hvor de også følges opp.\n".encode(),
        "norska eller danska",
    ),
    "bullar.txt": (("Kanelbullar\n\n" + "Blanda smör och mjöl på ett bord. " * 9).encode(), "ingen sida om ett område"),
    "nyhet.txt": (
        "Nyheter\n\nNämnden för nationell högspecialiserad vård har idag beslutat om fyra nya områden.\n".encode(),
        "ett meddelande om nämndens beslut",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_in_one_sentence_with_its_name(name: str) -> None:
    data, reason = BAD[name]
    with little_work(), pytest.raises(ReadingFault) as fault:
        read_document(data, f"mapp/{name}")
    words = str(fault.value)
    assert (words.startswith(f"{name}: "), reason in words, words.count("\n"), words.endswith(".")) == (
        True,
        True,
        0,
        True,
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "mac_roman"])
def test_every_encoding_gives_the_same_document(encoding: str) -> None:
    def said(reading: object) -> object:
        return reading.area_file.model_copy(update={"area": reading.area_file.area.model_copy(update={"sources": ()})})  # type: ignore[attr-defined]

    expected = read_document(PAGE.encode(), "sida.txt")
    assert said(read_document(PAGE.encode(encoding), "sida.txt")) == said(expected)


def test_a_guessed_encoding_is_a_doubt() -> None:
    doubts = read_document(PAGE.encode("cp1252"), "sida.txt").doubts
    assert [doubt.why for doubt in doubts] == [
        "Filen är inte UTF-8; tecknen är lästa som Windows-1252. Kontrollera å, ä och ö."
    ]


def test_twice_encoded_text_is_mended_with_a_doubt() -> None:
    reading = read_document(PAGE.encode().decode("cp1252", errors="replace").encode(), "sida.txt")
    assert (reading.area_file.area.name, "omkodad två gånger" in reading.doubts[0].why) == (
        "Svårartad fjällsjuka",
        True,
    )


@pytest.mark.parametrize("start", ["²", "٣", "1²", "", "-1"])
def test_a_list_that_begins_at_no_number_is_read_as_a_list(start: str) -> None:
    page = f"<ol start='{start}'><li value='{start}'>Utredning</li><li>Operation</li></ol>"
    text = str(web_lines(page.encode()))
    assert "Utredning" in text and "Operation" in text
