"""The process's tables."""

from nhv.process.calls.models import CallQuestion, Extension
from nhv.process.cases.models import Case, CaseStretch
from nhv.process.consultations.models import (
    AddressLink,
    Consultation,
    InvitedBody,
    LongerTime,
    Outcome,
    Respondent,
)
from nhv.process.corrections.models import AnswerAddress, ErrorReport
from nhv.process.decisions.models import DecisionDocument, DefinitionDecision
from nhv.process.drafting.models import DraftQuestion, FrozenText, PartComment, Revision
from nhv.process.groups.models import Declaration, Seat
from nhv.process.opinions.models import EffectView, Preparation, SystemOpinion
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
    "DecisionDocument",
    "Declaration",
    "DefinitionDecision",
    "DraftQuestion",
    "EffectJudgement",
    "EffectView",
    "ErrorReport",
    "Extension",
    "FrozenComparison",
    "FrozenText",
    "InvitedBody",
    "LongerTime",
    "MeasuredCombinations",
    "Outcome",
    "PartComment",
    "Preparation",
    "Proposal",
    "PublishedComparison",
    "Respondent",
    "Revision",
    "Seat",
    "SystemOpinion",
]
