"""What has been published of what was filed, for everybody; and what waits to be, for those who may see it."""

from collections.abc import Sequence

from django.db.models import QuerySet

from nhv.accounts import access
from nhv.filings.kinds import KINDS
from nhv.filings.models import Filing
from nhv.masking.kinds import PUBLISHED
from nhv.masking.models import Masking
from nhv.masking.moves import MaskingState
from nhv.rules.actor import Actor


def published(kinds: Sequence[str], about: str) -> list[Masking]:
    """What everybody may read of what answers one thing: of each filing the newest version that is published, and
    nothing of what is withdrawn. One query."""
    rows = _public().filter(version__filing__kind__in=kinds, version__filing__about=about)
    newest = {one.version.filing.pk: one for one in rows.order_by("version__number")}
    return list(newest.values())


def published_one(number: int) -> Masking | None:
    """One of them, or nothing. One query."""
    return _public().filter(pk=number).first()


def maskings(by: Actor) -> "QuerySet[Masking]":
    """Those that `by` may see, whatever their state; nothing in a case that they are kept out of."""
    reached = access.reach(by, "masking.see")
    rows = _near()
    if not reached.everything:
        return rows.none()
    for kind in PUBLISHED if reached.barred else ():
        shut = Filing.objects.filter(KINDS[kind].within(reached.barred), kind=kind)
        rows = rows.exclude(version__filing__in=shut)
    return rows


def _public() -> "QuerySet[Masking]":
    standing = _near().filter(state=MaskingState.PUBLISHED, version__filing__withdrawn_at__isnull=True)
    return standing.defer("version__answers", "version__receipt")


def _near() -> "QuerySet[Masking]":
    return Masking.objects.select_related("version__filing__organisation", "version__outline")
