"""One combination looked at, alone or beside another: for whom they differ, and what falls on each hospital."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from nhv.placement.beside import Beside, beside
from nhv.placement.capacity import means_within
from nhv.placement.changes import losses
from nhv.placement.flight import with_flight
from nhv.placement.listing import listing
from nhv.placement.measures import Combination, Figures, Scene, measure_one
from nhv.register.placement import airports, country
from nhv.rules.refusals import Refused
from nhv.website.officer.placement_asked import Asked
from nhv.website.officer.placement_hospitals import Share, share_of
from nhv.website.officer.placement_rows import called
from nhv.website.public.travel_pictures import curve_of, map_of_change, map_of_times

NAMED = 4  # regions that are named in a sentence


@dataclass(frozen=True)
class RegionRow:
    """A region, with how many live there, under the combination looked at, and under the other (none where there is
    none); `longer` in minutes, 0 where the model cannot tell them apart."""

    name: str
    inhabitants: int
    own: Figures
    other: Figures | None = None
    longer: float = 0.0


def pencilled(
    asked: Asked, names: Mapping[str, str], regions: Mapping[str, str], today: Sequence[str]
) -> dict[str, Any]:
    """What the page shows of the combination looked at, beside the asked one, or today's. Raises Refused."""
    for code in (*asked.shown, *asked.against):
        if code not in names:
            raise Refused("no_applicant", "{code_said} är ingen av de sökande. Välj i listan.", code_said=code[:20])
    against = asked.against or (tuple(today) if tuple(today) != asked.shown else ())
    scene = Scene.of(country(), asked.shown, asked.weight)
    one, name = measure_one(scene), called(asked.shown, names)
    found: dict[str, Any] = {
        "one": one,
        "name": name,
        "load": [(name, _load(one, names, asked))],
        "within": _within(asked),
        "flown": measure_one(with_flight(scene, airports())),
        "losses": [(names[loss.without], loss) for loss in losses(scene, asked.shown)],
        "map": map_of_times(name, scene, asked.shown, key="karta"),
    }
    if not against:
        curve = curve_of(name, scene, {name: asked.shown}, key="kurva")
        rows = [
            RegionRow(regions.get(key, key), country().inhabitants[key], figures)
            for key, figures in one.regions.items()
        ]
        return found | {"regions": sorted(rows, key=lambda row: (-row.own.mean, row.name)), "curve": curve}
    both = beside(lambda codes: Scene.of(country(), codes, asked.weight), asked.shown, against)
    other_name = called(against, names) if asked.against else _("i dag")
    # Where today's holders stand there may be no applicant.
    if set(against) <= names.keys():
        found["load"].append((other_name, _load(both.other, names, asked)))
    return found | _beside(both, name, other_name, regions)


def _beside(both: Beside, name: str, other_name: str, regions: Mapping[str, str]) -> dict[str, Any]:
    """How the two, each with its name, differ, and for whom."""
    title = _("%(one)s mot %(other)s") % {"one": name, "other": other_name}
    own, other = both.one.holders, both.other.holders
    rows = [
        RegionRow(regions.get(row.key, row.key), country().inhabitants[row.key], row.own, row.other, row.longer)
        for row in both.regions
    ]
    return {
        "other": both.other,
        "other_name": other_name,
        "other_flown": measure_one(with_flight(both.scene_of(other), airports())),
        "change": both.change,
        "regions": rows,
        "longer_for": [row for row in rows if row.longer > 0][:NAMED],
        "shorter_for": [row for row in reversed(rows) if row.longer < 0][:NAMED],
        "equal": sum(row.longer == 0 for row in rows),
        "difference": map_of_change(title, both.scene, other, own, key="skillnad"),
        "curve": curve_of(title, both.scene, {name: own, other_name: other}, key="kurva"),
    }


def _load(one: Combination, names: Mapping[str, str], asked: Asked) -> list[tuple[str, Share | None]]:
    """What falls on each town."""
    return [(names[code], share_of(one, code, asked)) for code in one.load]


def _within(asked: Asked) -> float | None:
    """The mean when no unit takes more than the asked share."""
    if asked.most is None:
        return None
    found = listing(Scene.of(country(), asked.shown, asked.weight))
    return means_within(found.measured, asked.most, [0])[0]
