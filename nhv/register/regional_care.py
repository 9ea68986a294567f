"""Who does the care that is not national: what each region tells of it, and which exclusions there are to tell of."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import JSONField, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils import timezone

from nhv.language.order import swedish_order
from nhv.register import kept, queries
from nhv.register.memory import AREA, register_state
from nhv.register.models import Area, Organisation, RegionalCare
from nhv.specification.area import Exclusion
from nhv.specification.kept import is_stale
from nhv.specification.regional_care import RegionalCareFacts

MOST_LISTED = 5_000

Care = kept.Told[RegionalCareFacts]


@dataclass(frozen=True)
class Excluded:
    """One exclusion of an area's document that is in force: care that the regions do themselves."""

    area: Area
    area_name: str
    exclusion: Exclusion

    @property
    def place(self) -> tuple[str, str]:
        """The keys of area and exclusion."""
        return self.area.key, self.exclusion.key


@dataclass(frozen=True)
class Kept:
    """What one region keeps of one exclusion: `care` is nothing where it tells nothing yet."""

    excluded: Excluded
    region: Organisation
    care: Care | None


@dataclass(frozen=True)
class Summary:
    """How much of all that a region could tell it tells, and how much of that is more than a year old."""

    kept: int
    missing: int
    stale: int


@dataclass(frozen=True)
class Told:
    """What one region tells of one exclusion (the keys of area and clause)."""

    area: str
    clause: str
    region: Organisation
    care: Care

    def as_json(self) -> dict[str, Any]:
        """As plain values, as everybody may read it."""
        return {
            "area": self.area,
            "clause": self.clause,
            "region": self.region.name,
            "region_key": self.region.key,
            **self.care.facts.model_dump(mode="json"),
            "confirmed_on": self.care.confirmed_on.isoformat(),
            "confirmed_role": self.care.confirmed_role,
            "confirmed_for": self.care.confirmed_for,
            "stale": self.care.is_stale,
        }


def exclusions() -> tuple[Excluded, ...]:
    """Every exclusion in force, by the name of its area. One query, and one more when the register has changed."""
    _number, state = register_state((AREA,))
    return _exclusions(str(connection.settings_dict["NAME"]), state, queries.today().isoformat())


@lru_cache(maxsize=4)
def _exclusions(_database: str, _state: str, _day: str) -> tuple[Excluded, ...]:
    documents = queries.documents_on().annotate(told=KeyTextTransform("exclusions", Cast("content", JSONField())))
    return tuple(
        Excluded(document.area, document.name, exclusion)
        for document in documents[: queries.MOST_ROWS]
        for exclusion in map(Exclusion.model_validate, json.loads(document.told or "[]"))
        if not exclusion.is_done_elsewhere
    )


def excluded(area: str, clause: str) -> Excluded | None:
    """The exclusion with these keys, while it is in force and is the regions' own care."""
    return next((each for each in exclusions() if each.place == (area, clause)), None)


def kept_by(regions: Collection[Organisation]) -> list[Kept]:
    """Every exclusion in force with what each of these regions keeps of it, by area. Three queries at most."""
    rows = map(_told_by, _current().filter(holder__in=regions))
    told = {(one.area, one.clause, one.region.pk): one.care for one in rows}
    found = (
        Kept(each, region, told.get((*each.place, region.pk)))
        for each in exclusions()
        for region in sorted(regions, key=lambda region: swedish_order(region.name))
    )
    return list(found)[:MOST_LISTED]


def summary(of: Collection[Kept]) -> Summary:
    """How much is kept, is missing, and is kept but old."""
    cares = [one.care for one in of]
    told = [care for care in cares if care is not None]
    return Summary(len(told), len(cares) - len(told), sum(care.is_stale for care in told))


def region_named(key: str) -> Organisation | None:
    """The region with this key, with its healthcare region. One query."""
    return Organisation.objects.filter(kind=Organisation.Kind.REGION, key=key).select_related("parent").first()


def told_around(region: Organisation) -> list[Told]:
    """What the region itself tells, then what the others of its healthcare region do. One query."""
    rows = _current().filter(Q(holder=region) | Q(holder__parent=region.parent_id, holder__parent__isnull=False))
    return sorted(map(_told_by, rows), key=lambda told: (told.region.pk != region.pk, swedish_order(told.region.name)))


def with_regional_care(answers: Iterable[dict[str, Any]], region: Organisation | None) -> list[dict[str, Any]]:
    """The answers of a search, each with what is told in and around the region of the exclusion that it rests on, in
    `regional_care`. One query where a region is given."""
    told = told_around(region) if region else []
    return [
        answer
        | {
            "regional_care": [
                one.as_json()
                for one in told
                if answer["exclusion_key"] and (one.area, one.clause) == (answer["area"], answer["exclusion_key"])
            ]
        }
        for answer in answers
    ]


def stale_by_region(day: date) -> dict[Organisation, list[Excluded]]:
    """Region → those exclusions in force of which what it told is more than a year old on a day."""
    current = {each.place: each for each in exclusions()}
    found: dict[Organisation, list[Excluded]] = {}
    for row in _current():
        if (each := current.get((row.area.key, row.clause))) and is_stale(timezone.localdate(row.confirmed_at), day):
            found.setdefault(row.holder, []).append(each)
    return found


def all_told() -> list[Told]:
    """What every region tells now, of what is in force. One query, and one more when the register has changed."""
    current = {each.place for each in exclusions()}
    return [told for told in map(_told_by, _current()) if (told.area, told.clause) in current]


def _current() -> QuerySet[RegionalCare]:
    return kept.current(RegionalCare).select_related("area", "holder__parent", "confirmed_for")


def _told_by(row: RegionalCare) -> Told:
    return Told(row.area.key, row.clause, row.holder, kept.told_by(row, row.facts))
