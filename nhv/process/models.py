"""The process's tables."""

from nhv.process.calls.models import CallQuestion, Extension
from nhv.process.cases.models import Case, CaseStretch
from nhv.process.proposals.models import Proposal

__all__ = ["CallQuestion", "Case", "CaseStretch", "Extension", "Proposal"]
