"""The form as a sheet: fetched as .xlsx or CSV, and brought back as a file or pasted. All of it is kept, or nothing."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from nhv.files.sheets import MOST_BYTES, Row, read_rows, rows_of_text, too_large
from nhv.filings.sheet_way import read_sheet, sheet_form
from nhv.language.faults import Fault
from nhv.language.slugs import slug
from nhv.specification.rows import WrongRows
from nhv.website.downloads import as_csv, as_sheet
from nhv.website.filings.own.come_back import READ, keep, sealed
from nhv.website.filings.own.own import Own, own_or_not_here
from nhv.website.filings.pages import FilingPages
from nhv.website.refusals import in_readers_words
from nhv.website.requests import SignedIn

MOST_TOLD = 50
FILE, PASTED = "form", "pasted"


def sheet_way(request: SignedIn, pages: FilingPages, key: str) -> HttpResponse:
    """Where the sheet is fetched and brought back. What it would change is shown before anything is kept."""
    own = own_or_not_here(request, pages, key)
    if request.method != "POST":
        return _page(own)
    try:
        return keep(own, _page) if READ in request.POST else _look(own)
    except WrongRows as wrong:
        return _page(own, refused=in_readers_words(wrong), rows=wrong.faults[:MOST_TOLD])
    except Fault as refused:
        return _page(own, refused=in_readers_words(refused))


def sheet_file(request: SignedIn, pages: FilingPages, key: str) -> HttpResponse:
    """The sheet as .xlsx, with what is answered now."""
    own = own_or_not_here(request, pages, key)
    return as_sheet(*sheet_form(own.filing), _name(own), title=str(own.pages.words.name))


def sheet_csv(request: SignedIn, pages: FilingPages, key: str) -> HttpResponse:
    """The same as CSV."""
    own = own_or_not_here(request, pages, key)
    return as_csv(*sheet_form(own.filing), _name(own))


def _look(own: Own) -> HttpResponse:
    """What the sheet would change. Raises Fault."""
    rows = _rows(own)
    if rows is None:
        return _page(own, refused=_("Välj en fil, eller klistra in arkets rader."))
    found = read_sheet(own.filing, rows)
    page = {
        "own": own,
        "filing": own.filing,
        "found": found,
        "read": sealed(own, found.raw, found.revision),
    }
    return render(own.request, "filings/own/sheet_preview.html", page)


def _rows(own: Own) -> list[Row] | None:
    sent, pasted = own.request.FILES.get(FILE), own.request.POST.get(PASTED, "")
    if sent is None:
        return rows_of_text(pasted.strip("\r\n")) if pasted.strip() else None
    if sent.size and sent.size > MOST_BYTES:
        raise too_large()
    return read_rows(sent.read())


def _page(own: Own, *, refused: str = "", rows: Sequence[tuple[int, Fault]] = ()) -> HttpResponse:
    page = {
        "own": own,
        "filing": own.filing,
        "refused": refused,
        "rows": rows,
        "pasted": own.request.POST.get(PASTED, "")[:200_000],
    }
    return render(own.request, "filings/own/sheet.html", page)


def _name(own: Own) -> str:
    return f"{slug(str(own.pages.words.name))}-{own.filing.key}"
