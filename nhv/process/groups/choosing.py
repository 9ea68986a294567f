"""Which groups may be given work: those that are not there for something else."""

from collections.abc import Collection

from django.db.models import QuerySet
from django.utils import timezone

from nhv.accounts.models import Membership
from nhv.register.models import Organisation
from nhv.register.order import in_swedish
from nhv.rules.roles import Role


def groups_of(roles: Collection[Role]) -> "QuerySet[Organisation]":
    """The groups in which nobody has another role than these today; one that nobody sits in yet is among them."""
    others = Membership.objects.on(timezone.localdate()).exclude(role__in=roles).values("organisation")
    groups = Organisation.objects.filter(kind=Organisation.Kind.GROUP).exclude(pk__in=others)
    return groups.order_by(in_swedish("name"))
