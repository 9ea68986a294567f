"""Who may do something, by name: to choose among."""

from django.utils import timezone

from nhv.accounts.models import Membership
from nhv.language.order import swedish_order
from nhv.rules.access import roles_with

MOST_PEOPLE = 500


def people_with(activity: str, *, everywhere: bool = False) -> list[tuple[int, str]]:
    """Number and name of everybody whose role lets them do this today (with what is everybody's, where `everywhere`),
    in order. One query, at most MOST_PEOPLE."""
    roles = roles_with(activity, everywhere=everywhere)
    held = Membership.objects.on(timezone.localdate()).filter(role__in=roles).order_by()
    people = held.values_list("user_id", "user__name", "user__email").distinct()[:MOST_PEOPLE]
    return sorted(((number, name or email) for number, name, email in people), key=lambda each: swedish_order(each[1]))
