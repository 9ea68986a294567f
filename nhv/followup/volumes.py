"""How many patients each place has reported, as it stands in the published tables and in nothing else.

What is added up over areas is made of what everybody can read: numbers that are shown, and for a hidden one the bounds
that anybody can work out. So a sum tells nobody more of what is hidden than the tables did.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from django.db.models import OuterRef, QuerySet, Subquery

from nhv.disclosure.published import EVERY, Cell, Published, Table
from nhv.disclosure.system import UNIT, YEAR
from nhv.followup.hidden import Intervals, cell_key
from nhv.followup.models import PublishedEdition

MOST_EDITIONS = 1_000
# So many may nobody tell from any number above.
NO_BOUND = 1_000_000
Stands = Literal["shown", "hidden", "silent", "without"]


@dataclass(frozen=True)
class Volume:
    """Patients of a year: a number that is `shown`, one that is `hidden` between `low` and `high`, one that is not
    reported (`silent`), or of nobody since there was no permit (`without`)."""

    stands: Stands
    low: int = 0
    high: int = 0

    @property
    def number(self) -> int | None:
        """The number, where it is shown."""
        return self.low if self.stands == "shown" else None


@dataclass(frozen=True)
class AreaVolumes:
    """An edition of an area's year: its places' volumes by their keys, and the country's."""

    area: str
    year: int
    edition: int
    places: Mapping[str, Volume]
    whole: Volume

    @property
    def reported(self) -> int:
        """How many places have reported."""
        return sum(one.stands in ("shown", "hidden") for one in self.places.values())

    @property
    def owed(self) -> int:
        """How many were to."""
        return sum(one.stands != "without" for one in self.places.values())


def added(volumes: Iterable[Volume]) -> Volume:
    """Those that are reported, together: shown only where each of them is. Nothing reported is not nobody."""
    told = [one for one in volumes if one.stands in ("shown", "hidden")]
    if not told:
        return Volume("silent")
    low, high = sum(one.low for one in told), min(sum(one.high for one in told), NO_BOUND)
    return Volume("hidden" if any(one.stands == "hidden" for one in told) else "shown", low, high)


def newest_of_areas() -> dict[str, AreaVolumes]:
    """The newest edition of each area, by its key. Two queries at most."""
    newest = PublishedEdition.objects.filter(area=OuterRef("area")).order_by("-year", "-number")
    return {one.area: one for one in _read(PublishedEdition.objects.filter(pk=Subquery(newest.values("pk")[:1])))}


def volumes_of_year(year: int) -> list[AreaVolumes]:
    """The newest edition of each area's year. Two queries at most, however many areas."""
    newest = PublishedEdition.objects.filter(area=OuterRef("area"), year=year).order_by("-number")
    return list(_read(PublishedEdition.objects.filter(year=year, pk=Subquery(newest.values("pk")[:1]))))


_KEPT: dict[tuple[int, str], AreaVolumes] = {}


def _read(editions: "QuerySet[PublishedEdition]") -> Iterator[AreaVolumes]:
    """An edition never changes, and is read once; its hash tells one database's from another's."""
    kept = list(editions.order_by("area__key").values_list("pk", "sha256")[:MOST_EDITIONS])
    unread = [pk for pk, sha256 in kept if (pk, sha256) not in _KEPT]
    fresh: dict[tuple[int, str], AreaVolumes] = {}
    if unread:
        rows = PublishedEdition.objects.select_related("area").defer("basis").filter(pk__in=unread)
        fresh = {(row.pk, row.sha256): _of(row) for row in rows.iterator(chunk_size=20)}
        if len(_KEPT) + len(fresh) > MOST_EDITIONS:
            _KEPT.clear()
        _KEPT.update(fresh)
    for key in kept:
        found = fresh.get(key) or _KEPT.get(key)
        if found is not None:
            yield found


def _of(row: PublishedEdition) -> AreaVolumes:
    document = row.treated
    stand = volumes_in(document, row.intervals)
    silent = {one.unit for one in document.not_reported if one.year == str(row.year)}
    places = {
        place: Volume("silent") if place in silent else stand[place] for place in document.dimensions[UNIT].values
    }
    return AreaVolumes(row.area.key, row.year, row.number, places, stand[""])


def volumes_in(document: Published, intervals: Intervals) -> dict[str, Volume]:
    """How the year's patients at each place, and in the whole country ("") stand in any of the document's tables."""
    year = str(document.edition.year)
    found: dict[str, list[tuple[Table, Cell]]] = {}
    for place, table, cell in _totals(document.tables, year):
        found.setdefault(place, []).append((table, cell))
    without = {one.at[UNIT] for one in document.impossible if one.at.keys() == {UNIT, YEAR} and one.at[YEAR] == year}
    return {
        place: Volume("without") if place in without else _volume(found.get(place, ()), intervals)
        for place in ("", *document.dimensions[UNIT].values)
    }


def _totals(tables: Sequence[Table], year: str) -> Iterator[tuple[str, Table, Cell]]:
    """The cells of all a place's patients in the year, or of the country's, with the place."""
    for table in tables:
        if table.fixed.get(YEAR, year) != year or not table.fixed.keys() <= {YEAR, UNIT}:
            continue
        others = [place for place, name in enumerate(table.by) if name not in (UNIT, YEAR)]
        for cell in table.cells:
            if all(cell.at[place] == EVERY for place in others) and (at := table.at(cell)).get(YEAR) == year:
                yield at.get(UNIT, ""), table, cell


def _volume(found: Sequence[tuple[Table, Cell]], intervals: Intervals) -> Volume:
    for _table, cell in found:
        if cell.value is not None:
            return Volume("shown", int(cell.value), int(cell.value))
    bounds = [intervals[table.key][cell_key(cell)] for table, cell in found if cell_key(cell) in intervals[table.key]]
    low, high = max((one for one, _most in bounds), default=0), min((most for _one, most in bounds), default=NO_BOUND)
    return Volume("hidden", low, high)
