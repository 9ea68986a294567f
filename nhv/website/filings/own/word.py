"""The form in Word: fetched with what is answered, filled in anywhere, and brought back."""

from collections.abc import Sequence
from datetime import timedelta

from django.core import signing
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from nhv.filings.word_way import MOST_BYTES, ComeBack, read_back, take_back, too_large, word_form
from nhv.language.slugs import slug
from nhv.website.downloads import WORD, attached
from nhv.website.fields import Field
from nhv.website.filings.own.own import Own, own_or_not_here
from nhv.website.filings.own.saving import in_words_of_others
from nhv.website.filings.own.time_left import last_moment
from nhv.website.filings.pages import FilingPages
from nhv.website.refusals import NOT_DONE, in_readers_words
from nhv.website.requests import SignedIn

READ = "read"
# How long what was read may be looked at before it is kept.
LONGEST_LOOK = timedelta(hours=12)


def word_way(request: SignedIn, pages: FilingPages, key: str) -> HttpResponse:
    """Where the form is fetched and brought back. What it would change is shown before anything is kept."""
    own = own_or_not_here(request, pages, key)
    if request.method != "POST":
        return _page(own)
    try:
        return _keep(own) if READ in request.POST else _look(own)
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
    shown = {"raw": found.raw, "revision": revision, "unread": [one.key for one in found.unread]}
    read = signing.dumps(shown, salt=_salt(own), compress=True)
    page = {"own": own, "filing": own.filing, "returned": found, "read": read}
    return render(own.request, "filings/own/word_preview.html", page)


def _keep(own: Own) -> HttpResponse:
    """What was shown, saved. Raises Refused."""
    try:
        read = signing.loads(own.request.POST[READ], salt=_salt(own), max_age=LONGEST_LOOK)
    except signing.BadSignature:
        return _page(own, refused=_("Det som lästes in har legat för länge. Ladda upp formuläret igen."))
    come_back = take_back(filing=own.filing, raw=read["raw"], revision=read["revision"], by=own.request.actor)
    return _came_back(own_or_not_here(own.request, own.pages, own.filing.key), come_back, read["unread"])


def _salt(own: Own) -> str:
    # What one person was shown of one filing is of no use to another, nor to another filing.
    return f"word:{own.filing.key}:{own.request.actor}"


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


def _came_back(own: Own, come_back: ComeBack, unread: Sequence[str] = ()) -> HttpResponse:
    theirs = in_words_of_others(own.filing.outline.outline, come_back.clashes)
    clashes = [
        Field(asked, raw=clash.mine, theirs=theirs[clash.key])
        for clash in come_back.clashes
        if (asked := own.filing.outline.outline.find(clash.key))
    ]
    page = {
        "own": own,
        "filing": own.filing,
        "come_back": come_back,
        "clashes": clashes,
        "unread": [asked for key in unread if (asked := own.filing.outline.outline.find(key))],
    }
    return render(own.request, "filings/own/word_result.html", page)
