"""Pictures of travel: shades that differ in black and white, lines in their dashes, dots on their scales."""

import re
from itertools import pairwise

import pytest

from nhv.pictures.curve import DASHES
from nhv.pictures.inks import COLOUR, GREY
from nhv.pictures.shading import Shade, ShadingWords, draw_shading
from nhv.pictures.sweden import counties, municipalities
from tests.pictures.examples import PICTURES, SHADED, SVG, parsed

INKS = pytest.mark.parametrize("inks", [COLOUR, GREY], ids=["colour", "grey"])


def test_every_municipality_of_the_country_has_a_border():
    assert len(municipalities()) == 290
    assert {code[:2] for code in municipalities()} == set(counties())
    assert all(path.startswith("M") and path.endswith("z") for path in municipalities().values())


@INKS
def test_shades_grow_darker_and_the_last_is_hatched(inks):
    fills = [path.get("fill") for path in parsed(PICTURES["shading"](inks)).iter(f"{SVG}path") if path.get("fill")]
    assert fills == [inks.background, inks.plain, "url(#s-hatch)"]
    shades = [inks.background, inks.plain, inks.lifted, inks.line]
    light = [sum(int(colour[at : at + 2], 16) for at in (1, 3, 5)) for colour in shades]
    assert light == sorted(light, reverse=True)
    assert min(one - other for one, other in pairwise(light)) > 40


def test_municipalities_of_a_shade_are_one_shape():
    drawn = [path.get("d") for path in parsed(PICTURES["shading"](COLOUR)).iter(f"{SVG}path") if path.get("fill")]
    expected = ["".join(municipalities()[code] for code in sorted(SHADED) if SHADED[code] == n) for n in range(3)]
    assert drawn == expected


@INKS
def test_each_curve_has_dashes_of_its_own(inks):
    lines = [path for path in parsed(PICTURES["curve"](inks)).iter(f"{SVG}path") if path.get("stroke-dasharray")]
    assert [line.get("stroke-dasharray") for line in lines] == [*DASHES[:2], *DASHES[:2]]
    assert len(set(DASHES)) == len(DASHES) == 5


def test_a_curve_rises_to_the_right():
    line = next(p for p in parsed(PICTURES["curve"](COLOUR)).iter(f"{SVG}path") if p.get("stroke-dasharray"))
    points = [tuple(map(float, point.split(","))) for point in line.get("d")[1:].split("L")]
    assert points == sorted(points)
    heights = [y for _x, y in points]
    assert heights == sorted(heights, reverse=True)


def test_less_is_to_the_left_and_each_column_has_a_scale_of_its_own():
    circles = [c for c in parsed(PICTURES["dots"](COLOUR)).iter(f"{SVG}circle") if c.get("r") == "5"][:6]
    places = [float(circle.get("cx")) for circle in circles]
    assert places[0::2] == sorted(places[0::2])
    assert (places[0], places[1], places[4], places[5]) == (10, 170, 150, 310)


def test_what_is_marked_is_filled_or_ringed_and_said_in_the_table():
    picture = PICTURES["dots"](COLOUR)
    circles = list(parsed(picture).iter(f"{SVG}circle"))
    assert [c.get("fill") == COLOUR.ink for c in circles if c.get("r") == "5"][:6] == [True] * 2 + [False] * 4
    assert len([c for c in circles if c.get("r") == "9"]) == 3  # two columns and the legend
    assert [row[-1] for row in picture.table.rows] == ["ingen annan är minst lika bra", "i dag", ""]


def test_the_map_of_all_municipalities_is_small():
    shades = [Shade(name) for name in "abcde"]
    shaded = {code: int(code) % 5 for code in municipalities()}
    picture = draw_shading("Karta", shaded, shades, (), key="k", words=ShadingWords(("vad",), "enhet", "karta"))
    assert len(picture.svg) < 52_000
    assert len(re.findall("<path", picture.svg)) == 6
