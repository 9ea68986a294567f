"""A writing → the one HTML page that the PDF is set from. Everything that comes from outside is escaped."""

import re
from base64 import b64encode
from collections.abc import Iterable, Sequence
from html import escape
from textwrap import shorten

from nhv.language.characters import printable
from nhv.specification.writing import Block, Bullets, Drawing, Facts, Heading, Paragraph, Table, Writing

_PAGE_WORDS = {"sv": ("Sida", "av"), "en": ("Page", "of")}

# Northern and calm: much air, one accent, near-black on white. Sizes are for A4 read at arm's length.
_STYLE = """
@page {
  size: A4; margin: 24mm 22mm 26mm;
  @bottom-right { content: "PAGE_WORD " counter(page) " OF_WORD " counter(pages); font: 8.5pt FONTS; color: #4a5a63 }
  @bottom-left { content: string(title); font: 8.5pt FONTS; color: #4a5a63; width: 75%; text-align: left }
}
@page :first { @bottom-left { content: none } }
html { font: 10.5pt/1.5 FONTS; color: #15242c }
h1 { font-size: 23pt; line-height: 1.2; margin: 0 0 6mm; padding-bottom: 4mm; border-bottom: .8mm solid #0b4a5e;
  string-set: title attr(data-foot) }
h2 { font-size: 15pt; line-height: 1.25; margin: 9mm 0 2.5mm; color: #0b4a5e }
h3 { font-size: 12pt; line-height: 1.3; margin: 6mm 0 1.5mm }
h4 { font-size: 10.5pt; margin: 4mm 0 1mm }
h5, h6 { font-size: 9.5pt; margin: 3mm 0 1mm; color: #4a5a63 }
h1, h2, h3, h4, h5, h6 { break-after: avoid; hyphens: none }
p, li, td, th, caption { white-space: pre-line; overflow-wrap: anywhere }
p { margin: 0 0 2.5mm; orphans: 2; widows: 2 }
p.lead { font-size: 12pt; color: #4a5a63 }
p.note { font-size: 9.5pt; padding: 0 0 0 4mm; border-left: .6mm solid #d3dee1; color: #4a5a63 }
ul, ol { margin: 0 0 3mm; padding-left: 6mm }
li { margin-bottom: 1mm }
table { width: 100%; table-layout: fixed; border-collapse: collapse; hyphens: auto;
  margin: 3mm 0 5mm; font-size: 9.5pt; line-height: 1.4 }
caption { caption-side: top; text-align: left; font-weight: 700; padding-bottom: 1.5mm; break-after: avoid }
th, td { text-align: left; vertical-align: top; padding: 1.6mm 3mm 1.6mm 0; border-bottom: .2mm solid #d3dee1 }
thead th { border-bottom: .5mm solid #0b4a5e; vertical-align: bottom }
thead { display: table-header-group }
tr { break-inside: avoid }
table.long tr { break-inside: auto }
table.short { break-inside: avoid }
table.wide { font-size: 8.5pt }
table.wide th, table.wide td { padding-right: 1.5mm }
figure { margin: 3mm 0; break-inside: avoid }
figure img { max-width: 100%; max-height: 200mm }
.exact { hyphens: none }
.whole { white-space: nowrap }
table.facts th { font-weight: 400; color: #4a5a63 }
"""
# Checksums and signatures are copied by hand and by machine: no hyphen may come into them.
_EXACT = re.compile(r"[0-9A-Za-z+/=]{40,}")
# Between what a number lies is read as one: «(12–19)».
_BETWEEN = re.compile(r"\(?\d[\d,]*–\d[\d,]*\)?")
# A picture stands in the page itself, where nothing has to be fetched.
DRAWN = "data:image/svg+xml;base64,"
_FALLBACK = "'DejaVu Sans', sans-serif"
# Signs of the title that stand at the foot of every page but the first: one line.
_AT_THE_FOOT = 60
# A row taller than this may be broken between pages; otherwise it would be pushed over the foot of one.
_TALL_CELL = 1_500
# A table of so few rows of a line or two stands on one page; one of so many columns is set in smaller letters.
_FEW_ROWS, _SHORT_CELL, _MANY_COLUMNS = 8, 120, 7


def html_page(writing: Writing, *, family: str | None = None, faces: str = "") -> str:
    """The whole page. `family` is set before the installed fonts; `faces` are the @font-face rules it needs."""
    page_word, of_word = _PAGE_WORDS[writing.language]
    fonts = f"'{family}', {_FALLBACK}" if family else _FALLBACK
    style = faces + _STYLE.replace("PAGE_WORD", page_word).replace("OF_WORD", of_word).replace("FONTS", fonts)
    subject = f'<meta name="description" content="{_plain(writing.subject)}">' if writing.subject else ""
    at_the_foot = shorten(writing.title, _AT_THE_FOOT, placeholder="…")
    return (
        f'<!DOCTYPE html><html lang="{writing.language}"><head><meta charset="utf-8">'
        f"<title>{_plain(writing.title)}</title>{subject}<style>{style}</style></head>"
        f'<body><h1 data-foot="{_plain(at_the_foot)}">{_text(writing.title)}</h1>'
        f"{''.join(map(_block, writing.blocks))}</body></html>"
    )


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f"<h{block.level}>{_text(block.text)}</h{block.level}>"
        case Paragraph():
            return f'<p class="{block.tone}">{_text(block.text)}</p>'
        case Bullets():
            kind = "ol" if block.numbered else "ul"
            return f"<{kind}>{''.join(f'<li>{_text(item)}</li>' for item in block.items)}</{kind}>"
        case Table():
            return _table(block)
        case Facts():
            rows = "".join(_row(_text(word), [_text(what)]) for word, what in block.pairs)
            return f'<table class="facts">{_widths((34, 66))}<tbody>{rows}</tbody></table>'
        case Drawing():
            drawn = b64encode(block.svg.encode()).decode()
            return f'<figure><img alt="{_plain(block.said)}" src="{DRAWN}{drawn}"></figure>'


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col">{_text(cell)}</th>' for cell in table.head)
    rows = "".join(_row(_text(first), map(_text, rest)) for first, *rest in table.rows)
    return (
        f'<table class="{_class(table)}"><caption>{_text(table.caption)}</caption>'
        f"{_widths(_shares(table))}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _class(table: Table) -> str:
    longest = max((len(cell) for row in table.rows for cell in row), default=0)
    height = "long" if longest > _TALL_CELL else ""
    if len(table.rows) <= _FEW_ROWS and longest <= _SHORT_CELL:
        height = "short"
    return f"{height} wide" if len(table.head) > _MANY_COLUMNS else height


def _shares(table: Table) -> list[int]:
    """How wide each column is beside the others. Given, so that no single long word can push a table off the page.

    A head runs on over several lines, and so asks for room for its longest word alone: else a long one takes it from a
    column of numbers, which are then cut in two.
    """
    columns = zip(table.head, *table.rows, strict=True)
    return [min(max(10, *map(len, [*head.split(), *cells])), 40) for head, *cells in columns]


def _widths(shares: Sequence[int]) -> str:
    return "".join(f'<col style="width: {100 * share / sum(shares):.1f}%">' for share in shares)


def _row(first: str, rest: Iterable[str]) -> str:
    return f'<tr><th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in rest)}</tr>'


def _text(text: str) -> str:
    exact = _EXACT.sub(r'<span class="exact">\g<0></span>', _plain(text))
    return _BETWEEN.sub(r'<span class="whole">\g<0></span>', exact)


def _plain(text: str) -> str:
    return escape(printable(text), quote=True)
