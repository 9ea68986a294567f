"""Whose comparison of applicants one reaches: an officer every call's, a group that of the areas it prepares or of the
calls it weighs, a board that of what is on its agenda."""

from django.db.models import Q

from nhv.accounts import access
from nhv.process.board.models import Item
from nhv.process.opinions.models import Preparation
from nhv.process.weighing.models import Weighing
from nhv.register.models import Call, CallState
from nhv.register.models.calls import Calls
from nhv.rules.actor import Actor
from nhv.rules.reach import Reach

SEE, JUDGE, FREEZE, PUBLISH = (f"placement.{act}" for act in ("see", "judge", "freeze", "publish"))


def compared_calls(by: Actor, activity: str = SEE) -> Calls:
    """The calls made here that one reaches with the activity. Never one in whose case one is barred, and for a group
    none that is a draft still."""
    return _reached(access.reach(by, activity), activity)


def check_reaches(by: Actor, activity: str, call: Call) -> None:
    """Raises Refused, with words fit to show, unless one may do this in the call."""
    reached = access.reach(by, activity)
    access.check_covered(reached, _reached(reached, activity).filter(pk=call.pk).exists())


def may_judge(by: Actor, call: Call) -> bool:
    """Whether one may judge what the call's applicants would lose. Three queries."""
    return compared_calls(by, JUDGE).filter(pk=call.pk).exists()


def _reached(reached: Reach, activity: str) -> Calls:
    calls: Calls = Call.cases.made_here().select_related("area", "general", "document__area")
    if reached.barred:
        calls = calls.exclude(Q(key__in=reached.barred) | Q(area__cases__key__in=reached.barred))
    if reached.everything:
        return calls
    return calls.filter(_of_groups(reached.groups, activity), state__in=(CallState.PUBLISHED, CallState.CLOSED))


def _of_groups(groups: frozenset[str], activity: str) -> Q:
    """What concerns these groups. Who judges effects is the group that prepares the area; the others read."""
    prepared = Q(area__in=Preparation.objects.filter(group__key__in=groups).values("case__area"))
    if activity != SEE:
        return prepared
    weighed = Weighing.objects.filter(group__key__in=groups).values("call")
    on_agenda = Item.objects.filter(meeting__board__key__in=groups).values("call")
    return prepared | Q(pk__in=weighed) | Q(pk__in=on_agenda)
