"""The clock of re-examination: when each permit that the board has given here is to be looked at again."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from nhv.language.dates import months_after
from nhv.process.board.models import PublishedDecision
from nhv.process.permits.models import PermitMatter
from nhv.process.permits.moves import MatterKind
from nhv.process.permits.queries import address_of, held_permits
from nhv.register.general import general
from nhv.register.models import Permit
from nhv.specification.deadlines import SWEDEN

MOST_ROWS = 500


@dataclass(frozen=True)
class Due:
    """A permit in force, when it is to be re-examined, and when that was last done, if it has been."""

    permit: Permit
    day: date
    last: date | None

    @property
    def address(self) -> str:
        """What the permit is called in an address."""
        return address_of(self.permit)


def re_examinations(day: date) -> list[Due]:
    """All that were given here and are in force on a day, but for those in which a re-examination is open; what is due
    first stands first. Of permits from before us nobody here knows how they have been followed up. Three queries."""
    given = _given_here()
    if not given:
        return []
    known = held_permits(day).filter(valid_from__lte=day).annotate(named=_name("area__key"))
    permits = {one.key: one for one in known.filter(named__in=given)[:MOST_ROWS]}
    last, is_open = _examined(permits)
    months = general().board.re_examination.months
    found = [
        Due(one, months_after(last.get(key) or one.valid_from or day, months), last.get(key))
        for key, one in permits.items()
        if key not in is_open
    ]
    return sorted(found, key=lambda one: (one.day, one.permit.key))


def due_before(day: date, *, today: date) -> list[Due]:
    """Those of them that are due before a day. Three queries."""
    return [one for one in re_examinations(today) if one.day < day]


def _given_here() -> set[str]:
    of_calls = PublishedDecision.objects.filter(decision__item__call__isnull=False)
    return {key for keys in of_calls.values_list("permits", flat=True) for key in keys}


def _name(area: str) -> Concat:
    """What the diary calls a permit, made of its columns."""
    return Concat(F(area), Value(":"), Cast("number", CharField()))


def _examined(permits: Collection[str]) -> tuple[dict[str, date], set[str]]:
    """When each was last re-examined, and those in which a re-examination is open. One query."""
    about = PermitMatter.objects.filter(kind=MatterKind.RE_EXAMINATION.value).annotate(named=_name("area__key"))
    last: dict[str, date] = {}
    is_open = set()
    for name, ended_at in about.filter(named__in=permits).order_by("ended_at").values_list("named", "ended_at"):
        if ended_at is None:
            is_open.add(name)
        else:
            last[name] = timezone.localdate(ended_at, SWEDEN)
    return last, is_open
