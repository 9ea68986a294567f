"""The process's tables."""

from nhv.process.calls.models import CallQuestion, Extension
from nhv.process.cases.models import Case, CaseStretch
from nhv.process.consultations.models import Consultation, Outcome
from nhv.process.corrections.models import AnswerAddress, ErrorReport
from nhv.process.decisions.models import DefinitionDecision
from nhv.process.drafting.models import FrozenText, Revision
from nhv.process.groups.models import Declaration, Seat
from nhv.process.placements.models import EffectJudgement, FrozenComparison, PublishedComparison
from nhv.process.proposals.models import Proposal

__all__ = [
    "AnswerAddress",
    "CallQuestion",
    "Case",
    "CaseStretch",
    "Consultation",
    "Declaration",
    "DefinitionDecision",
    "EffectJudgement",
    "ErrorReport",
    "Extension",
    "FrozenComparison",
    "FrozenText",
    "Outcome",
    "Proposal",
    "PublishedComparison",
    "Revision",
    "Seat",
]
