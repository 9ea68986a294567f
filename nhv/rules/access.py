"""Who may do what to whose record: one table.

    people.invite    ADMINISTRATOR: ALL, REGION_ADMINISTRATOR: OWN

reads: an administrator at the authority may invite people anywhere, a region's administrator at their own region and
what lies under it. An activity or a role that is not in the table is refused. Nothing at the authority reaches a
draft: there is no activity for it. A kind of filing brings its own rows (`add_activities`).
`nhv.rules.reach` says which records each scope means; `nhv.accounts.access` asks the table for somebody signed in.
"""

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Final, Literal

from nhv.rules.roles import Role


class Scope(StrEnum):
    """Whose records a role reaches."""

    OWN = "own"  # one's own organisation's, and those of what lies under it
    ALL = "all"  # everybody's
    SELF = "self"  # the person's own
    MEMBER = "member"  # the group's in which the role is held: its cases, and in it what is one's own
    PARTY = "party"  # those of the cases in which an organisation of one's own is a party


OWN, ALL = Scope.OWN, Scope.ALL
SELF, MEMBER, PARTY = Scope.SELF, Scope.MEMBER, Scope.PARTY

Row = Mapping[Role, Scope]

# Needs no role: the first not even a person.
PUBLIC: Final = "public"
SIGNED_IN: Final = "account.own"
WITHOUT_ROLE: Final = frozenset({PUBLIC, SIGNED_IN})

# Who has a seat on the board, and who works for it.
SEATED: Final[Row] = {Role.BOARD_CHAIR: MEMBER, Role.BOARD_MEMBER: MEMBER, Role.BOARD_DEPUTY: MEMBER}
AT_THE_BOARD: Final[Row] = {**SEATED, Role.BOARD_SECRETARY: MEMBER}
IN_PREPARATION: Final[Row] = {Role.PREPARATORY_MEMBER: MEMBER, Role.PREPARATORY_SECRETARY: MEMBER}

ACCESS: Final[dict[str, Row]] = {
    "attempts.see": {Role.ADMINISTRATOR: ALL},
    "notice.put": {Role.ADMINISTRATOR: ALL},
    "people.see": {Role.ADMINISTRATOR: ALL, Role.REGION_ADMINISTRATOR: OWN},
    "people.invite": {Role.ADMINISTRATOR: ALL, Role.REGION_ADMINISTRATOR: OWN},
    "people.change": {Role.ADMINISTRATOR: ALL, Role.REGION_ADMINISTRATOR: OWN},
    "organisations.address": {Role.ADMINISTRATOR: ALL, Role.REGION_ADMINISTRATOR: OWN},
    "organisations.load": {Role.ADMINISTRATOR: ALL},
    "organisations.enter": {Role.ADMINISTRATOR: ALL, Role.OFFICER: ALL},
    "unit.describe": {Role.ADMINISTRATOR: ALL, Role.REGION_ADMINISTRATOR: OWN, Role.UNIT_EDITOR: OWN},
    "region.follow": {Role.REGION_COORDINATOR: OWN},
    "region.describe": {Role.ADMINISTRATOR: ALL, Role.REGION_ADMINISTRATOR: OWN, Role.REGION_COORDINATOR: OWN},
    "area.publish": {Role.OFFICER: ALL},
    "general.publish": {Role.OFFICER: ALL},
    "permit.grant": {Role.OFFICER: ALL},
    "permit.change": {Role.OFFICER: ALL},
    "figures.record": {Role.OFFICER: ALL},
    "figures.record_own": {Role.UNIT_EDITOR: OWN, Role.WRITER: OWN, Role.SIGNATORY: OWN},
    "permit_matter.see": {Role.OFFICER: ALL, Role.REGISTRAR: ALL},
    "permit_matter.handle": {Role.OFFICER: ALL},
    "permit_matter.see_own": {
        Role.WRITER: OWN,
        Role.SIGNATORY: OWN,
        Role.REGION_ADMINISTRATOR: OWN,
        Role.REGION_COORDINATOR: OWN,
    },
    "permit_matter.reply": {Role.SIGNATORY: OWN},
    "call.draft": {Role.OFFICER: ALL},
    "call.publish": {Role.OFFICER: ALL},
    "call.extend": {Role.OFFICER: ALL},
    "call.close": {Role.OFFICER: ALL},
    "call.withdraw": {Role.OFFICER: ALL},
    "call.answer": {Role.OFFICER: ALL},
    "placement.see": {Role.OFFICER: ALL, **IN_PREPARATION, **AT_THE_BOARD},
    "placement.judge": {Role.OFFICER: ALL, **IN_PREPARATION},
    "placement.freeze": {Role.OFFICER: ALL},
    "placement.publish": {Role.OFFICER: ALL},
    "baseline.keep": {Role.OFFICER: ALL},
    "call.ask": {Role.WRITER: OWN, Role.SIGNATORY: OWN, Role.REGION_ADMINISTRATOR: OWN},
    "application.write": {Role.WRITER: OWN, Role.SIGNATORY: OWN},
    "application.send": {Role.SIGNATORY: OWN},
    "application.withdraw": {Role.SIGNATORY: OWN},
    "application.read_own": {
        Role.WRITER: OWN,
        Role.SIGNATORY: OWN,
        Role.REGION_ADMINISTRATOR: OWN,
        Role.REGION_COORDINATOR: OWN,
    },
    "application.read_received": {Role.OFFICER: ALL, Role.REGISTRAR: ALL, **IN_PREPARATION, **AT_THE_BOARD},
    "application.request_completion": {Role.OFFICER: ALL},
    "application.assign": {Role.OFFICER: ALL},
    "application.handle": {Role.OFFICER: ALL},
    "application.note": {Role.OFFICER: ALL, Role.REGISTRAR: ALL},
    "application.register": {Role.REGISTRAR: ALL},
    "hospital_facts.attest": {Role.ATTESTER: OWN},
    "hospital_facts.see": {
        Role.ATTESTER: OWN,
        Role.WRITER: OWN,
        Role.SIGNATORY: OWN,
        Role.REGION_COORDINATOR: OWN,
    },
    "referral_information.edit": {Role.UNIT_EDITOR: OWN},
    "regional_care.edit": {Role.REGION_ADMINISTRATOR: OWN},
    "conflict.decide": {Role.OFFICER: ALL},
    "error_report.see": {Role.OFFICER: ALL, Role.REGISTRAR: ALL},
    "error_report.answer": {Role.OFFICER: ALL},
    "proposal.make": {Role.PROPOSER: OWN},
    "proposal.read_own": {Role.PROPOSER: OWN},
    "proposal.handle": {Role.OFFICER: ALL},
    "case.see": {Role.OFFICER: ALL, Role.REGISTRAR: ALL},
    "case.open": {Role.OFFICER: ALL},
    "case.move": {Role.OFFICER: ALL},
    "case.plan": {Role.OFFICER: ALL},
    "case.pause": {Role.OFFICER: ALL},
    "case.withdraw": {Role.OFFICER: ALL},
    "case.decide": {Role.OFFICER: ALL},
    "case.register": {Role.OFFICER: ALL, Role.REGISTRAR: ALL},
    "diarium.exchange": {Role.REGISTRAR: ALL},
    "group.see": {Role.EXPERT: MEMBER, Role.PATIENT_REPRESENTATIVE: MEMBER, Role.OFFICER: ALL},
    "group.declare": {Role.EXPERT: MEMBER, Role.PATIENT_REPRESENTATIVE: MEMBER},
    "group.seat": {Role.OFFICER: ALL},
    "group.stand_in": {Role.OFFICER: ALL},
    "group.meet": {Role.OFFICER: ALL},
    "draft.see": {Role.EXPERT: MEMBER, Role.PATIENT_REPRESENTATIVE: MEMBER, Role.OFFICER: ALL},
    "draft.write": {Role.EXPERT: MEMBER, Role.PATIENT_REPRESENTATIVE: MEMBER},
    "draft.comment": {Role.EXPERT: MEMBER, Role.PATIENT_REPRESENTATIVE: MEMBER, Role.OFFICER: ALL},
    "draft.freeze": {Role.OFFICER: ALL},
    "opinion.appoint": {Role.OFFICER: ALL},
    "opinion.see": {Role.PREPARATORY_MEMBER: MEMBER, Role.PREPARATORY_SECRETARY: MEMBER, Role.OFFICER: ALL},
    "opinion.view": {Role.PREPARATORY_MEMBER: MEMBER, Role.PREPARATORY_SECRETARY: MEMBER},
    "opinion.write": {Role.PREPARATORY_SECRETARY: MEMBER},
    "opinion.give": {Role.PREPARATORY_SECRETARY: MEMBER},
    "weighing.appoint": {Role.OFFICER: ALL},
    "weighing.see": {**IN_PREPARATION, Role.OFFICER: ALL},
    "weighing.judge": IN_PREPARATION,
    "weighing.divide": {Role.PREPARATORY_SECRETARY: MEMBER},
    "weighing.write": {Role.PREPARATORY_SECRETARY: MEMBER},
    "weighing.give": {Role.PREPARATORY_SECRETARY: MEMBER},
    "hearing.open": {Role.OFFICER: ALL},
    "cooperation.propose": {Role.OFFICER: ALL, **IN_PREPARATION},
    "cooperation.answer": {Role.SIGNATORY: OWN},
    "cooperation.see_own": {
        Role.WRITER: OWN,
        Role.SIGNATORY: OWN,
        Role.REGION_ADMINISTRATOR: OWN,
        Role.REGION_COORDINATOR: OWN,
    },
    "board.see": {**AT_THE_BOARD, Role.OFFICER: ALL},
    "board.reading": AT_THE_BOARD,
    "board.seat": {Role.OFFICER: ALL},
    "board.plan": {Role.BOARD_SECRETARY: MEMBER, Role.OFFICER: ALL},
    "board.keep": {Role.BOARD_SECRETARY: MEMBER},
    "board.propose": {**SEATED, Role.OFFICER: ALL},
    "board.vote": SEATED,
    "board.decide": {Role.BOARD_CHAIR: MEMBER, Role.BOARD_DEPUTY: MEMBER},
    "board.dissent": {**AT_THE_BOARD, Role.OFFICER: ALL},
    "board.adjust": SEATED,
    "board.sign": {Role.BOARD_CHAIR: MEMBER, Role.BOARD_DEPUTY: MEMBER},
    "board.enter_signed": {Role.BOARD_SECRETARY: MEMBER, Role.OFFICER: ALL},
    "board.send": {Role.OFFICER: ALL},
    "appeal_text.confirm": {Role.OFFICER: ALL},
}

Standing = Literal["may", "words", "absent"]


def add_activities(rows: Mapping[str, Row]) -> None:
    """More rows, from a room or a kind of filing that is made ready. The same rows again change nothing.

    Raises ValueError, and adds none, for an activity that is there already with another row or needs no role.
    """
    for activity, row in rows.items():
        if activity in WITHOUT_ROLE or ACCESS.get(activity, row) != row:
            raise ValueError(f"the activity «{activity}» is in the table of access already, with another row")
    ACCESS.update({activity: dict(row) for activity, row in rows.items()})


def is_activity(name: str) -> bool:
    """Whether the table holds it, or it needs no role."""
    return name in WITHOUT_ROLE or name in ACCESS


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


def roles_with(activity: str, *, everywhere: bool = False) -> tuple[Role, ...]:
    """The roles that may do this (with what is everybody's, where `everywhere`), in the table's order: to tell somebody
    whom to ask."""
    return tuple(role for role, scope in ACCESS.get(activity, {}).items() if scope == ALL or not everywhere)
