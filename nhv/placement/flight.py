"""Travel with flight where it is quicker than the road: a second figure, and the best case, since a flight is taken to
leave whenever somebody needs it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import permutations
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

import numpy as np

from nhv.language.rounding import tenths
from nhv.placement.measures import Numbers, Scene
from nhv.placement.tables import numbered, rows, sha256
from nhv.placement.travel import times_to
from nhv.rules.refusals import Refused

HUB = "ARN"
# Minutes: at the airport before and after, to rise and to land, and to change at Arlanda. Kilometres a minute.
BEFORE, AFTER, CLIMB, CHANGE = 75, 30, 20, 60
SPEED = 12.5
EARTH = 6_371


@dataclass(frozen=True)
class Airport:
    """An airport: IATA code, name, the code of the municipality it lies in, and where."""

    code: str
    name: str
    municipality: str
    latitude: float
    longitude: float


@dataclass(frozen=True)
class Airports:
    """All of them, and the sha256 of their table."""

    airports: tuple[Airport, ...]
    sha256: str

    @cached_property
    def by_air(self) -> Numbers:
        """Tenths of minutes from each airport to each, from the one door to the other; all but Arlanda's own with a
        change there. From one to itself longer than any journey."""
        found = np.full((len(self.airports),) * 2, 60_000, dtype=np.int64)
        for row, column in permutations(range(len(self.airports)), 2):
            found[row, column] = tenths(BEFORE + self._in_the_air(self.airports[row], self.airports[column]) + AFTER)
        return found

    def _in_the_air(self, start: Airport, end: Airport) -> float:
        if HUB in (start.code, end.code):
            return _leg(start, end)
        hub = next(one for one in self.airports if one.code == HUB)
        return _leg(start, hub) + CHANGE + _leg(hub, end)


def with_flight(scene: Scene, airports: Airports) -> Scene:
    """The same places, each as near as it is by road or by air. Raises Refused for an airport in no municipality."""
    country = scene.country
    road = np.hstack([times_to(country, [one.municipality]) for one in airports.airports]).astype(np.int64)
    rows_of_places = [country.at[code] for code in scene.places]
    # From each town by road to some airport, and on to each of the others.
    landed = np.stack([(road + column).min(axis=1) for column in airports.by_air.T], axis=1)
    flown = np.stack([(landed + road[row]).min(axis=1) for row in rows_of_places], axis=1)
    times = np.minimum(scene.times, flown).astype(np.uint16)
    return replace(scene, times=times, airports=airports.sha256)


def read_airports(text: str) -> Airports:
    """The airports of their table. Raises Refused."""
    found = tuple(_airports(text))
    codes = [one.code for one in found]
    if HUB not in codes:
        raise Refused("no_hub", "Filen airports.tsv: Arlanda ({hub}) saknas. Lägg till den.", hub=HUB)
    for one in found:
        if codes.count(one.code) > 1:
            raise Refused(
                "airport_twice",
                "Filen airports.tsv: flygplatsen {airport} står två gånger. Ta bort den ena.",
                airport=one.code[:20],
            )
    return Airports(found, sha256(text))


@lru_cache(maxsize=4)
def airports_in(folder: Path) -> Airports:
    """Those of a folder's airports.tsv, read once. Raises Refused."""
    return read_airports((folder / "airports.tsv").read_text(encoding="utf-8"))


def _airports(text: str) -> Iterator[Airport]:
    for number, row in rows(text, "airports.tsv"):
        value = numbered("airports.tsv", number)
        yield Airport(row["code"], row["name"], row["municipality"], value(row, "latitude"), value(row, "longitude"))


def _leg(start: Airport, end: Airport) -> float:
    """Minutes from the one runway to the other."""
    return CLIMB + _kilometres(start, end) / SPEED


def _kilometres(start: Airport, end: Airport) -> float:
    north, east, other_north, other_east = _angles(start, end)
    half = sin((other_north - north) / 2) ** 2 + cos(north) * cos(other_north) * sin((other_east - east) / 2) ** 2
    return 2 * EARTH * asin(sqrt(half))


def _angles(start: Airport, end: Airport) -> Sequence[float]:
    return [radians(one) for one in (start.latitude, start.longitude, end.latitude, end.longitude)]
