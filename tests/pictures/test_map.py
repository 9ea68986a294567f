"""The map of Sweden: borders and hospitals in the same projection, and marks that do not cover each other."""

from itertools import combinations
from math import dist

import pytest

from nhv.pictures.map import APART, Place
from nhv.pictures.marks import spread
from nhv.pictures.sweden import counties
from nhv.pictures.sweden.projection import HEIGHT, WIDTH, project
from tests.pictures.examples import SVG, a_map, lettering, parsed

SIZE = (WIDTH, HEIGHT)


def test_all_21_counties_are_there_and_small():
    assert len(counties()) == 21
    assert sum(len(county.path) for county in counties().values()) < 50_000


@pytest.mark.parametrize(
    ("place", "latitude", "longitude"),
    [
        ("Treriksröset", 69.06, 20.55),
        ("Smygehuk", 55.34, 13.36),
        ("Haparanda", 65.84, 24.14),
        ("Strömstad", 58.94, 11.17),
    ],
)
def test_the_corners_of_sweden_lie_on_the_map(place, latitude, longitude):
    x, y = project(latitude, longitude)
    assert 0 < x < WIDTH, place
    assert 0 < y < HEIGHT, place


def test_north_is_up_and_east_is_right():
    kiruna, lund, visby = project(67.86, 20.23), project(55.70, 13.19), project(57.64, 18.30)
    assert kiruna[1] < visby[1] < lund[1]
    assert lund[0] < visby[0]


def test_marks_that_would_cover_each_other_are_moved_and_say_so():
    marks = spread([(100.0, 100.0), (101.0, 100.0), (300.0, 100.0)], apart=30.0, within=SIZE)
    assert [mark.number for mark in marks] == [1, 2, 3]
    assert [mark.moved for mark in marks] == [False, True, False]
    assert marks[1].drawn == (131.6, 100.0)


@pytest.mark.parametrize(
    ("number", "place"),
    [(9, (263.0, 695.0)), (21, (263.0, 695.0)), (12, (437.0, 30.0)), (12, (0.0, 1002.0))],
    ids=["Stockholm", "a hospital for each county", "north-east corner", "south-west corner"],
)
def test_any_number_at_one_place_are_apart_and_inside(number, place):
    marks = spread([place] * number, apart=APART, within=SIZE)
    assert all(dist(one.drawn, other.drawn) >= APART for one, other in combinations(marks, 2))
    assert all(APART / 2 <= at <= side - APART / 2 for mark in marks for at, side in zip(mark.drawn, SIZE, strict=True))


def test_a_holder_without_a_named_hospital_stands_in_its_region():
    picture = a_map(Place("Region Uppsala", "03"))
    middle = counties()["03"].middle
    (mark,) = [c for c in parsed(picture).iter(f"{SVG}circle") if (float(c.get("cx")), float(c.get("cy"))) == middle]
    assert float(mark.get("r")) > 10
    assert classes(picture) == {"03": "nhv-map__region nhv-map__region--marked"}


def test_a_chosen_county_has_no_number_and_a_row_of_its_own():
    picture = a_map(Place("Skånes universitetssjukhus", "12", 55.71, 13.20), c12="Region Skåne", c13="Region Halland")
    assert lettering(picture) == ["1"]
    assert picture.table.rows == (
        ("1", "Skånes universitetssjukhus", "Skåne län"),
        ("–", "Region Skåne", "Skåne län"),
        ("–", "Region Halland", "Hallands län"),
    )
    assert classes(picture) == {
        "12": "nhv-map__region nhv-map__region--marked nhv-map__region--chosen",
        "13": "nhv-map__region nhv-map__region--chosen",
    }


def test_a_hospital_whose_county_is_not_known_is_still_on_the_map():
    assert a_map(Place("Sjukhus", "", 59.3, 18.1)).table.rows == (("1", "Sjukhus", ""),)


def classes(picture):
    """How each county is drawn that is not drawn plain, by code."""
    drawn = {path.get("d"): path.get("class") for path in parsed(picture).iter(f"{SVG}path")}
    found = {code: drawn[county.path] for code, county in counties().items()}
    return {code: kind for code, kind in found.items() if kind != "nhv-map__region"}
