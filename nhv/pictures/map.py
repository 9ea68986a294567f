"""A map of Sweden with numbered places. What is drawn stands in the table: number, name and county."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from nhv.pictures.inks import COLOUR, Inks, hatch, hatched
from nhv.pictures.marks import Mark, spread
from nhv.pictures.picture import Picture, table_of
from nhv.pictures.svg import Point, element, path, whole_drawing
from nhv.pictures.sweden import County, counties
from nhv.pictures.sweden.projection import HEIGHT, WIDTH, project
from nhv.specification.writing import Table

RADIUS = 18.0  # of a mark
APART = 2 * RADIUS + 2  # the middles of two marks: their white rims touch
LABEL = 22  # the size of a number: 13 px at the map's own size, which is half a printed page high
SCALE = 0.6


@dataclass(frozen=True)
class Place:
    """Something to mark: its name, the code of its county, and degrees (WGS84) when more than the county is known."""

    name: str
    county: str
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True)
class MapWords:
    """What a map says in the reader's language: the heads of its table's columns, and what shows which county."""

    number: str
    name: str
    county: str
    description: str


def draw_map(
    title: str,
    places: Sequence[Place],
    *,
    key: str,
    words: MapWords,
    chosen: Mapping[str, str] | None = None,
    inks: Inks = COLOUR,
) -> Picture:
    """The places numbered from 1 in their order. A county with one is hatched.

    `chosen` gets a heavy border: the code of a county → the name it is chosen under.
    """
    chosen = chosen or {}
    marks = spread([_where(place) for place in places], apart=APART, within=(WIDTH, HEIGHT))
    inside = [
        element("defs", hatch(key, inks)),
        *_land({place.county for place in places}, set(chosen), key, inks),
        *(_leader(mark, inks) for mark in marks if mark.moved),
        *(part for mark in marks for part in _numbered(mark, inks)),
    ]
    svg = whole_drawing(
        inside, key=key, title=title, description=words.description, width=WIDTH, height=HEIGHT, scale=SCALE
    )
    return Picture(title, words.description, svg, _table(title, places, chosen, words))


def _where(place: Place) -> Point:
    if place.latitude is None or place.longitude is None:
        return counties()[place.county].middle
    return project(place.latitude, place.longitude)


def _land(marked: set[str], chosen: set[str], key: str, inks: Inks) -> list[Element]:
    """The counties, the chosen last so that no neighbour covers their border."""
    in_order = sorted(counties().values(), key=lambda county: county.code in chosen)
    return [_county(county, county.code in marked, county.code in chosen, key, inks) for county in in_order]


def _county(county: County, marked: bool, chosen: bool, key: str, inks: Inks) -> Element:
    return element(
        "path",
        class_="nhv-map__region" + " nhv-map__region--marked" * marked + " nhv-map__region--chosen" * chosen,
        d=county.path,
        fill=hatched(key) if marked else inks.lifted if chosen else inks.plain,
        stroke=inks.ink if chosen else inks.background,
        stroke_width=3.5 if chosen else 1.5,
        stroke_linejoin="round",
    )


def _leader(mark: Mark, inks: Inks) -> Element:
    """A line from where the place is to its mark, with a dot at the place."""
    return element(
        "g",
        element("path", d=path(mark.place, mark.drawn), stroke=inks.ink, stroke_width=2),
        element("circle", cx=mark.place[0], cy=mark.place[1], r=4, fill=inks.ink),
    )


def _numbered(mark: Mark, inks: Inks) -> tuple[Element, Element]:
    x, y = mark.drawn
    return (
        element("circle", cx=x, cy=y, r=RADIUS, fill=inks.ink, stroke=inks.background, stroke_width=2),
        element(
            "text",
            str(mark.number),
            class_="nhv-map__label",
            x=x,
            y=y + LABEL * 0.35,
            font_size=LABEL,
            font_weight="bold",
            text_anchor="middle",
            fill=inks.background,
        ),
    )


def _table(title: str, places: Sequence[Place], chosen: Mapping[str, str], words: MapWords) -> Table:
    """A row a mark, then a row a chosen county, which has no number."""
    rows = [(str(number), place.name, _county_name(place.county)) for number, place in enumerate(places, 1)]
    rows += [("–", name, _county_name(code)) for code, name in chosen.items()]
    return table_of(title, (words.number, words.name, words.county), rows)


def _county_name(code: str) -> str:
    return counties()[code].name if code in counties() else ""
