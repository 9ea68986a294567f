"""Figures are recorded: all of what a source brings, or nothing of it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from nhv.language.faults import Fault
from nhv.records.acts import one_transaction
from nhv.register.figures import Source, source_named
from nhv.register.general import general
from nhv.register.leave import check_leave
from nhv.register.memory import DIARY
from nhv.register.models import Area, AreaDocument, Figure, Organisation, Permit
from nhv.rules.actor import Actor
from nhv.rules.refusals import Refused
from nhv.specification.figures import MOST_COUNT, FigureRow, without_faults

EARLIEST = date(1990, 1, 1)
_AT_ONCE = 500


@dataclass(frozen=True)
class Recorded:
    """How many rows were new, replaced what the source said before, or said the same."""

    new: int
    replaced: int
    unchanged: int


def record_figures(
    *, source: str, rows: Sequence[FigureRow], place: Organisation | None = None, by: Actor, why: str = ""
) -> Recorded:
    """Keep what a source tells, all or nothing; what it said before of the same is superseded and stays as a row. Where
    `place` is given all rows are of that place, whose own people may tell them.

    Raises Refused, or WrongRows with every row that cannot be received.
    """
    check_leave(by, "figures.record_own" if place else "figures.record", place)
    if place and any(row.place != place.key for row in rows):
        raise Refused("figures_of_another_place", "Antalen hör till en annan plats. Öppna sidan på nytt.")
    origin = source_named(source)
    with one_transaction(Figure):
        DIARY.take_turn()
        register = _Register(rows, origin)
        rows = without_faults((row.line, register.fault_of(row) or row) for row in rows)
        former = register.known_of(rows)
        told = [row for row in rows if row.key not in former or former[row.key].count != row.count]
        replaced = [former[row.key] for row in told if row.key in former]
        if told:
            _save(told, replaced, register, by=by, now=timezone.now())
            DIARY.record(
                "figures_recorded", kind="figures", key=origin.name, by=by, why=why, payload=_told(told, former)
            )
        return Recorded(len(told) - len(replaced), len(replaced), len(rows) - len(told))


class _Register:
    """What the register knows that rows are held against. Five queries, whatever their number."""

    def __init__(self, rows: Iterable[FigureRow], source: Source) -> None:
        keys = {row.area for row in rows}
        self._source = source
        self._today = timezone.localdate()
        self._met: set[object] = set()
        self.areas = {area.key: area.pk for area in Area.objects.filter(key__in=keys)}
        self.places, self._places_of = _places(keys)
        self._kinds: dict[str, dict[str, str]] = defaultdict(dict)
        general_kinds = {measure.key: measure.kind for measure in general().measures}
        # Of all versions: what was counted under one of them may be told after it.
        for document in AreaDocument.objects.filter(area__key__in=keys).select_related("area"):
            kinds = {measure.key: measure.kind for measure in document.specification.all_measures}
            self._kinds[document.area.key] |= general_kinds | kinds

    def fault_of(self, row: FigureRow) -> Fault | None:
        """Why this row cannot be received, or nothing. Met once: the same key again is a fault."""
        fault = self._in_the_register(row) or self._in_itself(row)
        if fault is None and row.key in self._met:
            return Refused("figures_twice", "Samma plats, mått och månad står två gånger. Ta bort den ena raden.")
        self._met.add(row.key)
        return fault

    def _in_the_register(self, row: FigureRow) -> Fault | None:
        if row.area not in self.areas:
            return Refused("figures_area", "Registret har inget område ”{said}”. Skriv områdets nyckel.", said=row.area)
        if row.place not in self._places_of[row.area]:
            return Refused(
                "figures_place",
                "”{said}” har inget tillstånd för området {area}. Skriv nyckeln för den som har ett.",
                said=row.place,
                area=row.area,
            )
        kind = self._kinds[row.area].get(row.measure)
        if row.measure in self._source.measures or kind == "count":
            return None
        if kind is not None:
            return Refused(
                "figures_not_counted", "Måttet ”{said}” är inget antal. Välj ett som är det.", said=row.measure
            )
        return Refused(
            "figures_measure",
            "Området {area} har inget mått ”{said}”. Skriv måttets nyckel.",
            area=row.area,
            said=row.measure,
        )

    def _in_itself(self, row: FigureRow) -> Fault | None:
        if row.month.day != 1 or not EARLIEST <= row.month <= self._today:
            return Refused(
                "figures_month_impossible",
                "Månaden {said} kan inte tas emot: den ska ha börjat, och tidigast vara januari 1990.",
                said=f"{row.month:%Y-%m}",
            )
        if type(row.count) is not int or not 0 <= row.count <= MOST_COUNT:
            return Refused(
                "figures_count_impossible",
                "Antalet ska vara ett heltal från 0 till {most}. Rätta det.",
                most=MOST_COUNT,
            )
        return None

    def known_of(self, rows: Sequence[FigureRow]) -> dict[object, Figure]:
        """What the source says now, by key, of the areas and months of these rows. One query."""
        months = [row.month for row in rows]
        known = Figure.objects.known().filter(
            source=self._source.name, area__key__in={row.area for row in rows}, month__range=(min(months), max(months))
        )
        found = known.select_related("area", "place")
        return {(each.area.key, each.place.key, each.measure, each.month): each for each in found}

    def row(self, told: FigureRow, *, by: Actor, now: datetime) -> Figure:
        """The row of the table that says this."""
        return Figure(
            area_id=self.areas[told.area],
            place_id=self.places[told.place],
            measure=told.measure,
            month=told.month,
            count=told.count,
            source=self._source.name,
            recorded_by=str(by),
            recorded_at=now,
        )


def _places(areas: set[str]) -> tuple[dict[str, int], dict[str, set[str]]]:
    """Key → number of each place where a permit for these areas is or was held, and the keys of each area's."""
    held = list(Permit.objects.known().filter(area__key__in=areas).with_place().values_list("area__key", "turn_to_id"))
    key_of: dict[int, str] = dict(
        Organisation.objects.filter(pk__in={place for _area, place in held}).values_list("pk", "key")
    )
    of_area: dict[str, set[str]] = defaultdict(set)
    for area, place in held:
        of_area[area].add(key_of[place])
    return {key: number for number, key in key_of.items()}, of_area


def _save(
    told: Sequence[FigureRow], replaced: Sequence[Figure], register: _Register, *, by: Actor, now: datetime
) -> None:
    numbers = [figure.pk for figure in replaced]
    # SQLite bounds the number of parameters.
    for first in range(0, len(numbers), _AT_ONCE):
        Figure.objects.filter(pk__in=numbers[first : first + _AT_ONCE]).update(superseded_at=now)
    Figure.objects.bulk_create((register.row(row, by=by, now=now) for row in told), batch_size=_AT_ONCE)


def _told(told: Sequence[FigureRow], former: dict[object, Figure]) -> dict[str, Any]:
    """Enough to make the rows again: each with what was said before, if anything."""
    counts = {row.key: former[row.key].count if row.key in former else None for row in told}
    return {
        "figures": [
            [row.area, row.place, row.measure, f"{row.month:%Y-%m}", row.count, counts[row.key]] for row in told
        ]
    }
