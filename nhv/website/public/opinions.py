"""An opinion on system effects that has been given, as everybody reads it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from nhv.process.cases.acts import CASE_KIND
from nhv.process.opinions.models import SystemOpinion
from nhv.process.opinions.queries import opinion
from nhv.website.caching import public_page
from nhv.website.downloads import as_pdf, as_word
from nhv.website.errors import NotHere


@public_page(depends_on=(CASE_KIND,))
def show_opinion(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """As it was given. One query."""
    return render(request, "public/opinion.html", {"opinion": _opinion_or_not_here(key, number)})


@public_page(depends_on=(CASE_KIND,))
def opinion_pdf(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """The same as a tagged PDF."""
    return as_pdf(_opinion_or_not_here(key, number).writing, f"yttrande-{key}-{number}")


@public_page(depends_on=(CASE_KIND,))
def opinion_word(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """The same as Word."""
    return as_word(_opinion_or_not_here(key, number).writing, f"yttrande-{key}-{number}")


def _opinion_or_not_here(key: str, number: int) -> SystemOpinion:
    found = opinion(key, number)
    if found is None:
        raise NotHere(_("Det finns inget sådant yttrande."), wanted=key)
    return found
