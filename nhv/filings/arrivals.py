"""When something came, as lists say it: what came in time apart from what has come since."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from nhv.filings.cabinet import Cabinet, cabinet_of
from nhv.filings.tables import FilingBase, FilingVersionBase


@dataclass(frozen=True)
class Came:
    """Of one version: its number, when it came, whether that was late, and which completion it answers, if any."""

    number: int
    at: datetime
    late: bool
    completes: int | None = None


@dataclass(frozen=True)
class Arrival:
    """`newest` is the newest version, `first` the first; `in_time` the newest that came in time and answers no
    completion, where there is one."""

    first: Came
    newest: Came
    in_time: Came | None

    @property
    def counts(self) -> Came:
        """The one by which it is in time; the newest, where none is."""
        return self.in_time or self.newest

    @property
    def since(self) -> Came | None:
        """The newest, where that is another than the one that counts."""
        return self.newest if self.newest != self.counts else None


def counted(filings: QuerySet[Any], cabinet: Cabinet) -> QuerySet[Any]:
    """Each with `newest_number`, that of its newest version, and `newest_completes`, which completion that answers."""
    versions = cabinet.versions._default_manager.filter(filing=OuterRef("pk")).order_by("-number")
    newest = {f"newest_{name}": Subquery(versions.values(name)[:1]) for name in ("number", "completes")}
    found: QuerySet[Any] = filings.annotate(**newest)
    return found


def arrivals(filings: Iterable[FilingBase]) -> dict[str, Arrival]:
    """Filing's key → how its versions came, of those `counted` that have several. One query, or none."""
    found = [one for one in filings if (getattr(one, "newest_number", None) or 0) > 1]
    if not found:
        return {}
    versions: QuerySet[Any] = cabinet_of(found[0]).versions._default_manager.filter(filing__in=found)
    came: defaultdict[int, list[Came]] = defaultdict(list)
    columns = ("filing_id", "number", "received_at", "time_class", "completes")
    for pk, number, at, time_class, completes in versions.order_by("number").values_list(*columns):
        came[pk].append(Came(number, at, time_class == FilingVersionBase.Class.LATE, completes))
    return {one.key: _arrival(came[one.pk]) for one in found if came[one.pk]}


def _arrival(came: list[Came]) -> Arrival:
    in_time = [one for one in came if not one.late and one.completes is None]
    return Arrival(came[0], came[-1], in_time[-1] if in_time else None)
