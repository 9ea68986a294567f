"""How patients are referred to each unit: what the units tell, and which units there are to tell it."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from nhv.language.order import swedish_order
from nhv.register import kept
from nhv.register.models import Area, AreaDocument, Organisation, Permit, ReferralInformation
from nhv.specification.kept import is_stale
from nhv.specification.referrals import ReferralFacts, Telephone

MOST_UNITS = 2_000


@dataclass(frozen=True)
class Referral(kept.Told[ReferralFacts]):
    """What a unit tells of how patients are referred to it."""

    @property
    def acute_is_untried(self) -> bool:
        """Whether nobody has tried the number for what cannot wait in a long time."""
        return self.facts.acute is not None and self.facts.acute.is_untried(timezone.localdate())

    @property
    def acute_should_be_tried(self) -> bool:
        """Whether it is time to ring that number again."""
        return self.facts.acute is not None and self.facts.acute.should_be_tried(timezone.localdate())


@dataclass(frozen=True)
class Unit:
    """Where one turns in one area: what an editor keeps the information of."""

    area: Area
    area_name: str
    holder: Organisation
    referral: Referral | None


# Area's key and an organisation's primary key → what is told there.
Referrals = Mapping[tuple[str, int], Referral]
NOTHING_TOLD: Referrals = {}


def current() -> QuerySet[ReferralInformation]:
    """What holds now of every unit."""
    return kept.current(ReferralInformation)


def referrals(of: QuerySet[ReferralInformation] | None = None) -> dict[tuple[str, int], Referral]:
    """What the units tell now. One query."""
    rows = (current() if of is None else of).select_related("area", "confirmed_for")
    return {(row.area.key, row.holder_id): told_by(row) for row in rows}


def telephones_by_area() -> dict[str, list[tuple[str, Telephone]]]:
    """Area's key → each unit's name with its first number, that for what cannot wait before others. One query."""
    found: defaultdict[str, list[tuple[str, Telephone]]] = defaultdict(list)
    for row in current().select_related("area", "holder"):
        numbers = [row.facts.acute, *row.facts.telephones]
        if first := next(filter(None, numbers), None):
            found[row.area.key].append((row.holder.name, first))
    return dict(found)


def told_at(told: Referrals, area_key: str, place: Organisation) -> Referral | None:
    """What is told at the place, or, where it tells nothing itself, at the nearest organisation that it lies in: the
    unit, else its hospital, else the region."""
    at: Organisation | None = place
    while at is not None and told:
        if found := told.get((area_key, at.pk)):
            return found
        at = at.parent if at.kind != Organisation.Kind.REGION else None
    return None


def told_by(row: ReferralInformation) -> Referral:
    """One row as everybody may read it."""
    return Referral(**vars(kept.told_by(row, row.facts)))


def units(organisations: Collection[int] | None, *, area: str = "", holder: str = "") -> list[Unit]:
    """The units that have a permit today or ahead, at these organisations (everywhere when None), by holder and area.

    `area` and `holder` (keys) narrow it to one. Four queries.
    """
    permits = _permits(organisations)
    if area:
        permits = permits.filter(area__key=area)
    places = list(permits.values_list("area", "turn_to_id").distinct())
    areas = Area.objects.in_bulk({area for area, _holder in places})
    at = Organisation.objects.filter(key=holder) if holder else Organisation.objects.all()
    holders = at.select_related("parent").in_bulk({holder for _area, holder in places})
    names = _names(areas)
    told = referrals(current().filter(area__in=areas))
    found = [
        Unit(areas[area], names[area], holders[holder], told.get((areas[area].key, holder)))
        for area, holder in places[:MOST_UNITS]
        if holder in holders
    ]
    return sorted(found, key=lambda unit: (swedish_order(unit.holder.name), swedish_order(unit.area_name)))


def unit(organisations: Collection[int] | None, *, area: str, holder: str) -> Unit | None:
    """One of them, or nothing when it has no permit or lies out of reach."""
    return next(iter(units(organisations, area=area, holder=holder)), None)


def has_permit(area: Area, holder: Organisation) -> bool:
    """Whether somebody who refers in this area turns here: a permit is in force or ahead, with this as its place."""
    return _permits([holder.pk]).filter(area=area).exists()


def suggested(area: Area) -> tuple[str, ...]:
    """What the area's document says that a referral must hold: what a unit may begin from."""
    document = AreaDocument.objects.filter(area=area).newest_first()[0]
    return tuple(datum for pathway in document.specification.pathways for datum in pathway.referral_data)


def stale_by_holder(day: date) -> dict[Organisation, list[Unit]]:
    """Holder → those of its units whose information is more than a year old on a day."""
    return _by_holder(lambda told: is_stale(told.confirmed_on, day))


def untried_by_holder(day: date) -> dict[Organisation, list[Unit]]:
    """Holder → those of its units whose number for what cannot wait should be rung again on a day."""
    return _by_holder(lambda told: told.facts.acute is not None and told.facts.acute.should_be_tried(day))


def _by_holder(asks: Callable[[Referral], bool]) -> dict[Organisation, list[Unit]]:
    found: defaultdict[Organisation, list[Unit]] = defaultdict(list)
    for each in units(None):
        if each.referral and asks(each.referral):
            found[each.holder].append(each)
    return dict(found)


def _permits(organisations: Collection[int] | None) -> QuerySet[Any]:
    """The permits of today and ahead, with where one turns; those at these organisations, unless all are meant."""
    today = timezone.localdate()
    held = Permit.objects.known().filter(Q(valid_until__isnull=True) | Q(valid_until__gte=today)).with_place()
    return (held if organisations is None else held.filter(turn_to_id__in=organisations)).order_by()


def _names(areas: Collection[int]) -> dict[int, str]:
    """Area → the name in its newest document."""
    documents = AreaDocument.objects.filter(area__in=areas).order_by(
        F("in_force_from").asc(nulls_first=True), "version", "edition"
    )
    return dict(documents.values_list("area", "name"))
