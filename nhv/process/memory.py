"""What the register's memory keeps of the process: the tables that only grow, and what the diary bears witness to."""

from nhv.process.models import (
    AddressLink,
    Adjustment,
    AnswerAddress,
    AppealText,
    Ballot,
    Baseline,
    BoardDecision,
    BoardPaper,
    BoardSeat,
    CallQuestion,
    Case,
    CaseStretch,
    Consultation,
    Cooperation,
    CooperationPart,
    DecisionDocument,
    Declaration,
    DefinitionDecision,
    DiariumDifference,
    DiariumRow,
    Dispatch,
    Dissent,
    DraftQuestion,
    EffectJudgement,
    EffectView,
    ErrorReport,
    Exemption,
    Extension,
    FrozenComparison,
    FrozenText,
    GroupMeeting,
    GroupPresence,
    Hearing,
    HolderReply,
    InvitedBody,
    Item,
    Judgement,
    LongerTime,
    MatterNote,
    MeasuredCombinations,
    Meeting,
    Minutes,
    Motion,
    OpinionPart,
    OriginalDecision,
    Outcome,
    PartComment,
    PartyDecision,
    PermitDecision,
    PermitMatter,
    PermitOpinion,
    PlainText,
    Preparation,
    Presence,
    Proposal,
    PublishedComparison,
    PublishedDecision,
    Respondent,
    Revision,
    Seat,
    Share,
    Signature,
    Slip,
    StandIn,
    SystemOpinion,
    Vote,
    Weighing,
)
from nhv.register.memory import MEMORY, WATCH


def remember() -> None:
    """Say it once, when the room is made ready. Of what members declare the diary holds no word."""
    MEMORY.only_grows(DecisionDocument, Declaration, DefinitionDecision, FrozenText, Revision)
    MEMORY.only_grows(SystemOpinion)
    MEMORY.only_grows(Baseline, EffectJudgement, FrozenComparison, PublishedComparison)
    MEMORY.only_grows(PermitOpinion, Motion, Ballot, Vote, BoardDecision, Dissent)
    MEMORY.only_grows(Adjustment, Minutes, AppealText, Dispatch, PartyDecision, PublishedDecision)
    MEMORY.only_grows(BoardPaper, Signature, Slip)
    MEMORY.only_grows(MatterNote, HolderReply, PermitDecision, Exemption, OriginalDecision)
    WATCH.add(Extension, shown=("proposed_by", "confirmed_by"))
    WATCH.add(CallQuestion, shown=("asked_by",))
    WATCH.add(Case, shown=("title", "state", "record_number"))
    WATCH.add(CaseStretch, shown=("step",))
    WATCH.add(Proposal, shown=("title", "state", "proposed_by"))
    WATCH.add(Revision, shown=("act", "key", "made_by"))
    WATCH.add(PartComment, shown=("part", "written_by", "settled_by"))
    WATCH.add(DraftQuestion, shown=("must", "asked_by"))
    WATCH.add(FrozenText, shown=("sha256", "frozen_by"))
    WATCH.add(Consultation)
    WATCH.add(InvitedBody, shown=("name", "invited_by"))
    WATCH.add(LongerTime, shown=("asked_by", "answered_by"))
    WATCH.add(Respondent)
    WATCH.leave_out(AddressLink, because="nothing is done until the link is opened")
    WATCH.add(Outcome, shown=("part", "outcome", "decided_by"))
    WATCH.add(DefinitionDecision, shown=("record_number", "decided_by"))
    WATCH.add(DecisionDocument, shown=("sha256", "pdf_sha256", "word_sha256", "signed_by"))
    WATCH.add(Seat, Declaration)
    WATCH.add(Preparation)
    WATCH.add(EffectView, shown=("heading", "effect", "written_by"))
    WATCH.add(SystemOpinion, shown=("sha256", "given_by"))
    WATCH.add(EffectJudgement, shown=("heading", "effect", "judged_by"))
    WATCH.add(FrozenComparison, shown=("sha256", "frozen_by"))
    WATCH.add(Baseline, shown=("sha256", "kept_by"))
    WATCH.leave_out(MeasuredCombinations, because="it is reckoned anew from the tables of roads and people")
    WATCH.add(PublishedComparison, shown=("published_by",))
    WATCH.add(ErrorReport, shown=("page", "outcome", "taken_by", "answered_by"))
    WATCH.leave_out(AnswerAddress, because="where to answer, which is deleted with the answer")
    WATCH.add(GroupMeeting, shown=("called_by", "noted_by"))
    WATCH.add(GroupPresence, StandIn)
    WATCH.add(PlainText, shown=("part", "written_by"))
    WATCH.add(Weighing, shown=("state",))
    WATCH.add(Judgement, Share)
    WATCH.add(OpinionPart, shown=("written_by",))
    WATCH.add(PermitOpinion, shown=("sha256", "given_by"))
    WATCH.add(Hearing, shown=("key", "opened_by"))
    WATCH.add(Cooperation, shown=("key", "proposed_by"))
    WATCH.add(CooperationPart, shown=("consent", "answered_by"))
    WATCH.add(BoardSeat, Presence)
    WATCH.add(Meeting, shown=("key", "state"))
    WATCH.add(Item, shown=("presenter", "late"))
    WATCH.add(Motion, shown=("by",))
    WATCH.add(Ballot, Vote, Dissent)
    WATCH.add(BoardDecision, shown=("record_number", "decided_by"))
    WATCH.add(Adjustment, shown=("sha256",))
    WATCH.add(Minutes, shown=("sha256", "pdf_sha256"))
    WATCH.add(AppealText, shown=("kind", "lawyer", "entered_by"))
    WATCH.add(Signature, shown=("way", "sha256", "file_sha256", "entered_by"))
    WATCH.add(Dispatch, shown=("sent_by",))
    WATCH.add(PartyDecision, shown=("sha256", "pdf_sha256"))
    WATCH.add(PublishedDecision)
    WATCH.add(BoardPaper, shown=("sha256", "pdf_sha256", "word_sha256"))
    WATCH.add(Slip, shown=("was", "is_now", "noted_by"))
    WATCH.add(PermitMatter, shown=("key", "kind", "state", "next_day"))
    WATCH.add(MatterNote, HolderReply, shown=("written_by",))
    WATCH.add(PermitDecision, shown=("record_number", "entered_by"))
    WATCH.add(Exemption, shown=("condition",))
    WATCH.add(DiariumRow, shown=("number", "document", "read_by"))
    WATCH.leave_out(DiariumDifference, because="it is compared anew each hour and after each list")
    WATCH.add(OriginalDecision, shown=("record_number", "sha256", "entered_by"))
