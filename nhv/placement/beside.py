"""Two combinations beside each other: for whom they differ."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from nhv.language.rounding import minutes_written
from nhv.placement.certainty import are_equal_minutes
from nhv.placement.changes import Change, change, columns
from nhv.placement.listing import as_json
from nhv.placement.measures import Combination, Figures, Scene, measure_one


@dataclass(frozen=True)
class RegionBeside:
    """A region, by its key, under the one and under the other; `longer` are the minutes that its mean is longer under
    the one, 0 where the model cannot tell them apart."""

    key: str
    own: Figures
    other: Figures
    longer: float


@dataclass(frozen=True)
class Beside:
    """The one, the other, and for how many people (of those counted) the one is longer or shorter. `regions`: where it
    is most longer first."""

    scene: Scene
    one: Combination
    other: Combination
    change: Change
    regions: tuple[RegionBeside, ...]

    def scene_of(self, holders: Sequence[str]) -> Scene:
        """That of some of the places, measured alike."""
        return replace(self.scene, places=tuple(holders), times=self.scene.times[:, columns(self.scene, holders)])

    def as_json(self) -> dict[str, Any]:
        """As the command and a frozen comparison write it: the other's measures, people with more than an hour longer
        or shorter, and each region's difference in minutes."""
        return {
            "against": as_json(self.other, None),
            "change": {"longer": self.change.longer, "shorter": self.change.shorter},
            "longer": {one.key: minutes_written(one.longer) for one in self.regions},
        }


def beside(scene_of: Callable[[Sequence[str]], Scene], own: Sequence[str], other: Sequence[str]) -> Beside:
    """The codes of both; `scene_of` says against what they are measured. Raises Refused for what cannot be used."""
    one, against = (measure_one(scene_of(codes)) for codes in (own, other))
    scene = scene_of(sorted({*own, *other}))
    return Beside(scene, one, against, change(scene, other, own), _regions(one, against))


def _regions(one: Combination, other: Combination) -> tuple[RegionBeside, ...]:
    rows = (_region(key, own, other.regions[key]) for key, own in one.regions.items())
    return tuple(sorted(rows, key=lambda row: (-row.longer, -row.own.mean, row.key)))


def _region(key: str, own: Figures, other: Figures) -> RegionBeside:
    return RegionBeside(key, own, other, 0.0 if are_equal_minutes(own.mean, other.mean) else own.mean - other.mean)
