"""What a meeting's items are decided on: the pack to have along, and the reading list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from nhv.accounts import access
from nhv.accounts.models import User
from nhv.process.board.models import Meeting
from nhv.process.board.opened import Material, materials, note_opened, opened_at
from nhv.process.board.pack import pack_pdf
from nhv.process.board.queries import items_for
from nhv.process.board.seats import seated
from nhv.process.papers import PDF
from nhv.website.board.pages import meeting_or_not_here
from nhv.website.downloads import attached
from nhv.website.requests import SignedIn


@dataclass(frozen=True)
class Line:
    """Something to read: when one has opened it oneself, and, for the secretary, who else has and who has not."""

    material: Material
    own: datetime | None
    opened: tuple[str, ...]
    waiting: tuple[str, ...]


def pack(request: SignedIn, meeting: str) -> HttpResponse:
    """All that there is to read as one PDF with bookmarks; it opens without a network. Items that one is kept out of
    are not in it. Whoever has a seat has then opened all of it."""
    found = meeting_or_not_here(request, meeting)
    content = pack_pdf(found, items_for(request.actor, found), now=timezone.now())
    note_opened(meeting=found, opened=materials(request.actor, found), by=request.actor)
    return attached(content, PDF, f"underlag-{meeting}.pdf")


def reading_list(request: SignedIn, meeting: str) -> HttpResponse:
    """What there is to read, and what one has opened; for the secretary, who has opened what."""
    found = meeting_or_not_here(request, meeting, "board.reading")
    keeps = access.can(request.actor, "board.keep")
    to_read = materials(request.actor, found)
    when = opened_at(found, None if keeps else request.actor)
    page = {
        "meeting": found,
        "lines": _lines(request, found, to_read, when, keeps=keeps),
        "reads": access.can(request.actor, "board.vote"),
        "keeps": keeps,
    }
    return render(request, "board/reading.html", page)


def _lines(
    request: SignedIn,
    meeting: Meeting,
    to_read: Sequence[Material],
    when: Mapping[str, Mapping[str, datetime]],
    *,
    keeps: bool,
) -> list[Line]:
    own = when.get(str(request.actor), {})
    people = {one.person for one in seated(meeting.board)} if keeps else set()
    named = User.objects.filter(pk__in=people).order_by("name").values_list("pk", "name") if keeps else ()
    names = [(f"user:{number}", name) for number, name in named]
    return [
        Line(
            one,
            own.get(one.name),
            tuple(name for who, name in names if one.name in when.get(who, {})),
            tuple(name for who, name in names if one.name not in when.get(who, {})),
        )
        for one in to_read
    ]
