"""What a decision on a case means for what already stands, and the decision that it corrects."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from nhv.derived.decision_meaning import Called, Held, decision_means
from nhv.filings.models import Filing
from nhv.language.faults import Fragment
from nhv.process.cases.models import Case
from nhv.process.cases.moves import CaseState
from nhv.process.decisions.models import DefinitionDecision
from nhv.process.drafting.queries import newest_text
from nhv.register.models import AreaDocument, Call, CallState, Permit
from nhv.specification.area import Area
from nhv.specification.changes import Change, changes
from nhv.specification.deadlines import SWEDEN
from nhv.specification.layers import sha256_of

MOST_CHANGES, MOST_DECISIONS = 400, 50
# What every decision says anew, whatever it changes.
OF_THE_DECISION = frozenset({"decision", "in_force_from", "stage"})


def meaning_of(case: Case, now: datetime) -> tuple[Fragment, ...]:
    """What it means that the newest frozen text is decided: empty for an area that has no decision yet. Six queries at
    most, however many permits and applications."""
    text, before = newest_text(case), in_the_register(case)
    if before is None or text is None:
        return ()
    return decision_means(before, text.area, _held(case, now), _called(case, now))


def seal_of(meaning: Sequence[Fragment]) -> str:
    """What who decides shows to have read: another one when something of it has changed since."""
    return sha256_of("\n".join(map(str, meaning)))


def decision_on(case: Case) -> DefinitionDecision | None:
    """The decision on this case, with those that it changes and that change it. One query."""
    linked = DefinitionDecision.objects.select_related(
        "document", "text", "corrects__case", "corrected__case", "corrected__document"
    )
    return linked.filter(case=case).first()


def corrected_by(case: Case) -> DefinitionDecision | None:
    """The decision that this case's own would correct, or has corrected: the last one on its area before it."""
    before = DefinitionDecision.objects.filter(case__area=case.area).exclude(case=case)
    return before.select_related("case").first() if case.area is not None else None


def what_it_changes(decision: DefinitionDecision) -> tuple[Change, ...]:
    """What a decision changes in the definition that was in the register before it; nothing for a first one, and for
    one that is withdrawn whole. One query."""
    if decision.repeals:
        return ()
    earlier = AreaDocument.objects.filter(area=decision.document.area_id, version__lt=decision.document.version)
    before = earlier.order_by("-version", "-edition").first()
    if before is None:
        return ()
    found = changes(before.specification, decision.text.area)[:MOST_CHANGES]
    return tuple(one for one in found if one.kind != "editorial" and one.field not in OF_THE_DECISION)


def in_the_register(case: Case) -> Area | None:
    """The text of the case's area that the register has now, if any. One query."""
    return case.area.documents.newest_first()[0].specification if case.area is not None else None


def case_behind(document: AreaDocument) -> Case | None:
    """The case in which what this version says was decided last. What was decided before there were cases has the one
    it was taken up as, if any: a case that is about to change the area is another. Two queries."""
    if last := decision_behind(document):
        return last.case
    taken_up = Case.objects.filter(area=document.area_id, state=CaseState.REGISTER)
    return taken_up.order_by("opened_at", "pk").first()


def decision_behind(document: AreaDocument) -> DefinitionDecision | None:
    """The decision, taken here, on the definition that this version has. One query."""
    decided = DefinitionDecision.objects.filter(
        document__area=document.area_id, document__version__lte=document.version
    )
    return decided.select_related("case").order_by("-document__version").first()


def decisions_on_area(area: str, until: date) -> list[DefinitionDecision]:
    """What has been decided here on an area's definition, to the end of a day, the latest first. One query."""
    found = DefinitionDecision.objects.filter(document__area__key=area, decided_on__lte=until)
    return list(found.select_related("case").order_by("-decided_at")[:MOST_DECISIONS])


def before_a_repeal(case: Case, now: datetime) -> tuple[Fragment, ...]:
    """What must be done before the case's definition can be withdrawn, then what falls with it. Five queries at most,
    however many permits and applications."""
    held, called = _held(case, now), _called(case, now)
    said = [
        Fragment("En utlysning är ute, med sista dag {day}. Återkalla den först.", day=one.last_day)
        if one.last_day
        else Fragment("En utlysning är ute. Återkalla den först.")
        for one in called
        if one.is_out
    ]
    if holders := sorted({one.holder for one in held}):
        said.append(
            Fragment(
                "Har tillstånd: {holders}. Nämnden beslutar först när de upphör, senast den sista dagen.",
                holders=", ".join(holders),
            )
        )
    return (*said, *falls_with_it(sum(one.received for one in called)))


def falls_with_it(applications: int) -> tuple[Fragment, ...]:
    """What is lost to those who have applied, when the definition is withdrawn."""
    said = Fragment(
        "Ansökningar som har kommit in: {number}. De kan inte längre leda till tillstånd.", number=applications
    )
    return (said,) if applications else ()


def decided_corrections() -> list[DefinitionDecision]:
    """The decisions that change or withdraw a decided definition, everywhere, the latest first. One query."""
    # The first definition of some was decided before there were decisions here.
    found = DefinitionDecision.objects.filter(Q(corrects__isnull=False) | Q(document__version__gt=1))
    return list(found.select_related("case", "corrects", "document__area").defer("document__content")[:MOST_DECISIONS])


def _held(case: Case, now: datetime) -> list[Held]:
    today = timezone.localdate(now, SWEDEN)
    given = Permit.objects.known().filter(Q(valid_until__isnull=True) | Q(valid_until__gte=today), area=case.area)
    return [Held(one.holder.name, tuple(one.sub_permits)) for one in given.select_related("holder")]


def applications_waiting(case: Case) -> int:
    """How many applications that stand have come in under calls of the case's area. Two queries."""
    return sum(one.received for one in _called(case, timezone.now()))


def _called(case: Case, now: datetime) -> list[Called]:
    calls = list(Call.cases.made_here().filter(area=case.area, state__in=(CallState.PUBLISHED, CallState.CLOSED)))
    stands = Filing.objects.filter(kind="application", received_at__isnull=False, withdrawn_at__isnull=True)
    received = Counter(stands.filter(about__in=[call.key for call in calls]).values_list("about", flat=True))
    return [
        Called(
            call.facts.deadline,
            call.closes_at is not None and call.closes_at > now,
            received[call.key],
            is_out=call.state == CallState.PUBLISHED,
        )
        for call in calls
    ]
