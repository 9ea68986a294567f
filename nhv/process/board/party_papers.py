"""What each applicant gets of a decision, as a text: what is signed, and then sent word for word."""

from dataclasses import dataclass

from django.utils import timezone

from nhv.derived.board_minutes import changes_in_words, cooperations_in_words
from nhv.derived.permit_decision import Paper, permit_decision
from nhv.filings.models import Filing
from nhv.language.dates import date_in_words
from nhv.process.board.cases import case_of
from nhv.process.board.matter_papers import matter_writing
from nhv.process.board.minutes import others_at, seat_names
from nhv.process.board.models import AppealText, BoardDecision
from nhv.process.permits.acts import permit_of
from nhv.process.weighing.queries import called
from nhv.rules.refusals import Refused
from nhv.specification.area import Area
from nhv.specification.deadlines import SWEDEN
from nhv.specification.layers import sha256_of
from nhv.specification.motion import ForApplicant, MatterOutcome, Motion, Outcome, left_out, matter_outcome, starting
from nhv.specification.writing import Writing


@dataclass(frozen=True)
class PartyPaper:
    """One party's decision: whose (by application, or by the matter of a holder), the text, and the text as it is kept,
    with its sha256."""

    name: str
    key: str
    filing: Filing | None
    writing: Writing
    content: str
    sha256: str


def party_papers(decision: BoardDecision) -> list[PartyPaper]:
    """All of them, as they stand now. Raises Refused for a kind whose text about appeal no lawyer has confirmed."""
    if decision.item.matter_id:
        return [_of_holder(decision)]
    return [_paper(decision, one) for one in decision.motion.said.applicants]


def _of_holder(decision: BoardDecision) -> PartyPaper:
    matter = decision.item.held
    appeal = _appeal(matter_outcome(decision.motion.said))
    writing = matter_writing(decision, deciders=_deciders(decision), present=others_at(decision), appeal=appeal)
    return _kept(permit_of(matter).holder.name, matter.key, None, writing)


def _deciders(decision: BoardDecision) -> tuple[str, ...]:
    names = seat_names(decision.item.meeting.board)
    return tuple(f"{each['name']}, {names.get(each['seat'], each['seat'])}" for each in decision.serving)


def _kept(name: str, key: str, filing: Filing | None, writing: Writing) -> PartyPaper:
    content = writing.model_dump_json()
    return PartyPaper(name, key, filing, writing, content, sha256_of(content))


def with_conditions(area: Area, said: Motion) -> Area:
    """The area's document with its conditions as the board has decided them, under the keys they have always had."""
    changed = {one.key: one for one in said.conditions}
    kept = []
    for condition in area.conditions:
        one = changed.get(condition.key)
        if one is None or one.text is not None:
            words = {"text": one.text} if one and one.text else {}
            kept.append(condition.model_copy(update={"stage": "decided", **words}))
    keys = {one.key for one in kept}
    kept += [one.condition for one in said.conditions if one.change == "add" and one.key not in keys]
    return area.model_copy(update={"conditions": tuple(kept)})


def _paper(decision: BoardDecision, one: ForApplicant) -> PartyPaper:
    item, area = decision.item, decision.item.applied_in.document.specification
    filing = Filing.objects.select_related("organisation").get(key=one.application)
    subs = {each.key: each.text for each in area.sub_permits}
    conditions = {each.key: each.text for each in area.conditions}
    writing = permit_decision(
        Paper(
            area=area.name,
            applicant=called(filing),
            one=one,
            sub_permits=tuple(f"{subs[key]}{starting(one, key)}" for key in one.sub_permits),
            left_out=left_out(one, subs),
            conditions=tuple(each.text for each in with_conditions(area, decision.motion.said).conditions),
            together=tuple(map(str, cooperations_in_words(decision.motion.said, case_of(item).names()))),
            changes=tuple(map(str, changes_in_words(decision.motion.said, conditions))),
            reasons=decision.reasons,
            day=date_in_words(timezone.localdate(decision.decided_at, SWEDEN)),
            deciders=_deciders(decision),
            presenter=item.presenter,
            present=others_at(decision),
            appeal=_appeal(one.outcome),
            paragraph=item.paragraph,
            record_number=decision.record_number,
            dissents=tuple(f"{each.user.name}: {each.words}" for each in decision.dissents.select_related("user")),
        )
    )
    return _kept(called(filing), filing.key, filing, writing)


def _appeal(kind: Outcome | MatterOutcome) -> str:
    found = AppealText.objects.filter(kind=kind).order_by("-pk").first()
    if found is None:
        raise Refused(
            "appeal_text_unconfirmed",
            "Ingen jurist har bekräftat vad ett beslut av slaget ”{kind}” säger om överklagande. Det kan inte skickas.",
            kind=kind.value,
        )
    return found.text
