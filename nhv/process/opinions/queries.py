"""What a preparatory group sees of its cases, and the opinions that are given, for everybody."""

from collections.abc import Sequence

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from nhv.accounts import access
from nhv.accounts.models import ConflictOfInterest
from nhv.process.cases.models import Case
from nhv.process.opinions.models import EffectView, Preparation, SystemOpinion
from nhv.rules.actor import Actor

LARGEST_NUMBER = 10_000


def preparations_for(by: Actor, activity: str = "opinion.see") -> "QuerySet[Preparation]":
    """The cases that one's groups prepare; all for officers. Never one that is barred."""
    reached = access.reach(by, activity)
    wanted = Q() if reached.everything else Q(group__key__in=reached.groups)
    found = Preparation.objects.filter(wanted).exclude(case__key__in=reached.barred)
    return found.select_related("case", "group").order_by("case__title")


def views_of(case: Case) -> Sequence[EffectView]:
    """Everything written in the case, by hospital: the group's common words and each member's. One query. `void` are
    those of a member with a decided conflict of interest in the case: they do not count."""
    out = ConflictOfInterest.objects.kept_out_of(case.key)
    void = ExpressionWrapper(Q(member__isnull=False, member__in=out), BooleanField())
    return list(EffectView.objects.filter(case=case).annotate(void=void).select_related("hospital", "member"))


def common_views(views: Sequence[EffectView]) -> list[EffectView]:
    """The group's own among them: what it says together, and what its opinion is made of."""
    return [one for one in views if one.member is None]


def opinions_of(case: Case) -> "QuerySet[SystemOpinion]":
    """Those given, the latest first. One query."""
    return SystemOpinion.objects.filter(case=case).select_related("group")


def opinion(key: str, number: int) -> SystemOpinion | None:
    """One that is given. One query."""
    found = SystemOpinion.objects.select_related("case", "group")
    return found.filter(case__key=key[:80], number=number).first() if number <= LARGEST_NUMBER else None
