"""The reading list: which material each member of the board has opened before a meeting. The diary tells of it, once a
person and material; what has come in a new version since is not opened."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Max

from nhv.accounts import access
from nhv.filings.models import Filing
from nhv.filings.tables import FilingBase
from nhv.process.board.meetings import record
from nhv.process.board.models import Item, Meeting, Motion
from nhv.process.board.moves import MeetingState
from nhv.process.board.pack import is_late
from nhv.process.board.queries import items_for
from nhv.process.board.seats import BOARD_KIND
from nhv.process.hearings.models import Hearing
from nhv.process.placements.models import FrozenComparison
from nhv.process.weighing.models import PermitOpinion
from nhv.process.weighing.queries import called
from nhv.records.acts import one_transaction
from nhv.register.memory import DIARY
from nhv.rules.actor import Actor

OPENED: Final = "board_material_opened"
MOST_OPENED = 20_000
# While there is something to read for.
READ_FOR = (MeetingState.PLANNED, MeetingState.CALLED, MeetingState.OPEN)


@dataclass(frozen=True)
class Material:
    """Something to read before an item is decided: of which kind (`item`: its page, with opinion and motions;
    `comparison`: the one that the opinion points to, by its number), in which version, and whose."""

    item: int
    kind: str
    key: str
    version: str
    whose: str
    late: bool

    @property
    def name(self) -> str:
        """What the diary calls it: another version is another name."""
        return "/".join((str(self.item), self.kind, self.key, self.version))


def materials(by: Actor, meeting: Meeting, *, number: int | None = None) -> list[Material]:
    """What there is to read for a meeting, or for one item of it, but for the items that one is kept out of. Six
    queries, however many."""
    # Of a call its key alone: with its documents, a long agenda would be megabytes.
    near = (
        items_for(by, meeting)
        .select_related(None)
        .select_related("call")
        .only("number", "late", "meeting", "call__key")
    )
    items = list(near if number is None else near.filter(number=number))
    given, moved = _opinions(items), _motions(items)
    found = [_page(meeting, one, given, moved) for one in items]
    found += _compared(meeting, items, given)
    of_call = {one.call.key: one.number for one in items if one.call}
    heard = dict(Hearing.objects.filter(weighing__call__key__in=of_call).values_list("key", "weighing__call__key"))
    of_hearing = {key: of_call[call] for key, call in heard.items()}
    found += _filed(meeting, "application", of_call)
    found += _filed(meeting, "hearing", of_hearing)
    return sorted(found, key=lambda one: one.item)


def note_opened(*, meeting: Meeting, opened: Collection[Material], by: Actor) -> None:
    """That somebody with a seat on the board has opened these, as long as the meeting is not closed. What is noted
    already is not noted again; of others nothing is noted."""
    if not _reads_for(meeting, by):
        return
    known = opened_at(meeting, by).get(str(by), {})
    if new := sorted({one.name for one in opened} - known.keys()):
        with one_transaction(Meeting):
            record(OPENED, meeting, by, opened=new)


def note_item(item: Item, by: Actor) -> None:
    """That somebody with a seat has opened the item's page, with the opinion and the motions."""
    if _reads_for(item.meeting, by):
        page = [one for one in materials(by, item.meeting, number=item.number) if one.kind == "item"]
        note_opened(meeting=item.meeting, opened=page, by=by)


def note_filing(filing: FilingBase, by: Actor) -> None:
    """The same of a received application or reply, for every meeting that is to decide it."""
    call = filing.about
    if filing.kind == "hearing":
        call = Hearing.objects.filter(key=filing.about).values_list("weighing__call__key", flat=True).first() or ""
    _note_in_meetings(call, by, lambda one: one.key == filing.key)


def note_compared(frozen: FrozenComparison, by: Actor) -> None:
    """The same of a frozen comparison."""
    named = ("comparison", frozen.call.key, str(frozen.number))
    _note_in_meetings(frozen.call.key, by, lambda one: (one.kind, one.key, one.version) == named)


def _note_in_meetings(call: str, by: Actor, is_opened: Callable[[Material], bool]) -> None:
    boards = access.reach(by, "board.vote").groups
    if by.kind != "user" or not boards:
        return
    at = Meeting.objects.filter(items__call__key=call, board__key__in=boards, state__in=list(READ_FOR))
    for meeting in at.select_related("board"):
        opened = [one for one in materials(by, meeting) if is_opened(one)]
        note_opened(meeting=meeting, opened=opened, by=by)


def opened_at(meeting: Meeting, by: Actor | None = None) -> dict[str, dict[str, datetime]]:
    """When each actor first opened what, by its name. Two queries. Only for those who may see the list."""
    rows = DIARY.entries._default_manager.filter(act=OPENED, subject_kind=BOARD_KIND, subject_key=meeting.key)
    if by is not None:
        rows = rows.filter(actor=str(by))
    entries = list(rows.order_by("number")[:MOST_OPENED])
    contents = DIARY.payloads._default_manager.in_bulk([entry.number for entry in entries])
    found: dict[str, dict[str, datetime]] = {}
    for entry in entries:
        for name in _names(contents.get(entry.number)):
            found.setdefault(entry.actor, {}).setdefault(name, entry.at)
    return found


def _reads_for(meeting: Meeting, by: Actor) -> bool:
    if by.kind != "user" or meeting.state not in READ_FOR:
        return False
    return access.reach(by, "board.vote").covers_case(meeting.scope)


def _names(payload: object) -> Iterable[str]:
    """Nothing for an entry that is erased or altered, of which the diary's own verification tells."""
    try:
        return [str(one) for one in json.loads(getattr(payload, "content", "{}")).get("opened", ())]
    except (ValueError, TypeError, AttributeError, RecursionError):
        return ()


def _page(meeting: Meeting, item: Item, given: Mapping[int, PermitOpinion], moved: Mapping[int, Motion]) -> Material:
    opinion, motion = given.get(item.call_id or 0), moved.get(item.pk)
    came = [one for one in (opinion and opinion.given_at, motion and motion.made_at) if one]
    version = f"{opinion.number if opinion else 0}-{motion.number if motion else 0}"
    late = item.late or any(is_late(meeting, one) for one in came)
    return Material(item.number, "item", item.case_key, version, "", late)


def _compared(meeting: Meeting, items: Collection[Item], given: Mapping[int, PermitOpinion]) -> Iterator[Material]:
    for item in items:
        opinion = given.get(item.call_id or 0)
        if opinion and opinion.placement:
            frozen = opinion.placement
            late = is_late(meeting, frozen.frozen_at)
            yield Material(item.number, "comparison", item.case_key, str(frozen.number), "", late)


def _opinions(items: Collection[Item]) -> dict[int, PermitOpinion]:
    """The latest opinion of each call, by the call's number. One query."""
    found = PermitOpinion.objects.filter(weighing__call__in=[one.call_id for one in items if one.call_id])
    found = found.select_related("weighing", "placement").defer("content", "placement__content")
    return {one.weighing.call_id: one for one in found.order_by("number")}


def _motions(items: Collection[Item]) -> dict[int, Motion]:
    """The latest motion in each item. One query."""
    found = Motion.objects.filter(item__in=list(items)).defer("content").order_by("number")
    return {one.item_id: one for one in found}


def _filed(meeting: Meeting, kind: str, of: Mapping[str, int]) -> Iterator[Material]:
    found = Filing.objects.filter(
        kind=kind, about__in=list(of), received_at__isnull=False, withdrawn_at__isnull=True
    ).select_related("organisation")
    # These columns alone: the database groups by all that it is asked for.
    found = found.only("key", "about", "hospital", "organisation__name")
    for one in found.annotate(newest=Max("versions__number"), came=Max("versions__received_at")).order_by("pk"):
        yield Material(of[one.about], kind, one.key, str(one.newest), called(one), is_late(meeting, one.came))
