"""Proposals of co-operation as those who weigh and decide see them, and as those concerned do."""

from collections.abc import Mapping

from django.db.models import QuerySet

from nhv.accounts import access
from nhv.process.cooperation.models import Cooperation, CooperationPart
from nhv.process.weighing.models import Weighing
from nhv.process.weighing.moves import WeighingState
from nhv.register.models import Call
from nhv.rules.actor import Actor

MOST_ROWS = 200


def cooperations_in(call: Call) -> "QuerySet[Cooperation]":
    """All that are proposed in a call, with their parts. Two queries."""
    return _near(Cooperation.objects.filter(call=call))


def agreed_in(call: Call) -> list[Cooperation]:
    """Those to which every party has agreed, and that none has left by taking back its application. Two queries."""
    return [one for one in cooperations_in(call) if one.is_agreed and _all_stand(one)]


def own_cooperations(by: Actor) -> "QuerySet[Cooperation]":
    """Those in which a region of one's own is a party, the latest first."""
    return _with_parts(_own_parts(by, "cooperation.see_own")).order_by("-pk")


def to_answer(by: Actor, activity: str = "cooperation.see_own") -> "QuerySet[Cooperation]":
    """Those that a region of one's own has not answered, while the board has not decided; the oldest first."""
    open_ones = _own_parts(by, activity).filter(consent="", filing__withdrawn_at__isnull=True)
    undecided = Weighing.objects.exclude(state=WeighingState.DECIDED).values("call")
    return _with_parts(open_ones).filter(call__in=undecided).order_by("pk")


def _own_parts(by: Actor, activity: str) -> "QuerySet[CooperationPart]":
    return CooperationPart.objects.filter(filing__organisation_id__in=access.reach(by, activity).keys)


def _with_parts(parts: "QuerySet[CooperationPart]") -> "QuerySet[Cooperation]":
    return _near(Cooperation.objects.filter(pk__in=parts.values("cooperation")))


def may_answer(cooperations: "list[Cooperation]") -> Mapping[int, bool]:
    """Whether each is still open, by its number in the table: the board has not decided. One query."""
    calls = {one.call_id for one in cooperations}
    open_calls = set(
        Weighing.objects.filter(call__in=calls).exclude(state=WeighingState.DECIDED).values_list("call", flat=True)
    )
    return {one.pk: one.call_id in open_calls for one in cooperations}


def _all_stand(one: Cooperation) -> bool:
    return all(part.filing.withdrawn_at is None for part in one.parts.all())


def _near(found: "QuerySet[Cooperation]") -> "QuerySet[Cooperation]":
    parts = ("parts__filing__organisation", "parts__filing__place__parent")
    return found.select_related("call__document").prefetch_related(*parts)
