"""Pictures of pages → a tagged PDF (PDF/UA-1) that is made of nothing else: each is read aloud by its text."""

from collections.abc import Sequence
from html import escape

from nhv.language.characters import printable

_STYLE = "@page { size: A4; margin: 0 } body { margin: 0 } p { margin: 0; height: 297mm; break-after: page }"
_PICTURE = "img { width: 210mm; height: 297mm; object-fit: contain; object-position: top }"


def pictured_pdf(title: str, pages: Sequence[tuple[bytes, str]]) -> bytes:
    """The PDF of these pages: each a picture (JPEG), and what is read on it."""
    from nhv.paper.typesetting import page_as_pdf

    pictures = {f"page:{number}": jpeg for number, (jpeg, _text) in enumerate(pages, 1)}
    body = "".join(
        f'<p><img src="page:{number}" alt="{escape(printable(text) or title, quote=True)}"></p>'
        for number, (_jpeg, text) in enumerate(pages, 1)
    )
    head = f'<meta charset="utf-8"><title>{escape(printable(title))}</title><style>{_STYLE}{_PICTURE}</style>'
    return page_as_pdf(f'<!DOCTYPE html><html lang="sv"><head>{head}</head><body>{body}</body></html>', pictures)
