"""How the country's care was placed on a day, as a document that is kept, and what has become of it since."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from nhv.placement.certainty import are_equal_minutes

FORMAT: Final = "nhv-baseline/1"
Document = Mapping[str, Any]
How = Literal["came", "went", "moved", "stands"]

HEADINGS: Final = (
    "area", "area_name", "places", "all_known", "codes", "mean", "p95", "over_2h", "over_4h", "worst_municipality",
    "worst_municipality_minutes", "healthcare_regions_without",
)  # fmt: skip


@dataclass(frozen=True)
class AreaSince:
    """An area in two documents. `gained` and `lost` are names of places; `before` and `after` the travel, none where it
    could not be reckoned; `longer` is how much longer the mean is now, in minutes: 0 where the model cannot tell, none
    where one of them lacks."""

    key: str
    name: str
    how: How
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    before: Document | None
    after: Document | None

    @property
    def longer(self) -> float | None:
        if self.before is None or self.after is None:
            return None
        before, after = self.before["mean"], self.after["mean"]
        return 0.0 if are_equal_minutes(after, before) else after - before


@dataclass(frozen=True)
class PlaceSince:
    """A hospital (or a region whose permits name none), and in how many areas it had and has a permit."""

    key: str
    name: str
    before: int
    after: int


@dataclass(frozen=True)
class Since:
    """Two documents beside each other. `other_tables`: people, roads or model are not the same, so that a difference
    may be theirs."""

    areas: tuple[AreaSince, ...]
    places: tuple[PlaceSince, ...]
    other_tables: bool

    @property
    def changed(self) -> list[AreaSince]:
        """Areas where somebody came or went, by name."""
        return [one for one in self.areas if one.how != "stands"]

    @property
    def moved_places(self) -> list[PlaceSince]:
        """Places that hold more or fewer areas than they did."""
        return [one for one in self.places if one.before != one.after]


def since(before: Document, after: Document) -> Since:
    """What has become of the one since, as the other has it."""
    return Since(tuple(_areas(before, after)), tuple(_places(before, after)), before["data"] != after["data"])


def is_same(one: Document, other: Document) -> bool:
    """Whether they say the same of the country, whatever the day."""
    return all(one[name] == other[name] for name in ("data", "areas"))


def rows_of(document: Document) -> Iterator[Sequence[object]]:
    """A row an area (HEADINGS), with every number as the document has it; empty where none could be reckoned."""
    for one in document["areas"]:
        travel = one["travel"] or {}
        worst = travel.get("worst_municipality", {})
        yield (
            one["key"],
            one["name"],
            " + ".join(place["name"] for place in one["places"]),
            "yes" if one["all_known"] else "no",
            " + ".join(travel.get("holders", ())),
            *(travel.get(name) for name in ("mean", "p95", "over_2h", "over_4h")),
            worst.get("code"),
            worst.get("minutes"),
            " + ".join(travel.get("healthcare_regions_without", ())),
        )


def _areas(before: Document, after: Document) -> Iterator[AreaSince]:
    then, now = ({one["key"]: one for one in document["areas"]} for document in (before, after))
    for key in sorted({*then, *now}):
        yield _area(key, then.get(key, NOTHING), now.get(key, NOTHING))


NOTHING: Final[Document] = {"name": "", "places": [], "travel": None}


def _area(key: str, before: Document, after: Document) -> AreaSince:
    had, has = ({one["key"]: one["name"] for one in told["places"]} for told in (before, after))
    return AreaSince(
        key=key,
        name=after["name"] or before["name"],
        how=_how(had, has),
        gained=tuple(name for place, name in has.items() if place not in had),
        lost=tuple(name for place, name in had.items() if place not in has),
        before=before["travel"],
        after=after["travel"],
    )


def _how(had: Mapping[str, str], has: Mapping[str, str]) -> How:
    if had.keys() == has.keys():
        return "stands"
    return "came" if not had else "went" if not has else "moved"


def _places(before: Document, after: Document) -> Iterator[PlaceSince]:
    names = {**_names(before), **_names(after)}
    then, now = _held(before), _held(after)
    for key in sorted(names, key=lambda one: (-now[one], -then[one], one)):
        yield PlaceSince(key, names[key], then[key], now[key])


def _names(document: Document) -> dict[str, str]:
    return {place["key"]: place["name"] for place in _every(document)}


def _held(document: Document) -> Counter[str]:
    return Counter(place["key"] for place in _every(document))


def _every(document: Document) -> Iterable[Document]:
    return (place for one in document["areas"] for place in one["places"])
