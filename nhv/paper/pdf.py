"""A writing → a tagged PDF (PDF/UA-1): language, title, headings, lists and table headings for those who listen."""

from pathlib import Path

from nhv.specification.writing import Writing


def pdf(writing: Writing, *, font: Path | None = None) -> bytes:
    """The PDF, with numbered pages and table heads that repeat.

    `font` is the file of the product's own font (variable weight, woff2 or ttf); without it, or when it is not there,
    an installed font is taken. Nothing is ever fetched: not from the network, not from other files.
    """
    # It takes a second to load and needs libraries of the system: whoever prints nothing does not pay for it.
    from nhv.paper.typesetting import typeset

    return typeset(writing, font)
