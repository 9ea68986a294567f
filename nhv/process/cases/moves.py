"""How a case moves. The first four steps are moved by hand; from the decision on the register says where it stands."""

from collections.abc import Iterator
from enum import StrEnum

from nhv.language.faults import Fragment
from nhv.rules.moves import Move, Process
from nhv.rules.steps import Step


class CaseState(StrEnum):
    """Where a case is. `register`: its definition is decided, and calls and permits tell the rest."""

    MAPPING = Step.MAPPING.value
    REVIEW = Step.REVIEW.value
    CONSULTATION = Step.CONSULTATION.value
    DECISION = Step.DECISION.value
    REGISTER = "register"
    WITHDRAWN = "withdrawn"


BY_HAND = (CaseState.MAPPING, CaseState.REVIEW, CaseState.CONSULTATION, CaseState.DECISION)
WITH_REASON = "med skäl, som alla kan läsa"
REPEALABLE = "området är beslutat; ingen har tillstånd efter sista dagen och ingen utlysning är öppen"


def _everywhere() -> Iterator[Move]:
    """What can be done at each of the steps that are moved by hand."""
    for state in BY_HAND:
        yield Move("plan", state, state, "case.plan", "inget steg börjar före det förra är slut")
        yield Move("pause", state, state, "case.pause", f"inte pausat, {WITH_REASON}")
        yield Move("resume", state, state, "case.pause", "pausat")
        yield Move("withdraw", state, CaseState.WITHDRAWN, "case.withdraw", WITH_REASON)


CASE = Process(
    states={
        CaseState.MAPPING: Fragment("under kartläggning"),
        CaseState.REVIEW: Fragment("under genomlysning"),
        CaseState.CONSULTATION: Fragment("på remiss"),
        CaseState.DECISION: Fragment("inför Socialstyrelsens beslut"),
        CaseState.REGISTER: Fragment("beslutat"),
        CaseState.WITHDRAWN: Fragment("avslutat utan definition"),
    },
    moves=(
        Move("review", CaseState.MAPPING, CaseState.REVIEW, "case.move", "en sakkunniggrupp är utsedd"),
        Move("consult", CaseState.REVIEW, CaseState.CONSULTATION, "case.move", "gruppens text är fryst"),
        Move("send_back", CaseState.CONSULTATION, CaseState.REVIEW, "case.move", WITH_REASON),
        Move(
            "extend",
            CaseState.CONSULTATION,
            CaseState.CONSULTATION,
            "case.plan",
            "till en senare dag, med skäl, lika för alla",
        ),
        Move("prepare_decision", CaseState.CONSULTATION, CaseState.DECISION, "case.move", "remisstiden är slut"),
        Move(
            "conclude_review",
            CaseState.REVIEW,
            CaseState.DECISION,
            "case.move",
            f"texten är fryst, och har varit på remiss eller rättar en beslutad definition; {WITH_REASON}",
        ),
        Move("send_back", CaseState.DECISION, CaseState.REVIEW, "case.move", WITH_REASON),
        Move("decide", CaseState.DECISION, CaseState.REGISTER, "case.decide", "gruppens text är fryst"),
        *(
            Move("repeal", state, CaseState.REGISTER, "case.decide", f"{REPEALABLE}; {WITH_REASON}")
            for state in (CaseState.MAPPING, CaseState.REVIEW, CaseState.DECISION)
        ),
        Move("plan", CaseState.REGISTER, CaseState.REGISTER, "case.plan", "inget steg börjar före det förra är slut"),
        Move("draft", CaseState.REVIEW, CaseState.REVIEW, "draft.write", "intressen är anmälda, delen är oförändrad"),
        *(
            Move("comment", state, state, "draft.comment")
            for state in (CaseState.REVIEW, CaseState.CONSULTATION, CaseState.DECISION)
        ),
        *(
            Move("opinion", state, state, "opinion.give", "avges när remisstiden är slut för alla")
            for state in (CaseState.CONSULTATION, CaseState.DECISION)
        ),
        *(
            Move("freeze", state, state, "draft.freeze", "texten har en punkt och ett antal enheter")
            for state in (CaseState.REVIEW, CaseState.DECISION)
        ),
        *_everywhere(),
    ),
)
