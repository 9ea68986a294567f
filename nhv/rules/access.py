"""Who may do what to whose record: one table.

    people.invite    ADMINISTRATOR: ALL, REGION_ADMINISTRATOR: OWN

reads: an administrator at the authority may invite people anywhere, a region's administrator at their own region and
what lies under it. An activity or a role that is not in the table is refused. Nothing at the authority reaches a
draft: there is no activity for it. `nhv.accounts.access` asks the table for somebody who is signed in.
"""

from collections.abc import Collection
from enum import StrEnum
from typing import Final, Literal

from nhv.rules.roles import Role


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
