"""A file that is not what was asked for is told what it is, with an advice for the program it came from."""

import io
import zipfile

import pytest

from nhv.files.sorts import told_of
from nhv.records.uploads import inspect
from tests.records.uploads import making
from tests.support.refusals import refuses


def compound(*parts: str) -> bytes:
    """An old compound file whose table of contents has these parts."""
    return making.OLD_OFFICE + bytes(500) + b"".join(part.encode("utf-16-le") + bytes(64) for part in parts)


def archive(**parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as opened:
        for name, content in parts.items():
            opened.writestr(name, content)
    return made.getvalue()


def of_content_type(kind: str) -> bytes:
    return archive(**{"[Content_Types].xml": f'<Types><Override ContentType="{kind}"/></Types>'.encode()})


def film(brand: bytes) -> bytes:
    return b"\x00\x00\x00\x18ftyp" + brand + bytes(40)


PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath"
OFFICE = "application/vnd.openxmlformats-officedocument."
SORTS = {
    "plan.docx": (compound("WordDocument"), "file_is_old_word"),
    "plan.doc": (compound("WordDocument"), "file_is_old_word"),
    "budget.xlsx": (compound("Workbook"), "file_is_old_excel"),
    "låst.docx": (compound("EncryptionInfo", "EncryptedPackage"), "file_is_locked"),
    "brev.msg": (compound("__substg1.0_0037001F"), "file_is_mail"),
    "brev.eml": (b"From: Anna <anna@example.org>\r\nSubject: Plan\r\n\r\nHej", "file_is_mail"),
    "brev.pdf": (b"Received: from x\nDate: 1 May 2026\nFrom: a@example.org\nTo: b@example.org\n\nHej", "file_is_mail"),
    "brev.mht": (b"MIME-Version: 1.0\nFrom: a@example.org\nTo: b@example.org\n\nHej", "file_is_saved_page"),
    "anteckning.txt": ("Plan för vården".encode("utf-16"), "file_is_text"),
    "utan märke.txt": ("Plan för vården".encode("utf-16-le"), "file_is_text"),
    "annat.docx": (compound("Contents"), "file_locked_or_old"),
    "brev.docx": (b"{\\rtf1 Hej}", "file_is_rtf"),
    "sida.doc": (b"\xef\xbb\xbf<html><p>Hej", "file_is_web_page"),
    "inloggning.pdf": (b" \r\n<!DOCTYPE html><p>%PDF-1.4", "file_is_web_page"),
    "sida.docx": (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "file_is_saved_page"),
    "tabell.xls": ("region;antal\r\nSkåne;3".encode("cp1252"), "file_is_text"),
    "plan.url": (b"[InternetShortcut]\r\nURL=https://example.org/", "file_is_shortcut"),
    "~$plan.docx": (b"\x05Anna" + bytes(157), "file_is_lock"),
    "_plan.docx": (b"\x00\x05\x16\x07" + bytes(200), "file_is_companion"),
    "plan i arkiv.docx": (archive(plan=b"x"), "file_is_archive"),
    "plan.zip": (archive(plan=b"x"), "file_is_archive"),
    "plan.odt": (archive(mimetype=b"application/vnd.oasis.opendocument.text"), "file_is_open_document"),
    "mall.dotx": (of_content_type(f"{OFFICE}wordprocessingml.template.main+xml"), "file_is_word_template"),
    "bildspel.pptx": (of_content_type(f"{OFFICE}presentationml.slideshow.main+xml"), "file_is_slides"),
    "halv.docx": (making.word()[:3_000], "file_cut_off"),
    "foto.jpg": (film(b"heic"), "file_is_heic"),
    "foto.avif": (film(b"avif"), "file_is_other_picture"),
    "film.mp4": (film(b"isom"), "file_is_film"),
    "skannat.tif": (b"II*\x00" + bytes(40), "file_is_other_picture"),
    "bild.png": (making.picture("JPEG"), "file_named_otherwise"),
    "bild.heic": (making.picture("JPEG"), "file_named_otherwise"),
}


@pytest.mark.parametrize("name", SORTS)
def test_a_file_is_told_what_it_is(name):
    data, code = SORTS[name]
    with refuses(code):
        inspect(io.BytesIO(data), name)


@pytest.mark.parametrize("name", SORTS)
def test_every_sentence_says_what_it_is_and_then_what_to_do(name):
    data, _code = SORTS[name]
    fault = told_of(data, name)
    assert fault is not None and fault.what and len(fault.what_to_do) > 10


def test_what_cannot_be_told_is_not_guessed():
    assert told_of(b"\x7fELF" + bytes(100), "plan.pdf") is None
    assert told_of(b"\x7fELF\x01\x02" + bytes(range(256)) * 3, "plan.txt") is None
    assert told_of(b"Datum: 1 maj\nTill: alla\n\nPlan", "plan") is None


def test_a_pdf_that_holds_another_file_says_so():
    from pypdf import PdfWriter

    writer = PdfWriter(clone_from=io.BytesIO(making.pdf()))
    writer.add_attachment("plan.docx", making.word())
    made = io.BytesIO()
    writer.write(made)
    with refuses("pdf_with_attached_file"):
        inspect(made, "plan.pdf")


@pytest.mark.parametrize(("target", "code"), [("file:///x.xlsx", "file_fetches"), ("http://x/a.xlsx", "file_fetches")])
def test_a_linked_chart_is_a_link_and_no_file_inside(target, code):
    with refuses(code):
        inspect(io.BytesIO(making.word(change=making.relation("oleObject", target))), "plan.docx")


def test_a_workbook_that_fetches_from_another_gets_the_advice_of_excel():
    relation = f'<Relationship Id="r1" Type="{LINK}" Target="file://server/a.xlsx" TargetMode="External"/>'
    text = f'<Relationships xmlns="{PACKAGE}">{relation}</Relationships>'
    link = making.adding("xl/externalLinks/_rels/externalLink1.xml.rels", text.encode())
    with refuses("file_linked_to_workbook"):
        inspect(io.BytesIO(making.excel(link)), "budget.xlsx")
