"""The board's meetings as those on it see them, and what is published of a call's decision, for everybody."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from nhv.accounts import access
from nhv.filings.models import Filing
from nhv.process.board.models import NEAR, Item, Meeting, PublishedDecision
from nhv.process.board.seats import barred_in
from nhv.register.models import Call, Organisation
from nhv.rules.actor import Actor

MOST_DECISIONS = 50


def meetings_for(by: Actor, activity: str = "board.see") -> "QuerySet[Meeting]":
    """The meetings of one's board; all for officers."""
    reached = access.reach(by, activity)
    wanted = Q() if reached.everything else Q(board__key__in=reached.groups)
    return Meeting.objects.filter(wanted).select_related("board")


def items_for(by: Actor, meeting: Meeting, activity: str = "board.see") -> "QuerySet[Item]":
    """What is on the agenda of a meeting of one's board, but for what one is kept out of; nothing of another's."""
    reached = access.reach(by, activity)
    wanted = Q() if reached.everything else Q(meeting__board__key__in=reached.groups)
    found = Item.objects.filter(wanted, meeting=meeting).exclude(call__key__in=reached.barred)
    found = found.exclude(matter__key__in=reached.barred)
    return found.select_related(*NEAR, "decision")


def kept_from(by: Actor, meeting: Meeting) -> frozenset[int]:
    """The numbers of the items that one is kept out of by a decided conflict of interest: neither their pages nor the
    minutes say anything of them. Two queries, or none."""
    if by.kind != "user":
        return frozenset()
    items = list(meeting.items.select_related("call", "matter"))
    out = barred_in(items)
    return frozenset(one.number for one in items if int(by.name) in out.get(one.case_key, ()))


def published_decision(call: Call) -> PublishedDecision | None:
    """What everybody may read of the board's decision in a call. One query."""
    near = PublishedDecision.objects.select_related(
        "decision__motion", "decision__item__meeting__board", "decision__item__call__document__area", "document"
    )
    return near.filter(decision__item__call=call).first()


def published_of_calls(area: str) -> list[PublishedDecision]:
    """What everybody may read of the board's decisions in an area's calls, the latest first. One query."""
    found = PublishedDecision.objects.filter(decision__item__call__area__key=area)
    near = found.select_related("decision__item__call", "decision__motion")
    return list(near.order_by("-decision__decided_at")[:MOST_DECISIONS])


@dataclass(frozen=True)
class Together:
    """A co-operation that the board has decided on: about what, and which region does what."""

    words: str
    parts: tuple[tuple[Organisation, str], ...]


def cooperations_in_force(granted: Sequence[PublishedDecision], holding: Collection[str]) -> list[Together]:
    """What these decisions say of co-operation, where each party still holds a permit: `holding` are regions' keys. One
    query, none where there is no co-operation."""
    decided = [one for each in granted for one in each.decision.motion.said.cooperations]
    keys = [part.application for one in decided for part in one.parts]
    rows = Filing.objects.filter(key__in=keys).select_related("organisation") if keys else ()
    regions = {one.key: one.organisation for one in rows if one.organisation}
    found = []
    for one in decided:
        parts = tuple((regions[part.application], part.does) for part in one.parts if part.application in regions)
        if parts and len(parts) == len(one.parts) and all(region.key in holding for region, _does in parts):
            found.append(Together(one.words, parts))
    return found


def published_of_matters(area: str) -> "QuerySet[PublishedDecision]":
    """What everybody may read of the board's decisions about permits of an area, the latest first."""
    near = PublishedDecision.objects.select_related(
        "decision__motion", *(f"decision__item__{one}" for one in NEAR), "document"
    )
    return near.filter(decision__item__matter__area__key=area).order_by("-published_at")
