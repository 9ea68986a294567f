"""The process's tables."""

from nhv.process.calls.models import CallQuestion, Extension
from nhv.process.cases.models import Case, CaseStretch
from nhv.process.consultations.models import AddressLink, Consultation, Outcome, Respondent
from nhv.process.corrections.models import AnswerAddress, ErrorReport
from nhv.process.decisions.models import DefinitionDecision
from nhv.process.drafting.models import DraftQuestion, FrozenText, PartComment, Revision
from nhv.process.groups.models import Declaration, Seat
from nhv.process.placements.models import (
    EffectJudgement,
    FrozenComparison,
    MeasuredCombinations,
    PublishedComparison,
)
from nhv.process.proposals.models import Proposal

__all__ = [
    "AddressLink",
    "AnswerAddress",
    "CallQuestion",
    "Case",
    "CaseStretch",
    "Consultation",
    "Declaration",
    "DefinitionDecision",
    "DraftQuestion",
    "EffectJudgement",
    "ErrorReport",
    "Extension",
    "FrozenComparison",
    "FrozenText",
    "MeasuredCombinations",
    "Outcome",
    "PartComment",
    "Proposal",
    "PublishedComparison",
    "Respondent",
    "Revision",
    "Seat",
]
