"""Which permits of an area somebody has already, beside those that a motion about a call would give."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.db.models import Q

from nhv.derived.granted_places import Held
from nhv.filings.models import Filing
from nhv.register.models import Call, Organisation, Permit
from nhv.specification.motion import Motion

Places = Mapping[int | None, Collection[str]]
"""The keys of the sub-permits that a place has, by the place's primary key."""


def held_at(call: Call, at: datetime) -> Places:
    """Each place with a permit of the call's area until further notice, as was known at `at`. One query."""
    # What is to end leaves its place: it can be called, and given to another.
    known = Permit.objects.filter(Q(superseded_at__isnull=True) | Q(superseded_at__gt=at), recorded_at__lte=at)
    found = known.filter(area=call.area_id, valid_until__isnull=True)
    places: dict[int | None, set[str]] = {}
    for permit in found.select_related("holder", "place__parent"):
        places.setdefault(_place(permit.turn_to), set()).update(_kept(permit))
    return places


def beside(said: Motion, filed: Sequence[Filing], places: Places) -> Held:
    """Those of the places that the motion gives no permit: what it gives is reckoned by itself."""
    granted = {one.application for one in said.granted}
    anew = {_place(one.place or one.organisation) for one in filed if one.key in granted}
    return tuple(keys for place, keys in places.items() if place not in anew)


def _kept(permit: Permit) -> set[str]:
    return {key for key in permit.sub_permits if "until" not in permit.part_days.get(key, {})}


def _place(where: Organisation | None) -> int | None:
    """A unit is counted as its hospital."""
    return None if where is None else (where.hospital or where).pk
