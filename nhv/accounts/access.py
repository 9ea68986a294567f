"""The table of access asked for somebody: what may they do, and whose records do they meet.

The database is asked each time, so a role taken away counts at the next request. `check_…` refuses with words fit to
show, `can` asks it, and `reach` is for the query that fetches records.
"""

from dataclasses import dataclass
from typing import Final

from django.db import connections, router
from django.utils import timezone

from nhv.accounts.models import Membership, User
from nhv.register.models import Organisation
from nhv.rules.access import ACCESS, ALL, OWN, PUBLIC, SIGNED_IN
from nhv.rules.actor import Actor
from nhv.rules.refusals import Refused
from nhv.rules.roles import Role


@dataclass(frozen=True)
class Reach:
    """How far somebody reaches with an activity: everything, or these organisations (ids)."""

    everything: bool = False
    organisations: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return self.everything or bool(self.organisations)

    def covers(self, organisation: Organisation | int) -> bool:
        """Whether this organisation's records are within reach."""
        number = organisation if isinstance(organisation, int) else organisation.pk
        return self.everything or number in self.organisations


EVERYTHING: Final = Reach(everything=True)
NOTHING: Final = Reach()


def reach(by: Actor, activity: str) -> Reach:
    """Whose records `by` may meet with this activity, for the query that fetches them. Two queries at most.

    The command line reaches everything. Raises KeyError for an activity that is not in the table.
    """
    scopes = ACCESS[activity]
    if by.kind == "program":
        return EVERYTHING
    held = roles_of(by)
    if any(scopes.get(role) == ALL for role, _organisation in held):
        return EVERYTHING
    own = {organisation for role, organisation in held if scopes.get(role) == OWN}
    return Reach(organisations=_and_under(own)) if own else NOTHING


def can(by: Actor, activity: str, organisation: Organisation | int | None = None) -> bool:
    """Whether `by` may do this to that organisation's records; without one, to anybody's at all."""
    if activity == PUBLIC:
        return True
    if activity == SIGNED_IN:
        return by.kind == "program" or _is_active(by)
    found = reach(by, activity)
    return bool(found) if organisation is None else found.covers(organisation)


def check(by: Actor, activity: str, organisation: Organisation | int | None = None) -> None:
    """Raises Refused, with words fit to show, unless `by` may do this."""
    if can(by, activity, organisation):
        return
    if organisation is not None and can(by, activity):
        raise Refused(
            "role_elsewhere", "Din roll gäller inte för den organisationen. Din administratör kan ge dig en där."
        )
    raise Refused("no_such_role", "Du har ingen roll som får göra det här. Din administratör kan ge dig en.")


def roles_of(by: Actor) -> list[tuple[Role, int]]:
    """The roles in force today, each with the organisation's id. One query; none for what is no person."""
    if by.kind != "user":
        return []
    held = Membership.objects.on(timezone.localdate()).filter(user_id=int(by.name))
    return [(Role(role), organisation) for role, organisation in held.values_list("role", "organisation_id")]


def _is_active(by: Actor) -> bool:
    return User.objects.filter(pk=int(by.name), is_active=True).exists()


def _and_under(organisations: set[int]) -> frozenset[int]:
    """These organisations and all that lie under them."""
    table = Organisation._meta.db_table
    marks = ", ".join(["%s"] * len(organisations))
    statement = (
        f"WITH RECURSIVE under(id) AS (SELECT id FROM {table} WHERE id IN ({marks}) "  # noqa: S608 (our own table's name)
        f"UNION SELECT child.id FROM {table} child JOIN under ON child.parent_id = under.id) SELECT id FROM under"
    )
    with connections[router.db_for_read(Organisation)].cursor() as cursor:
        cursor.execute(statement, sorted(organisations))
        return frozenset(number for (number,) in cursor.fetchall())
