"""People, what they may do and until when, what they are kept out of, and the browsers they are signed in with."""

from nhv.accounts.models.attempts import AttemptCount
from nhv.accounts.models.conflicts import ConflictOfInterest
from nhv.accounts.models.declared_conflicts import DeclaredConflict
from nhv.accounts.models.invitations import Invitation
from nhv.accounts.models.letters import Follow, Letters
from nhv.accounts.models.memberships import Membership
from nhv.accounts.models.second_factor import SecondFactorReset
from nhv.accounts.models.sessions import Session
from nhv.accounts.models.shared_cache import CacheEntry
from nhv.accounts.models.users import User

__all__ = [
    "AttemptCount",
    "CacheEntry",
    "ConflictOfInterest",
    "DeclaredConflict",
    "Follow",
    "Invitation",
    "Letters",
    "Membership",
    "SecondFactorReset",
    "Session",
    "User",
]
