"""The table of access asked for somebody: what may they do, and whose records do they meet.

The database is asked each time, so a role taken away counts at the next request, and so does a conflict of interest.
`check_…` refuses with words fit to show, `can` asks it, `reach` is for the query that fetches records and `owned` is
that query's condition.
"""

from collections.abc import Iterable
from typing import NamedTuple

from django.db import connections, router
from django.db.models import Q, Value
from django.utils import timezone

from nhv.accounts.models import ConflictOfInterest, Membership, User
from nhv.accounts.models.memberships import Memberships
from nhv.register.models import Organisation
from nhv.rules.access import ACCESS, ALL, MEMBER, OWN, PARTY, PUBLIC, SELF, SIGNED_IN, Scope
from nhv.rules.actor import Actor
from nhv.rules.reach import EVERYTHING, NOTHING, CaseScope, Reach
from nhv.rules.refusals import Refused
from nhv.rules.roles import Role


def reach(by: Actor, activity: str) -> Reach:
    """Whose records `by` may meet with this activity, for the query that fetches them. Two queries at most.

    The command line reaches everything; who has confirmed an address reaches what is filed by it, with activities that
    are for nobody's role. Raises KeyError for an activity that is not in the table.
    """
    scopes = ACCESS[activity]
    if by.kind == "program":
        return EVERYTHING
    if by.kind == "address":
        return NOTHING if scopes else Reach(person=-int(by.name))
    held, barred = _places_and_barred(by)
    at = _by_scope(activity, held)
    if at[ALL]:
        return Reach(everything=True, barred=barred)
    own, parties = _under(at[OWN], at[PARTY])
    groups = frozenset(place.key for place in at[MEMBER])
    return Reach(
        organisations=frozenset(own),
        keys=frozenset(own.values()),
        person=int(by.name) if at[SELF] else None,
        member=int(by.name) if groups else None,
        groups=groups,
        parties=frozenset(parties.values()),
        barred=barred,
    )


def owned(reached: Reach, *, organisation: str = "organisation_id", person: str = "person", case: str = "") -> Q:
    """The condition on records that `reached.covers_owner` holds for. Asks the database nothing.

    The arguments are the columns that hold the owner's key, the owner's account and, if records have one, the key of
    their case («case» without a column: records that belong to no case).
    """
    allowed = Q() if reached.everything else _by_owner(reached, organisation, person)
    return allowed & ~Q(**{f"{case}__in": reached.barred}) if case and reached.barred else allowed


def can(by: Actor, activity: str, organisation: Organisation | int | None = None) -> bool:
    """Whether `by` may do this to that organisation's records; without one, to anybody's at all."""
    if activity == PUBLIC:
        return True
    if activity == SIGNED_IN:
        return by.kind == "program" or (by.kind == "user" and _is_active(by))
    found = reach(by, activity)
    return bool(found) if organisation is None else found.covers(organisation)


def which(by: Actor, activities: Iterable[str]) -> frozenset[str]:
    """Those of these activities, for somebody's role, that `by` may do to anybody's records at all, as `can` tells of
    each. One query, however many: for a page with many buttons."""
    if by.kind != "user":
        return frozenset(activity for activity in activities if reach(by, activity))
    held, _barred = _places_and_barred(by)
    return frozenset(activity for activity in activities if any(_by_scope(activity, held).values()))


def check(by: Actor, activity: str, organisation: Organisation | int | None = None) -> None:
    """Raises Refused, with words fit to show, unless `by` may do this."""
    if not can(by, activity, organisation):
        raise _refusal(elsewhere=organisation is not None and can(by, activity))


def check_covered(reached: Reach, covered: bool) -> None:
    """Raises Refused, with words fit to show, unless the record was found to be within this reach."""
    if not covered:
        raise _refusal(elsewhere=bool(reached))


def check_case(by: Actor, activity: str, case: CaseScope) -> None:
    """Raises Refused, with words fit to show, unless `by` may do this in the case."""
    reached = reach(by, activity)
    if case.key in reached.barred:
        raise Refused("conflict_of_interest", "Du är jävig i ärendet enligt ett beslut och får inte handlägga det.")
    if reached and not reached.covers_case(case):
        raise Refused("role_outside_case", "Din roll gäller inte i det ärendet. Fråga den som handlägger det.")
    check_covered(reached, reached.covers_case(case))


def roles_of(by: Actor) -> list[tuple[Role, int]]:
    """The roles in force today, each with the organisation's id. One query; none for what is no person."""
    if by.kind != "user":
        return []
    return [(Role(role), organisation) for role, organisation in _held(by).values_list("role", "organisation_id")]


def _refusal(*, elsewhere: bool) -> Refused:
    if elsewhere:
        return Refused(
            "role_elsewhere", "Din roll gäller inte för den organisationen. Din administratör kan ge dig en där."
        )
    return Refused("no_such_role", "Du har ingen roll som får göra det här. Din administratör kan ge dig en.")


def _is_active(by: Actor) -> bool:
    return User.objects.filter(pk=int(by.name), is_active=True).exists()


class _Place(NamedTuple):
    """Where a role is held."""

    number: int
    key: str
    kind: str


def _held(by: Actor) -> Memberships:
    return Membership.objects.on(timezone.localdate()).filter(user_id=int(by.name)).order_by()


def _by_scope(activity: str, held: Iterable[tuple[str, _Place]]) -> dict[Scope, set[_Place]]:
    """Where these roles let somebody do it, by whose records. A group's activity needs a group."""
    at: dict[Scope, set[_Place]] = {scope: set() for scope in Scope}
    for role, place in held:
        scope = ACCESS[activity].get(Role(role))
        if scope and (scope != MEMBER or place.kind == Organisation.Kind.GROUP):
            at[scope].add(place)
    return at


def _places_and_barred(by: Actor) -> tuple[list[tuple[str, _Place]], frozenset[str]]:
    """Each role in force today with its place, and the keys of the cases that are barred. One query for both."""
    place = ("organisation_id", "organisation__key", "organisation__kind")
    barred = ConflictOfInterest.objects.in_force().filter(user_id=int(by.name)).order_by()
    rows = _held(by).values_list("role", *place)
    # A role is never empty, so that an empty one tells the cases apart.
    rows = rows.union(barred.values_list(Value(""), Value(0), "case_key", Value("")), all=True)
    found = [(role, _Place(*place)) for role, *place in rows]
    return (
        [(role, place) for role, place in found if role],
        frozenset(place.key for role, place in found if not role),
    )


def _by_owner(reached: Reach, organisation: str, person: str) -> Q:
    """One condition for each way to belong to somebody, as in `Reach.covers_owner`."""
    ways = Q(**{f"{organisation}__in": reached.keys | reached.groups, f"{person}__isnull": True})
    if reached.person is not None:
        ways |= Q(**{f"{organisation}__isnull": True, person: reached.person})
    if reached.member is not None:
        ways |= Q(**{f"{organisation}__in": reached.groups, person: reached.member})
    return ways


def _under(*sets: set[_Place]) -> list[dict[int, str]]:
    """For each set of places: they and all that lies under them, number → key. One query for all, or none."""
    roots = sorted({place.number for places in sets for place in places})
    under: dict[int, dict[int, str]] = {root: {} for root in roots}
    for root, number, key in _rows_under(roots) if roots else ():
        under[root][number] = key
    return [{number: key for place in places for number, key in under[place.number].items()} for places in sets]


def _rows_under(roots: list[int]) -> list[tuple[int, int, str]]:
    """Root, number and key of each organisation that is one of the roots or lies under it."""
    table = Organisation._meta.db_table
    marks = ", ".join(["%s"] * len(roots))
    statement = (
        f'WITH RECURSIVE under(root, id, "key") AS (SELECT id, id, "key" FROM {table} WHERE id IN ({marks}) '  # noqa: S608 (our own table's name)
        f'UNION SELECT under.root, child.id, child."key" FROM {table} child JOIN under ON child.parent_id = under.id) '
        'SELECT root, id, "key" FROM under'
    )
    with connections[router.db_for_read(Organisation)].cursor() as cursor:
        cursor.execute(statement, roots)
        return list(cursor.fetchall())
