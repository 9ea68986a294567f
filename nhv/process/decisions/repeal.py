"""Socialstyrelsen withdraws a definition that it has decided: the care is national no longer after a last day."""

from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from nhv.process.cases.acts import check_movable, moved
from nhv.process.cases.models import Case
from nhv.process.decisions.acts import checked_number, enter_decision
from nhv.process.decisions.documents import SignedOff
from nhv.process.decisions.models import DefinitionDecision
from nhv.process.decisions.queries import applications_waiting, corrected_by, falls_with_it, in_the_register
from nhv.process.drafting.models import FrozenText
from nhv.process.drafting.queries import latest_number
from nhv.records.acts import one_transaction
from nhv.register.acts.documents import publish_document
from nhv.register.models import Call, CallState, Permit
from nhv.rules.actor import Actor
from nhv.rules.reasons import reason as checked_reason
from nhv.rules.refusals import Refused
from nhv.specification.area import Area
from nhv.specification.deadlines import SWEDEN
from nhv.specification.layers import canonical_text, sha256_of


def repeal_definition(
    *, case: Case, record_number: str, last_day: date, reason: str, signed: SignedOff, by: Actor, now: datetime
) -> DefinitionDecision:
    """The case's area is withdrawn: its definition is in force until and with `last_day`, and the register says so in a
    version of its own, in the transaction of the decision. Nobody may have a permit after that day, and no call be
    open: who decides on those does it first. Raises Refused, and then nothing is done."""
    with one_transaction(Case):
        case = check_movable("repeal", case, by)
        before, why, number = _in_force(case), checked_reason(reason), checked_number(record_number)
        _check_last_day(before, last_day, timezone.localdate(now, SWEDEN))
        _check_nobody_is_left(case, last_day)
        area = before.model_copy(update={"in_force_until": last_day})
        # Before the document is another: what it is made of is told by the register as it stands.
        meaning = falls_with_it(applications_waiting(case))
        published = publish_document(area=area, by=by, why=f"Beslut {number}")
        text = _frozen(case, area, by, now)
        decision = enter_decision(
            case=case,
            text=text,
            document=published.document,
            record_number=number,
            in_force_from=last_day + timedelta(days=1),
            reason=why,
            corrects=corrected_by(case),
            meaning=meaning,
            signed=signed,
            owed={},
            by=by,
            now=now,
        )
        told = {"last_day": last_day, "record_number": number, "sha256": text.sha256}
        moved("repeal", case, by=by, why=why, payload=told)
        return decision


def _in_force(case: Case) -> Area:
    """What the register says of the case's area. Raises Refused for one that nobody has decided, or has ended."""
    before = in_the_register(case)
    if before is None:
        raise Refused(
            "nothing_to_repeal", "Området är inte beslutat, så det finns inget att upphäva. Avsluta ärendet i stället."
        )
    if before.in_force_until is not None:
        raise Refused("repealed_already", "Området är redan upphävt, från och med dagen efter sista dagen.")
    return before


def _check_last_day(before: Area, last_day: date, today: date) -> None:
    first = max(today, before.in_force_from or today)
    if last_day < first:
        raise Refused(
            "last_day_impossible",
            "Sista dagen, {day}, är för tidig. Välj {first} eller senare: inte före i dag, och inte före den dag då "
            "definitionen börjar gälla.",
            day=last_day,
            first=first,
        )


def _check_nobody_is_left(case: Case, last_day: date) -> None:
    """The board decides on permits; nobody else ends them by the way."""
    later = Q(valid_until__isnull=True) | Q(valid_until__gt=last_day)
    left = Permit.objects.known().filter(later, area=case.area).select_related("holder")
    if holders := sorted({one.holder.name for one in left}):
        raise Refused(
            "permits_after_last_day",
            "Har tillstånd efter den {day}: {holders}. Nämnden beslutar först när de upphör.",
            day=last_day,
            holders=", ".join(holders),
        )
    if Call.cases.made_here().filter(area=case.area, state=CallState.PUBLISHED).exists():
        raise Refused("call_still_out", "En utlysning av området är ute. Återkalla den först.")


def _frozen(case: Case, area: Area, by: Actor, now: datetime) -> FrozenText:
    """What is decided, frozen as every decided text is: the definition with its last day."""
    last, content = case.texts.order_by("-number").first(), canonical_text(area)
    return FrozenText.objects.create(
        case=case,
        number=last.number + 1 if last else 1,
        revision=latest_number(case),
        content=content,
        sha256=sha256_of(content),
        frozen_at=now,
        frozen_by=str(by),
    )
