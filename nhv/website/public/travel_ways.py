"""The same travel counted in other ways, each by itself: with flight, for the young and the old, each sub-permit."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from nhv.placement.flight import with_flight
from nhv.placement.measures import Combination, Scene, measure_one
from nhv.register.placement import airports, codes_of
from nhv.register.queries import AreaRow
from nhv.rules.refusals import Refused
from nhv.specification.area import SubPermit


@dataclass(frozen=True)
class Way:
    """One way of counting: what it is called, and the figures; none where somebody stands in a place that is not told.
    `is_whole`: all who have the permit are known."""

    name: str
    measured: Combination | None
    is_whole: bool = True


def ways_of(row: AreaRow, scene: Scene) -> list[Way]:
    """By road for all, as the page else has it, is not among them."""
    whole = row.known.is_whole
    return [
        Way(_("Alla, med flyg när det går fortare"), measure_one(with_flight(scene, airports())), whole),
        Way(_("Barn och unga under 18 år, med bil"), _counting(scene, "under-18"), whole),
        Way(_("De som är 80 år och äldre, med bil"), _counting(scene, "over-80"), whole),
        *_sub_permits(row, scene),
    ]


def _counting(scene: Scene, weight: str) -> Combination:
    return measure_one(Scene.of(scene.country, scene.places, weight))


def _sub_permits(row: AreaRow, scene: Scene) -> Iterator[Way]:
    """Those that somebody is known to have; what is for the young is counted for them."""
    for part, known in row.parts:
        if not known.holders:
            continue
        try:
            measured = measure_one(Scene.of(scene.country, codes_of(known.holders), _weight(part)))
        except Refused:
            measured = None
        yield Way(part.text, measured, known.is_whole)


def _weight(part: SubPermit) -> str:
    of = part.covers.population
    return "under-18" if of is not None and of.below_age is not None and of.below_age <= 18 else "population"
