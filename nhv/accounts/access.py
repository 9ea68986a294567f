"""Who may do what to whose record: one table, asked in one place.

    people.invite    ADMINISTRATOR: ALL, REGION_ADMINISTRATOR: OWN

reads: an administrator at the authority may invite people anywhere, a region's administrator at their own region and
what lies under it. An activity or a role that is not in the table is refused. Nothing at the authority reaches a
draft: there is no activity for it.

The table is asked of the database each time, so a role taken away counts at the next request.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal

from django.db import connections, router
from django.utils import timezone

from nhv.accounts.models import Membership, User
from nhv.accounts.roles import Role
from nhv.records.actor import Actor
from nhv.records.acts import Refused
from nhv.register.models import Organisation


class Scope(StrEnum):
    """Whose records: those of one's own organisation and of what lies under it, or everybody's."""

    OWN = "own"
    ALL = "all"


OWN, ALL = Scope.OWN, Scope.ALL

# Needs no role: the first not even a person.
PUBLIC: Final = "public"
SIGNED_IN: Final = "account.own"
WITHOUT_ROLE: Final = frozenset({PUBLIC, SIGNED_IN})

ACCESS: Final[dict[str, dict[Role, Scope]]] = {
    "people.see": {Role.ADMINISTRATOR: ALL, Role.REGION_ADMINISTRATOR: OWN},
    "people.invite": {Role.ADMINISTRATOR: ALL, Role.REGION_ADMINISTRATOR: OWN},
    "people.change": {Role.ADMINISTRATOR: ALL, Role.REGION_ADMINISTRATOR: OWN},
    "organisations.address": {Role.ADMINISTRATOR: ALL, Role.REGION_ADMINISTRATOR: OWN},
    "call.draft": {Role.OFFICER: ALL},
    "call.publish": {Role.OFFICER: ALL},
    "call.extend": {Role.OFFICER: ALL},
    "call.close": {Role.OFFICER: ALL},
    "call.withdraw": {Role.OFFICER: ALL},
    "call.answer": {Role.OFFICER: ALL},
    "call.ask": {Role.WRITER: OWN, Role.SIGNATORY: OWN, Role.REGION_ADMINISTRATOR: OWN},
    "application.write": {Role.WRITER: OWN, Role.SIGNATORY: OWN},
    "application.send": {Role.SIGNATORY: OWN},
    "application.withdraw": {Role.SIGNATORY: OWN},
    "application.read_own": {Role.WRITER: OWN, Role.SIGNATORY: OWN, Role.REGION_ADMINISTRATOR: OWN},
    "application.read_received": {Role.OFFICER: ALL, Role.REGISTRAR: ALL},
    "application.request_completion": {Role.OFFICER: ALL},
    "application.note": {Role.OFFICER: ALL, Role.REGISTRAR: ALL},
    "application.register": {Role.REGISTRAR: ALL},
    "hospital_facts.attest": {Role.ATTESTER: OWN},
    "hospital_facts.see": {Role.ATTESTER: OWN, Role.WRITER: OWN, Role.SIGNATORY: OWN},
    "referral_information.edit": {Role.UNIT_EDITOR: OWN},
}

Standing = Literal["may", "words", "absent"]

ACTIVITIES: Final = frozenset(ACCESS) | WITHOUT_ROLE


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
        raise Refused("Din roll gäller inte för den organisationen.")
    raise Refused("Du har ingen roll som får göra det här. Din administratör kan ge dig en.")


def roles_of(by: Actor) -> list[tuple[Role, int]]:
    """The roles in force today, each with the organisation's id. One query; none for what is no person."""
    if by.kind != "user":
        return []
    held = Membership.objects.on(timezone.localdate()).filter(user_id=int(by.name))
    return [(Role(role), organisation) for role, organisation in held.values_list("role", "organisation_id")]


def standing(roles: Collection[Role], activity: str) -> Standing:
    """How somebody with these roles stands to an activity, whosever record it is about.

    `may`; `words` when one of the roles has to do with such things, so that a refusal may be explained; `absent` when
    none has, so that the thing is as if it were not there.
    """
    if activity in WITHOUT_ROLE or any(role in ACCESS[activity] for role in roles):
        return "may"
    family = f"{activity.partition('.')[0]}."
    relatives = [scopes for name, scopes in ACCESS.items() if name.startswith(family)]
    return "words" if any(role in scopes for scopes in relatives for role in roles) else "absent"


def roles_with(activity: str) -> tuple[Role, ...]:
    """The roles that may do this, in the table's order: to tell somebody whom to ask."""
    return tuple(ACCESS.get(activity, {}))


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
