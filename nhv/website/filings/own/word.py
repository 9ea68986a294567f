"""The form in Word: fetched with what is answered, filled in anywhere, and brought back."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from nhv.filings.word_way import MOST_BYTES, read_back, too_large, word_form
from nhv.language.slugs import slug
from nhv.website.downloads import WORD, attached
from nhv.website.filings.own.come_back import READ, keep, sealed
from nhv.website.filings.own.own import Own, own_or_not_here
from nhv.website.filings.own.time_left import last_moment
from nhv.website.filings.pages import FilingPages
from nhv.website.refusals import NOT_DONE, in_readers_words
from nhv.website.requests import SignedIn


def word_way(request: SignedIn, pages: FilingPages, key: str) -> HttpResponse:
    """Where the form is fetched and brought back. What it would change is shown before anything is kept."""
    own = own_or_not_here(request, pages, key)
    if request.method != "POST":
        return _page(own)
    try:
        return keep(own, _page) if READ in request.POST else _look(own)
    except NOT_DONE as refused:
        return _page(own, refused=in_readers_words(refused))


def _look(own: Own) -> HttpResponse:
    """What the uploaded form would change. Raises Refused."""
    sent = own.request.FILES.get("form")
    if sent is None:
        return _page(own, refused=_("Ingen fil är vald. Välj formuläret som ni har fyllt i."))
    if sent.size and sent.size > MOST_BYTES:
        raise too_large()
    found, revision = read_back(own.filing, sent.read(), _facts(own))
    read = sealed(own, found.raw, revision, [one.key for one in found.unread])
    page = {"own": own, "filing": own.filing, "returned": found, "read": read}
    return render(own.request, "filings/own/word_preview.html", page)


def word_file(request: SignedIn, pages: FilingPages, key: str) -> HttpResponse:
    """The form as .docx, with what is answered now."""
    own = own_or_not_here(request, pages, key)
    return attached(word_form(own.filing, _facts(own)), WORD, f"{slug(str(pages.words.name))}-{key}.docx")


def _facts(own: Own) -> list[tuple[str, str]]:
    """What the form begins with."""
    facts = [("Från", own.owner), ("Ärendekod", own.filing.key)]
    return [*facts, ("Ska ha kommit in", last_moment(own.wanted_by))] if own.wanted_by else facts


def _page(own: Own, *, refused: str = "") -> HttpResponse:
    return render(own.request, "filings/own/word.html", {"own": own, "filing": own.filing, "refused": refused})
