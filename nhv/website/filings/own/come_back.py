"""What was filled in elsewhere and has come back: looked at first, then kept, with what clashed to choose between."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.core import signing
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from nhv.filings.word_way import ComeBack, take_back
from nhv.register.figures import FILE
from nhv.website.fields import Field
from nhv.website.filings.own.own import Own, own_or_not_here
from nhv.website.filings.own.saving import in_words_of_others

READ = "read"
# How long what was read may be looked at before it is kept.
LONGEST_LOOK = timedelta(hours=12)


def sealed(own: Own, raw: Mapping[str, Any], revision: int, unread: Sequence[str] = (), source: str = FILE.name) -> str:
    """What was read, and from where, to be sent back unchanged when it is to be kept."""
    shown = {"raw": raw, "revision": revision, "unread": unread, "source": source}
    return signing.dumps(shown, salt=_salt(own), compress=True)


def keep(own: Own, page: Callable[..., HttpResponse]) -> HttpResponse:
    """What was shown, saved. `page` is where it is read in, told why it cannot be. Raises Refused."""
    try:
        read = signing.loads(own.request.POST[READ], salt=_salt(own), max_age=LONGEST_LOOK)
    except signing.BadSignature:
        return page(own, refused=_("Det som lästes in har legat för länge. Ladda upp formuläret igen."))
    come_back = take_back(
        filing=own.filing,
        raw=read["raw"],
        revision=read["revision"],
        by=own.request.actor,
        source=read.get("source", FILE.name),
    )
    return _came_back(own_or_not_here(own.request, own.pages, own.filing.key), come_back, read["unread"])


def _salt(own: Own) -> str:
    # What one person was shown of one filing is of no use to another, nor to another filing.
    return f"word:{own.filing.key}:{own.request.actor}"


def _came_back(own: Own, come_back: ComeBack, unread: Sequence[str] = ()) -> HttpResponse:
    theirs = in_words_of_others(own.filing.outline.outline, come_back.clashes, own.request.actor)
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
