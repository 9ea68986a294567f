"""Sets a page as a tagged PDF with WeasyPrint, which is given fonts and pictures and can fetch nothing."""

import hashlib
import io
from base64 import b64decode
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import pydyf
from fontTools.ttLib import TTFont
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from nhv.paper.page import DRAWN, html_page
from nhv.specification.writing import Writing

_FAMILY = "Text of the page"
_ADDRESS = "font:text"


def typeset(writing: Writing, font: Path | None) -> bytes:
    """The PDF of the writing; `pdf.pdf` says what the arguments are."""
    file = _unpacked(font, font.stat().st_mtime_ns) if font is not None and font.is_file() else None
    face = f"@font-face {{ font-family: '{_FAMILY}'; src: url('{_ADDRESS}') }}"
    page = html_page(writing, family=_FAMILY if file else None, faces=face if file else "")
    return page_as_pdf(page, {_ADDRESS: file} if file else {})


@lru_cache(maxsize=2)
def _unpacked(font: Path, _changed: int) -> bytes:
    """The font as it is used, unpacked once: of a short PDF that was a third of the work."""
    unpacked, there = io.BytesIO(), TTFont(font)
    there.flavor = None
    there.save(unpacked)
    return unpacked.getvalue()


def page_as_pdf(page: str, given: Mapping[str, bytes]) -> bytes:
    """The PDF of an HTML page that can have what is given, by its made-up address, and nothing else."""
    made = HTML(string=page, base_url=None, url_fetcher=_OnlyWhatIsGiven(given)).write_pdf(
        font_config=FontConfiguration(),
        pdf_variant="pdf/ua-1",
        pdf_identifier=hashlib.sha256(page.encode()).hexdigest()[:32].encode(),
        finisher=_say_what_headings_head,
    )
    assert isinstance(made, bytes)
    return made


class _OnlyWhatIsGiven(URLFetcher):  # type: ignore[misc]  # WeasyPrint says no types
    """Gives a font or a picture by its made-up address, and what is drawn in the page itself; refuses all else."""

    def __init__(self, given: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=())
        self.given = given

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        if url.startswith(DRAWN):
            drawn = b64decode(url.removeprefix(DRAWN), validate=True)
            return URLFetcherResponse(url, drawn, {"Content-Type": "image/svg+xml"})
        if url not in self.given:
            raise ValueError("a printed page fetches nothing")
        return URLFetcherResponse(url, self.given[url])


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
