"""A list as a table to save: the same page with `format=csv` or `format=xlsx` in its address, so that a table holds
what the page shows, filtered and dated alike."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from nhv.website.downloads import as_csv, as_sheet
from nhv.website.errors import NotHere

FORMATS = ("csv", "xlsx")
Cells = Callable[[], Iterable[Sequence[object]]]


def table_asked_for(
    request: HttpRequest, headings: Sequence[str], cells: Cells, *, name: str, day: date
) -> HttpResponse | None:
    """The table, when the address asks for one: its file is named by what it holds and the day. Raises NotHere."""
    asked = request.GET.get("format", "")
    file = f"nhv-{name}-{day.isoformat()}"
    if not asked:
        return None
    if asked == "csv":
        return as_csv(headings, cells(), file)
    if asked == "xlsx":
        return as_sheet(headings, cells(), file, title=f"NHV: {name} {day.isoformat()}")
    raise NotHere(_("”%(format)s” är inget format vi har. Välj csv eller xlsx.") % {"format": asked[:20]})
