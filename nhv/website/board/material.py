"""What a meeting's items are decided on: the pack to have along, and the reading list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

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
    """Something to read: in which item, where, what it is called, and whether it came late; when one has opened it
    oneself, and, for the secretary, who else has and who has not."""

    item: int
    address: str
    words: str
    late: bool
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
    called = _Called(meeting)
    return [
        Line(
            one.item,
            called.address(one),
            called.words(one),
            one.late,
            own.get(one.name),
            tuple(name for who, name in names if one.name in when.get(who, {})),
            tuple(name for who, name in names if one.name not in when.get(who, {})),
        )
        for one in to_read
    ]


class _Called:
    """What each of many materials is called, and its address. A long agenda has thousands: what they share is looked up
    once, which is three quarters of what such a page took."""

    def __init__(self, meeting: Meeting) -> None:
        self._words = {
            "item": _("Yttrandet och förslagen"),
            "comparison": _("Kombinationer av sökande, jämförelse %(number)s"),
            "application": _("Ansökan från %(name)s"),
            "hearing": _("Yttrande från %(name)s"),
        }
        ours, number = "key", 0
        self._addresses = {
            "item": _around(reverse("board-item", args=[meeting.key, number]), f"/{number}/"),
            "application": _around(reverse("received-application:show", args=[ours]), f"/{ours}/"),
            "hearing": _around(reverse("received-hearing:show", args=[ours]), f"/{ours}/"),
        }

    def words(self, one: Material) -> str:
        return self._words[one.kind] % {"name": one.whose, "number": one.version}

    def address(self, one: Material) -> str:
        if one.kind == "comparison":
            return reverse("officer-frozen", args=[one.key, one.version])
        before, after = self._addresses[one.kind]
        return f"{before}/{one.item if one.kind == 'item' else one.key}/{after}"


def _around(address: str, part: str) -> tuple[str, str]:
    before, _part, after = address.rpartition(part)
    return before, after
