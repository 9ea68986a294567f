"""Which changes of conditions those who have applied are to be heard about before the board decides them (SFS 2017:900,
25 §): what is added, and what asks for more than they have been told."""

from collections.abc import Iterable
from datetime import datetime

from nhv.process.board.models import Item, Motion
from nhv.process.hearings.models import Hearing
from nhv.register.models import Call
from nhv.specification.motion import ForCondition
from nhv.specification.motion import Motion as Said

Change = tuple[str, str, str]


def proposed_and_untold(call: Call) -> tuple[ForCondition, ...]:
    """The changes proposed in the newest item about a call that no hearing has told of, each once: they go with the
    next hearing. Three queries."""
    item = Item.objects.filter(call=call).order_by("-pk").first()
    if item is None:
        return ()
    told = _told(Hearing.objects.filter(weighing__call=call))
    found: dict[Change, ForCondition] = {}
    for motion in Motion.objects.filter(item=item):
        for one in motion.said.conditions:
            if one.what not in told:
                found.setdefault(one.what, one)
    return tuple(found.values())


def unheard(call: Call, said: Said, now: datetime) -> tuple[ForCondition, ...]:
    """The changes in a motion that ask for more, and that the applicants have not had their time to reply to. One
    query, and none for a motion without any."""
    more = [one for one in said.conditions if one.asks_for_more]
    told = _told(Hearing.objects.filter(weighing__call=call, closes_at__lte=now)) if more else set()
    return tuple(one for one in more if one.what not in told)


def in_short(changes: Iterable[ForCondition]) -> str:
    """Their new words, for a sentence."""
    return "; ".join(f"”{(one.text or one.key)[:300]}”" for one in changes)


def _told(hearings: Iterable[Hearing]) -> set[Change]:
    return {one.what for hearing in hearings for one in hearing.changes}
