"""A comparison of combinations that the authority has published: the same words and numbers as the group saw."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from nhv.process.placements.models import PublishedComparison
from nhv.process.placements.queries import published_comparison
from nhv.register.memory import CALL
from nhv.website.caching import public_page
from nhv.website.errors import NotHere
from nhv.website.frozen import LARGEST_NUMBER, its_bytes, its_table, writing_of, written_out


@public_page(depends_on=(CALL,))
def show_comparison(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """One published comparison. Two queries with the tag's."""
    published = _published_or_not_here(key, number)
    frozen = published.frozen
    page = {"published": published, "frozen": frozen, "call": frozen.call, "writing": writing_of(frozen)}
    return render(request, "public/comparison.html", page)


@public_page(depends_on=(CALL,))
def comparison_json(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """The frozen bytes themselves."""
    return its_bytes(_published_or_not_here(key, number).frozen)


@public_page(depends_on=(CALL,))
def comparison_csv(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """The same numbers for a spreadsheet."""
    return its_table(_published_or_not_here(key, number).frozen)


@public_page(depends_on=(CALL,))
def comparison_pdf(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """The same written out."""
    return written_out(_published_or_not_here(key, number).frozen)


def _published_or_not_here(key: str, number: int) -> PublishedComparison:
    published = published_comparison(key, number) if number <= LARGEST_NUMBER else None
    if published is None:
        raise NotHere(_("Det finns ingen sådan publicerad jämförelse."))
    return published
