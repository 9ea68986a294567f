"""The process's tables."""

from nhv.process.calls.models import CallQuestion, Extension
from nhv.process.cases.models import Case, CaseStretch
from nhv.process.drafting.models import FrozenText, Revision
from nhv.process.groups.models import Declaration, Seat
from nhv.process.proposals.models import Proposal

__all__ = [
    "CallQuestion",
    "Case",
    "CaseStretch",
    "Declaration",
    "Extension",
    "FrozenText",
    "Proposal",
    "Revision",
    "Seat",
]
