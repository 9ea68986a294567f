"""An obvious slip in a decision that is sent is marked as such (SFS 2017:900, 36 §). Nothing else in it is changed:
what the board wants otherwise takes a decision of its own."""

import json
from datetime import datetime

from nhv.accounts import access, telling
from nhv.process.board.meetings import record
from nhv.process.board.models import MOST_NAME, BoardDecision, Dispatch, PartyDecision, Slip
from nhv.process.weighing.models import MOST_WHY
from nhv.records.acts import one_transaction
from nhv.register.memory import DIARY
from nhv.rules.actor import Actor
from nhv.rules.reasons import bounded, reason
from nhv.rules.refusals import Refused

MOST_SLIPS = 20
OF_HOLDER = ("own_permit_matter", "permit_matter.see_own")


def mark_slip(*, decision: BoardDecision, was: str, is_now: str, why: str, by: Actor, now: datetime) -> Slip:
    """Where the decision said `was`, it is to say `is_now`. The parties are told. Raises Refused for words that no
    paper of the decision holds."""
    with one_transaction(Slip):
        DIARY.take_turn()
        access.check_case(by, "board.send", decision.item.scope)
        if not Dispatch.objects.filter(decision=decision).exists():
            raise Refused("slip_before_sent", "Beslutet är inte skickat, så det finns inget att rätta.")
        old, new, words = bounded(was, MOST_NAME), bounded(is_now, MOST_NAME), bounded(reason(why), MOST_WHY)
        if not old or not new or old == new:
            raise Refused("slip_says_nothing", "Skriv vad som står, och vad som ska stå i stället.")
        papers = list(
            PartyDecision.objects.filter(decision=decision).select_related("filing__organisation", "matter__holder")
        )
        if not any(_holds(one, old) for one in papers):
            raise Refused("slip_not_found", "Orden ”{was}” står inte i beslutet.", was=old)
        if Slip.objects.filter(decision=decision).count() >= MOST_SLIPS:
            raise Refused("too_many_slips", "Beslutet har redan {most} rättelser.", most=MOST_SLIPS)
        made = Slip.objects.create(decision=decision, was=old, is_now=new, why=words, noted_by=str(by), noted_at=now)
        for one in papers:
            _tell(one, made)
        record("slip_marked", decision.item.meeting, by, item=decision.item.number, slip=made.pk)
        return made


def _holds(paper: PartyDecision, words: str) -> bool:
    return json.dumps(words, ensure_ascii=False)[1:-1] in paper.content


def _tell(paper: PartyDecision, slip: Slip) -> None:
    page, activity = ("party_decision", "application.read_own") if paper.filing else OF_HOLDER
    telling.tell(
        telling.people_at(paper.party.key, activity),
        kind="decision_slip",
        subject=f"En skrivning i beslutet om {'er ansökan' if paper.filing else 'ert tillstånd'} är rättad",
        text=f"Rättelsen står vid beslutet: {telling.link(page, key=paper.name)}",
        about=f"{paper.name}:{slip.pk}",
    )
