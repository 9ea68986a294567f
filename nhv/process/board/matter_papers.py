"""What the holder of a permit gets of a decision on a matter in the permit's life, and what comes of it in the register
when it is published."""

from datetime import datetime

from django.utils import timezone

from nhv.derived.board_minutes import in_words
from nhv.derived.matter_decision import MatterPaper, matter_decision
from nhv.language.dates import date_in_words
from nhv.process.board.models import BoardDecision
from nhv.process.permits import acts
from nhv.process.permits.models import PermitDecision, PermitMatter
from nhv.process.permits.moves import GROUNDS, Ground
from nhv.rules.actor import Actor
from nhv.specification.deadlines import SWEDEN
from nhv.specification.motion import MotionKind
from nhv.specification.writing import Writing


def matter_writing(
    decision: BoardDecision, *, deciders: tuple[str, ...], present: tuple[str, ...], appeal: str
) -> Writing:
    """The text that the holder gets."""
    matter, said = decision.item.held, decision.motion.said
    permit = acts.permit_of(matter)
    area = permit.document.specification
    replies = [(_day(one.written_at), one.words) for one in matter.replies.all()]
    return matter_decision(
        MatterPaper(
            title=decision.item.title,
            holder=permit.holder.name,
            unit=permit.turn_to.name,
            ground=GROUNDS[Ground(matter.ground)] if matter.ground else "",
            decided=tuple(
                map(str, in_words(said, {}, {one.key: one.text for one in area.sub_permits}, conditions_of(matter))),
            ),
            reasons=decision.reasons,
            replied=tuple(replies),
            day=_day(decision.decided_at),
            paragraph=decision.item.paragraph,
            record_number=decision.record_number,
            deciders=deciders,
            presenter=decision.item.presenter,
            present=present,
            dissents=tuple(f"{each.user.name}: {each.words}" for each in decision.dissents.select_related("user")),
            appeal=appeal,
        )
    )


def conditions_of(matter: PermitMatter) -> dict[str, str]:
    """The words of the conditions that the matter is about, by key."""
    held = acts.permit_of(matter).conditions
    return {str(one["key"]): str(one["text"]) for one in held if one["key"] in matter.conditions}


def carry_out(decision: BoardDecision, *, by: Actor, now: datetime) -> PermitDecision:
    """What the board decided on the matter is done in the register. A decision without a number is known by its place
    in the minutes."""
    item, said = decision.item, decision.motion.said
    return acts.carry_out(
        matter=item.held,
        said=acts.Decided(
            record_number=decision.record_number or f"{item.paragraph}, {item.meeting.key}"[:60],
            body=item.meeting.board.name,
            decided_on=timezone.localdate(decision.decided_at, SWEDEN),
            granted=said.kind == MotionKind.APPROVE,
            reasons=decision.reasons,
            stages=tuple((one.part, one.last) for one in said.stages),
            turned_on=said.turned_on,
            until=said.until,
        ),
        by=by,
        now=now,
    )


def _day(at: datetime) -> str:
    return date_in_words(timezone.localdate(at, SWEDEN))
