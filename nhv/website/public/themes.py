"""The in-depth follow-up of a year as everybody reads it: the questions, the summary, and the answers that may be."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from nhv.followup.memory import FOLLOW_UP
from nhv.followup.models import ThemeEdition
from nhv.website.caching import public_page
from nhv.website.errors import NotHere


@public_page(depends_on=(FOLLOW_UP,))
def show_theme(request: HttpRequest, year: int, number: int | None = None) -> HttpResponse:
    """A summary, the newest or the one of this number. One query."""
    all_editions = list(ThemeEdition.objects.select_related("theme").filter(theme__round__year=year))
    shown = next((one for one in reversed(all_editions) if number in (None, one.number)), None)
    if shown is None:
        raise NotHere(_("Inget tema är publicerat för %(year)s.") % {"year": year})
    page = {
        "year": year,
        "edition": shown,
        "theme": shown.theme,
        "all_editions": all_editions,
        "is_newest": shown is all_editions[-1],
        "all": len(shown.answers),
        "answered": sum(one["said"] is not None for one in shown.answers),
        "told": [one for one in shown.answers if one["said"]],
        "kept": [one for one in shown.answers if one["said"] == []],
        "silent": [one for one in shown.answers if one["said"] is None],
    }
    return render(request, "public/theme.html", page)
