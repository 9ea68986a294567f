"""What sort of group an organisation is: nothing says it but the roles of its people, and the cases it has had."""

from collections.abc import Collection

from django.db.models import QuerySet
from django.utils import timezone

from nhv.accounts.models import Membership
from nhv.process.cases.models import Case
from nhv.register.models import Organisation
from nhv.register.order import in_swedish
from nhv.rules.roles import IN_EXPERT_GROUPS, IN_PREPARATORY_GROUPS, Role


def expert_groups() -> "QuerySet[Organisation]":
    """Those that may be given a case: not the board, no preparatory group. By name."""
    return _without_others_than(IN_EXPERT_GROUPS)


def preparatory_groups() -> "QuerySet[Organisation]":
    """Those that may prepare what others decide: not the board, and no experts' group, also one that nobody sits in.
    By name."""
    experts = Case.objects.filter(group__isnull=False).values("group")
    return _without_others_than(IN_PREPARATORY_GROUPS).exclude(pk__in=experts)


def _without_others_than(roles: Collection[Role]) -> "QuerySet[Organisation]":
    """Groups where nobody has another role than these today."""
    others = Membership.objects.on(timezone.localdate()).exclude(role__in=roles).values("organisation")
    groups = Organisation.objects.filter(kind=Organisation.Kind.GROUP).exclude(pk__in=others)
    return groups.order_by(in_swedish("name"))
