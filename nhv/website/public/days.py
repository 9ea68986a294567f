"""The day a page is about: `?datum=ÅÅÅÅ-MM-DD` in the address, else today; or another day under a name of its own."""

from datetime import date

from django.http import HttpRequest
from django.utils.translation import gettext as _

from nhv.language.dates import day_written
from nhv.website.errors import NotHere


def asked_day(request: HttpRequest, name: str = "datum") -> date | None:
    """The day in the address, or nothing when none is asked for. A day that cannot be read is NotHere."""
    written = request.GET.get(name, "").strip()
    if not written:
        return None
    try:
        return day_written(written) if len(written) == 10 else _refuse(written)
    except ValueError:
        return _refuse(written)


def _refuse(written: str) -> date:
    raise NotHere(
        _("”%(written)s” är inget datum vi kan läsa. Skriv det som ÅÅÅÅ-MM-DD, till exempel 2023-04-01.")
        % {"written": written[:40]}
    )
