"""What the data is and is not, and how accessible the website is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nhv.register import queries
from nhv.website import words
from nhv.website.caching import public_page


@public_page(depends_on=queries.SNAPSHOT)
def data(request: HttpRequest) -> HttpResponse:
    """Where the facts come from, what binds, and how programs read them."""
    return render(
        request, "public/about_data.html", {"counts": queries.counts(), "verdicts": words.VERDICT_MEANINGS.items()}
    )


@public_page(depends_on=())
def accessibility(request: HttpRequest) -> HttpResponse:
    """The statement that the act on accessibility of digital public service (2018:1937) asks for."""
    return render(request, "public/accessibility.html")
