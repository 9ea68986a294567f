"""The form in Word: fetched with what is answered, filled in anywhere, and brought back."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from nhv.filings.word_way import MOST_BYTES, ComeBack, take_back, too_large, word_form
from nhv.website.fields import Field
from nhv.website.filings.own.own import Own, own_or_not_here
from nhv.website.filings.own.saving import in_words_of_others
from nhv.website.filings.own.time_left import last_moment
from nhv.website.filings.pages import FilingPages
from nhv.website.papers import WORD, attached
from nhv.website.refusals import NOT_DONE, in_readers_words
from nhv.website.requests import SignedIn


def word_way(request: SignedIn, pages: FilingPages, key: str) -> HttpResponse:
    """Where the form is fetched and brought back. Bringing it back saves what it says, and tells what came of it."""
    own = own_or_not_here(request, pages, key)
    if request.method != "POST":
        return _page(own)
    sent = request.FILES.get("form")
    if sent is None:
        return _page(own, refused=_("Ingen fil är vald. Välj formuläret som ni har fyllt i."))
    try:
        if sent.size and sent.size > MOST_BYTES:
            raise too_large()
        come_back = take_back(filing=own.filing, data=sent.read(), by=request.actor)
    except NOT_DONE as refused:
        return _page(own, refused=in_readers_words(refused))
    return _came_back(own_or_not_here(request, pages, key), come_back)


def word_file(request: SignedIn, pages: FilingPages, key: str) -> HttpResponse:
    """The form as .docx, with what is answered now."""
    own = own_or_not_here(request, pages, key)
    facts = [("Från", own.owner), ("Nyckel", own.filing.key)]
    if own.closes_at:
        facts.append(("Ska ha kommit in", last_moment(own.closes_at)))
    return attached(word_form(own.filing, facts), WORD, f"{pages.name}-{key}.docx")


def _page(own: Own, *, refused: str = "") -> HttpResponse:
    return render(own.request, "filings/own/word.html", {"own": own, "filing": own.filing, "refused": refused})


def _came_back(own: Own, come_back: ComeBack) -> HttpResponse:
    theirs = in_words_of_others(own.filing.outline.outline, come_back.conflicts)
    clashes = [
        Field(asked, raw=conflict.mine, theirs=theirs[conflict.key])
        for conflict in come_back.conflicts
        if (asked := own.filing.outline.outline.find(conflict.key))
    ]
    page = {"own": own, "filing": own.filing, "come_back": come_back, "clashes": clashes}
    return render(own.request, "filings/own/word_result.html", page)
