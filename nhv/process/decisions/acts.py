"""Socialstyrelsen decides: the newest frozen text becomes the register's, in the transaction of the decision."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.utils import timezone

from nhv.derived.decision_meaning import for_the_board
from nhv.language.faults import Fragment
from nhv.process.cases.acts import check_movable, moved
from nhv.process.cases.models import Case
from nhv.process.decisions.documents import SignedOff, sign_off, to_explain
from nhv.process.decisions.models import DefinitionDecision
from nhv.process.decisions.queries import corrected_by, in_the_register, meaning_of, seal_of
from nhv.process.drafting.models import FrozenText
from nhv.process.drafting.queries import newest_text
from nhv.records.acts import one_transaction
from nhv.register.acts.documents import publish_document
from nhv.register.models import AreaDocument
from nhv.rules.actor import Actor
from nhv.rules.reasons import passage, shortened
from nhv.rules.refusals import Refused
from nhv.specification.area import Area, Decision
from nhv.specification.changes import Change
from nhv.specification.deadlines import SWEDEN

MOST_REASON = 4_000


def decide_definition(
    *,
    case: Case,
    record_number: str,
    in_force_from: date,
    reason: str = "",
    seen: str = "",
    signed: SignedOff,
    by: Actor,
    now: datetime,
) -> DefinitionDecision:
    """The definition and number of units are decided as in the newest frozen text, published in the register with the
    day they are in force, and the case follows the register from now on.

    It is signed off in the same act: `signed` says who decides and why each part is another than what was sent out,
    and the document is kept with its files. Where it changes a decided definition, `seen` is the seal
    (`queries.seal_of`) of what it means for permits, calls and applications, as it was read. Raises Refused, and then
    nothing is done."""
    with one_transaction(Case):
        case = check_movable("decide", case, by)
        text, today = newest_text(case), timezone.localdate(now, SWEDEN)
        if text is None:
            raise Refused("no_text_to_decide", "Det finns ingen fryst text att besluta om. Frys den först.")
        number = checked_number(record_number)
        if in_force_from < today:
            raise Refused(
                "in_force_before_decided", "Definitionen kan inte gälla från en dag som redan har varit: {day}.",
                day=in_force_from,
            )  # fmt: skip
        if len(reason) > MOST_REASON:
            raise Refused("decision_reason_too_long", "Skälen är för långa: högst {most} tecken.", most=MOST_REASON)
        meaning, before, owed = meaning_of(case, now), in_the_register(case), to_explain(case)
        if meaning and seen != seal_of(meaning):
            raise Refused(
                "meaning_not_read", "Läs först vad beslutet betyder för det som redan gäller. Det kan ha ändrats nyss."
            )
        area = _as_decided(text.area, before, today, number, in_force_from)
        corrects = corrected_by(case)
        published = publish_document(area=area, in_force_from=in_force_from, by=by, why=f"Beslut {number}")
        decision = enter_decision(
            case=case,
            text=text,
            document=published.document,
            record_number=number,
            in_force_from=in_force_from,
            reason=reason,
            corrects=corrects,
            meaning=meaning,
            signed=signed,
            owed=owed,
            by=by,
            now=now,
        )
        document = decision.signed
        told = {
            "text": text.number,
            "sha256": text.sha256,
            "in_force_from": in_force_from,
            "record_number": number,
            "document": document.sha256,
            "pdf": document.pdf_sha256,
            "word": document.word_sha256,
        }
        moved("decide", case, by=by, payload=told)
        return decision


def checked_number(record_number: str) -> str:
    """The decision's number in the official register. Raises Refused for none."""
    number = shortened(record_number)
    if not number or len(number) > 60:
        raise Refused("record_number_impossible", "Skriv diarienumret som det står i diariet, högst 60 tecken.")
    return number


def enter_decision(
    *,
    case: Case,
    text: FrozenText,
    document: AreaDocument,
    record_number: str,
    in_force_from: date,
    reason: str,
    corrects: DefinitionDecision | None,
    meaning: Iterable[Fragment],
    signed: SignedOff,
    owed: Mapping[str, tuple[Change, ...]],
    by: Actor,
    now: datetime,
) -> DefinitionDecision:
    """The decision and its signed document, for an act that has published what is decided and will move the case (which
    it keeps): the case has its area and number from now on, and owes nothing."""
    case.area, case.record_number = document.area, record_number
    case.next_what, case.next_who, case.next_day = "", "", None
    decision = DefinitionDecision.objects.create(
        case=case,
        text=text,
        document=document,
        record_number=record_number,
        decided_on=timezone.localdate(now, SWEDEN),
        in_force_from=in_force_from,
        reason=passage(reason),
        corrects=corrects,
        meaning=[str(one) for one in meaning],
        decided_by=str(by),
        decided_at=now,
    )
    sign_off(decision=decision, said=signed, owed=owed, by=by, now=now)
    return decision


def _as_decided(area: Area, before: Area | None, today: date, number: str, in_force_from: date) -> Area:
    """The text with its decision. Only the board decides conditions and who holds permits: new conditions, and those
    that say otherwise than what it has decided, stay proposals until then; of the others, and of the holders, the
    register says how far they have come, whenever the text was begun."""
    waits, stood = for_the_board(before, area), {one.key: one.stage for one in before.conditions} if before else {}
    conditions = tuple(
        one.model_copy(update={"stage": "consulted" if one.key in waits else stood.get(one.key, one.stage)})
        for one in area.conditions
    )
    holders = {name: getattr(before.completeness, name) for name in ("holders", "vacant")} if before else {}
    return area.model_copy(
        update={
            "completeness": area.completeness.model_copy(update=holders),
            "decision": Decision(date=today, record_number=number),
            "in_force_from": in_force_from,
            "conditions": conditions,
        }
    )
