"""The matrix as its page draws it. There are a thousand cells, and Django's templates take a tenth of a millisecond for
each: therefore the cells of a row are set here, in one piece."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nhv.derived.matrix import Cell, Row
from nhv.rules.judgements import Met
from nhv.website.templatetags.nhv import swedish
from nhv.website.words import MET, WEIGHED

# The link is called by its own word and the headings of its row and column. Its address is from the page on: a thousand
# whole addresses are a tenth of it.
_CELL = '<td>{}{}{}{}\n<br><a id="{}" aria-labelledby="{} {} {}" href="ruta/{}/{}/">{}</a></td>'
_LINE = '<br><span class="nhv-quiet">{}</span>'


@dataclass(frozen=True)
class ShownRow:
    """A row with the id of its heading, what it is called, and its cells as HTML. The headings of the columns have the
    ids `a1`, `a2` …"""

    row: Row
    id: str
    called: str
    cells: SafeString


def _not_counted(number: int) -> str:
    """«1 bedömning räknas inte (jäv)»."""
    words = ngettext("%(number)s bedömning räknas inte (jäv)", "%(number)s bedömningar räknas inte (jäv)", number)
    return words % {"number": number}


def shown_rows(table: Sequence[tuple[Row, Sequence[Cell]]], *, may_judge: bool) -> Iterator[ShownRow]:
    """Each row. A cell says how many find what, whether they differ, and the beginning of the applicant's words."""
    words = {met: str(MET[met]) for met in Met}
    press = _("Bedöm") if may_judge else _("Öppna")
    differs = format_html("<strong>{}</strong> ", _("Olika:"))
    nobody = _("Inte bedömt ännu")

    def shown(heading: str, column: str, row: Row, cell: Cell) -> tuple[str, ...]:
        found = ", ".join(f"{words[met]} {number}" for met, number in cell.counts) or nobody
        void = format_html(_LINE, _not_counted(cell.void)) if cell.void else ""
        line = format_html(_LINE, swedish(cell.line)) if cell.line else ""
        own = heading + column
        return (
            differs if cell.differs else "",
            found,
            void,
            line,
            own,
            own,
            heading,
            column,
            cell.application,
            row.key,
            press,
        )

    for number, (row, cells) in enumerate(table, 1):
        heading = f"r{number}"
        drawn = (shown(heading, f"a{place}", row, cell) for place, cell in enumerate(cells, 1))
        called = row.text or str(WEIGHED[row.heading])
        yield ShownRow(row, heading, called, format_html_join("", _CELL, drawn))
