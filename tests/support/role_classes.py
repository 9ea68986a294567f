"""Roles that the table of access cannot tell apart, for a set of activities: walking one of each class walks them all.

What a route answers follows from how the role stands to the route's activities and from whose record it is, never
from which role it is. So roles with the same row over the activities form a class.
"""

from collections.abc import Iterable

from nhv.rules.access import ACCESS, Scope, standing
from nhv.rules.roles import Role

Row = tuple[tuple[str, str, Scope | None], ...]


def row_of(role: Role, activities: Iterable[str]) -> Row:
    """Each activity with how the role stands to it and whose records it reaches."""
    return tuple(
        (activity, standing({role}, activity), ACCESS.get(activity, {}).get(role)) for activity in sorted(activities)
    )


def classes(activities: Iterable[str]) -> list[tuple[Role, ...]]:
    """The roles by their row, each class in the order of the roles."""
    wanted = frozenset(activities)
    by_row: dict[Row, list[Role]] = {}
    for role in Role:
        by_row.setdefault(row_of(role, wanted), []).append(role)
    return [tuple(roles) for roles in by_row.values()]
