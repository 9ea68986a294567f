"""How many patients each place has reported for an area in a year, from what is published and from nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import OuterRef, Subquery

from nhv.disclosure.policy import shown_counts
from nhv.disclosure.published import Published
from nhv.followup.models import PublishedEdition
from nhv.specification.measures import TREATED

MOST_AREAS = 500


@dataclass(frozen=True)
class Reported:
    """What is published of a place's patients in a year: none where the number is hidden. `whole` is the country's."""

    year: int
    patients: int | None
    whole: int | None

    @property
    def share(self) -> float | None:
        """Of all who have reported; none where one of the two is hidden."""
        return self.patients / self.whole if self.patients is not None and self.whole else None


def reported_patients() -> dict[tuple[str, str], Reported]:
    """The newest edition of each area, by the keys of area and place; who has not reported is not in it. One query, and
    one more for each edition that has not been read before."""
    newest = PublishedEdition.objects.filter(area=OuterRef("area")).order_by("-year", "-number")
    found = PublishedEdition.objects.filter(pk=Subquery(newest.values("pk")[:1]))
    kept = found.values_list("area__key", "pk", "sha256")[:MOST_AREAS]
    return {(area, place): one for area, pk, sha256 in kept for place, one in _read(pk, sha256).items()}


@lru_cache(maxsize=2 * MOST_AREAS)
def _read(pk: int, sha256: str) -> Mapping[str, Reported]:
    """By place's key. An edition never changes; its hash tells one database's from another's."""
    return _by_place(PublishedEdition.objects.get(pk=pk, sha256=sha256).document)


def _by_place(document: Published) -> dict[str, Reported]:
    year, counts = str(document.edition.year), shown_counts(document)
    whole = counts.get((TREATED, frozenset({("year", year)})))
    silent = {one.unit for one in document.not_reported if one.year == year}
    return {
        place: Reported(int(year), _whole(counts.get((TREATED, _at(place, year)))), _whole(whole))
        for place in document.dimensions["unit"].values
        if place not in silent
    }


def _at(place: str, year: str) -> frozenset[tuple[str, str]]:
    return frozenset({("unit", place), ("year", year)})


def _whole(count: float | None) -> int | None:
    return None if count is None else int(count)
