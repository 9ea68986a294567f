"""How a proposal moves on the gross list (bruttolistan)."""

from enum import StrEnum

from nhv.language.faults import Fragment
from nhv.rules.moves import Move, Process


class ProposalState(StrEnum):
    """What has become of a proposal."""

    LISTED = "listed"
    MERGED = "merged"
    DECLINED = "declined"
    STARTED = "started"
    TAKEN_BACK = "taken_back"


PROPOSAL = Process(
    states={
        ProposalState.LISTED: Fragment("på listan"),
        ProposalState.MERGED: Fragment("sammanfört med ett annat"),
        ProposalState.DECLINED: Fragment("avböjt"),
        ProposalState.STARTED: Fragment("påbörjat"),
        ProposalState.TAKEN_BACK: Fragment("återtaget"),
    },
    moves=(
        Move("merge", ProposalState.LISTED, ProposalState.MERGED, "proposal.handle", "det andra står på listan"),
        Move("decline", ProposalState.LISTED, ProposalState.DECLINED, "proposal.handle", "med skäl"),
        Move("start", ProposalState.LISTED, ProposalState.STARTED, "proposal.handle", "ett ärende öppnas"),
        Move("take_back", ProposalState.LISTED, ProposalState.TAKEN_BACK, "proposal.make", "med skäl"),
    ),
)
