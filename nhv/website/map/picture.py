"""What a map shows, ready for the template parts/map.html: the 21 regions and the hospitals that hold permits."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from nhv.website.map.marks import Mark, spread
from nhv.website.map.projection import HEIGHT, WIDTH, project

MARKS_APART = 30.0  # a mark's diameter and a little air, in units of the map


@dataclass(frozen=True)
class Outline:
    """A region's border. `shown` says how: plain, holder or chosen."""

    code: str
    path: str
    middle: tuple[float, float]
    shown: str = "plain"


@dataclass(frozen=True)
class Place:
    """Something to mark: its name, the address of its page, where it is, or only which region (county code)."""

    name: str
    address: str
    region_code: str
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True)
class Picture:
    """The drawing: outlines below, marks above; `places` in the order of the marks' numbers."""

    title: str
    outlines: tuple[Outline, ...]
    marks: tuple[tuple[Mark, Place], ...]
    width: int = WIDTH
    height: int = HEIGHT


@cache
def borders() -> dict[str, tuple[str, tuple[float, float]]]:
    """County code → (SVG path, a point well inside), as converted once by convert.py."""
    regions = json.loads(Path(__file__).with_name("regions.json").read_text(encoding="utf-8"))
    return {code: (region["path"], tuple(region["middle"])) for code, region in regions.items()}


def draw(title: str, places: Iterable[Place], *, chosen: Iterable[str] = ()) -> Picture:
    """A map with these places numbered from 1; `chosen` are county codes to lift out besides theirs."""
    places, chosen = tuple(places), set(chosen)
    holders = {place.region_code for place in places}
    outlines = tuple(
        Outline(code, path, middle, "chosen" if code in chosen else "holder" if code in holders else "plain")
        for code, (path, middle) in borders().items()
    )
    marks = spread([_where(place) for place in places], apart=MARKS_APART)
    return Picture(title, outlines, tuple(zip(marks, places, strict=True)))


def _where(place: Place) -> tuple[float, float]:
    if place.latitude is None or place.longitude is None:
        return borders()[place.region_code][1]
    return project(place.latitude, place.longitude)
