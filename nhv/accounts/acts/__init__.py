"""What can be done with people and their roles. Each act is one transaction, leaves its line in the diary and ends
the sessions of the one it is about; nothing else saves."""

from nhv.accounts.acts.addresses import change_address
from nhv.accounts.acts.conflicts import decide_conflict, end_conflict
from nhv.accounts.acts.declared_conflicts import answer_declared_conflict, declare_conflict
from nhv.accounts.acts.invitations import (
    accept_invitation,
    accept_invitation_by_provider,
    find_invitation,
    invite,
    withdraw_invitation,
)
from nhv.accounts.acts.people import correct_name, deactivate
from nhv.accounts.acts.roles import end_role, give_role, move_person
from nhv.accounts.acts.second_factor import (
    ask_for_reset,
    confirm_reset,
    decline_reset,
    reset_after_meeting,
)

__all__ = [
    "accept_invitation",
    "accept_invitation_by_provider",
    "answer_declared_conflict",
    "ask_for_reset",
    "change_address",
    "confirm_reset",
    "correct_name",
    "deactivate",
    "decide_conflict",
    "declare_conflict",
    "decline_reset",
    "end_conflict",
    "end_role",
    "find_invitation",
    "give_role",
    "invite",
    "move_person",
    "reset_after_meeting",
    "withdraw_invitation",
]
