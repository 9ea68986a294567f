"""A group as its members and officers see it. The scope is part of every query."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from nhv.accounts import access
from nhv.accounts.models import Membership
from nhv.process.cases.models import Case
from nhv.process.groups.models import Declaration, Seat, StandIn
from nhv.rules.actor import Actor


@dataclass(frozen=True)
class Member:
    """Somebody in the group today, who nominated them, and what they have declared last."""

    membership: Membership
    seat: Seat | None
    declaration: Declaration | None
    stands_in_for: str = ""


def group_cases(by: Actor, activity: str = "group.see") -> "QuerySet[Case]":
    """The cases whose group one is a member of; every case with a group for officers. Never one that is barred."""
    reached = access.reach(by, activity)
    wanted = Q(group__isnull=False) if reached.everything else Q(group__key__in=reached.groups)
    return Case.objects.filter(wanted).exclude(key__in=reached.barred).select_related("area", "group").order_by("title")


def how_many_members(case: Case) -> int:
    """How many sit in the case's group today. One query."""
    return Membership.objects.on(timezone.localdate()).filter(organisation=case.group).values("user").distinct().count()


def members_of(case: Case) -> list[Member]:
    """Who sits in the case's group today, by name. Four queries."""
    held = Membership.objects.on(timezone.localdate()).filter(organisation=case.group).select_related("user")
    seats = {one.membership_id: one for one in Seat.objects.filter(membership__in=held).select_related("nominated_by")}
    declared = {one.user_id: one for one in reversed(Declaration.objects.filter(case=case))}
    stand_ins = StandIn.objects.filter(membership__in=held).select_related("member__user")
    instead = {one.membership_id: one.member.user.name for one in stand_ins}
    found = [Member(one, seats.get(one.pk), declared.get(one.user_id), instead.get(one.pk, "")) for one in held]
    return sorted(found, key=lambda member: member.membership.user.name)
