"""From where a question is asked, when it names a place: which region that is, and which unit is nearest by car."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from nhv.register.placement import country, nearest_to, places_of
from nhv.register.queries import Holder
from nhv.rules.refusals import Refused

Json = dict[str, Any]


@dataclass(frozen=True)
class AskedFrom:
    """A municipality (its code and name), or only a region, with the region's key and name."""

    name: str
    municipality: str | None
    region: str
    region_name: str

    @classmethod
    def of(cls, place: str | None, regions: Mapping[str, str]) -> "AskedFrom | None":
        """From the key of a place in a question: a municipality's code or a region's key. `regions` by key."""
        if place is None:
            return None
        if place in regions:
            return cls(regions[place], None, place, regions[place])
        one = country().municipality(place)
        return cls(one.name, one.code, one.region, regions.get(one.region, ""))

    def as_json(self) -> Json:
        """As plain values."""
        return {
            "name": self.name,
            "municipality": self.municipality,
            "region": self.region,
            "region_name": self.region_name,
        }

    def nearest(self, holders: Iterable[Holder]) -> Json | None:
        """The hospitals nearest by car and roughly how many minutes there are to each, and whether `all_counted`: no
        unit is left out because its hospital is not known. `own_region` are the asker's own region's units, which come
        before any other, with no hospital where the source names none. None from a region, and where no hospital is
        known."""
        found = list(holders)
        known = [one for one in found if one.hospital is not None and one.hospital.municipality]
        if self.municipality is None or not known:
            return None
        try:
            near = nearest_to(self.municipality, places_of(known))
        except Refused:
            return None
        own = [one for one in found if one.region.key == self.region]
        return {
            "from_name": self.name,
            "municipality": self.municipality,
            "own_region": [
                {"region": one.region.name, "hospital": one.hospital.name if one.hospital else None} for one in own
            ],
            "hospitals": [{"hospital": one.hospital.name, "minutes": one.minutes} for one in near],
            "all_counted": len(known) == len(found),
        }
