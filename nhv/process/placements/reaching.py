"""Whose comparison of applicants one reaches: an officer every call's, a group that of the areas it prepares."""

from django.db.models import Q

from nhv.accounts import access
from nhv.process.opinions.models import Preparation
from nhv.register.models import Call, CallState
from nhv.register.models.calls import Calls
from nhv.rules.actor import Actor
from nhv.rules.reach import Reach

SEE, JUDGE, FREEZE, PUBLISH = (f"placement.{act}" for act in ("see", "judge", "freeze", "publish"))


def compared_calls(by: Actor, activity: str = SEE) -> Calls:
    """The calls made here that one reaches with the activity. Never one in whose case one is barred, and for a group
    none that is a draft still."""
    return _reached(access.reach(by, activity))


def check_reaches(by: Actor, activity: str, call: Call) -> None:
    """Raises Refused, with words fit to show, unless one may do this in the call."""
    reached = access.reach(by, activity)
    access.check_covered(reached, _reached(reached).filter(pk=call.pk).exists())


def _reached(reached: Reach) -> Calls:
    calls: Calls = Call.cases.made_here().select_related("area", "general", "document__area")
    if reached.barred:
        calls = calls.exclude(Q(key__in=reached.barred) | Q(area__cases__key__in=reached.barred))
    if reached.everything:
        return calls
    prepared = Preparation.objects.filter(group__key__in=reached.groups).values("case__area")
    return calls.filter(area__in=prepared, state__in=(CallState.PUBLISHED, CallState.CLOSED))
