"""The process's tables."""

from nhv.process.board.models import (
    Adjustment,
    AppealText,
    Ballot,
    BoardDecision,
    BoardPaper,
    BoardSeat,
    Dispatch,
    Dissent,
    Item,
    Meeting,
    Minutes,
    Motion,
    PartyDecision,
    Presence,
    PublishedDecision,
    Signature,
    Slip,
    Vote,
)
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
from nhv.process.cooperation.models import Cooperation, CooperationPart
from nhv.process.corrections.models import AnswerAddress, ErrorReport
from nhv.process.decisions.models import DecisionDocument, DefinitionDecision
from nhv.process.diarium.models import DiariumDifference, DiariumRow
from nhv.process.drafting.models import DraftQuestion, FrozenText, PartComment, PlainText, Revision
from nhv.process.groups.models import Declaration, GroupMeeting, GroupPresence, Seat, StandIn
from nhv.process.hearings.models import Hearing
from nhv.process.opinions.models import EffectView, Preparation, SystemOpinion
from nhv.process.permits.models import (
    Exemption,
    HolderReply,
    MatterNote,
    OriginalDecision,
    PermitDecision,
    PermitMatter,
)
from nhv.process.placements.models import (
    Baseline,
    EffectJudgement,
    FrozenComparison,
    MeasuredCombinations,
    PublishedComparison,
)
from nhv.process.proposals.models import Proposal
from nhv.process.weighing.models import Judgement, OpinionPart, PermitOpinion, Share, Weighing

__all__ = [
    "AddressLink",
    "Adjustment",
    "AnswerAddress",
    "AppealText",
    "Ballot",
    "Baseline",
    "BoardDecision",
    "BoardPaper",
    "BoardSeat",
    "CallQuestion",
    "Case",
    "CaseStretch",
    "Consultation",
    "Cooperation",
    "CooperationPart",
    "DecisionDocument",
    "Declaration",
    "DefinitionDecision",
    "DiariumDifference",
    "DiariumRow",
    "Dispatch",
    "Dissent",
    "DraftQuestion",
    "EffectJudgement",
    "EffectView",
    "ErrorReport",
    "Exemption",
    "Extension",
    "FrozenComparison",
    "FrozenText",
    "GroupMeeting",
    "GroupPresence",
    "Hearing",
    "HolderReply",
    "InvitedBody",
    "Item",
    "Judgement",
    "LongerTime",
    "MatterNote",
    "MeasuredCombinations",
    "Meeting",
    "Minutes",
    "Motion",
    "OpinionPart",
    "OriginalDecision",
    "Outcome",
    "PartComment",
    "PartyDecision",
    "PermitDecision",
    "PermitMatter",
    "PermitOpinion",
    "PlainText",
    "Preparation",
    "Presence",
    "Proposal",
    "PublishedComparison",
    "PublishedDecision",
    "Respondent",
    "Revision",
    "Seat",
    "Share",
    "Signature",
    "Slip",
    "StandIn",
    "SystemOpinion",
    "Vote",
    "Weighing",
]
