"""Sets a page as a tagged PDF with WeasyPrint, which is given the fonts and can fetch nothing."""

import hashlib
from pathlib import Path
from typing import Any

import pydyf
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from nhv.paper.page import html_page
from nhv.specification.writing import Writing

_FAMILY = "Text of the page"
_STYLES = {"normal": "-normal.woff2", "italic": "-italic.woff2"}


def typeset(writing: Writing, fonts: Path | None) -> bytes:
    """The PDF of the writing; `pdf.pdf` says what the arguments are."""
    files = _font_files(fonts)
    faces = "".join(
        f"@font-face {{ font-family: '{_FAMILY}'; font-style: {style}; src: url('font:{style}') }}" for style in files
    )
    page = html_page(writing, family=_FAMILY if files else None, faces=faces)
    configuration = FontConfiguration()
    source = HTML(string=page, base_url=None, url_fetcher=_OnlyFonts(files))
    identifier = hashlib.sha256(page.encode()).hexdigest()[:32].encode()
    made = source.write_pdf(
        font_config=configuration,
        pdf_variant="pdf/ua-1",
        pdf_identifier=identifier,
        finisher=_say_what_headings_head,
    )
    assert isinstance(made, bytes)
    return made


def _font_files(folder: Path | None) -> dict[str, Path]:
    if folder is None or not folder.is_dir():
        return {}
    files = sorted(path for path in folder.glob("*.woff2") if "latin-ext" not in path.name)
    return {
        style: found
        for style, end in _STYLES.items()
        if (found := next((path for path in files if path.name.endswith(end)), None))
    }


class _OnlyFonts(URLFetcher):  # type: ignore[misc]  # WeasyPrint says no types
    """Fetches the fonts it was given by their made-up address, and refuses everything else."""

    def __init__(self, files: dict[str, Path]) -> None:
        super().__init__(allowed_protocols=())
        self.files = files

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        kind, _, style = url.partition(":")
        if kind != "font" or style not in self.files:
            raise ValueError("a printed page fetches nothing")
        return URLFetcherResponse(url, self.files[style].read_bytes())


def _say_what_headings_head(document: Any, made: pydyf.PDF) -> None:
    """WeasyPrint ties cells to their headings by number; many readers ask for the scope instead, so both are given."""
    elements = {
        thing.reference: thing
        for thing in made.objects
        if isinstance(thing, pydyf.Dictionary) and thing.get("Type") == "/StructElem"
    }
    for element in elements.values():
        if element["S"] == "/TH":
            row = elements[element["P"]]
            in_head = elements[row["P"]]["S"] == "/THead"
            element["A"]["Scope"] = "/Column" if in_head else "/Row"
