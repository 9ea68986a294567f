"""Hearings as parties and those who handle the call see them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from nhv.accounts import access
from nhv.filings.models import Filing
from nhv.process.hearings.models import Hearing
from nhv.process.weighing.models import Weighing
from nhv.rules.actor import Actor


def hearings_for(by: Actor) -> "QuerySet[Hearing]":
    """Those in which a region of one's own is a party: it has applied, and not taken it back."""
    return _heard(access.reach(by, "hearing.read_own").keys)


def _heard(regions: Collection[str]) -> "QuerySet[Hearing]":
    filed = Filing.objects.filter(
        kind="application", received_at__isnull=False, withdrawn_at__isnull=True, organisation_id__in=regions
    )
    mine = Hearing.objects.filter(weighing__call__key__in=filed.values("about"))
    return mine.select_related("weighing__call", "opinion").order_by("-closes_at")


def to_reply_to(by: Actor, now: datetime, activity: str = "hearing.read_own") -> "QuerySet[Hearing]":
    """Those of them that are open, and in which no region of one's own has sent its reply; the first to close first."""
    regions = access.reach(by, activity).keys
    replied = Filing.objects.filter(
        kind="hearing", received_at__isnull=False, withdrawn_at__isnull=True, organisation_id__in=regions
    )
    found = _heard(regions).filter(closes_at__gt=now).exclude(key__in=replied.values("about"))
    return found.order_by("closes_at", "pk")


def is_party(hearing: Hearing, organisation: str) -> bool:
    """Whether this region has applied, and not taken it back. One query."""
    filed = Filing.objects.filter(kind="application", about=hearing.weighing.call.key, organisation_id=organisation)
    return filed.filter(received_at__isnull=False, withdrawn_at__isnull=True).exists()


def heard_until(weighing: Weighing) -> datetime | None:
    """The first instant after the last hearing, or nothing where nobody was heard. One query."""
    return Hearing.objects.filter(weighing=weighing).order_by("-closes_at").values_list("closes_at", flat=True).first()


@dataclass(frozen=True)
class Heard:
    """A hearing, and the names of those who were asked: who has replied to it, and who has not."""

    hearing: Hearing
    replied: tuple[str, ...]
    silent: tuple[str, ...]


def heard_in(weighing: Weighing, filed: Sequence[Filing]) -> list[Heard]:
    """The hearings of those who have applied (`filed`), the latest first. Two queries."""
    regions = {one.organisation.pk: one.organisation.name for one in filed if one.organisation}
    replied: dict[str, set[int]] = {}
    for one in replies_in(weighing):
        if one.organisation:
            replied.setdefault(one.about, set()).add(one.organisation.pk)

    def names(of: Iterable[int]) -> tuple[str, ...]:
        return tuple(name for region, name in regions.items() if region in set(of))

    return [
        Heard(one, names(replied.get(one.key, ())), names(regions.keys() - replied.get(one.key, set())))
        for one in Hearing.objects.filter(weighing=weighing)
    ]


def replies_in(weighing: Weighing) -> list[Filing]:
    """The replies that have come. One query."""
    keys = Hearing.objects.filter(weighing=weighing).values("key")
    received = Filing.objects.filter(kind="hearing", about__in=keys, received_at__isnull=False)
    return list(received.filter(withdrawn_at__isnull=True).select_related("organisation"))
