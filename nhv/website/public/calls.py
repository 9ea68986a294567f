"""Calls for applications: which are open, and one call with its annex of proposed conditions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from nhv.register import queries
from nhv.website.caching import public_page
from nhv.website.errors import NotHere
from nhv.website.public.area import condition_groups


@public_page
def list_calls(request: HttpRequest) -> HttpResponse:
    """Open calls first; the others below. Two queries with the ETag's."""
    today = queries.today()
    found = queries.calls()
    page = {
        "open": [call for call in found if call.deadline is None or call.deadline >= today],
        "closed": [call for call in found if call.deadline is not None and call.deadline < today],
    }
    return render(request, "public/calls.html", page)


@public_page
def show_call(request: HttpRequest, key: str) -> HttpResponse:
    """One call: deadline, what to send and where, and the conditions proposed in its annex."""
    call = queries.call(key)
    if call is None:
        raise NotHere(_("Registret har ingen utlysning med adressen ”%(key)s”.") % {"key": key[:80]}, wanted=key)
    area = call.document.specification
    page = {
        "call": call,
        "facts": call.facts,
        "area": area,
        "is_open": call.deadline is None or call.deadline >= queries.today(),
        "conditions": condition_groups(area),
        "printed": "utskrift" in request.GET,
    }
    return render(request, "public/call.html", page)
