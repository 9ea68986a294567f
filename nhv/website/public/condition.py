"""/omraden/<område>/villkor/<nyckel>/: a condition's permanent address, from proposal to this year's reports."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from nhv.followup.conditions import reported_on
from nhv.followup.memory import FOLLOW_UP
from nhv.process.cases.acts import CASE_KIND
from nhv.process.permits.acts import MATTER_KIND
from nhv.process.permits.queries import exemptions_of
from nhv.process.permits.trail import trail_of
from nhv.register import queries
from nhv.register.memory import CALL
from nhv.website.caching import public_page, this_minute
from nhv.website.errors import NotHere
from nhv.website.public.area import area_or_not_here


@public_page(depends_on=(*queries.SNAPSHOT, CALL, CASE_KIND, FOLLOW_UP, MATTER_KIND), also=this_minute)
def show_condition(request: HttpRequest, key: str, condition: str) -> HttpResponse:
    """One condition: who proposed it, what was said of it, what the board decided, who promised what, who meets it.
    Thirty queries at most for an area with one consultation, one call and no reports."""
    view = area_or_not_here(request, key)
    trail = trail_of(view.document.area.key, condition, timezone.now())
    if trail is None:
        raise NotHere(
            _("Området ”%(area)s” har inget villkor med adressen ”%(key)s”.")
            % {"area": view.document.name, "key": condition[:80]},
            wanted=key,
        )
    page = {
        "view": view,
        "area": view.document.specification,
        "trail": trail,
        "stands_now": any(one.key == condition for one in view.document.specification.conditions),
        "exemptions": exemptions_of(view.document.area.key, condition),
        "reported": reported_on(view.document.area.key, condition),
    }
    return render(request, "public/condition.html", page)
