"""A writing set as PDF: what a reader's program can know of it, and that it fetches nothing."""

import io
from pathlib import Path

import pytest
from django.conf import settings
from pypdf import PdfReader

from nhv.paper.page import html_page
from nhv.paper.pdf import pdf
from nhv.paper.typesetting import _OnlyWhatIsGiven
from nhv.specification.writing import Bullets, Facts, Heading, Paragraph, Table, Writing
from tests.support.pdf import elements, words_of

FONT = settings.STATIC_ROOT / "fonts" / "nhv-sans.woff2"
ROWS = tuple((f"Roll {number}", str(number)) for number in range(60))
WRITING = Writing(
    title="Utlysning: viss <b>esofaguskirurgi</b>",
    subject="Ansökningsförfrågan",
    blocks=(
        Paragraph(text="Ansökan lämnas av en region.", tone="lead"),
        Facts(pairs=(("Sista dag", "14 november 2025"),)),
        Heading(level=2, text="Särskilda villkor"),
        Heading(level=3, text="Bemanning"),
        Bullets(items=("<img src='file:///etc/passwd'>", "Andra punkten"), numbered=True),
        Table(caption="Roller och antal", head=("Roll", "Antal"), rows=ROWS),
    ),
)


@pytest.fixture(scope="module")
def made() -> PdfReader:
    return PdfReader(io.BytesIO(pdf(WRITING, font=FONT)))


def test_it_says_its_language_and_title_and_shows_the_title(made: PdfReader) -> None:
    root = made.root_object
    assert root["/Lang"] == "sv"
    assert made.metadata is not None
    assert (made.metadata.title, made.metadata.subject) == (WRITING.title, WRITING.subject)
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == "true" or root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert root["/MarkInfo"]["/Marked"]
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()


def test_headings_lists_tables_and_captions_are_told_as_such(made: PdfReader) -> None:
    kinds = {kind for kind, *_ in elements(made.root_object["/StructTreeRoot"])}
    assert {
        "/H1",
        "/H2",
        "/H3",
        "/P",
        "/L",
        "/LI",
        "/Table",
        "/Caption",
        "/THead",
        "/TBody",
        "/TR",
        "/TH",
        "/TD",
    } <= kinds


def test_each_table_heading_says_what_it_heads(made: PdfReader) -> None:
    scopes = [
        (parent, element["/A"]["/Scope"])
        for kind, parent, element in elements(made.root_object["/StructTreeRoot"])
        if kind == "/TH"
    ]
    columns = scopes.count(("/TR", "/Column"))
    assert scopes.count(("/TR", "/Row")) == len(ROWS) + 1
    # The head is repeated on each page that the table stands on.
    assert columns % 2 == 0 and columns > 2
    assert len(scopes) == len(ROWS) + 1 + columns


def test_pages_are_numbered_and_the_head_of_a_table_is_repeated(made: PdfReader) -> None:
    first, *_, last = (page.extract_text() for page in made.pages)
    assert f"Sida 1 av {len(made.pages)}" in first
    assert f"Sida {len(made.pages)} av {len(made.pages)}" in last
    assert "Roll" in last and "Antal" in last


def test_what_comes_from_outside_is_never_markup(made: PdfReader) -> None:
    page = html_page(WRITING)
    assert "<b>" not in page and "<img" not in page
    assert "<img src='file:///etc/passwd'>" in made.pages[0].extract_text()


def test_nothing_is_fetched() -> None:
    fetcher = _OnlyWhatIsGiven({})
    for address in ("https://example.org/a.css", "file:///etc/passwd", "font:text", "data:text/css,a"):
        with pytest.raises(ValueError, match="fetches nothing"):
            fetcher.fetch(address)


def test_the_font_of_the_product_is_embedded_and_an_installed_one_where_it_is_not(made: PdfReader) -> None:
    def names(reader: PdfReader) -> set[str]:
        return {font.get_object()["/BaseFont"][8:] for font in reader.pages[0]["/Resources"]["/Font"].values()}

    plain = PdfReader(io.BytesIO(pdf(Writing(title="A", blocks=()), font=Path("/nowhere"))))
    assert names(plain) and all("Text-of-the-page" not in name for name in names(plain))
    assert all("Text-of-the-page" in name for name in names(made)), "the font is put there by `make`"


def test_characters_that_no_page_can_hold_are_shown_as_missing() -> None:
    table = Table(caption="Svar", head=("Fråga", "Svar"), rows=(("a\x00b", "c\ud800"),))
    made = PdfReader(io.BytesIO(pdf(Writing(title="Titel", blocks=(table,)))))
    assert "a" in made.pages[0].extract_text()


def test_a_long_head_takes_no_room_from_numbers() -> None:
    """With seven columns, as a comparison of places has them: no number is cut in two."""
    head = ("Kombination", *("En lång rubrik över ett kort tal",) * 6)
    rows = (("Skånes universitetssjukhus + Norrlands universitetssjukhus", *("166,5 min",) * 6),)
    table = Table(caption="Tal", head=head, rows=rows)
    assert words_of(pdf(Writing(title="Prov", blocks=(table,)))).count("166,5 min") == 6
